// By which right she writes, whatever the phone's clock says.
import { expect, test } from 'vitest';
import { grantFor } from '#client/store/grant-for.ts';
import type { Grant } from '#shared/access/access.ts';

const PLACE = '10.193.1710.p03';
const TODAY = Date.UTC(2026, 4, 10);
const TEN_YEARS = 3652 * 86_400_000;
const grant = (id: string, place: string, from: string, to: string | null): Grant => ({ id, person: 'p', role: 'mitra', place, from, to });
const HERS = [grant('old', PLACE, '2025-01-01', '2025-12-31'), grant('now', PLACE, '2026-01-01', '2027-03-31'), grant('other', '10.193.1710.p04', '2026-01-01', null)];

test('the grant in force is the one she writes under', () => {
  expect(grantFor(HERS, 'family', `${PLACE}/doorstep`, TODAY)).toBe('now');
});

test.each([-TEN_YEARS, TEN_YEARS])('a clock off by %i ms refuses no work in her place: the server judges', (by) => {
  expect(grantFor(HERS, 'family', `${PLACE}/doorstep`, TODAY + by)).toBe('now');
  expect(grantFor(HERS.slice(0, 1), 'family', `${PLACE}/doorstep`, TODAY + by)).toBe('old');
});

test('but a place, a kind of record or a role that was never hers stays closed', () => {
  for (const by of [-TEN_YEARS, 0, TEN_YEARS]) {
    expect(grantFor(HERS, 'family', '10.193.1710.p09/doorstep', TODAY + by)).toBeUndefined();
    expect(grantFor(HERS, 'notice', `${PLACE}/notices`, TODAY + by)).toBeUndefined();
  }
});
