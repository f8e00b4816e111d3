// Likeness of two words, remembered: of a million rows' names and villages the same pairs come up again and again.
import { wordLikeness, type PreparedWord } from '../names.ts';

const PLACES = 1 << 16;
/** Which pair a place holds, by the numbers of its words in the order of their letters; and how alike they are. */
const pairs = new Float64Array(PLACES);
const likenesses = new Float64Array(PLACES);
const SPAN = 2 ** 26;

/** As `wordLikeness`; to the last bit the same in either order. */
export function likenessOf(a: PreparedWord, b: PreparedWord): number {
  if (a === b) return a.sound.sounds === '' ? 0 : 1;
  const [low, high] = a.token < b.token ? [a, b] : [b, a];
  const pair = high.id * SPAN + low.id;
  const place = (Math.imul(high.id, 0x9e3779b1) ^ Math.imul(low.id, 0x85ebca6b)) >>> 16;
  if (pairs[place] === pair) return likenesses[place] ?? 0;
  const likeness = wordLikeness(low, high);
  pairs[place] = pair;
  likenesses[place] = likeness;
  return likeness;
}
