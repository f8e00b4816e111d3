// How old the child of a file is. Pure and total.
import { dayText, isDay, parseDay, yearsBetween } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { textOf } from './values.ts';

/** JJ Act 2015 s.2(12): a child is who has not completed eighteen years. No setting changes it. */
export const ADULT = 18;

/** Her day of birth. Where only an age was told it is the latest that fits, so that nobody is held to be grown up too soon. */
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

/** The day on which she completes eighteen years. */
export function dayOfAge(values: Values): string | undefined {
  const birth = parseDay(birthOf(values)?.day ?? '');
  return birth === undefined ? undefined : sameDay(birth.year + ADULT, birth.month, birth.day);
}

/** Born on a 29 February she completes a common year on the first of March. */
function sameDay(year: number, month: number, day: number): string {
  const same = dayText({ year, month, day });
  return isDay(same) ? same : dayText({ year, month: month + 1, day: 1 });
}
