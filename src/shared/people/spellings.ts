// Names whose habits of writing share too few sounds for any rule (MD, मोहम्मद): known groups.

import { plainLetters } from './text.ts';
import { soundsOf } from './sounds.ts';
import { SAME_WORDS } from './name-words.ts';

const GROUP_OF = new Map<string, readonly string[]>();
for (const words of SAME_WORDS) {
  const group = [...new Set(words.map((word) => soundsOf(plainLetters(word))))];
  for (const sounds of group) GROUP_OF.set(sounds, group);
}
const MOHAMMAD = GROUP_OF.get(soundsOf('md')) ?? [];
/** Mohammad has more spellings than a list can hold: m-h-m-d without the u of Mahmud. */
const LIKE_MOHAMMAD = /^m[@aAuo]?h[@aAuo]?m[@ae]?d$/;

/** All known ways to say the word (itself included), the one that stands for them first. */
export function spellingsOf(sounds: string): readonly string[] {
  const group = GROUP_OF.get(sounds);
  if (group !== undefined) return group;
  return LIKE_MOHAMMAD.test(sounds) ? [...MOHAMMAD, sounds] : [sounds];
}

/** The one form that stands for all of `spellingsOf`. */
export function oneSpelling(sounds: string): string {
  return spellingsOf(sounds)[0] ?? sounds;
}
