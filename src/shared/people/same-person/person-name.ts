// How alike two persons' names are, seen by the given name alone. A family name proves nothing: families share
// it, and it tells caste and religion (dossier H). Two family names that differ only leave a doubt.
import { prepareSounds, soundLikeness } from '../sound-distance.ts';
import { prepareWords, SAME_NAME, type PreparedWord } from '../names.ts';
import { likenessOf } from './word-pairs.ts';

/**
 * - `same`: the same sounds; `near`: one name written differently; `alike`, `faint`: a doubt, a slip of the hand perhaps.
 * - `otherFamily`: the given names agree, what stands behind them does not.
 * - `turned`: given and family name stand in each other's place.
 */
export type NameLevel = 'unsaid' | 'same' | 'near' | 'otherFamily' | 'alike' | 'faint' | 'turned' | 'differs';

/** The words of a person's name in a list, where the title is often written in one with the name (श्रीराजेश). */
export function personWords(text: string): readonly PreparedWord[] {
  return prepareWords(text.replace(GLUED_TITLE, '$1'));
}

/** "Shri" before a word that with it is no name of its own, as Shrikant, Shriram and their like are. */
const GLUED_TITLE = /^\s*\u0936\u094d\u0930\u0940((?!(?:\u0915\u093e\u0902\u0924|\u0915\u093e\u0928\u094d\u0924|\u0930\u093e\u092e|\u0927\u0930|\u0928\u093f\u0935\u093e\u0938|\u092a\u0924\u093f|\u0928\u093e\u0925|\u0915\u0943\u0937\u094d\u0923|\u0926\u0947\u0935|\u092e\u0924\u0940|\u092e\u0924\u093f|\u0935\u093e\u0938|\u0932\u093e\u0932|\u092a\u094d\u0930\u0915\u093e\u0936|\u091a\u0902\u0926|\u0935\u0924\u094d\u0938|\u092a\u093e\u0932|\u0915\u0930|\u091c\u0940)(?![\u0900-\u097f]))[\u0900-\u097f]{2,})/u;

/** From here on two words are worth a doubt. */
const ALIKE = 0.72;
/** From here on a slip of the hand could have made one of the other. */
const FAINT = 0.5;

/** `sameSex`: both are known to be women, or men: Ashok and Ashoka are then two spellings, and not two persons. */
export function compareNames(a: readonly PreparedWord[], b: readonly PreparedWord[], sameSex = false): NameLevel {
  const firstA = givenAt(a);
  const firstB = givenAt(b);
  const wordA = a[firstA];
  const wordB = b[firstB];
  if (wordA === undefined || wordB === undefined) return 'unsaid';
  const likeness = likenessOf(wordA, wordB);
  if (likeness >= SAME_NAME) {
    if (restDiffers(a, firstA, b, firstB)) return 'otherFamily';
    return likeness === 1 ? 'same' : 'near';
  }
  if (sameSex && differsInLastA(wordA, wordB)) return 'near';
  if (isJoined(a, firstA, wordB) || isJoined(b, firstB, wordA)) return 'near';
  const behindA = standsBehind(wordB, a, firstA);
  const behindB = standsBehind(wordA, b, firstB);
  if ((behindA && (behindB || b.length === firstB + 1)) || (behindB && a.length === firstA + 1)) return 'turned';
  if (likeness >= ALIKE) return 'alike';
  return likeness >= FAINT || isSlip(wordA.token, wordB.token) ? 'faint' : 'differs';
}

/** Rohit and Rohita, Raipur and Raipura. */
export function differsInLastA(a: PreparedWord, b: PreparedWord): boolean {
  const short = a.outline.length < b.outline.length ? a.outline : b.outline;
  const long = short === a.outline ? b.outline : a.outline;
  return short.length >= SHORTEST_OUTLINE && long.length === short.length + 1 && long.endsWith('@') && long.startsWith(short);
}
const SHORTEST_OUTLINE = 3;

const SHORTEST_SLIP = 4;

/** One letter left out, added or taken for another, or two changed with each other, in words of one script. */
export function isSlip(a: string, b: string): boolean {
  const long = a.length >= b.length ? a : b;
  const short = long === a ? b : a;
  if (short.length < SHORTEST_SLIP || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short.charCodeAt(from) === long.charCodeAt(from)) from++;
  let end = 0;
  while (end < short.length - from && short.charCodeAt(short.length - 1 - end) === long.charCodeAt(long.length - 1 - end)) end++;
  const left = long.length - from - end;
  if (left <= 1) return true;
  return left === 2 && short.length === long.length && short.charAt(from) === long.charAt(from + 1) && short.charAt(from + 1) === long.charAt(from);
}

/** The first word that names her: "Kumari Sunita" and "Md Salim" are Sunita and Salim. */
export function givenAt(words: readonly PreparedWord[]): number {
  for (let i = 0; i < words.length; i++) if (words[i]?.kind !== 'common') return i;
  return 0;
}

/** Names of one key are one name to `Sharing`; empty: no name said. */
export function givenKey(words: readonly PreparedWord[]): string {
  return givenWord(words)?.key ?? '';
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
      if (likenessOf(left, right) >= FAINT || isSlip(left.token, right.token)) return false;
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

/** "Negi Sunita" beside "Sunita Negi" or "Sunita": the first word stands behind in the other. */
function standsBehind(word: PreparedWord, words: readonly PreparedWord[], first: number): boolean {
  for (let i = first + 1; i < words.length; i++) {
    const other = words[i];
    if (other !== undefined && likenessOf(word, other) >= SAME_NAME) return true;
  }
  return false;
}
