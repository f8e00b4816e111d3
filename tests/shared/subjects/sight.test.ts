// Every cell of what may be known of a row against the table that is written out by hand.
import { describe, expect, test } from 'vitest';
import type { Grant } from '#shared/access/access.ts';
import { ROLES, type Role } from '#shared/access/table.ts';
import { DISCLOSURES } from '#shared/subjects/category.ts';
import { sightOf } from '#shared/subjects/sight.ts';
import { SIGHT_ROWS, sightByHand } from '#tests/support/sight-table.ts';

const DAY = '2026-05-10';
const grantOf = (role: Role, place: string): Grant => ({ id: 'g', person: 'she', role, place, from: '2026-01-01', to: null });
const cells = DISCLOSURES.flatMap((disclosure) => (['alone', 'beside'] as const).flatMap((beside) => (['none', 'identity', 'protected'] as const).flatMap((opened) => (['left', 'spent'] as const)
  .map((day) => ({ disclosure, beside, opened, day })))));

describe.each(ROLES)('%s', (role) => {
  test.each(cells)('$disclosure, $beside, opened: $opened, day: $day', (cell) => {
    const { disclosure, beside, opened, day } = cell;
    const row = { disclosure, isNamedElsewhere: beside === 'beside', opened: opened === 'none' ? undefined : opened, isSpent: day === 'spent' };
    expect(sightOf([grantOf(role, '5')], '5', DAY, row)).toEqual(sightByHand({ role, ...cell }));
    // Nothing beyond her state, below it alone, or before and after her days.
    const none = { seen: 'nothing', look: 'no' };
    expect(sightOf([grantOf(role, '10')], '5', DAY, row)).toEqual(none);
    expect(sightOf([grantOf(role, '5.49')], '5', DAY, row)).toEqual(none);
    expect(sightOf([grantOf(role, '5')], '5', '2025-12-31', row)).toEqual(none);
    expect(sightOf([{ ...grantOf(role, '5'), to: '2026-05-09' }], '5', DAY, row)).toEqual(none);
  });
});

test('the table names nothing that the code does not know', () => {
  for (const [role = '', disclosure = ''] of SIGHT_ROWS) {
    expect(ROLES.map(String)).toContain(role);
    expect(DISCLOSURES.map(String)).toContain(disclosure);
  }
  expect(ROLES.length * cells.length).toBe(432);
});
