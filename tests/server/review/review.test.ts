// The review of a place over HTTP, on a real database: what it says is what the records say, at every
// level, and bad questions are answered kindly.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figureResponseSchema, reviewResponseSchema, type FigureResponse, type ReviewResponse } from '#shared/desk/review.ts';
import type { Contribution } from '#shared/report/indicator.ts';
import { addDays, periodBefore, type Period } from '#shared/report/period.ts';
import type { Told } from '#shared/report/review-cells.ts';
import { cellsOf } from '#shared/report/review.ts';
import type { Values } from '#shared/record/change.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { rulebook, rulebookId } from '#shared/task/rulebook-record.ts';
import { today } from '#server/services.ts';
import { createRegistry } from '#server/registry.ts';
import { OFFICE, OTHER_OFFICE } from '#tests/support/files.ts';
import { VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { atItself, count, COUNTS, EVERYWHERE_PART, FIELD_PART, OFFICE_PART, recount, TALES, talesServer } from './world.ts';

const DISTRICT = '10.193';
const BLOCK = '10.193.1710';
const YEAR: Period = { from: '2026-04-01', to: '2027-03-31' };

let server: TestServer;
let officer: TestPhone;
beforeAll(async () => {
  server = await talesServer();
  officer = await server.worker('administrator', '10');
});
afterAll(() => server.close());

async function review(place: string, { from, to }: Period, by = officer): Promise<ReviewResponse> {
  const { status, body } = await by.get(`/api/review?place=${place}&from=${from}&to=${to}`);
  expect(status).toBe(200);
  return reviewResponseSchema.parse(body);
}
async function figure(place: string, { from, to }: Period, cell: string, part = 'field'): Promise<FigureResponse> {
  const { status, body } = await officer.get(`/api/review/figure?place=${place}&from=${from}&to=${to}&programme=trial-tales&part=${part}&cell=${cell}`);
  expect(status).toBe(200);
  return figureResponseSchema.parse(body);
}
const partOf = (answer: ReviewResponse, key: string): ReviewResponse['parts'][number] => {
  const part = answer.parts.find((p) => p.part === key);
  if (part === undefined) throw new Error(`no part ${key}`);
  return part;
};
const cell = (answer: ReviewResponse, key: string, name: string): Told | undefined => partOf(answer, key).total[partOf(answer, key).cells.indexOf(name)];

describe('what a review says', () => {
  const places = ['10', '10.193', '10.193.1710', '10.193.1710.p01', VILLAGE, `${VILLAGE}.t1`, `${VILLAGE}.t2`, '10.193.1710.p02.v1', OFFICE, OTHER_OFFICE, '10.200.1800', '10.200.1800.p01.v1', '10.200.osc1'];
  const day = fc.oneof(fc.constantFrom('', '2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01', '2026-05-09', '2026-05-10', '2026-05-11'), fc.integer({ min: -900, max: 400 }).map((by) => addDays('2026-05-10', by)));
  const contribution: fc.Arbitrary<Contribution> = fc.record({ count: fc.constantFrom(...COUNTS), place: fc.constantFrom(...places), day, amount: fc.integer({ min: 1, max: 9 }) })
    .map((c) => (c.count === 'stock' ? { ...c, day: '' } : c));
  const period: fc.Arbitrary<Period> = fc.oneof(
    fc.constantFrom<Period>(YEAR, { from: '2025-04-01', to: '2026-03-31' }, { from: '2026-05-01', to: '2026-05-31' }, { from: '2026-04-01', to: '2026-04-30' }, { from: '2026-01-01', to: '2026-06-30' }, { from: '2026-05-05', to: '2026-05-05' }),
    fc.tuple(fc.integer({ min: -900, max: 100 }), fc.integer({ min: 0, max: 500 })).map(([start, length]) => ({ from: addDays('2026-05-10', start), to: addDays('2026-05-10', start + length) })),
  );
  const asked = ['10', DISTRICT, BLOCK, '10.193.1710.p01', VILLAGE, `${VILLAGE}.t1`, OFFICE, '10.200', '10.200.1800'];

  test('is what the records say, cell by cell, at every place and in both spans', async () => {
    const rules = rulebookFrom(createRegistry([TALES]).rules, [], '10');
    const now = { today: today(server.services), at: server.services.clock(), rules, standing: new Set(['stock']) };
    await fc.assert(fc.asyncProperty(fc.array(contribution, { maxLength: 40 }), fc.array(fc.record({ place: fc.constantFrom(...asked), period }), { minLength: 1, maxLength: 4 }), async (all, questions) => {
      await count(server, all);
      try {
        for (const { place, period: span } of questions) {
          const answer = await review(place, span);
          const before = periodBefore(span, now.today);
          expect(answer.before).toEqual(before);
          for (const part of [FIELD_PART, OFFICE_PART, EVERYWHERE_PART]) {
            const said = partOf(answer, part.key);
            const expected = (at: string, isBefore: boolean, of: readonly Contribution[] = all): Told[] => cellsOf(part).map((one) => recount(one, of, { ...now, place: at, span: isBefore ? before : span, isBefore }));
            expect([said.total, said.before]).toEqual([expected(place, false), expected(place, true)]);
            for (const row of said.rows) {
              const of = row.code === place ? atItself(all, place) : all;
              expect([row.code, row.values, row.before]).toEqual([row.code, expected(row.code, false, of), expected(row.code, true, of)]);
            }
          }
          // What lies below says the same of itself when it is asked.
          for (const row of partOf(answer, 'field').rows) expect(partOf(await review(row.code, span), 'field').total).toEqual(row.values);
          // Where a part counts everywhere its rows add up, whatever is counted where.
          const { rows, total, before: totalBefore, cells } = partOf(answer, 'everywhere');
          const added = (values: (row: (typeof rows)[number]) => readonly Told[], at: number): number => rows.reduce((sum, row) => sum + Number(values(row)[at]), 0);
          for (const [at, name] of cells.entries()) {
            if (rows.length === 0 || !['done', 'stock', 'both', 'age.0', 'age.31', 'late', 'missed'].includes(name)) continue;
            expect([name, added((row) => row.values, at), added((row) => row.before, at)]).toEqual([name, total[at], totalBefore[at] ?? 0]);
          }
          const counted = all.some((c) => c.place.startsWith(place) && (c.day === '' || c.count === 'open' || c.count === 'due' || (span.from <= c.day && c.day <= span.to)));
          expect(answer.empty).toBe(!counted);
        }
      } finally {
        await count(server, all, 'remove');
      }
      expect((await server.db.pool.query('SELECT FROM indicator_sum UNION ALL SELECT FROM indicator_month UNION ALL SELECT FROM indicator_closed')).rowCount).toBe(0);
    }), { numRuns: 60 });
  });

  test('of a figure is the same as of the sheet, and its months add up', async () => {
    const all: Contribution[] = [
      { count: 'done', place: VILLAGE, day: '2026-03-31', amount: 1 }, { count: 'done', place: VILLAGE, day: '2026-04-01', amount: 2 }, { count: 'done', place: `${VILLAGE}.t1`, day: '2026-04-30', amount: 4 },
      { count: 'done', place: OFFICE, day: '2026-05-01', amount: 8 }, { count: 'done', place: DISTRICT, day: '2026-05-02', amount: 16 }, { count: 'open', place: OFFICE, day: '2026-05-09', amount: 1 },
    ];
    await count(server, all);
    const span = { from: '2026-04-01', to: '2026-05-31' };
    for (const place of ['10', DISTRICT, BLOCK, VILLAGE]) {
      const done = await figure(place, span, 'done');
      expect(done.value).toBe(cell(await review(place, span), 'field', 'done'));
      expect(done.months).toHaveLength(12);
      const [march, april, may] = done.months.slice(-3);
      expect([march?.month, march?.value, april?.value]).toEqual(['2026-03', 1, 6]);
      expect(Number(april?.value) + Number(may?.value)).toBe(done.value);
    }
    const district = await figure(DISTRICT, span, 'done');
    expect([district.value, district.rows.map((r) => [r.code, r.value])]).toEqual([30, [[BLOCK, 6], [OFFICE, 8]]]);
    expect((await figure(DISTRICT, span, 'done', 'office')).rows.map((r) => r.code)).toEqual([BLOCK, OFFICE, OTHER_OFFICE]);
    expect((await figure(DISTRICT, span, 'age.0')).months).toEqual([]);
    expect((await figure(DISTRICT, span, 'stock')).months).toEqual([]);
    await count(server, all, 'remove');
  });
});

test('places the offices do not lie under give a part without rows', async () => {
  const answer = await review(BLOCK, YEAR);
  expect(partOf(answer, 'office')).toMatchObject({ level: null, rows: [] });
  expect(partOf(answer, 'field')).toMatchObject({ level: 'panchayat' });
  const office = await review(OFFICE, YEAR);
  expect(office.parts.map((p) => [p.level, p.rows.length])).toEqual([[null, 0], [null, 0], [null, 0]]);
  const district = await review(DISTRICT, YEAR);
  expect(partOf(district, 'office').rows.map((r) => r.code)).toEqual([OFFICE, OTHER_OFFICE]);
  expect(partOf(await review('10', YEAR), 'office').rows.map((r) => r.code)).toEqual([DISTRICT, '10.200']);
});

test('a span in which nothing is counted says so, whatever the place', async () => {
  for (const place of ['10', DISTRICT, OFFICE, VILLAGE, `${VILLAGE}.t1`]) {
    const answer = await review(place, { from: '2019-01-01', to: '2019-12-31' });
    expect([answer.empty, answer.notes]).toEqual([true, []]);
    expect(cell(answer, 'field', 'done')).toBe(0);
    expect(cell(answer, 'field', 'share')).toBeNull();
  }
});

test('a span that is none is refused with the paths at fault', async () => {
  for (const [from, to] of [['2026-05-02', '2026-05-01'], ['2026-02-30', '2026-03-01'], ['0000-01-01', '2026-01-01'], ['1999-12-31', '2026-01-01'], ['2026-01-01', '9999-12-31']]) {
    for (const path of ['review?', 'review/figure?programme=trial-tales&part=field&cell=done&']) {
      const { status, body } = await officer.get(`/api/${path}place=${DISTRICT}&from=${from}&to=${to}`);
      expect([status, body]).toEqual([400, { code: 'bad-request', paths: ['from', 'to'] }]);
    }
  }
  for (const wrong of ['from=x&to=2026-01-01', 'from=2026-01-01', 'from=2026-1-1&to=2026-01-02']) expect((await officer.get(`/api/review?place=${DISTRICT}&${wrong}`)).status).toBe(400);
  expect((await review(DISTRICT, { from: '2000-01-01', to: '2099-12-31' })).empty).toBe(true);
});

test('an unknown place, part or cell, and a place of others, all look alike', async () => {
  const span = 'from=2026-04-01&to=2026-04-30';
  const hers = await server.worker('district-officer', DISTRICT);
  const mitra = await server.worker('mitra', VILLAGE);
  for (const [by, query] of [
    [officer, `review?place=10.193.9999&${span}`], [officer, `review?place=10.193.osc9&${span}`], [officer, `review?place=11&${span}`], [hers, `review?place=10.200&${span}`], [hers, `review?place=10&${span}`], [mitra, `review?place=${BLOCK}&${span}`],
    [officer, `review/figure?place=${DISTRICT}&${span}&programme=trial-tales&part=field&cell=nothing`], [officer, `review/figure?place=${DISTRICT}&${span}&programme=nothing&part=field&cell=done`],
    [hers, `review/figure?place=10.200&${span}&programme=trial-tales&part=field&cell=done`],
  ] as const) expect(await by.get(`/api/${query}`)).toEqual({ status: 404, body: { code: 'not-found' } });
  expect((await review(DISTRICT, YEAR, hers)).parts).toHaveLength(3);
  expect((await review(VILLAGE, YEAR, mitra)).parts).toHaveLength(3);
});

test('a place that was renamed or divided in the span is noted, with what it was', async () => {
  await server.db.pool.query(`INSERT INTO place_change (district, code, day, kind, was_code, was_hi, was_en) VALUES
    (193, $1, '2026-04-05', 'renamed', '', 'पुराना टोला', 'Old Tola'), (193, $2, '2026-05-01', 'divided', $3, 'ममलखा', 'Mamalkha'), (200, '10.200.1800', '2026-04-05', 'renamed', '', 'x', 'x')`, [`${VILLAGE}.t1`, `${VILLAGE}.t2`, VILLAGE]);
  const answer = await review(DISTRICT, { from: '2026-04-01', to: '2026-04-30' });
  expect(answer.notes).toEqual([{ kind: 'renamed', day: '2026-04-05', place: { code: `${VILLAGE}.t1`, hi: 'पूरब टोला', en: 'Purab Tola' }, was: { code: `${VILLAGE}.t1`, hi: 'पुराना टोला', en: 'Old Tola' } }]);
  expect((await review(DISTRICT, YEAR)).notes.map((n) => [n.kind, n.was.code])).toEqual([['divided', VILLAGE], ['renamed', `${VILLAGE}.t1`]]);
  expect((await review('10', YEAR)).notes).toHaveLength(3);
  expect((await review(OFFICE, YEAR)).notes).toEqual([]);
});

test('a holiday put in or a limit changed after the clocks ran tells at once, and only where it holds', async () => {
  const all: Contribution[] = [OFFICE, '10.200.osc1'].map((place) => ({ count: 'open', place, day: '2026-05-01', amount: 3 }));
  await count(server, all);
  const late = async (place: string): Promise<Told | undefined> => cell(await review(place, YEAR), 'office', 'late');
  const everywhere = (): Promise<(Told | undefined)[]> => Promise.all(['10', DISTRICT, OFFICE, '10.200'].map(late));
  // Seven working days after Friday 1 May are over on Saturday the 9th; today is Sunday the 10th.
  expect(await everywhere()).toEqual([6, 3, 3, 3]);
  const set = async (place: string, edits: Values): Promise<void> => {
    const record = officer.records.get(rulebookId(place));
    const { head } = await officer.sync([officer.change(edits, { type: rulebook, place, id: rulebookId(place), ...(record !== undefined && { record }) })]);
    expect(head?.results?.map(([kind]) => kind)).toEqual(['a']);
  };
  await set(DISTRICT, { 'holidays.2026-05-07.name': 'चुनाव' });
  expect(await everywhere()).toEqual([3, 0, 0, 3]);
  await set('10', { 'clocks.answer.amount': 30, 'clocks.answer.unit': 'days' });
  expect(await everywhere()).toEqual([0, 0, 0, 0]);
  await set(DISTRICT, { 'clocks.answer.amount': 8, 'clocks.answer.unit': 'days' });
  expect(await everywhere()).toEqual([3, 3, 3, 0]);
  await count(server, all, 'remove');
});
