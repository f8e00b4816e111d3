// Lists of several departments drawn from a made-up population, each with its own habits: script, columns, dates,
// completeness, slips. A row is there twice: as the values it stands for, and as the cells somebody typed.
import { dayNumber, dayText, parseDay } from '#shared/form/calendar.ts';
import { addDays } from '#shared/report/period.ts';
import type { IdentityPath } from '#shared/subjects/entry.ts';
import { TEXTS_OF_CHILDREN as TEXTS } from './children-texts.ts';
import type { Written } from './children-data.ts';
import type { MadeChild, MadePerson } from './made-children.ts';
import { LIST_HABITS, type Column, type ListHabits, type Noise } from './list-habits.ts';
import { writeWord, type SpellingHabits } from './misspell.ts';
import type { Script } from './names.ts';
import type { Random } from './random.ts';

export interface MadeRow {
  /** `MadeChild.id`: the truth, in no file. */
  readonly child: number;
  /** In canonical form, as `identityOf` takes them. */
  readonly values: Readonly<Partial<Record<IdentityPath | 'seenDay', string | number>>>;
  /** As in the file, in the order of the list's headers. */
  readonly cells: readonly string[];
}

export interface MadeList {
  readonly habits: ListHabits;
  readonly headers: readonly string[];
  readonly rows: readonly MadeRow[];
}

/** @param seenFrom ISO day from which on the lists' children were met, within 300 days */
export function makeLists(random: Random, children: readonly MadeChild[], noise: Noise, seenFrom = SEEN_FROM): MadeList[] {
  const rows = LIST_HABITS.map((): MadeRow[] => []);
  for (const child of children) {
    const times = random.weighted([[1, 70], [2, 22], [3, 6], [4, 2]]);
    const open = LIST_HABITS.map((habits, index) => [index, suits(child, habits, seenFrom) ? habits.share : 0] as [number, number]);
    for (let time = 0; time < times; time++) {
      const index = random.weighted(open);
      const habits = LIST_HABITS[index];
      if (habits === undefined || !suits(child, habits, seenFrom)) continue;
      rows[index]?.push(makeRow(random, child, habits, noise, seenFrom));
      // Hardly ever twice in one list.
      const chosen = open[index];
      if (chosen !== undefined) chosen[1] *= 0.04;
    }
  }
  return LIST_HABITS.map((habits, index) => ({ habits, headers: habits.columns.map((column) => column.header), rows: shuffled(random, rows[index] ?? []) }));
}

/** On the day the list begins, she has the age the list is about. */
function suits({ birthDay }: MadeChild, { ages: [from, to] }: ListHabits, day: string): boolean {
  const age = yearsOn(birthDay, day);
  return age >= from && age <= to;
}

const SEEN_FROM = '2025-04-01';
const SEEN_DAYS = 300;
type Draft = { -readonly [Path in keyof MadeRow['values']]: MadeRow['values'][Path] };

export function makeRow(random: Random, child: MadeChild, habits: ListHabits, noise: Noise, seenFrom = SEEN_FROM): MadeRow {
  const script: Script = random.chance(habits.hindi) ? 'hi' : 'en';
  const seenDay = addDays(seenFrom, random.int(0, SEEN_DAYS));
  const said: Draft = { seenDay };
  const { spelling } = noise;
  const has = (path: IdentityPath): boolean => random.chance(habits.columns.find((column) => column.path === path)?.filled ?? 0);

  said.name = childName(random, child, script, noise, habits);
  if (has('father')) said.father = fatherName(random, child, script, spelling);
  if (has('mother')) said.mother = titled(random, personName(random, child.mother, script, spelling, 0.25), TEXTS.mothersTitles[script], 0.25);
  if (has('sex')) said.sex = random.chance(noise.wrongSex) ? (child.sex === 'female' ? 'male' : 'female') : child.sex;
  if (has('birthDay')) said.birthDay = birthAsSaid(random, child.birthDay, noise);
  else if (has('age')) said.age = ageAsSaid(random, yearsOn(child.birthDay, seenDay), noise);
  const elsewhere = random.chance(noise.otherDistrict);
  if (has('district')) said.district = `5.${elsewhere ? random.int(45, 57) : child.place.district}`;
  if (has('block')) said.block = writeWord(random, child.place.block, script, spelling);
  if (has('village')) said.village = villageAsSaid(random, child.place.village, child.place.block, script, noise);
  if (has('school')) said.school = schoolAsSaid(random, child, script, spelling);
  if (has('phone')) said.phone = phoneAsSaid(random, child, noise);
  if (has('idTail')) said.idTail = random.chance(noise.wrongDigit) ? wrongDigit(random, child.idTail) : child.idTail;

  if (said.father !== undefined && random.chance(noise.swapped)) [said.name, said.father] = [said.father, said.name];
  else if (random.chance(noise.fatherForChild)) said.name = fatherName(random, child, script, spelling);
  return { child: child.id, values: said, cells: habits.columns.map((column) => cellOf(random, column, said, script, habits, child)) };
}

function childName(random: Random, child: MadeChild, script: Script, noise: Noise, habits: ListHabits): string {
  const { spelling } = noise;
  if (random.chance(noise.petName)) return writeWord(random, random.pick<Written>(TEXTS.petNames[child.sex]), script, spelling);
  const { given, second, family } = child.person;
  const words = [writeWord(random, given, script, spelling)];
  const inFamily = child.father.family;
  const added = second === undefined && family === undefined && inFamily !== undefined && random.chance(noise.familyAdded);
  if (second !== undefined && !random.chance(noise.familyDropped)) words.push(second[script]);
  if (family !== undefined && !random.chance(noise.familyDropped)) words.push(writeWord(random, family, random.chance(noise.mixed) ? otherScript(script) : script, spelling));
  else if (added) words.push(writeWord(random, inFamily, script, spelling));
  else if (words.length === 1 && random.chance(0.3)) words.push((child.sex === 'female' ? TEXTS.girlSecond : TEXTS.boySecond)[script]);
  if (words.length > 1 && family !== undefined && random.chance(noise.turned)) words.reverse();
  const titles = child.sex === 'female' ? TEXTS.girlTitles[script] : TEXTS.boyTitles[script];
  return titled(random, words.join(' '), titles, habits.titles);
}

function otherScript(script: Script): Script {
  return script === 'hi' ? 'en' : 'hi';
}

function fatherName(random: Random, { father, fatherDead }: MadeChild, script: Script, spelling: SpellingHabits): string {
  const name = personName(random, father, script, spelling, 0.2);
  if (fatherDead && random.chance(0.75)) return random.pick(TEXTS.dead[script]) + name;
  if (random.chance(0.06)) return random.pick(TEXTS.fatherPrefix[script]) + name;
  return titled(random, name, TEXTS.fathersTitles[script], 0.3);
}

function personName(random: Random, { given, second, family }: MadePerson, script: Script, spelling: SpellingHabits, dropped: number): string {
  const words = [writeWord(random, given, script, spelling)];
  if (second !== undefined && !random.chance(dropped)) words.push(second[script]);
  if (family !== undefined && !random.chance(dropped)) words.push(writeWord(random, family, script, spelling));
  return words.join(' ');
}

function titled(random: Random, name: string, titles: readonly string[], share: number): string {
  return random.chance(share) ? random.pick(titles) + name : name;
}

function birthAsSaid(random: Random, birthDay: string, noise: Noise): string {
  const day = parseDay(birthDay);
  if (day === undefined) return birthDay;
  if (random.chance(noise.heaped)) return dayText({ year: day.year + (random.chance(0.2) ? random.pick([-1, 1]) : 0), month: random.chance(0.7) ? 1 : 7, day: 1 });
  if (random.chance(noise.turnedDay) && day.day <= 12) return dayText({ year: day.year, month: day.day, day: day.month });
  if (random.chance(noise.wrongYear)) return dayText({ ...day, year: day.year + random.pick([-1, 1]), day: Math.min(day.day, 28) });
  if (random.chance(noise.wrongDay)) return random.chance(0.5) ? addDays(birthDay, random.pick([-1, 1, -10, 10])) : dayText({ ...day, month: random.int(1, 12), day: Math.min(day.day, 28) });
  return birthDay;
}

function ageAsSaid(random: Random, years: number, noise: Noise): number {
  if (random.chance(noise.heaped) && years > 8) return random.pick([10, 12, 14, 15].filter((heap) => Math.abs(heap - years) <= 2).concat(years));
  return Math.max(0, years + (random.chance(noise.wrongAge) ? random.weighted([[-1, 4], [1, 4], [-2, 1], [2, 1]]) : 0));
}

function villageAsSaid(random: Random, village: Written, block: Written, script: Script, noise: Noise): string {
  const { spelling } = noise;
  if (random.chance(noise.otherVillage)) return writeWord(random, block, script, spelling);
  const words = village[script].split(' ');
  const written = words.map((word) => writeWord(random, { hi: word, en: word }, script, spelling)).slice(words.length > 1 && random.chance(0.12) ? 1 : 0).join(' ');
  const prefixed = titled(random, written, TEXTS.villagePrefix[script], 0.2);
  return random.chance(0.1) ? prefixed + random.pick(TEXTS.villageSuffix[script]).replace('%', block[script]) : prefixed;
}

function schoolAsSaid(random: Random, { school }: MadeChild, script: Script, spelling: SpellingHabits): string {
  const ways = TEXTS.schools[random.chance(0.06) ? random.int(0, TEXTS.schools.length - 1) : school.kind]?.[script] ?? ['%'];
  return random.pick(ways).replace('%', school.of[script].split(' ').map((word) => writeWord(random, { hi: word, en: word }, script, spelling)).join(' '));
}

function phoneAsSaid(random: Random, { phone, otherPhone }: MadeChild, noise: Noise): string {
  const said = random.chance(noise.otherPhone) ? otherPhone : phone;
  return random.chance(noise.wrongDigit) ? wrongDigit(random, said) : said;
}

function wrongDigit(random: Random, digits: string): string {
  const at = random.int(1, digits.length - 1);
  return digits.slice(0, at) + String((Number(digits.charAt(at)) + random.int(1, 9)) % 10) + digits.slice(at + 1);
}

function cellOf(random: Random, { path }: Column, said: Draft, script: Script, habits: ListHabits, child: MadeChild): string {
  const value = said[path];
  if (value === undefined) return '';
  switch (path) {
    case 'birthDay':
    case 'seenDay': return dateCell(String(value), habits.dates, script);
    case 'age': return `${value}${random.chance(0.2) ? TEXTS.years[script] : ''}`;
    case 'sex': return TEXTS.sexes[script][value === 'male' ? 'male' : 'female'][habits.sexWord] ?? '';
    case 'district': return value === `5.${child.place.district}` ? child.place.districtName[script] : String(value).slice(2);
    case 'phone': return random.chance(0.1) ? `+91 ${value}` : String(value);
    default: return habits.capitals && script === 'en' ? String(value).toUpperCase() : String(value);
  }
}

function dateCell(day: string, style: ListHabits['dates'], script: Script): string {
  const [year = '', month = '', date = ''] = day.split('-');
  switch (style) {
    case 'slash': return `${date}/${month}/${year}`;
    case 'dot': return `${Number(date)}.${Number(month)}.${year}`;
    case 'dash': return `${date}-${month}-${year}`;
    case 'words': return `${Number(date)} ${TEXTS.months[script][Number(month) - 1] ?? ''} ${year}`;
    case 'serial': return String((dayNumber(day) ?? 0) + EXCEL_EPOCH);
    default: return day;
  }
}

/** Excel counts days from 30 December 1899. */
const EXCEL_EPOCH = 25_569;

function yearsOn(birthDay: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return day.slice(5) < birthDay.slice(5) ? years - 1 : years;
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    const [a, b] = [out[i], out[j]];
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a];
  }
  return out;
}

