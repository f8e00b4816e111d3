// How old the person of a file is, and what follows from it: still in care, after-care, on her own.
// The years come from the rulebook. Pure and total.
import { dayText, isDay, parseDay, yearsBetween } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import { textOf } from './values.ts';

/** JJ Act 2015 s.2(12): a child is who has not completed eighteen years. No setting changes it. */
export const ADULT = 18;

/**
 * Her day of birth. Where only an age was told it is the latest day that fits, so that nobody is held to
 * be grown up too soon; `exact` is false then.
 */
export function birthOf(values: Values): { readonly day: string; readonly exact: boolean } | undefined {
  const birth = textOf(values, 'birthDate');
  if (isDay(birth)) return { day: birth, exact: true };
  const age = values['age'];
  const told = parseDay(textOf(values, 'ageDay') || textOf(values, 'registeredDay'));
  return typeof age === 'number' && Number.isInteger(age) && told !== undefined ? { day: sameDay(told.year - age, told.month, told.day), exact: false } : undefined;
}

/** Completed years on a day; undefined when nothing is known of her age. */
export function ageOn(values: Values, day: string): number | undefined {
  const birth = birthOf(values);
  return birth === undefined ? undefined : yearsBetween(birth.day, day);
}

/** The day on which she completes so many years. */
export function dayOfAge(values: Values, years: number): string | undefined {
  const birth = parseDay(birthOf(values)?.day ?? '');
  return birth === undefined ? undefined : sameDay(birth.year + years, birth.month, birth.day);
}

/** Born on a 29 February she completes a common year on the first of March. */
function sameDay(year: number, month: number, day: number): string {
  const same = dayText({ year, month, day });
  return isDay(same) ? same : dayText({ year, month: month + 1, day: 1 });
}

/** `may_extend`: past the usual end, within the years for which the Committee may extend it (dossier B1). */
export const BANDS = ['in_care', 'aftercare', 'extended', 'may_extend', 'independent', 'unknown'] as const;
export type Band = (typeof BANDS)[number];

export function bandOf(values: Values, today: string, rules: Rulebook): Band {
  const age = ageOn(values, today);
  if (age === undefined) return 'unknown';
  if (age < ADULT) return 'in_care';
  if (age < rules.number('aftercareEnd')) return 'aftercare';
  if (age >= rules.number('aftercareEndExtended')) return 'independent';
  return values['aftercareLong'] === true ? 'extended' : 'may_extend';
}

/** The day on which her after-care ends, as things stand. */
export function aftercareEndDay(values: Values, rules: Rulebook): string | undefined {
  return dayOfAge(values, rules.number(values['aftercareLong'] === true ? 'aftercareEndExtended' : 'aftercareEnd'));
}

/**
 * Is it a child's file? By the age on the last day on which somebody went through it (`seenDay`): no
 * clock decides who may read a file, and it stays the closer kept one until it was looked at again.
 */
export function isChildsFile(values: Values): boolean {
  const on = ['seenDay', 'ageDay', 'registeredDay'].map((path) => textOf(values, path)).filter(isDay).sort().at(-1);
  const age = on === undefined ? undefined : ageOn(values, on);
  return age === undefined ? textOf(values, 'leftDay') === '' : age < ADULT;
}
