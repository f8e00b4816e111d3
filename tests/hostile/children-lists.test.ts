// The corpus through a department's list: every text in every kind of column, between good rows. No row vanishes:
// each is an entry that says what was written, or a bad row with its cells; and nothing that is no list is taken in.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectWhole } from '#tests/support/whole.ts';
import { listsFixture, type ListsFixture } from '#tests/server/subjects/lists-fixture.ts';
import { BODIES, bombs, TEXTS } from './corpus.ts';
import { pollution } from './pollution.ts';

let it: ListsFixture;
beforeAll(async () => {
  it = await listsFixture();
});
afterAll(async () => {
  await expectWhole(it.services);
  await it.close();
});

const HEADERS = ['केस संख्या', 'नाम', 'पिता का नाम', 'जन्मतिथि', 'उम्र', 'लिंग', 'जिला', 'ग्राम', 'मोबाइल', 'आधार संख्या', 'दी गई सेवाएँ', 'स्थिति', 'बकाया मज़दूरी', 'खतरनाक काम'] as const;
const GOOD = ['', 'रीना', 'राम', '05/04/2014', '12', 'बालिका', 'देहरादून', 'रायपुर', '9876543210', '1234', 'परामर्श', 'लंबित', '500', 'हाँ'];
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

let numbers = 0;
const row = (column: string, text: string): string[] => {
  numbers += 1;
  return GOOD.map((cell, at) => (HEADERS[at] === column ? text : at === 0 ? `H${numbers}` : cell));
};

describe.each(HEADERS)('every text under %s', (column) => {
  test('is an entry or a bad row, and the good rows around it are entries', { timeout: 60_000 }, async () => {
    const good = TEXTS.map(() => row('', ''));
    const odd = TEXTS.map(({ text }) => row(column, text));
    const lines = odd.flatMap((cells, at) => [good[at] ?? [], cells]);
    const { status } = await it.load([HEADERS, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n'));
    expect([status.status, status.fault]).toEqual(['done', null]);
    expect(status.created + status.changed + status.unchanged + status.faulty).toBe(status.rows);
    const known = new Set((await it.entries()).map(({ caseNumber }) => caseNumber));
    expect(good.filter(([number]) => !known.has(number))).toEqual([]);
    const report = await it.get(it.officer, `/api/imports/0/${status.id}/report`);
    const isTold = ([number = '']: readonly string[]): boolean => known.has(number) || report.body.includes(`${number},`);
    expect(column === 'केस संख्या' ? [] : odd.filter((cells) => !isTold(cells))).toEqual([]);
    expect(report.statusCode).toBe(200);
    expect(pollution()).toEqual([]);
  });
});

test('what is no list is refused with a code, and nothing of it is kept', { timeout: 120_000 }, async () => {
  const before = (await it.services.db.pool.query('SELECT FROM import_batch')).rowCount;
  const answers: unknown[] = [];
  for (const file of [...BODIES.map((body) => Buffer.from(body.bytes)), gzipSync('नाम\nरीना'), ...bombs().map((bomb) => Buffer.from(bomb.bytes))]) {
    const said = await it.upload(file);
    if (said.ok) answers.push(file.toString('latin1', 0, 60));
  }
  expect(answers).toEqual([]);
  expect((await it.services.db.pool.query('SELECT FROM import_batch')).rowCount).toBe(before);
});
