// Records of one type, or the rows of one of their repeats, as lines of a table in words: headers and
// choices as the forms say them, answers that are still contested named in a column of their own.
import type { FormNode } from '#shared/form/definition.ts';
import { recordPattern } from '#shared/form/row-form.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { parentOf, type PlaceCode } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { FieldValue } from '#shared/record/change.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { pathsOf, patternOf, type RecordType } from '#shared/record/record-type.ts';
import { word } from '../imports/words.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';
import type { TableCell } from './table-file.ts';

export interface RecordTableAsked {
  readonly programme: Programme;
  readonly type: RecordType;
  readonly place: PlaceCode;
  readonly repeat?: string | undefined;
  /** Only lines whose day field says a day within these, both included. */
  readonly days?: { readonly by: string; readonly from: string; readonly to: string } | undefined;
  readonly language: string;
}

export interface RecordTable {
  readonly sheetName: string;
  readonly headers: readonly string[];
  /** Puts each line of the record into `cells`, which is used again for the next, and says so. */
  lines(record: DehriRecord, cells: TableCell[], ready: () => void): void;
  /** Of a place in words. */
  nameOf(place: PlaceCode): string;
}

/** Names of the repeats of a type: `members`, `camps`. */
export function repeatsOf(type: RecordType): string[] {
  return [...new Set(Object.keys(type.fields).flatMap((path) => /^(\w+)\.\*\./.exec(path)?.[1] ?? []))];
}

/** Paths that say a day; those of a repeat only when its rows are the lines. */
export function dayFieldsOf(type: RecordType): string[] {
  return Object.entries(type.fields).filter(([, def]) => def.kind === 'date').map(([path]) => path);
}

export function maySort(type: RecordType, repeat: string | undefined, by: string): boolean {
  return dayFieldsOf(type).includes(by) && (!by.includes('.') || by.startsWith(`${repeat ?? ''}.*.`));
}

export async function recordTable(services: Services, { programme, type, place, repeat, days, language }: RecordTableAsked): Promise<RecordTable> {
  const say = (key: string): string => word(language, `${programme.id}:${key}`);
  const here = (key: string): string => word(language, `import:export.${key}`);
  const places = await placeNames(services, place, language);
  const choices = choiceWords(programme, type, say, here);
  const own = Object.keys(type.fields).filter((path) => !path.includes('.') && isReadable(type, path));
  const inRow = repeat === undefined ? [] : Object.keys(type.fields).filter((path) => path.startsWith(`${repeat}.*.`) && isReadable(type, path));
  // A line of a repeat says whose it is by what the type is searched by.
  const shown = repeat === undefined ? own : own.filter((path) => [...(type.searchNames ?? []), ...(type.searchDigits ?? [])].includes(path));
  const name = (pattern: string): string => say(`field.${type.name}.${pattern.replace('.*.', '.')}`);
  const ownColumns = shown.map((path) => ({ path, cell: cellReader(choices.get(path)) }));
  const rowColumns = inRow.map((pattern) => ({ field: pattern.slice(pattern.lastIndexOf('.')), cell: cellReader(choices.get(pattern)) }));
  const first = 3 + ownColumns.length;
  const last = first + rowColumns.length;
  let bucket = '';
  let at = '';
  let path = '';

  const line = ({ values }: DehriRecord, row: string, cells: TableCell[], ready: () => void): void => {
    if (days !== undefined) {
      const day = values[row === '' ? days.by : days.by.replace('*', row)];
      if (typeof day !== 'string' || day < days.from || day > days.to) return;
    }
    const prefix = `${repeat ?? ''}.${row}`;
    for (let i = 0; i < rowColumns.length; i += 1) {
      const column = rowColumns[i];
      if (column !== undefined) cells[first + i] = column.cell(values[prefix + column.field]);
    }
    ready();
  };
  return {
    sheetName: say(`recordType.${type.name}`),
    headers: [here('record'), here('place'), here('bucket'), ...shown.map(name), ...inRow.map(name), here('contested')],
    lines: (record, cells, ready) => {
      if (record.bucket !== bucket) {
        bucket = record.bucket;
        at = bucketPlace(bucket);
        path = placePath(at, places);
      }
      cells[0] = record.id;
      cells[1] = path;
      cells[2] = at;
      for (let i = 0; i < ownColumns.length; i += 1) {
        const column = ownColumns[i];
        if (column !== undefined) cells[3 + i] = column.cell(record.values[column.path]);
      }
      cells[last] = contestedWords(type, record, name);
      if (repeat === undefined) line(record, '', cells, ready);
      else for (const row of rowIds(record.values, repeat)) line(record, row, cells, ready);
    },
    nameOf: (code) => places.get(code) ?? code,
  };
}

function contestedWords(type: RecordType, record: DehriRecord, name: (pattern: string) => string): string | null {
  for (const _ in record.rivals) return [...new Set(contestedRegisters(type, record).flatMap((r) => pathsOf(type, r)).map((p) => name(patternOf(p))))].join(', ');
  return null;
}

/** Photos are files of their own. */
function isReadable(type: RecordType, path: string): boolean {
  return type.fields[path]?.kind !== 'photo';
}

function cellReader(words: ((value: string) => string) | undefined): (value: FieldValue | undefined) => TableCell {
  return (value) => {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return words === undefined ? value : words(value);
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return words === undefined ? String(value) : words(String(value));
    return words === undefined ? value.join(', ') : value.map(words).join(', ');
  };
}

/** Path pattern → word of a stored value, from the choice lists of the programme's forms. */
function choiceWords(programme: Programme, type: RecordType, say: (key: string) => string, here: (key: string) => string): Map<string, (value: string) => string> {
  const lists = new Map<string, string>();
  for (const form of programme.forms) if (form.recordType === type.name) collect(form.children, recordPattern(form, ''), lists);
  const words = new Map<string, (value: string) => string>();
  for (const [path, def] of Object.entries(type.fields)) {
    const list = lists.get(path);
    if (def.kind === 'boolean') words.set(path, remembered((value) => here(value === 'true' ? 'yes' : 'no')));
    else if ((def.kind === 'choice' || def.kind === 'choices') && list !== undefined) {
      words.set(path, remembered((value) => {
        const key = `choice.${list}.${value}`;
        const text = say(key);
        return text.endsWith(`:${key}`) ? value : text;
      }));
    }
  }
  return words;
}

/** Values of a choice are few, and each comes half a million times; a list that anyone adds to is not kept without end. */
function remembered(say: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    const text = known.get(value) ?? say(value);
    if (known.size < 1_000) known.set(value, text);
    return text;
  };
}

function collect(nodes: readonly FormNode[], prefix: string, lists: Map<string, string>): void {
  for (const node of nodes) {
    if ('children' in node) collect(node.children, node.type === 'repeat' ? `${node.name}.*.` : prefix, lists);
    else if (node.list !== undefined && !lists.has(prefix + node.name)) lists.set(prefix + node.name, node.list);
  }
}

async function placeNames({ db }: Services, place: PlaceCode, language: string): Promise<ReadonlyMap<PlaceCode, string>> {
  const { rows } = await db.pool.query<{ code: string; hi: string; en: string }>('SELECT code, hi, en FROM place WHERE district IN (0, $1)', [districtPart(place)]);
  return new Map(rows.map((r) => [r.code, language === 'en' ? r.en : r.hi]));
}

function placePath(code: PlaceCode, names: ReadonlyMap<PlaceCode, string>): string {
  const parts: string[] = [];
  for (let at: PlaceCode | undefined = code; at !== undefined && at.split('.').length >= 3; at = parentOf(at)) parts.push(names.get(at) ?? at);
  return parts.join(', ');
}
