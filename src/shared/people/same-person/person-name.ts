// How alike two persons' names are, seen by the given name alone. A family name proves nothing: families share
// it, and it tells caste and religion (dossier H). Two family names that differ only leave a doubt.
import { prepareSounds, soundLikeness } from '../sound-distance.ts';
import { SAME_NAME, wordLikeness, type PreparedWord } from '../names.ts';

/**
 * - `same`: the same sounds; `near`: one name written differently; `alike`, `faint`: a doubt, a slip of the hand perhaps.
 * - `otherFamily`: the given names agree, what stands behind them does not.
 * - `turned`: given and family name stand in each other's place.
 */
export type NameLevel = 'unsaid' | 'same' | 'near' | 'otherFamily' | 'alike' | 'faint' | 'turned' | 'differs';

/** From here on two words are worth a doubt. */
const ALIKE = 0.72;
/** From here on a slip of the hand could have made one of the other. */
const FAINT = 0.5;

export function compareNames(a: readonly PreparedWord[], b: readonly PreparedWord[]): NameLevel {
  const firstA = givenAt(a);
  const firstB = givenAt(b);
  const wordA = a[firstA];
  const wordB = b[firstB];
  if (wordA === undefined || wordB === undefined) return 'unsaid';
  const likeness = wordA === wordB ? 1 : wordLikeness(wordA, wordB);
  if (likeness >= SAME_NAME) {
    if (restDiffers(a, firstA, b, firstB)) return 'otherFamily';
    return likeness === 1 ? 'same' : 'near';
  }
  if (isJoined(a, firstA, wordB) || isJoined(b, firstB, wordA)) return 'near';
  if (standsBehind(wordA, b, firstB) && standsBehind(wordB, a, firstA)) return 'turned';
  if (likeness >= ALIKE) return 'alike';
  return likeness >= FAINT ? 'faint' : 'differs';
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
      if (left === right || wordLikeness(left, right) >= FAINT) return false;
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
  const [left, right, whole] = [head.sound.sounds, next.sound.sounds, one.sound.sounds];
  if (left.charAt(0) !== whole.charAt(0) || Math.abs(left.length + right.length - whole.length) > 2) return false;
  return soundLikeness(prepareSounds(left + right), one.sound) >= SAME_NAME;
}

/** "Negi Sunita" beside "Sunita Negi": the first word stands behind in the other. */
function standsBehind(word: PreparedWord, words: readonly PreparedWord[], first: number): boolean {
  for (let i = first + 1; i < words.length; i++) {
    const other = words[i];
    if (other !== undefined && other.kind !== 'common' && wordLikeness(word, other) >= SAME_NAME) return true;
  }
  return false;
}
