// A row's identity made ready to be compared many times and to be held by the million: numbers, and words that
// all rows share (names.ts keeps one object for each word), so a row costs a few hundred bytes.
import { dayNumber, dayText, parseDay, type Day } from '../../form/calendar.ts';
import type { Identity } from '../../subjects/entry.ts';
import type { PreparedWord } from '../names.ts';
import { digitsOf } from '../text.ts';
import { personWords } from './person-name.ts';
import { placeWords, schoolWords } from './place-words.ts';

export interface PreparedIdentity {
  readonly name: readonly PreparedWord[];
  readonly father: readonly PreparedWord[];
  readonly mother: readonly PreparedWord[];
  /** 0: not said; otherwise the place in `SEXES` from 1. */
  readonly sex: number;
  /** First and last day on which she can have been born, as day numbers; 0 and 0: not said. */
  readonly bornFrom: number;
  readonly bornTo: number;
  /** How exact the list is: a day; only a year (1 January and 1 July stand for "some day"); an age. */
  readonly birth: BirthKind;
  /** Place code, or empty. */
  readonly district: string;
  readonly block: readonly PreparedWord[];
  readonly village: readonly PreparedWord[];
  readonly school: readonly PreparedWord[];
  /** Ten digits as a number; 0: not said. */
  readonly phone: number;
  /** Four digits plus 1; 0: not said. */
  readonly idTail: number;
}

export type BirthKind = 'unsaid' | 'day' | 'year' | 'age';

/** The same identity gives the same result, whatever was prepared before. */
export function prepareIdentity(identity: Identity): PreparedIdentity {
  const [bornFrom, bornTo, birth] = born(identity);
  const phone = digitsOf(identity.phone ?? '').slice(-PHONE_DIGITS);
  const tail = digitsOf(identity.idTail ?? '').slice(-TAIL_DIGITS);
  return {
    name: words(identity.name), father: words(identity.father), mother: words(identity.mother),
    sex: identity.sex === undefined ? 0 : SEX_NUMBER[identity.sex],
    bornFrom, bornTo, birth,
    district: identity.district ?? '',
    block: placeWords(identity.block), village: placeWords(identity.village), school: schoolWords(identity.school),
    phone: phone.length === PHONE_DIGITS && !SAME_DIGIT.test(phone) ? Number(phone) : 0,
    idTail: tail.length === TAIL_DIGITS ? Number(tail) + 1 : 0,
  };
}

const PHONE_DIGITS = 10;
const TAIL_DIGITS = 4;
/** 9999999999 and the like fill a column that must not be empty. */
const SAME_DIGIT = /^(\d)\1{7}|(\d)\2{7}$/;
const SEX_NUMBER = { female: 1, male: 2, other: 3 } as const;
const NO_WORDS: readonly PreparedWord[] = [];

function words(text: string | undefined): readonly PreparedWord[] {
  return text === undefined || text === '' ? NO_WORDS : personWords(text);
}

function born({ birthDay, age }: Identity): readonly [number, number, BirthKind] {
  const day = birthDay === undefined ? undefined : parseDay(birthDay);
  if (day !== undefined) {
    if (isHeaped(day)) return [numberOf({ year: day.year, month: 1, day: 1 }), numberOf({ year: day.year, month: 12, day: 31 }), 'year'];
    return [numberOf(day), numberOf(day), 'day'];
  }
  const on = age === undefined ? undefined : parseDay(age.on);
  if (age === undefined || on === undefined || age.years < 0 || age.years > OLDEST) return [0, 0, 'unsaid'];
  const last = { ...on, year: on.year - Math.floor(age.years), day: on.month === 2 && on.day === 29 ? 28 : on.day };
  return [numberOf({ ...last, year: last.year - 1 }) + 1, numberOf(last), 'age'];
}

/** An age above it says nothing of a child. */
const OLDEST = 120;

/** Who knows only the year writes 1 January, and schools 1 July. */
function isHeaped({ month, day }: Day): boolean {
  return day === 1 && (month === 1 || month === 7);
}

function numberOf(day: Day): number {
  return dayNumber(dayText(day)) ?? 0;
}
