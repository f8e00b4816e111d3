// What she needs and what she got: from the file's own rows and from what departments have given.
import type { Values } from '#shared/record/change.ts';
import { isOpenReferral, referralsOf } from './referrals.ts';
import { listOf, rowsOf } from './values.ts';

export interface Given {
  readonly service: string;
  readonly day: string;
  /** Path of the row that says so: `services.k2`, `referrals.k7`. */
  readonly row: string;
}

export function given(values: Values): readonly Given[] {
  return [
    ...rowsOf(values, 'services').map((row): Given => ({ service: row.text('service'), day: row.day('day'), row: row.path })),
    ...referralsOf(values).filter((row) => row.text('answer') === 'given').map((row): Given => ({ service: row.text('service'), day: row.day('answeredDay'), row: row.path })),
  ].filter(({ service }) => service !== '');
}

export function openNeeds(values: Values): readonly string[] {
  const had = new Set(given(values).map(({ service }) => service));
  return listOf(values, 'needs').filter((need) => !had.has(need));
}

/** Needed, and nobody has been asked for it: never referred, or refused and not referred again. */
export function unaskedNeeds(values: Values): readonly string[] {
  const asked = new Set(referralsOf(values).filter(isOpenReferral).map((row) => row.text('service')));
  return openNeeds(values).filter((need) => !asked.has(need));
}
