import { expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { clockBounds, isWithinBounds, numberBounds, rulebookFaults } from '#shared/task/rule-bounds.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';

const BROUGHT = PROGRAMMES.flatMap((p) => p.rules ?? []);

test('what the programmes bring lies within its own bounds', () => {
  for (const { clocks, numbers } of BROUGHT) {
    for (const { id, limit } of clocks) expect(isWithinBounds(clockBounds(BROUGHT, id), limit.amount)).toBe(true);
    for (const { id, value } of numbers) expect(isWithinBounds(numberBounds(BROUGHT, id), value)).toBe(true);
  }
});

test.each([
  [{ 'numbers.smallCell.value': 2 }], [{ 'numbers.smallCell.value': 21 }], [{ 'clocks.shelter.amount': 0 }],
  [{ 'holidays.2026-02-30.name': 'x' }], [{ 'holidays.chhath.name': 'x' }],
])('%o is refused', (values) => {
  expect(rulebookFaults(BROUGHT, values)).toEqual(Object.keys(values));
});

test.each([
  [{ 'numbers.smallCell.value': 3 }], [{ 'numbers.smallCell.value': 20 }], [{ 'clocks.shelter.amount': 1 }], [{ 'clocks.direction.amount': 0 }],
  [{ 'holidays.2028-02-29.name': 'x' }], [{ 'holidays.2026-02-30._gone': true }], [{ 'clocks.unheard.amount': 0 }],
])('%o is taken', (values) => {
  expect(rulebookFaults(BROUGHT, values)).toEqual([]);
});

test('a value out of bounds that was kept before counts for nothing', () => {
  const kept = (values: Record<string, number | string>) => rulebookFrom(BROUGHT, [{ id: 'rulebook-10', bucket: '10/notice', values }], '10.193');
  expect(kept({ 'numbers.smallCell.value': 1 }).number('smallCell')).toBe(5);
  expect(kept({ 'numbers.smallCell.value': 9 }).number('smallCell')).toBe(9);
  expect(kept({ 'clocks.shelter.amount': 0, 'clocks.shelter.unit': 'days' }).clock('shelter').limit.amount).toBe(5);
});
