// The list of one category: its columns, and what is wrong with a row of it. What may be known of her decides
// which columns there are: a category without names has none that says who she is.
import { bareWord } from '#shared/import/cell-words.ts';
import { normaliseHeader, type Fault, type ImportColumn, type ImportRow, type ImportTarget, type JudgedOn, type JudgedSubject } from '#shared/import/target.ts';
import { dayNumber, yearsBetween } from '#shared/form/calendar.ts';
import { nameKey } from '#shared/people/name-key.ts';
import type { FieldValue } from '#shared/record/change.ts';
import type { SubjectCategory } from '#shared/subjects/category.ts';
import { OLDEST, required } from './cells.ts';
import { CASE_NUMBER, EVENT_COLUMNS, PLAIN_COLUMNS, STANDING, WHO_COLUMNS } from './common-columns.ts';
import { OWN_COLUMNS, type OwnColumns } from './own-columns.ts';
import { CATEGORY_WORDS } from './words.ts';

/** Grown up: the row is kept, and says so. */
const GROWN = 18;
/** Years by which an age may differ from the birth date: offices round, and write an age of last year. */
const AGE_SLACK = 2;

const COMMON = new Set([...WHO_COLUMNS, CASE_NUMBER, ...PLAIN_COLUMNS, ...EVENT_COLUMNS].map(({ name }) => pathOf(name)));
/** They judge the row and are not kept. */
const NOT_KEPT = new Set(['homeState', 'listCategory']);

export function subjectList({ id, disclosure }: SubjectCategory): ImportTarget {
  const own = OWN_COLUMNS[id] ?? { columns: [] };
  const nameless = disclosure === 'token';
  const columns: readonly ImportColumn[] = nameless
    ? [{ ...CASE_NUMBER, required: true, parse: required(CASE_NUMBER.parse, 'number-missing') }, ...PLAIN_COLUMNS, ...EVENT_COLUMNS, ...own.columns]
    : [...WHO_COLUMNS, CASE_NUMBER, ...PLAIN_COLUMNS, ...EVENT_COLUMNS, ...own.columns];
  const words = (kind: 'column' | 'error', name: string, of: string): string => `resource-centre:import.${of}.${kind}.${name}`;
  const faultWords = (code: string): string => words('error', code, 'list');
  return {
    name: `${id}-list`,
    recordType: '',
    columns,
    keyOf: () => undefined,
    placeOf: () => ({ ok: true, named: '' }),
    faultsOf: () => [],
    toValues: (row) => row,
    renews: [],
    subjects: {
      category: id,
      ...(nameless && { refuses: (header) => saysWho(header, columns) }),
      own: own.columns.map(({ name }) => name),
      told: { column: 'listCategory', category: categoryIn },
      scored: nameless ? ['sex', 'age', 'district', 'seenDay', 'services', 'state'] : ['father', 'mother', 'sex', 'birthDay', 'district', 'block', 'village', 'school', 'phone', 'seenDay', 'services', 'state'],
      judge: (row, on) => judge(row, on, { category: id, own, nameless, faultWords }),
      columnWords: (name) => words('column', pathOf(name), COMMON.has(pathOf(name)) ? 'list' : `${id}-list`),
      faultWords,
    },
  };
}

/** Under which a column's value is kept. */
function pathOf(column: string): string {
  return column === STANDING ? 'state' : column;
}

interface Judging {
  readonly category: string;
  readonly own: OwnColumns;
  readonly nameless: boolean;
  readonly faultWords: (code: string) => string;
}

/** In whatever words a header says it, unless it is a column of this list. */
const WHO_WORDS = ['नाम', 'पिता', 'माता', 'अभिभावक', 'पता', 'मोबाइल', 'आधार', 'name', 'father', 'mother', 'guardian', 'parent', 'address', 'mobile', 'phone', 'aadhaar', 'aadhar'].map(normaliseHeader);
const WHO_HEADERS = new Set(WHO_COLUMNS.flatMap(({ name, synonyms }) => [name, ...synonyms].map(normaliseHeader)));

function saysWho(header: string, columns: readonly ImportColumn[]): boolean {
  const key = normaliseHeader(header);
  if (key === '' || columns.some(({ name, synonyms }) => [name, ...synonyms].some((synonym) => normaliseHeader(synonym) === key))) return false;
  return WHO_HEADERS.has(key) || WHO_WORDS.some((word) => key.includes(word));
}

function judge(row: ImportRow, { today, state }: JudgedOn, { category, own, nameless, faultWords }: Judging): JudgedSubject {
  const faults: Fault[] = [];
  const wrong = (isWrong: boolean, code: string, ...columns: string[]): void => {
    if (isWrong) faults.push({ code, columns, ofTarget: false, words: faultWords(code) });
  };
  const text = (path: string): string | undefined => {
    const value = row[path];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const values: Record<string, FieldValue> = {};
  for (const [path, value] of Object.entries(row)) if (value !== null && !NOT_KEPT.has(path)) values[pathOf(path)] = value;
  const [birthDay, said] = [text('birthDay'), row['age']];
  const age = typeof said === 'number' ? said : undefined;
  const seenDay = text('seenDay') ?? (own.seen === undefined ? undefined : text(own.seen));
  if (seenDay !== undefined) values['seenDay'] = seenDay;

  const home = text('homeState');
  wrong(home !== undefined && home !== String(state), 'place-outside', 'homeState');
  const told = text('listCategory');
  const toldCategory = told === undefined ? undefined : categoryIn(told);
  wrong(toldCategory !== undefined && toldCategory !== category, 'other-list', 'listCategory');
  for (const [path, value] of Object.entries(values)) {
    if (!path.endsWith('Day') || typeof value !== 'string' || value <= today || (path === 'seenDay' && row['seenDay'] === undefined)) continue;
    wrong(own.ahead?.includes(path) !== true || (dayNumber(value) ?? 0) > (dayNumber(today) ?? 0) + 366, path === 'birthDay' ? 'birth-ahead' : 'day-ahead', path);
  }
  const on = seenDay !== undefined && seenDay <= today ? seenDay : today;
  const [then, now] = birthDay === undefined ? [undefined, undefined] : [yearsBetween(birthDay, on), yearsBetween(birthDay, today)];
  wrong(now !== undefined && now > OLDEST, 'birth-too-old', 'birthDay');
  wrong(birthDay !== undefined && seenDay !== undefined && seenDay < birthDay && birthDay <= today, 'seen-before-birth', 'birthDay', 'seenDay');
  // An age may have been written when the list was made, or when she was met.
  wrong(age !== undefined && then !== undefined && now !== undefined && now >= 0 && (age < then - AGE_SLACK || age > now + AGE_SLACK), 'age-against-birth', 'age', 'birthDay');
  const [name, father, mother] = [text('name'), text('father'), text('mother')];
  wrong(name !== undefined && father !== undefined && isSameName(name, father), 'father-in-name', 'name', 'father');
  wrong(name !== undefined && mother !== undefined && isSameName(name, mother), 'mother-in-name', 'name', 'mother');
  if (faults.length > 0) return { ok: false, faults };

  if (Math.max(age ?? 0, now ?? 0) >= GROWN) values['notes'] = ['grown'];
  return { ok: true, key: keyOf(row, nameless, seenDay), values };
}

/** The number of the case or list where the row has one; else all that says who she is and is not put right later. */
function keyOf(row: ImportRow, nameless: boolean, seenDay: string | undefined): string {
  const part = (path: string): string => {
    const value = row[path];
    return typeof value === 'string' ? bareWord(value) : '';
  };
  if (nameless || part('caseNumber') !== '') return `#${part('caseNumber')}`;
  const age = row['age'];
  // An age of last year's list and that of this year's are one year of birth.
  const born = part('birthDay') !== '' ? part('birthDay') : typeof age !== 'number' ? '' : seenDay === undefined ? `a${age}` : `y${Number(seenDay.slice(0, 4)) - age}`;
  return ['=', part('name'), part('father'), born, part('village')].join('|');
}

const HONORIFIC = /^(?:स्व|स्वर्गीय|श्री|श्रीमती|मो|मु|पिता|पुत्र|late|shri|sri|smt|mr|mrs)[.०\s]+/u;
const DEVANAGARI = /[\u0900-\u097f]/u;

/** Letter for letter, or in the other script by sound. */
function isSameName(a: string, b: string): boolean {
  const [one, two] = [a, b].map((name) => name.toLowerCase().trim().replace(HONORIFIC, ''));
  if (one === undefined || two === undefined) return false;
  if (bareWord(one) === bareWord(two)) return true;
  return DEVANAGARI.test(one) !== DEVANAGARI.test(two) && soundsOf(one) === soundsOf(two);
}

function soundsOf(name: string): string {
  return name.split(/[^\p{L}\p{M}]+/u).map(nameKey).join(' ').trim();
}

const CATEGORIES_BY_WORD = Object.entries(CATEGORY_WORDS).flatMap(([category, words]) => [category, ...words].map((word) => [bareWord(word), category] as const)).sort(([a], [b]) => b.length - a.length);

function categoryIn(text: string): string | undefined {
  const bare = bareWord(text);
  return CATEGORIES_BY_WORD.find(([word]) => bare === word || (word.length >= 6 && bare.includes(word)))?.[1];
}
