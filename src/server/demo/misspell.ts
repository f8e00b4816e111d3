// How a name comes to be written otherwise: another attested spelling, the letters people take for one another
// in each script, and slips of the hand. The two sets of habits are different on purpose: what is learnt with
// the one is measured with the other.
import type { NameEntry } from './children-data.ts';
import type { Random } from './random.ts';
import type { Script } from './names.ts';

export interface SpellingHabits {
  /** Share of words written in another way that is known of the name. */
  readonly attested: number;
  /** Share of words in which letters are taken for one another. */
  readonly heard: number;
  /** Share of words with a slip of the hand. */
  readonly slips: number;
  readonly heardIn: Readonly<Record<Script, readonly (readonly [RegExp, string])[]>>;
}

const HEARD_HI: readonly (readonly [RegExp, string])[] = [
  [/ी/, 'ि'], [/ि(?=.)/, 'ी'], [/ू/, 'ु'], [/ु/, 'ू'], [/ण/, 'न'], [/श/, 'स'], [/ष/, 'श'], [/ं(?=[तथदधन])/, 'न्'], [/न्(?=[तदध])/, 'ं'], [/ँ/, 'ं'],
];
const HEARD_EN: readonly (readonly [RegExp, string])[] = [
  [/ee/i, 'i'], [/(?<=[a-z])i(?=[a-z])/, 'ee'], [/oo/i, 'u'], [/(?<=[a-z])u(?=[a-z])/, 'oo'], [/v/, 'w'], [/w/, 'v'], [/sh/, 's'], [/aa/i, 'a'], [/(?<=^.)a(?=[^aeiou])/, 'aa'],
];

export const TRAINING_SPELLING: SpellingHabits = { attested: 0.2, heard: 0.16, slips: 0.025, heardIn: { hi: HEARD_HI, en: HEARD_EN } };

export const HELD_OUT_SPELLING: SpellingHabits = {
  attested: 0.25, heard: 0.18, slips: 0.022,
  heardIn: {
    hi: [...HEARD_HI, [/व/, 'ब'], [/ब/, 'व'], [/ज/, 'ज़'], [/ड़/, 'ड'], [/ै/, 'े'], [/ौ/, 'ो'], [/्ष/, '्छ'], [/य$/, ''], [/ा$/, ''], [/म्(?=[पब])/, 'ं']],
    en: [...HEARD_EN, [/au/, 'ou'], [/ai/, 'e'], [/ksh/, 'x'], [/z/, 'j'], [/j/, 'z'], [/ph/, 'f'], [/(?<=[aeiou])([nlmt])(?=[aeiou])/, '$1$1'], [/(?<=[a-z]{2})a(?=[a-z]{2})/, ''], [/y/, 'i'], [/b(?=[aeiou])/, 'v'], [/(?<=[^aeiou])$/, 'a'], [/th/, 't']],
  },
};

/** One word of a name as somebody writes it. */
export function writeWord(random: Random, entry: Pick<NameEntry, 'hi' | 'en'> & Partial<NameEntry>, script: Script, habits: SpellingHabits): string {
  const others = (script === 'hi' ? entry.otherHi : entry.otherEn) ?? [];
  let word = others.length > 0 && random.chance(habits.attested) ? random.weighted(others) : entry[script];
  if (random.chance(habits.heard)) {
    const fitting = habits.heardIn[script].filter(([from]) => from.test(word));
    if (fitting.length > 0) {
      const [from, to] = random.pick(fitting);
      word = word.replace(from, to);
    }
  }
  return random.chance(habits.slips) ? slip(random, word, script) : word;
}

/** One letter left out, added, taken for another, or changed with its neighbour; never the first. */
export function slip(random: Random, word: string, script: Script): string {
  const letters = [...word];
  if (letters.length < 3) return word;
  const at = random.int(1, letters.length - 1);
  const alphabet = script === 'hi' ? 'कगचजतदनपबमयरलवसह' : 'abcdefghijklmnopqrstuvwxyz';
  const other = alphabet.charAt(random.int(0, alphabet.length - 1));
  switch (random.int(0, 3)) {
    case 0: letters.splice(at, 1); break;
    case 1: letters.splice(at, 0, other); break;
    case 2: letters[at] = other; break;
    default: [letters[at - 1], letters[at]] = at > 1 ? [letters[at] ?? '', letters[at - 1] ?? ''] : [letters[at - 1] ?? '', letters[at] ?? ''];
  }
  return letters.join('');
}
