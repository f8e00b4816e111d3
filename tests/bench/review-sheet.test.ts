// The figures of Lakhisarai's review, read over HTTP from a server into which its year was handed; and that a figure
// which is not right is told.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import type { ReviewValue } from '#shared/desk/review.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { checkSheet, readSheet, tableOf, type SheetRead } from './review-sheet.ts';
import { deskReader } from './server-sheet.ts';
import { READ_OUT } from './sheet-figures.ts';
import { testKeys } from '#tests/support/keys.ts';

const { lakhisarai } = READ_OUT;
let services: Services;
let read: SheetRead;
beforeAll(async () => {
  services = { db: await testDatabase(), keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: () => Date.UTC(2026, 1, 2, 6), random: randomBytes, utcOffsetMinutes: 330 };
  await lakhisarai.load({ services, url: '', close: () => Promise.resolve() }, () => undefined);
  const reader = await deskReader(services, 'demo-district-officer');
  read = await readSheet(reader, lakhisarai);
  await reader.close();
});
afterAll(() => services.db.close());

describe('the review of Lakhisarai', () => {
  test('shows each figure that was read out, under its Hindi name, for its place and year', () => {
    const { place, period, figures, right } = checkSheet(read, lakhisarai);
    expect([place.hi, period]).toEqual(['लखीसराय', { from: '2025-04-01', to: '2026-03-31' }]);
    expect(figures.map(({ part, cell, name, shown }) => [part, cell, name, shown])).toEqual([
      ['centre', 'disposed', 'केंद्र के निष्पादित मामले', 103],
      ['helpline', 'registered', '181 से निबंधित मामले', 95],
      ['helpline', 'disposed', '181 के निष्पादित मामले', 88],
      ['helpline', 'pending', '181 के लंबित मामले', 7],
      ['helpline', 'disposedShare', '181 के निबंधित में से निष्पादित', 88 / 95],
      ['bbbp', 'events', 'कार्यक्रम', 61],
      ['bbbp', 'participants', 'प्रतिभागी', 4_327],
      ['hub', 'events', 'कार्यक्रम', 29],
      ['hub', 'participants', 'महिलाएँ और बालिकाएँ', 1_560],
      ['hub', 'linked', 'योजनाओं से जोड़ी गईं', 102],
    ]);
    expect(figures.filter((figure) => !figure.right)).toEqual([]);
    expect(right).toBe(true);
  });

  test('is told wrong by one figure that is off by one, hidden, or not what its rows add up to', () => {
    const figures = lakhisarai.figures.slice(0, 1);
    expect(checkSheet(read, { figures }).right).toBe(true);
    expect(checkSheet(read, { figures: figures.map((figure) => ({ ...figure, value: figure.value + 1 })) }).right).toBe(false);
    expect(checkSheet(read, { figures: figures.map((figure) => ({ ...figure, cell: 'nothing' })) }).right).toBe(false);
    const altered = (total: ReviewValue, row: number): SheetRead => ({
      review: { ...read.review, parts: read.review.parts.map((part) => (part.part === 'centre' ? { ...part, total: part.total.with(part.cells.indexOf('disposed'), total) } : part)) },
      made: read.made.map((one) => one && { ...one, rows: one.rows.map((unit) => ({ ...unit, value: unit.value === 103 ? row : unit.value })) }),
    });
    expect([altered(103, 103), altered(103, 102), altered('hidden', 103), altered(102, 102)].map((other) => checkSheet(other, { figures }).right)).toEqual([true, false, false, false]);
  });

  test('is a table that a person can read, with what was read out marked', () => {
    const table = tableOf(read.review, checkSheet(read, lakhisarai));
    expect(table).toContain('लखीसराय  2025-04-01 – 2026-03-31');
    expect(table).toMatch(/^ +103 {2}केंद्र के निष्पादित मामले {2}✓$/mu);
    expect(table).toMatch(/^ +92\.6 % {2}181 के निबंधित में से निष्पादित {2}✓$/mu);
    expect(tableOf(read.review, checkSheet(read, { figures: [{ programme: 'one-stop-centre', part: 'centre', cell: 'disposed', value: 104 }] }))).toMatch(/✗ 104$/mu);
  });
});
