// How alike two persons' names are, seen by the given name alone. A family name proves nothing: families share
// it, and it tells caste and religion (dossier H). Two family names that differ only leave a doubt.
import { prepareSounds, soundLikeness } from '../sound-distance.ts';
import { SAME_NAME, wordLikeness, type PreparedWord } from '../names.ts';

/** `same`: the same sounds. `near`: one name written differently. `alike`: a doubt. `turned`: the words stand in each other's place. */
export type NameLevel = 'unsaid' | 'same' | 'near' | 'alike' | 'differs' | 'turned';

/** From here on two words are worth a doubt. */
const ALIKE = 0.72;

export function compareNames(a: readonly PreparedWord[], b: readonly PreparedWord[]): NameLevel {
  const firstA = givenAt(a);
  const firstB = givenAt(b);
  const wordA = a[firstA];
  const wordB = b[firstB];
  if (wordA === undefined || wordB === undefined) return 'unsaid';
  const likeness = wordA === wordB ? 1 : wordLikeness(wordA, wordB);
  if (likeness >= SAME_NAME) {
    const level = likeness === 1 ? 'same' : 'near';
    return restDiffers(a, firstA, b, firstB) ? 'alike' : level;
  }
  if (isJoined(a, firstA, wordB) || isJoined(b, firstB, wordA)) return 'near';
  if (isTurned(a, firstA, b, firstB)) return 'turned';
  return likeness >= ALIKE ? 'alike' : 'differs';
}

/** The first word that names her: "Kumari Sunita" and "Md Salim" are Sunita and Salim. */
export function givenAt(words: readonly PreparedWord[]): number {
  for (let i = 0; i < words.length; i++) if (words[i]?.kind !== 'common') return i;
  return 0;
}

/** The given name's word, if there is any. */
export function givenWord(words: readonly PreparedWord[]): PreparedWord | undefined {
  return words[givenAt(words)];
}

/** Both have a telling word behind the given name, and none of one is like any of the other. */
function restDiffers(a: readonly PreparedWord[], firstA: number, b: readonly PreparedWord[], firstB: number): boolean {
  let bothSay = false;
  for (let i = firstA + 1; i < a.length; i++) {
    const left = a[i];
    if (left === undefined || left.kind === 'common') continue;
    for (let j = firstB + 1; j < b.length; j++) {
      const right = b[j];
      if (right === undefined || right.kind === 'common') continue;
      if (left === right || wordLikeness(left, right) >= ALIKE) return false;
      bothSay = true;
    }
  }
  return bothSay;
}

/** "Ram Chandra" beside "Ramchandra". */
function isJoined(many: readonly PreparedWord[], first: number, one: PreparedWord): boolean {
  const head = many[first];
  const next = many[first + 1];
  if (head === undefined || next === undefined) return false;
  const sounds = head.sound.sounds + next.sound.sounds;
  if (sounds.charAt(0) !== one.sound.sounds.charAt(0) || Math.abs(sounds.length - one.sound.sounds.length) > 2) return false;
  return soundLikeness(prepareSounds(sounds), one.sound) >= SAME_NAME;
}

/** "Negi Sunita" beside "Sunita Negi": each first word stands behind in the other. */
function isTurned(a: readonly PreparedWord[], firstA: number, b: readonly PreparedWord[], firstB: number): boolean {
  return standsBehind(a[firstA], b, firstB) && standsBehind(b[firstB], a, firstA);
}

function standsBehind(word: PreparedWord | undefined, words: readonly PreparedWord[], first: number): boolean {
  for (let i = first + 1; i < words.length; i++) {
    const other = words[i];
    if (word !== undefined && other !== undefined && other.kind !== 'common' && wordLikeness(word, other) >= SAME_NAME) return true;
  }
  return false;
}
