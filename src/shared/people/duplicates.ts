// Is this household perhaps already in the book? Each agreement or disagreement moves the odds; no
// weak field decides alone. Family names never count and are never named as a reason: they tell
// caste and religion (dossier H).

import { digitsOf } from './text.ts';
import { prepareName, SAME_NAME, scorePrepared, type PreparedName } from './names.ts';

export interface HouseholdTraits {
  readonly name: string;
  readonly husbandOrFather?: string | undefined;
  /** The ration card, whole or its last digits; 8 to 20 digits when whole (dossier C4). */
  readonly cardDigits?: string | undefined;
  /** Anything that is equal for the same tola and differs otherwise. */
  readonly place: string;
  /** In years. */
  readonly age?: number | undefined;
  readonly phone?: string | undefined;
}

export type DuplicateReason = 'sameCard' | 'soundsAlike' | 'sameHusband' | 'sameTola' | 'samePhone';

export interface DuplicateScore {
  /** 0 to 1. */
  readonly score: number;
  /** What speaks for it, strongest first. */
  readonly reasons: readonly DuplicateReason[];
}

/** From here on the person is asked before a new record is made. */
export const DUPLICATE_LIKELY = 0.8;
/** From here on it is worth a quiet mention. */
export const DUPLICATE_POSSIBLE = 0.35;

export interface PreparedHousehold {
  readonly name: PreparedName;
  readonly husband: PreparedName;
  readonly card: string;
  readonly place: string;
  readonly age: number | undefined;
  readonly phone: string;
}

export function prepareHousehold(traits: HouseholdTraits): PreparedHousehold {
  return {
    name: prepareName(traits.name),
    husband: prepareName(traits.husbandOrFather ?? ''),
    card: digitsOf(traits.cardDigits ?? ''),
    place: traits.place.trim(),
    age: traits.age,
    phone: digitsOf(traits.phone ?? '').slice(-PHONE_DIGITS),
  };
}

export function scoreDuplicate(a: HouseholdTraits, b: HouseholdTraits): DuplicateScore {
  return scorePreparedDuplicate(prepareHousehold(a), prepareHousehold(b));
}

const PHONE_DIGITS = 10;
const WHOLE_CARD = 8;
const CARD_TAIL = 6;
/** Log-odds before anything is known: two households of a village are hardly ever the same. */
const PRIOR = -5;

export function scorePreparedDuplicate(a: PreparedHousehold, b: PreparedHousehold): DuplicateScore {
  const reasons: DuplicateReason[] = [];
  let odds = PRIOR;

  const card = cardOdds(a.card, b.card);
  odds += card;
  if (card > 0) reasons.push('sameCard');

  const name = nameOdds(a.name, b.name);
  // The head of a household changes; the card stays.
  odds += card > 0 ? Math.max(name, -2) : name;
  if (name >= SOUNDS_ALIKE) reasons.push('soundsAlike');

  const husband = nameOdds(a.husband, b.husband);
  odds += card > 0 ? Math.max(husband, -1) : husband;
  if (husband >= SOUNDS_ALIKE) reasons.push('sameHusband');

  if (a.phone.length === PHONE_DIGITS && a.phone === b.phone) {
    odds += 2.5;
    reasons.push('samePhone');
  }
  if (a.place !== '' && b.place !== '') {
    const here = a.place === b.place;
    odds += here ? 1.5 : -1.5;
    if (here) reasons.push('sameTola');
  }
  odds += ageOdds(a.age, b.age);
  return { score: 1 / (1 + Math.exp(-odds)), reasons };
}

export interface DuplicateFound<T> extends DuplicateScore {
  readonly of: T;
}

/** The likely and possible doubles of `candidate`, likeliest first. */
export function duplicatesOf<T extends PreparedHousehold>(candidate: PreparedHousehold, others: Iterable<T>): DuplicateFound<T>[] {
  const found: DuplicateFound<T>[] = [];
  for (const other of others) {
    const { score, reasons } = scorePreparedDuplicate(candidate, other);
    if (score >= DUPLICATE_POSSIBLE) found.push({ of: other, score, reasons });
  }
  return found.sort((x, y) => y.score - x.score);
}

const SOUNDS_ALIKE = 2.5;
const DOUBTFUL_NAME = 0.7;
const OTHER_NAME = 0.55;

function nameOdds(a: PreparedName, b: PreparedName): number {
  if (a.words.length === 0 || b.words.length === 0) return 0;
  const likeness = scorePrepared(a, b);
  if (likeness >= SAME_NAME) return SOUNDS_ALIKE;
  if (likeness >= DOUBTFUL_NAME) return 0.8;
  return likeness < OTHER_NAME ? -3 : -1;
}

function cardOdds(a: string, b: string): number {
  if (a.length < CARD_TAIL || b.length < CARD_TAIL) return 0;
  if (a === b) return a.length >= WHOLE_CARD ? 7 : 3.5;
  if (a.endsWith(b) || b.endsWith(a)) return 3.5;
  return a.length >= WHOLE_CARD && b.length >= WHOLE_CARD && a.length === b.length && !isOneSlip(a, b) ? -1.5 : 0;
}

/** One wrong digit or two neighbours swapped: says nothing against the same card. */
function isOneSlip(a: string, b: string): boolean {
  const differing: number[] = [];
  for (let i = 0; i < a.length && differing.length < 3; i++) if (a[i] !== b[i]) differing.push(i);
  const [first = 0, second = 0] = differing;
  if (differing.length === 1) return true;
  return differing.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

function ageOdds(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const apart = Math.abs(a - b);
  if (apart <= 2) return 0.5;
  return apart > 12 ? -2 : 0;
}
