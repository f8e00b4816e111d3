import type { ReferralRow } from '#shared/subjects/referral.ts';

export function keyOf({ district, record, row }: ReferralRow): string {
  return `${district} ${record} ${row}`;
}

/** Nothing is to be done about it any more. */
export function isOver({ state }: ReferralRow): boolean {
  return state === 'given' || state === 'refused' || state === 'withdrawn';
}
