// Two names, in any script and spelling: are they one person's name? Words are compared by sound
// (sound-distance.ts) and weighed by how much they tell: a given name tells most, a family name
// less, "Devi" or "Kumar" almost nothing, yet "Devi" against "Kumari" leaves a doubt.

import { plainLetters } from './text.ts';
import { prepareSounds, soundLikeness, type PreparedSound } from './sound-distance.ts';
import { soundsOf } from './sounds.ts';
import { keyOfSounds } from './name-key.ts';
import { COMMON_SECOND_WORDS, COMMON_WORDS, ENDINGS, FAMILY_NAMES, RELATIONS, RELATION_JOINERS, TITLES } from './name-words.ts';
import { oneSpelling } from './spellings.ts';

/** From this score on two names are one name written differently. */
export const SAME_NAME = 0.85;

export type WordKind = 'given' | 'family' | 'common';

/** One object for every use of the same word at the same kind of place: rows by the hundred thousand share it. */
export interface PreparedWord {
  /** From 1, for each object another. */
  readonly id: number;
  readonly sound: PreparedSound;
  readonly kind: WordKind;
  /** As typed, normalised. */
  readonly token: string;
  /** The coarse key of name-key.ts. */
  readonly key: string;
  /** The sounds with every inner "a" left out. */
  readonly outline: string;
  /** A single Roman letter: "R. K. Singh". */
  readonly initial: boolean;
}

/** A name ready to be compared many times; make it once per record. */
export interface PreparedName {
  readonly words: readonly PreparedWord[];
  /** The sounds of each word together with the next one. */
  readonly joined: readonly string[];
}

const WEIGHT: Readonly<Record<WordKind, number>> = { given: 1, family: 0.5, common: 0.2 };
const WORDS_LIKE = 0.76;
/** No name has more; what follows is not looked at. */
const MOST_WORDS = 8;
/** Two Roman letters swapped in typing: RAJEHS, SUNTIA. */
const SLIP_LIKENESS = 0.87;

/** The words of a name field, without titles ("श्री", "late") and what follows "w/o", "पति" … */
export function nameTokens(text: string): string[] {
  const plain = plainLetters(text)
    .replace(/['’`]/g, '')
    .replace(/\b([wsdch])\s*[/\\]\s*o\b\.?/g, ' $1of ')
    .replace(/([\u0900-\u0963\u0971-\u097f])[\u0966\u0970]/g, '$1 ');
  const all = plain.match(/[a-z]+|[\u0900-\u0963\u0971-\u097f]+/g) ?? [];
  const tokens: string[] = [];
  for (const token of all) {
    const word = token.replace(/\u0903$/, '');
    if (word === '') continue;
    if (RELATION_WORDS.has(word)) {
      // Names come before: the rest is the relative. Nothing before: only a label.
      if (tokens.length > 0) break;
      continue;
    }
    if (tokens.length === 0 && JOINERS.has(word)) continue;
    tokens.push(word);
  }
  const named = tokens.filter((word, index) => !TITLE_WORDS.has(word) && !(index > 0 && ENDING_WORDS.has(word)));
  return named.length > 0 ? named : tokens;
}

export function prepareName(text: string): PreparedName {
  const words = prepareWords(text);
  const joined = words.slice(1).map((word, index) => (words[index]?.sound.sounds ?? '') + word.sound.sounds);
  return { words, joined };
}

/** The words of a name, at most eight, ready to be compared. */
export function prepareWords(text: string): PreparedWord[] {
  // What stands behind a title-like word ("Kumari Priya", "Md Ali") is the given name.
  let given = 0;
  const words = nameTokens(text).slice(0, MOST_WORDS).map((token, index) => {
    const word = prepareWord(token, index - given);
    if (index === given && word.kind === 'common') given += 1;
    return word;
  });
  // Somebody has to be the given name: "Kumari Devi" is Kumari.
  const [first] = words;
  if (first !== undefined && words.every((word) => word.kind !== 'given')) words[0] = wordAs(first.token, 'given');
  return words;
}

/** Likeness of two names, 0 to 1. A name without letters is like nothing. */
export function scoreNames(a: string, b: string): number {
  return scorePrepared(prepareName(a), prepareName(b));
}

export function scorePrepared(a: PreparedName, b: PreparedName): number {
  if (a.words.length === 0 || b.words.length === 0) return 0;
  const pairing = pairWords(a, b);
  const leftA = unpaired(a, pairing.usedA);
  const leftB = unpaired(b, pairing.usedB);
  const complete = leftA.length === 0 && leftB.length === 0;
  if (!complete && !pairing.givenPaired) return Math.min(0.5, pairing.closest * 0.55);
  if (complete) return pairing.likeness;
  if (leftA.length > 0 && leftB.length > 0) return pairing.likeness * conflict(a, leftA, b, leftB);
  return pairing.likeness * (leftA.length > 0 ? 1 - missing(a, leftA) : 1 - missing(b, leftB));
}

interface Pairing {
  readonly usedA: boolean[];
  readonly usedB: boolean[];
  /** Of the paired words, given names first of all. */
  readonly likeness: number;
  readonly givenPaired: boolean;
  /** Best likeness of any two words, paired or not, that are not both common ones. */
  readonly closest: number;
}

function pairWords(a: PreparedName, b: PreparedName): Pairing {
  const usedA: boolean[] = a.words.map(() => false);
  const usedB: boolean[] = b.words.map(() => false);
  let total = 0;
  let weights = 0;
  let worstGiven = 1;
  let givenPaired = false;
  let closest = 0;
  let swapped = false;
  const add = (likeness: number, weight: number): void => {
    total += likeness * weight;
    weights += weight;
    if (weight < WEIGHT.given) return;
    givenPaired = true;
    worstGiven = Math.min(worstGiven, likeness);
  };
  const pairs: { readonly i: number; readonly j: number; readonly likeness: number; readonly weight: number }[] = [];
  for (const [i, left] of a.words.entries()) {
    for (const [j, right] of b.words.entries()) {
      const likeness = wordLikeness(left, right);
      if (left.kind !== 'common' || right.kind !== 'common') closest = Math.max(closest, likeness);
      if (likeness >= WORDS_LIKE) pairs.push({ i, j, likeness, weight: Math.min(WEIGHT[left.kind], WEIGHT[right.kind]) });
    }
  }
  // Best pairs first; of equal ones those in like places.
  if (pairs.length > 1) pairs.sort((x, y) => y.likeness - x.likeness || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || y.weight - x.weight);
  const places: { readonly i: number; readonly j: number }[] = [];
  for (const { i, j, likeness, weight } of pairs) {
    if (usedA[i] || usedB[j]) continue;
    usedA[i] = true;
    usedB[j] = true;
    add(likeness, weight);
    swapped ||= places.some((place) => place.i < i !== place.j < j);
    places.push({ i, j });
  }
  pairJoined(a, usedA, b, usedB, add);
  pairJoined(b, usedB, a, usedA, add);
  const average = weights > 0 ? total / weights : 0;
  const words = givenPaired ? Math.min(worstGiven, 0.8 * worstGiven + 0.2 * average) : average;
  const likeness = words - (swapped ? 0.03 : 0);
  return { usedA, usedB, likeness: Math.max(0, likeness), givenPaired, closest };
}

/** "Ram Chandra" beside "Ramchandra": two words left on one side may be one on the other. */
function pairJoined(
  many: PreparedName, usedMany: boolean[], few: PreparedName, usedFew: boolean[],
  add: (likeness: number, weight: number) => void,
): void {
  for (const [i, joined] of many.joined.entries()) {
    if (usedMany[i] || usedMany[i + 1]) continue;
    for (const [j, word] of few.words.entries()) {
      if (usedFew[j]) continue;
      if (word.sound.sounds.charAt(0) !== joined.charAt(0)) continue;
      const likeness = soundLikeness(prepareSounds(joined), word.sound);
      if (likeness < WORDS_LIKE) continue;
      usedMany[i] = true;
      usedMany[i + 1] = true;
      usedFew[j] = true;
      add(likeness, WEIGHT[word.kind]);
      break;
    }
  }
}

/** Likeness of two words, 0 to 1; from `SAME_NAME` on they are one word written differently. */
export function wordLikeness(a: PreparedWord, b: PreparedWord): number {
  if (!a.initial && !b.initial) {
    const likeness = soundLikeness(a.sound, b.sound);
    if (likeness >= SAME_NAME || a.token.length < 3 || b.token.length < 3) return likeness;
    return slipsOf(a.token).has(b.outline) || slipsOf(b.token).has(a.outline) ? SLIP_LIKENESS : likeness;
  }
  if (a.initial && b.initial) return a.sound.sounds === b.sound.sounds ? 1 : 0;
  return a.sound.sounds.charAt(0) === b.sound.sounds.charAt(0) ? 0.8 : 0;
}

/** Both names have a word the other lacks: how much of the likeness remains. */
function conflict(a: PreparedName, leftA: readonly number[], b: PreparedName, leftB: readonly number[]): number {
  const kindA = strongest(a, leftA);
  const kindB = strongest(b, leftB);
  if (kindA === 'given' && kindB === 'given') return 0.45;
  if (kindA === 'given' || kindB === 'given') return 0.65;
  if (kindA === 'family' && kindB === 'family') return 0.6;
  return 0.75;
}

/** What the words that only one of the names has take away. */
function missing(name: PreparedName, left: readonly number[]): number {
  let loss = 0;
  for (const index of left) {
    const word = name.words[index];
    if (word === undefined) continue;
    const middle = index > 0 && index < name.words.length - 1;
    if (word.kind === 'common') loss += 0.06;
    else if (word.kind === 'family') loss += 0.1;
    else loss += middle ? 0.1 : 0.22;
  }
  return Math.min(0.6, loss);
}

function strongest(name: PreparedName, indexes: readonly number[]): WordKind {
  const kinds = indexes.map((index) => name.words[index]?.kind);
  if (kinds.includes('given')) return 'given';
  return kinds.includes('family') ? 'family' : 'common';
}

function unpaired(name: PreparedName, used: readonly boolean[]): number[] {
  const left: number[] = [];
  for (let i = 0; i < name.words.length; i++) if (!used[i]) left.push(i);
  return left;
}

const TITLE_WORDS = new Set(TITLES.map(plainLetters));
const RELATION_WORDS = new Set(RELATIONS.map(plainLetters));
const JOINERS = new Set(RELATION_JOINERS.map(plainLetters));
const ENDING_WORDS = new Set(ENDINGS.map(plainLetters));
const COMMON = keysOf(COMMON_WORDS);
const COMMON_SECOND = keysOf(COMMON_SECOND_WORDS);
const FAMILY = keysOf(FAMILY_NAMES);

function keysOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => keyOfSounds(oneSpelling(soundsOf(plainLetters(word))))));
}

const WORD_CACHE_LIMIT = 20_000;
const wordCache = new Map<string, PreparedWord>();
/** By kind and letters: what wordCache holds by place and letters. */
const kindCache = new Map<string, PreparedWord>();
const slipCache = new Map<string, ReadonlySet<string>>();
const NO_SLIPS: ReadonlySet<string> = new Set();
const SHORTEST_SLIP = 5;

/** The word as a name has it at the place `index`. */
export function prepareWord(token: string, index: number): PreparedWord {
  const known = wordCache.get(index === 0 ? token : `+${token}`);
  if (known !== undefined) return known;
  const key = keyOfSounds(oneSpelling(soundsOf(token)));
  const word = wordAs(token, kindOf(key, index, isInitial(token)));
  if (wordCache.size >= WORD_CACHE_LIMIT) wordCache.clear();
  wordCache.set(index === 0 ? token : `+${token}`, word);
  return word;
}

let made = 0;

function wordAs(token: string, kind: WordKind): PreparedWord {
  const known = kindCache.get(`${kind}${token}`);
  if (known !== undefined) return known;
  const sounds = oneSpelling(soundsOf(token));
  made += 1;
  const word: PreparedWord = { id: made, sound: prepareSounds(sounds), kind, token, key: keyOfSounds(sounds), outline: outlineOf(sounds), initial: isInitial(token) };
  if (kindCache.size >= WORD_CACHE_LIMIT) kindCache.clear();
  kindCache.set(`${kind}${token}`, word);
  return word;
}

function isInitial(token: string): boolean {
  return token.length === 1 && token >= 'a' && token <= 'z';
}

function kindOf(key: string, index: number, initial: boolean): WordKind {
  if (COMMON.has(key)) return 'common';
  if (index === 0) return 'given';
  if (initial || COMMON_SECOND.has(key)) return 'common';
  return FAMILY.has(key) ? 'family' : 'given';
}

function outlineOf(sounds: string): string {
  return sounds.replace(/[aA]/g, '@').replace(/(?<=.)@(?=.)/g, '');
}

/** What a Roman word would sound like had its writer swapped two letters, never the first or a last vowel. */
function slipsOf(token: string): ReadonlySet<string> {
  if (token.length < SHORTEST_SLIP || token > 'zz') return NO_SLIPS;
  const known = slipCache.get(token);
  if (known !== undefined) return known;
  const slips = new Set<string>();
  for (let i = 1; i < token.length - 1; i++) {
    if (i === token.length - 2 && /[aeiouy]/.test(token.slice(i))) continue;
    const swapped = token.slice(0, i) + token.charAt(i + 1) + token.charAt(i) + token.slice(i + 2);
    slips.add(outlineOf(soundsOf(swapped)));
  }
  if (slipCache.size >= WORD_CACHE_LIMIT) slipCache.clear();
  slipCache.set(token, slips);
  return slips;
}
