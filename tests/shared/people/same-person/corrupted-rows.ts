// A second kind of known truth: whole, clean rows, and copies spoilt field by field, as the published description of
// Febrl's generator has it (Christen and Pudjijono 2009): letters inserted, left out, taken for another, changed with
// their neighbour; letters that look or sound alike; a value missing, replaced, or in another field; words split.
import { makeChildren, type MadeChild } from '#server/demo/made-children.ts';
import { createRandom, type Random } from '#server/demo/random.ts';
import { isDay } from '#shared/form/calendar.ts';
import { prepareRows, type RawRow, type TrueRow } from './measure.ts';

type Values = Record<string, string | undefined>;
type Spoil = (random: Random, values: Values, field: string) => void;

const FIELDS = [['name', 5], ['father', 5], ['mother', 3], ['birthDay', 4], ['block', 2], ['village', 4], ['school', 2], ['phone', 3], ['idTail', 2], ['district', 1]] as const satisfies readonly (readonly [string, number])[];
const MOST_PER_FIELD = 2;
const MOST_PER_ROW = 4;
const COPIED = 0.3;

const LOOK_ALIKE: readonly (readonly [string, string])[] = [['rn', 'm'], ['m', 'rn'], ['o', '0'], ['l', '1'], ['i', 'l'], ['cl', 'd'], ['h', 'b'], ['u', 'v'], ['e', 'c'], ['g', 'q']];
const SOUND_ALIKE: readonly (readonly [string, string])[] = [['ee', 'i'], ['i', 'y'], ['oo', 'u'], ['v', 'w'], ['w', 'v'], ['sh', 's'], ['s', 'sh'], ['ph', 'f'], ['z', 'j'], ['a', 'aa'], ['au', 'o'], ['ai', 'e'], ['th', 't'], ['dh', 'd'], ['bh', 'b'], ['k', 'q'], ['ksh', 'x']];

const SPOILS: readonly (readonly [Spoil, number])[] = [
  [letter((random, text, at) => text.slice(0, at) + anyOf(random, text) + text.slice(at)), 12],
  [letter((_, text, at) => text.slice(0, at) + text.slice(at + 1)), 18],
  [letter((random, text, at) => text.slice(0, at) + anyOf(random, text) + text.slice(at + 1)), 20],
  [letter((_, text, at) => text.slice(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.slice(at + 1)), 12],
  [replaceOne(LOOK_ALIKE), 8],
  [replaceOne(SOUND_ALIKE), 14],
  [(_, values, field) => { values[field] = undefined; }, 9],
  [(random, values, field) => { if (field === 'birthDay') values[field] = `20${String(random.int(8, 20)).padStart(2, '0')}-0${random.int(1, 9)}-1${random.int(0, 9)}`; }, 2],
  [(_, values) => { [values['name'], values['father']] = [values['father'], values['name']]; }, 1],
  [(_, values) => { [values['village'], values['block']] = [values['block'], values['village']]; }, 2],
  [letter((_, text, at) => `${text.slice(0, at)} ${text.slice(at)}`), 2],
];

export function corruptedRows(children: number, seed: number): TrueRow[] {
  const random = createRandom(seed);
  const rows: RawRow[] = [];
  for (const child of makeChildren(random, { children, fold: 'heldOut' })) {
    const clean = valuesOf(child);
    rows.push({ child: child.id, values: clean });
    if (!random.chance(COPIED)) continue;
    const copies = random.weighted([[1, 7], [2, 2], [3, 1]]);
    for (let copy = 0; copy < copies; copy++) rows.push({ child: child.id, values: spoilt(random, clean) });
  }
  return prepareRows(rows);
}

function valuesOf({ person, father, mother, sex, birthDay, place, school, phone, idTail }: MadeChild): Values {
  const full = (of: MadeChild['person']): string => [of.given.en, of.second?.en, of.family?.en].filter((word) => word !== undefined).join(' ');
  return {
    name: full(person), father: full(father), mother: full(mother), sex, birthDay, district: `5.${place.district}`, block: place.block.en, village: place.village.en,
    school: `GPS ${school.of.en}`, phone, idTail,
  };
}

function spoilt(random: Random, clean: Values): Values {
  const values = { ...clean };
  const times = new Map<string, number>();
  for (let left = random.int(1, MOST_PER_ROW); left > 0; left--) {
    const field = random.weighted(FIELDS);
    if ((times.get(field) ?? 0) >= MOST_PER_FIELD) continue;
    times.set(field, (times.get(field) ?? 0) + 1);
    random.weighted(SPOILS)(random, values, field);
  }
  const { birthDay } = values;
  if (birthDay !== undefined && !isDay(birthDay)) values['birthDay'] = undefined;
  return values;
}

function letter(change: (random: Random, text: string, at: number) => string): Spoil {
  return (random, values, field) => {
    const text = values[field];
    if (text === undefined || text.length < 3 || field === 'district') return;
    values[field] = change(random, text, random.int(1, text.length - 1));
  };
}

function replaceOne(pairs: readonly (readonly [string, string])[]): Spoil {
  return (random, values, field) => {
    const text = values[field];
    const fitting = text === undefined ? [] : pairs.filter(([from]) => text.includes(from));
    if (text === undefined || fitting.length === 0) return;
    const [from, to] = random.pick(fitting);
    values[field] = text.replace(from, to);
  };
}

function anyOf(random: Random, text: string): string {
  return /\d/.test(text) ? String(random.int(0, 9)) : random.pick([...'abcdefghijklmnopqrstuvwxyz']);
}
