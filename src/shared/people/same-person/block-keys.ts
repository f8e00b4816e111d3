// Where to look for other rows of the same child: strings such that two rows of one child have at least one in
// common. Every key joins two or more fields, so that a block holds few rows even in a whole State; a block that
// is too large all the same (a home's phone, "Sunita, daughter of Ramesh") may be skipped, because the other keys
// of its rows are built from other fields.
import { dayFromNumber } from '../../form/calendar.ts';
import { givenAt, givenWord } from './person-name.ts';
import type { PreparedIdentity } from './prepare.ts';

/** At most some fifteen, each once, in a fixed order; none for a row that says too little to be found. */
export function blockKeys(of: PreparedIdentity): readonly string[] {
  const keys = new Set<string>();
  const name = givenWord(of.name)?.key ?? '';
  const father = givenWord(of.father)?.key ?? '';
  const mother = givenWord(of.mother)?.key ?? '';
  const village = of.village.map((word) => word.key).sort()[0] ?? '';
  const school = of.school.map((word) => word.key).sort()[0] ?? '';
  const years = yearPairs(of);
  if (name !== '' && father !== '') keys.add(`f:${[name, father].sort().join('+')}`);
  if (name !== '' && mother !== '') keys.add(`m:${name}+${mother}`);
  if (name !== '') for (const year of years) keys.add(`y:${name}+${year}+${of.district}`);
  if (name !== '' && village !== '') keys.add(`v:${name}+${village}`);
  if (name !== '' && school !== '') keys.add(`s:${name}+${school}`);
  if (of.birth === 'day') {
    const day = turnedDay(of.bornFrom);
    if (name !== '') keys.add(`d:${day}+${name}`);
    if (father !== '') keys.add(`d:${day}+${father}`);
    keys.add(`d:${day}+${of.district}+${of.sex}`);
  }
  if (of.phone !== 0) {
    if (name !== '') keys.add(`p:${of.phone}+${name.charAt(0)}`);
    if (father !== '') keys.add(`p:${of.phone}+${father.charAt(0)}`);
  }
  if (of.idTail !== 0) keys.add(`n:${of.idTail}+${name.charAt(0)}`);
  if (father !== '' && village !== '') keys.add(`w:${father}+${village}+${of.sex}`);
  const second = of.name[givenAt(of.name) + 1];
  if (name !== '' && second !== undefined && second.kind !== 'common') keys.add(`t:${[name, second.key].sort().join('+')}+${of.district}`);
  return [...keys];
}

/** Pairs of neighbouring years in which she can be born, so that a year's error still meets. */
function yearPairs(of: PreparedIdentity): readonly number[] {
  if (of.birth === 'unsaid') return [];
  const from = yearOf(of.bornFrom);
  const to = yearOf(of.bornTo);
  const pairs: number[] = [];
  for (let year = from; year <= to + 1; year++) pairs.push(year);
  return pairs;
}

function yearOf(day: number): number {
  return Number(dayFromNumber(day)?.slice(0, 4) ?? 0);
}

/** A day whose day and month may have been taken for each other. */
function turnedDay(day: number): string {
  const text = dayFromNumber(day) ?? '';
  const [year = '', month = '', date = ''] = text.split('-');
  return `${year}${[month, date].sort().join('')}`;
}

/** Rows with the same school, or one written nearly so, have the same key; empty: no school said. For `Sharing.schoolShared`. */
export function schoolKey({ school, district }: PreparedIdentity): string {
  return school.length === 0 ? '' : `${school.map((word) => word.key).sort().join('+')}+${district}`;
}
