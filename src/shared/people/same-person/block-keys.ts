// Where to look for other rows of the same child: strings such that two rows of one child have at least one in
// common. Names and places go in by their consonants alone, so that spelling, script and most slips fall away, and
// every key joins several fields: in a State's million rows a block holds some tens. What is larger all the same
// (a home's phone, the commonest names of a town) may be skipped from a few hundred rows on, because every other
// key of the same row is made of other fields.
import { dayFromNumber } from '../../form/calendar.ts';
import type { PreparedWord } from '../names.ts';
import { givenAt, givenWord } from './person-name.ts';
import type { PreparedIdentity } from './prepare.ts';

/** At most some twenty, ten on average, each once and always in the same order; none for a row that says too little to be found. */
export function blockKeys(of: PreparedIdentity): readonly string[] {
  const keys = new Set<string>();
  const name = consonants(givenWord(of.name));
  const father = consonants(givenWord(of.father));
  const mother = consonants(givenWord(of.mother));
  const block = longest(of.block);
  const { district } = of;
  const add = (kind: string, ...parts: readonly string[]): void => {
    if (parts.every((part) => part !== '')) keys.add(`${kind}:${parts.join('+')}`);
  };

  // Child and father in either order, for columns that were swapped.
  add('f', ...[name, father].sort(), district);
  add('g', ...[givenWord(of.name)?.key ?? '', givenWord(of.father)?.key ?? ''].sort());
  add('m', name, mother);
  add('z', father, mother, district);
  // A school stands for its village. The father's name in the child's column meets itself here.
  for (const place of new Set([longest(of.village), longest(of.school)])) {
    add('v', name, place, district);
    if (father !== name) add('v', father, place, district);
  }
  for (const years of yearPairs(of)) {
    add('y', name, years, block);
    add('x', name, years, father.charAt(0), district);
  }
  if (of.birth === 'day') {
    const day = unorderedDay(of.bornFrom);
    add('d', day, name);
    add('d', day, father);
    add('e', day, district, String(of.sex));
  }
  if (of.phone !== 0) {
    add('p', String(of.phone), name.charAt(0));
    add('p', String(of.phone), father.charAt(0));
  }
  if (of.idTail !== 0) add('n', String(of.idTail), name.charAt(0));
  // Given and family name in either order.
  const second = of.name[givenAt(of.name) + 1];
  if (second !== undefined && second.kind !== 'common') add('t', ...[name, consonants(second)].sort(), district);
  return [...keys];
}

/** Rows with the same school, or one written nearly so, have the same key; empty: no school said. For `Sharing.schoolShared`. */
export function schoolKey({ school, district }: PreparedIdentity): string {
  return school.length === 0 ? '' : `${school.map(consonants).sort().join('+')}+${district}`;
}

const MOST_CONSONANTS = 4;

/** The first consonants of a word's key; a vowel only where it begins. Yamuna and Jamuna, Vimal and Bimal are one. */
function consonants(word: PreparedWord | undefined): string {
  if (word === undefined) return '';
  const known = skeletons.get(word);
  if (known !== undefined) return known;
  const first = word.key.charAt(0).replace(/[aiu]/, 'a').replace('y', 'j');
  const rest = word.key.slice(1).replace(/[aiuyh]/g, '').replace(/(.)\1+/g, '$1');
  const skeleton = (first + rest).slice(0, MOST_CONSONANTS);
  skeletons.set(word, skeleton);
  return skeleton;
}
const skeletons = new WeakMap<PreparedWord, string>();

/** The word of a place that tells most: "Malla Kankhul" is found by Kankhul. */
function longest(words: readonly PreparedWord[]): string {
  let best = '';
  for (const word of words) {
    const skeleton = consonants(word);
    if (skeleton.length > best.length || (skeleton.length === best.length && skeleton < best)) best = skeleton;
  }
  return best;
}

/** Neighbouring years in which she can be born, two by two, so that a year's error still meets. */
function yearPairs(of: PreparedIdentity): readonly string[] {
  if (of.birth === 'unsaid') return [];
  const pairs: string[] = [];
  for (let year = yearOf(of.bornFrom); year <= yearOf(of.bornTo) + 1; year++) pairs.push(String(year));
  return pairs;
}

function yearOf(day: number): number {
  return Number(dayFromNumber(day)?.slice(0, 4) ?? 0);
}

/** The same for a day whose day and month were taken for each other. */
function unorderedDay(day: number): string {
  const [year = '', month = '', date = ''] = (dayFromNumber(day) ?? '').split('-');
  return year + [month, date].sort().join('');
}
