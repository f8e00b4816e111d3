// What a review hides from those who see counts and no files: small numbers, and all by which one of them
// could be found. Told by looking for another table that would show the same.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureResponseSchema, reviewResponseSchema } from '#shared/desk/review.ts';
import { isWithin } from '#shared/place/place.ts';
import { cellsOf } from '#shared/report/review.ts';
import { cellValue, type Told } from '#shared/report/review-cells.ts';
import { upsertPlaces } from '#server/people/people.ts';
import type { TestPhone, TestServer } from '#tests/support/server.ts';
import { KINDS, officerOf, OFFICES, SMALL_PART, smallServer, tableOf } from './small-world.ts';
import { count } from './world.ts';

type Table = readonly (readonly number[])[];
const APRIL = 'from=2026-04-01&to=2026-04-30';
const SMALLEST = 5;
const CELLS = cellsOf(SMALL_PART);

let server: TestServer;
let phones: Readonly<Record<string, TestPhone>>;
beforeAll(async () => {
  server = await smallServer();
  await upsertPlaces(server.services, [{ code: '10.200', hi: 'बांका', en: 'Banka' }]);
  const state = await officerOf(server, '10');
  phones = { '10': state, '10.193': await officerOf(server), '10.200': await officerOf(server, '10.200') };
});
afterAll(() => server.close());

interface Shown {
  readonly place: string;
  readonly cell: string;
  readonly value: Told;
}

/** Every figure of April that anybody of the state can see, on every way to it. */
async function all(query = APRIL): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const place of ['10', '10.193', '10.200', ...OFFICES]) {
    const by = phones[place] ?? phones['10'];
    const { body } = (await by?.get(`/api/review?place=${place}&${query}`)) ?? {};
    const [part] = reviewResponseSchema.parse(body).parts;
    if (part === undefined) throw new Error('there is a part');
    for (const { code, values } of [{ code: place, values: part.total }, ...part.rows]) part.cells.forEach((cell, at) => shown.push({ place: code, cell, value: values[at] ?? null }));
  }
  return shown;
}

/** What a table would show in the cell, with nothing hidden and nothing old. */
function valueIn(table: Table, { place, cell }: Shown): Told {
  const of = (kind: number): number => table.reduce((sum, row, at) => sum + (isWithin(OFFICES[at] ?? '', place) ? row[kind] ?? 0 : 0), 0);
  const found = CELLS.find(({ name }) => name === cell);
  if (found === undefined) throw new Error('the cell is known');
  return cellValue(found, {
    amount: (name) => (name === 'all' ? of(0) + of(1) + of(2) : of(KINDS.findIndex((kind) => name === `kind.${kind}`))),
    aged: () => 0, overdue: () => 0, past: () => 0,
  });
}

const isOld = ({ cell }: Shown): boolean => cell.startsWith('age') || cell === 'late' || cell === 'missed';

/** Tables of one more and one less here and there, with as many files at each office. */
function othersOf(table: Table): Table[] {
  const moves = [[0, 0, 0], [1, -1, 0], [1, 0, -1], [0, 1, -1], [-1, 1, 0], [-1, 0, 1], [0, -1, 1]];
  const rows = table.map((row) => moves.map((move) => row.map((value, kind) => value + (move[kind] ?? 0))).filter((moved) => moved.every((value) => value >= 0)));
  return rows.reduce<Table[]>((tables, versions) => tables.flatMap((before) => versions.map((row) => [...before, row])), [[]]);
}

const amount = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 5, max: 20 }));
const tables = fc.array(fc.array(amount, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });

test('no small number can be found, at any level, from all that is shown together', async () => {
  await fc.assert(fc.asyncProperty(tables, async (table) => {
    const said = tableOf(table);
    await count(server, said);
    const shown = await all().finally(() => count(server, said, 'remove'));
    // One figure is the same wherever it is asked for.
    const known = new Map<string, Told>();
    for (const { place, cell, value } of shown) {
      const key = `${place} ${cell}`;
      expect([key, known.get(key) ?? value]).toEqual([key, value]);
      known.set(key, value);
    }
    expect(shown.filter((one) => isOld(one) && one.value !== 'hidden')).toEqual([]);
    const visible = shown.filter((one) => one.value !== 'hidden');
    for (const one of visible) expect([one, one.value]).toEqual([one, valueIn(table, one)]);
    const same = othersOf(table).filter((other) => visible.every((one) => valueIn(other, one) === one.value));
    for (const [at, row] of table.entries()) {
      const rare = row[0] ?? 0;
      if (rare === 0 || rare >= SMALLEST) continue;
      expect([OFFICES[at], known.get(`${OFFICES[at]} rare`), same.some((other) => other[at]?.[0] !== rare)]).toEqual([OFFICES[at], 'hidden', true]);
    }
  }), { numRuns: 40 });
});

test('spans that are not whole months hide every sensitive figure, and so does such a span before', async () => {
  const said = tableOf([[9, 9, 12], [8, 8, 11], [7, 9, 13]]);
  await count(server, said);
  const shown = await all('from=2026-04-01&to=2026-04-29');
  for (const { cell, value } of shown) expect([cell, value === 'hidden']).toEqual([cell, cell !== 'all']);
  // The month that runs is compared with as many days of the one before.
  const { body } = (await phones['10.193']?.get('/api/review?place=10.193&from=2026-05-01&to=2026-05-31')) ?? {};
  const [part] = reviewResponseSchema.parse(body).parts;
  expect(part?.before.slice(0, 4)).toEqual([57, 'hidden', 'hidden', 'hidden']);
  expect(part?.before.slice(-4)).toEqual([null, null, null, null]);
  await count(server, said, 'remove');
});

test('where one month of a figure is small all its months are hidden, for they add up to it', async () => {
  const said = [...tableOf([[9, 9, 12], [8, 8, 11], [7, 9, 13]]), ...tableOf([[2, 9, 12], [8, 8, 11], [7, 9, 13]], '2026-03-10')];
  await count(server, said);
  const figure = async (place: string, cell: string): Promise<readonly Told[]> => {
    const { body } = (await phones['10']?.get(`/api/review/figure?place=${place}&from=2026-03-01&to=2026-04-30&programme=trial-small&part=kinds&cell=${cell}`)) ?? {};
    const read = figureResponseSchema.parse(body);
    return [read.value, ...read.months.slice(-2).map((m) => m.value)];
  };
  expect(await figure(OFFICES[0], 'rare')).toEqual([11, 'hidden', 'hidden']);
  expect(await figure(OFFICES[0], 'all')).toEqual([53, 23, 30]);
  expect(await figure(OFFICES[2], 'rare')).toEqual([14, 7, 7]);
  expect(await figure('10.193', 'rare')).toEqual([27, 10, 17]);
  await count(server, said, 'remove');
});

test('whoever may read the files sees their numbers', async () => {
  const said = tableOf([[2, 9, 12], [8, 8, 11], [7, 9, 13]]);
  await count(server, said);
  const head = await server.worker('centre-administrator', OFFICES[0]);
  const { body } = await head.get(`/api/review?place=${OFFICES[0]}&${APRIL}`);
  expect(reviewResponseSchema.parse(body).parts[0]?.total.slice(0, 4)).toEqual([23, 2, 9, 12]);
  await count(server, said, 'remove');
});
