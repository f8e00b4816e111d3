// The figures of `npm run bench -- match` on a smaller sample: what the README says of accuracy stays true.
import { expect, it } from 'vitest';
import { corruptedRows } from './corrupted-rows.ts';
import { madeRows } from './made-rows.ts';
import { measure, sharesOf } from './measure.ts';

const MINUTE = 60_000;

it('children of names and habits of writing that no rule was made with are found again', () => {
  const rows = madeRows('heldOut', 9_000, 31);
  const counted = measure(rows);
  const { all, crossScript } = sharesOf(counted);
  expect(all.precision).toBeGreaterThanOrEqual(0.99);
  expect(all.recall).toBeGreaterThanOrEqual(0.85);
  expect(all.recallWithAsk).toBeGreaterThanOrEqual(0.945);
  expect(crossScript.precision).toBeGreaterThanOrEqual(0.99);
  expect(crossScript.recall).toBeGreaterThanOrEqual(0.84);
  expect((100 * counted.joined.questions) / rows.length).toBeLessThanOrEqual(3.2);
  expect(counted.all.foundByKeys / counted.all.truePairs).toBeGreaterThanOrEqual(0.975);
}, 3 * MINUTE);

it('spoilt copies of clean rows are found again, and no stranger with them', () => {
  const counted = measure(corruptedRows(5_000, 32));
  const { all } = sharesOf(counted);
  expect(all.precision).toBeGreaterThanOrEqual(0.99);
  expect(all.recallWithAsk).toBeGreaterThanOrEqual(0.98);
}, 3 * MINUTE);
