// How far apart two words sound: an edit distance over the sounds of sounds.ts in which every slip
// has its own price. A slip people make (lost h, v for b, a skipped short vowel, two letters
// swapped) is cheap; a different consonant or a different last vowel is another person's name
// (Rajesh / Rakesh, Sunil / Sunila) and costs enough to fail at any length.

import { isVowelSound, soundsOf } from './sounds.ts';

/** A word ready to be compared many times. */
export interface PreparedSound {
  readonly sounds: string;
  /** One small code per sound. */
  readonly codes: Uint8Array;
  /** Price of leaving out each sound. */
  readonly drop: Float64Array;
  /** Ends in consonant + r/y/v/n/m + a: that "a" may be silent (राजेन्द्र / RAJENDRA). */
  readonly looseEnd: boolean;
  /** Ends in consonant + r/y/v/n/m. */
  readonly clusterEnd: boolean;
  /** The sounds without any h, and how many there were. */
  readonly bare: string;
  readonly breaths: number;
  /** One bit per consonant family, to refuse hopeless pairs at once. */
  readonly mask: number;
}

const SOUNDS = 'aA@iueokgcjtdDRnmMpbfvyrlsSh~';
const SIZE = 32;
const CODE = new Map([...SOUNDS].map((sound, index) => [sound, index + 1]));
const FINAL_VOWEL_DROP = 1.15;
const SWAP = 0.42;
/** KHATUN, KAHTUN, KATHUN: the same letters with the h astray. */
const STRAY_BREATH = 0.35;
const NO_MATCH = 9;

/** Price of hearing one sound as the other; pairs not listed cost 1 (vowel for consonant: 1.5). */
const CLOSE: readonly (readonly [string, number])[] = [
  ['a@', 0], ['A@', 0], ['aA', 0.45],
  ['vb', 0.1], ['sS', 0.08], ['D d', 0], ['R r', 0.02], ['R d', 0.15], ['R D', 0.05], ['D r', 0.25], ['r d', 0.45],
  ['M n', 0], ['M m', 0], ['M ~', 0], ['n ~', 0], ['m ~', 0.4],
  ['fp', 0.5], ['yj', 0.4], ['yi', 0.1], ['vu', 0.12], ['vo', 0.3], ['ye', 0.35],
  ['ie', 0.5], ['uo', 0.5], ['@e', 0.8], ['ae', 0.8], ['@o', 0.75], ['ao', 0.75], ['kg', 0.9], ['td', 0.9],
];
const SWITCH = priceTable();

export function prepareSound(word: string): PreparedSound {
  return prepareSounds(soundsOf(word));
}

export function prepareSounds(sounds: string): PreparedSound {
  const length = sounds.length;
  const codes = new Uint8Array(length);
  const drop = new Float64Array(length);
  let mask = 0;
  for (let i = 0; i < length; i++) {
    codes[i] = CODE.get(sounds.charAt(i)) ?? 0;
    drop[i] = dropPrice(sounds, i);
    mask |= family(sounds.charAt(i));
  }
  const loose = /[^aA@iueo][ryvnm]([aA@]?)$/.exec(sounds);
  const gemination = /nn[aA@]?$/.test(sounds);
  return {
    sounds,
    codes,
    drop,
    looseEnd: loose !== null && loose[1] !== '' && !gemination,
    clusterEnd: loose !== null && loose[1] === '',
    bare: sounds.replace(/h/g, '').replace(/[aA]/g, '@'),
    breaths: sounds.split('h').length - 1,
    mask,
  };
}

/**
 * Likeness of two words, 0 to 1; from 0.85 on they are one word written differently. Shorter words
 * bear less: a slip counts twice as much in RAM as in RAMESHWAR.
 */
export function soundLikeness(a: PreparedSound, b: PreparedSound): number {
  if (a.sounds === b.sounds) return a.sounds === '' ? 0 : 1;
  if (bits(a.mask ^ b.mask) > 3) return 0;
  let distance = soundDistance(a, b);
  if (distance > STRAY_BREATH && a.breaths > 0 && a.breaths === b.breaths && a.bare === b.bare) distance = STRAY_BREATH;
  if (distance >= NO_MATCH) return 0;
  return Math.max(0, 1 - distance * priceByLength((a.codes.length + b.codes.length) / 2));
}

function priceByLength(length: number): number {
  return Math.min(0.5, 0.17 + 0.95 / Math.max(1, length));
}

const rows = [new Float64Array(64), new Float64Array(64), new Float64Array(64)] as const;

/** Sum of the prices of the cheapest way from one word to the other. */
export function soundDistance(a: PreparedSound, b: PreparedSound): number {
  let n = a.codes.length;
  let m = b.codes.length;
  if (n === 0 || m === 0 || n > 60 || m > 60) return NO_MATCH;
  let extra = 0;
  if (a.looseEnd && b.clusterEnd) {
    n--;
    extra = 0.05;
  } else if (b.looseEnd && a.clusterEnd) {
    m--;
    extra = 0.05;
  }
  const A = a.codes;
  const B = b.codes;
  const dropA = a.drop;
  const dropB = b.drop;
  let [before, last, row]: readonly Float64Array[] = rows;
  if (before === undefined || last === undefined || row === undefined) return NO_MATCH;
  last[0] = 0;
  for (let j = 1; j <= m; j++) last[j] = at(last, j - 1) + at(dropB, j - 1);
  for (let i = 1; i <= n; i++) {
    const ca = code(A, i - 1);
    row[0] = at(last, 0) + at(dropA, i - 1);
    for (let j = 1; j <= m; j++) {
      const cb = code(B, j - 1);
      let best = at(last, j - 1) + switchPrice(ca, cb, i, j, n, m);
      const without = at(last, j) + at(dropA, i - 1);
      if (without < best) best = without;
      const added = at(row, j - 1) + at(dropB, j - 1);
      if (added < best) best = added;
      if (i > 2 && j > 2) {
        const pa = code(A, i - 2);
        const pb = code(B, j - 2);
        // Two neighbours swapped (KUAMRI), but never at the first letter (Arti, Rati) nor into or
        // out of the last vowel (Sadhana, Sadhan).
        if (isSame(pa, cb) && isSame(pb, ca) && !(i === n && isVowelCode(ca)) && !(j === m && isVowelCode(cb))) {
          const swapped = at(before, j - 2) + SWAP;
          if (swapped < best) best = swapped;
        }
      }
      // "ai" heard as "e", "au" heard as "o".
      if (i > 1) {
        const merged = at(before, j - 1) + mergePrice(code(A, i - 2), ca, cb);
        if (merged < best) best = merged;
      }
      if (j > 1) {
        const merged = at(last, j - 2) + mergePrice(code(B, j - 2), cb, ca);
        if (merged < best) best = merged;
      }
      row[j] = best;
    }
    [before, last, row] = [last, row, before];
  }
  return at(last, m) + extra;
}

const SCHWAS: ReadonlySet<number> = new Set([CODE.get('a') ?? 0, CODE.get('@') ?? 0, CODE.get('A') ?? 0]);
const [Y, V, E, O] = [CODE.get('y'), CODE.get('v'), CODE.get('e'), CODE.get('o')];
const LAST_VOWEL = 7;

function mergePrice(first: number, second: number, single: number): number {
  if (!SCHWAS.has(first)) return NO_MATCH;
  if (second === Y && single === E) return 0.2;
  if (second === V && single === O) return 0.25;
  return NO_MATCH;
}

function switchPrice(a: number, b: number, i: number, j: number, n: number, m: number): number {
  const price = SWITCH[a * SIZE + b] ?? NO_MATCH;
  if (price === 0) return 0;
  // The first and the last vowel tell names apart: Asha / Isha, Rinku / Rinki.
  if (isVowelCode(a) && isVowelCode(b) && ((i === 1 && j === 1) || (i === n && j === m))) return price + 0.25;
  return price;
}

function dropPrice(sounds: string, i: number): number {
  const sound = sounds.charAt(i);
  const isFirst = i === 0;
  const isLast = i === sounds.length - 1;
  const before = sounds.charAt(i - 1);
  const after = sounds.charAt(i + 1);
  if (isVowelSound(sound)) {
    if (isFirst) return 1.1;
    if (isLast) return FINAL_VOWEL_DROP;
    // The first half of ai/au is no silent vowel: Shaila is not Shila.
    if ((after === 'y' || after === 'v') && !isVowelSound(sounds.charAt(i + 2))) return 0.7;
    // Shyama is not Sima.
    if (before === 'y' && !isVowelSound(sounds.charAt(i - 2))) return 0.6;
    if (sound === '@' || sound === 'a') return 0.05;
    if (sound === 'A') return 0.6;
    if (sound === 'i' && after === 'y') return 0.12;
    if (sound === 'u' && after === 'v') return 0.15;
    // MITHLESH, MITHILESH: after the first syllable a vowel is easily lost.
    return /[aA@iueo]/.test(sounds.slice(0, i)) ? 0.5 : 0.8;
  }
  if (sound === '~') return 0.12;
  if (sound === 'h') return !isFirst && !isVowelSound(before) ? 0.3 : 0.7;
  if (sound === 'y') return before === 'i' || after === 'i' || after === 'e' ? 0.15 : 0.75;
  if (sound === 'v') return before === 'u' || after === 'u' || after === 'o' ? 0.15 : 0.9;
  if (sound === 'g' && before === 'n' && after === 'h') return 0.3;
  if (sound === 'n' && isLast && sounds.endsWith('y@n')) return 0.3;
  return 1;
}

function priceTable(): Float64Array {
  const table = new Float64Array(SIZE * SIZE).fill(1);
  for (const a of SOUNDS) {
    for (const b of SOUNDS) {
      if (a === b) setPrice(table, a, b, 0);
      else if (isVowelSound(a) !== isVowelSound(b)) setPrice(table, a, b, 1.5);
    }
  }
  for (const [pair, price] of CLOSE) {
    const [a = '', b = ''] = pair.replace(' ', '');
    setPrice(table, a, b, price);
  }
  return table;
}

function setPrice(table: Float64Array, a: string, b: string, price: number): void {
  const x = CODE.get(a) ?? 0;
  const y = CODE.get(b) ?? 0;
  table[x * SIZE + y] = price;
  table[y * SIZE + x] = price;
}

function isSame(a: number, b: number): boolean {
  return SWITCH[a * SIZE + b] === 0;
}

function isVowelCode(value: number): boolean {
  return value > 0 && value <= LAST_VOWEL;
}

/** A consonant's bit; sounds that may be mistaken for one another share it, weak ones have none. */
function family(sound: string): number {
  const index = 'kgcjtlr'.indexOf(sound);
  if (index >= 0) return sound === 'r' || sound === 'j' ? 0 : 1 << index;
  if (sound === 'n' || sound === 'm') return 1 << 8;
  if (sound === 'b' || sound === 'p' || sound === 'f') return sound === 'b' ? 0 : 1 << 9;
  if (sound === 's' || sound === 'S') return 1 << 10;
  return 0;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

function code(values: Uint8Array, index: number): number {
  return values[index] ?? 0;
}
