// How old the person of a file is, from what the file says. Pure and total.
import { yearsBetween } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';

/** Completed years on the day the age was told or the file was registered; undefined when neither age nor birth date is known. */
export function subjectAge(values: Values): number | undefined {
  const [birth, age] = [values['birthDate'], values['age']];
  const on = [values['ageDay'], values['registeredDay']].find((d): d is string => typeof d === 'string' && d !== '');
  if (typeof birth === 'string' && on !== undefined) return yearsBetween(birth, on);
  return typeof age === 'number' ? age : undefined;
}
