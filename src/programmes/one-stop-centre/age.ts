// How old the person of a file is, by what the file says, and which law follows from it. Pure and total.
import { isDay, yearsBetween } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';

/** Completed years on the day the age was told or the file was registered; undefined when neither age nor birth date is known. */
export function subjectAge(values: Values): number | undefined {
  const on = dayAt(values, 'ageDay') ?? dayAt(values, 'registeredDay');
  return ageOn(values, on ?? '') ?? numberAt(values, 'age');
}

/**
 * Under 18 when she came, or when it happened, or said to be: it stays a child's file for good (POCSO s.23,
 * JJ s.74), also when her age is asked again years later.
 */
export function isChildsFile(values: Values): boolean {
  const age = subjectAge(values);
  if (values['minorThen'] === true || (age !== undefined && age < 18)) return true;
  return ['registeredDay', 'incidentDay'].some((path) => (ageOn(values, dayAt(values, path) ?? '') ?? 18) < 18);
}

export function isUnder18(values: Values, day: string): boolean {
  const age = ageOn(values, day) ?? numberAt(values, 'age');
  return age !== undefined && age < 18;
}

/** It happened to a child who is a woman now: the file stays protected, and what is done follows an adult's steps. */
export function isUnderBothLaws(values: Values, today: string): boolean {
  return isChildsFile(values) && !isUnder18(values, today) && subjectAge(values) !== undefined;
}

/**
 * Completed years on a day; undefined when nothing tells. An age told without a birth date is counted from
 * the day of telling, forward and back: she may be a few months older, and is taken for the younger.
 */
export function ageOn(values: Values, day: string): number | undefined {
  const born = dayAt(values, 'birthDate');
  if (born !== undefined) return yearsBetween(born, day);
  const [age, told] = [numberAt(values, 'age'), dayAt(values, 'ageDay') ?? dayAt(values, 'registeredDay')];
  if (age === undefined || told === undefined) return undefined;
  const years = day < told ? yearsBetween(day, told) : yearsBetween(told, day);
  return years === undefined ? undefined : day < told ? age - years : age + years;
}

function dayAt(values: Values, path: string): string | undefined {
  const value = values[path];
  return typeof value === 'string' && isDay(value) ? value : undefined;
}

function numberAt(values: Values, path: string): number | undefined {
  const value = values[path];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
