// By which right she writes, whatever the phone's clock says.
import { expect, test } from 'vitest';
import { grantFor } from '#client/store/grant-for.ts';
import { FAMILY, NOTICE } from '#tests/support/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Grant } from '#shared/access/access.ts';

const PLACE = '10.193.1710.p03';
const TODAY = Date.UTC(2026, 4, 10);
const TEN_YEARS = 3652 * 86_400_000;
const grant = (id: string, place: string, from: string, to: string | null): Grant => ({ id, person: 'p', role: 'mitra', place, from, to });
const HERS = [grant('old', PLACE, '2025-01-01', '2025-12-31'), grant('now', PLACE, '2026-01-01', '2027-03-31'), grant('other', '10.193.1710.p04', '2026-01-01', null)];
const grantOn = (grants: readonly Grant[], type: RecordType, bucket: string, now: number): string | undefined => grantFor(grants, type, { bucket, values: {} }, undefined, now);

test('the grant in force is the one she writes under', () => {
  expect(grantOn(HERS, FAMILY, `${PLACE}/doorstep`, TODAY)).toBe('now');
});

test.each([-TEN_YEARS, TEN_YEARS])('a clock off by %i ms refuses no work in her place: the server judges', (by) => {
  expect(grantOn(HERS, FAMILY, `${PLACE}/doorstep`, TODAY + by)).toBe('now');
  expect(grantOn(HERS.slice(0, 1), FAMILY, `${PLACE}/doorstep`, TODAY + by)).toBe('old');
});

test('but a place, a kind of record or a role that was never hers stays closed', () => {
  for (const by of [-TEN_YEARS, 0, TEN_YEARS]) {
    expect(grantOn(HERS, FAMILY, '10.193.1710.p09/doorstep', TODAY + by)).toBeUndefined();
    expect(grantOn(HERS, NOTICE, `${PLACE}/notices`, TODAY + by)).toBeUndefined();
  }
});
