// Two phones of a hub and the real server: the days of a home lie in its months, and the home follows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missionShakti } from '#programmes/mission-shakti/index.ts';
import { occupancyOf } from '#programmes/mission-shakti/occupancy.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { Values } from '#shared/record/change.ts';
import { ownerOf, withOwner } from '#client/app/rows-apart.ts';
import { loopPhone, type LoopPhone } from '#tests/support/loop-phone.ts';
import { createTestServer, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const HUB = '10.193.hub1';
const HOME = 'home-1';
const APRIL = 'home-1-2026-04';
const MAY = 'home-1-2026-05';
const PROGRAMMES = [missionShakti];

let server: TestServer;
let a: LoopPhone;
let b: LoopPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: PROGRAMMES });
  const types = missionShakti.recordTypes;
  [a, b] = [await loopPhone(() => server.app, await server.worker('mission-coordinator', HUB), { types }), await loopPhone(() => server.app, await server.worker('mission-coordinator', HUB), { types })];
  await a.store.save({ type: 'home', record: HOME, bucket: `${HUB}/mission`, edits: { kind: 'short_stay', name: 'अल्पावास गृह', capacity: 25, capacityDay: '2026-01-01', state: 'open' } });
  await meet(a, b);
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

async function meet(...phones: readonly LoopPhone[]): Promise<void> {
  for (const { sync } of [...phones, ...phones]) await sync.syncNow();
}

async function write({ store }: LoopPhone, record: string, edits: Values) {
  const seen = store.get(record);
  return store.saveAll(withOwner(PROGRAMMES, store, { type: 'homeMonth', record, bucket: `${HUB}/mission`, edits, ...(seen !== undefined && { seen }) }));
}
const count = (phone: LoopPhone, day: string, present: number, more: Values = {}) => write(phone, `${HOME}-${day.slice(0, 7)}`, { [`days.${day}.present`]: present, ...more });
const now = ({ store }: LoopPhone) => { const home = store.get(HOME); return home === undefined ? undefined : [occupancyOf(home).day, occupancyOf(home).present]; };
async function standing(): Promise<unknown> {
  const { rows } = await server.services.db.pool.query<{ amount: string }>(`SELECT amount FROM indicator_sum WHERE indicator = 'mission-shakti.present' AND place = $1`, [HUB]);
  return rows.map(({ amount }) => Number(amount));
}

test('two who begin a month at once meet in it, and the later day tells though it was handed in first', async () => {
  expect(await count(a, '2026-05-08', 14)).toMatchObject({ ok: true });
  expect(await count(b, '2026-05-09', 16)).toMatchObject({ ok: true });
  await meet(b, a, b);
  for (const phone of [a, b]) {
    expect(phone.store.ofType('homeMonth').map(({ id, values }) => [id, values['home'], values['month'], values['kind'], values['days.2026-05-08.present'], values['days.2026-05-09.capacity']])).toEqual([[MAY, HOME, '2026-05', 'short_stay', 14, 25]]);
    expect([now(phone), phone.store.contested()]).toEqual([['2026-05-09', 16], []]);
  }
  expect(await standing()).toEqual([16]);
  expect(ownerOf(PROGRAMMES, { id: MAY, type: 'homeMonth' })).toBe(HOME);
});

test('a day of the month before counts in its month, and nothing of now', async () => {
  expect(await count(a, '2026-04-30', 22)).toMatchObject({ ok: true });
  await meet(a, b);
  expect([b.store.get(APRIL)?.values['days.2026-04-30.present'], now(b), await standing()]).toEqual([22, ['2026-05-09', 16], [16]]);
});

test('two counts of the same day are asked about, and what is chosen is what the home says', async () => {
  expect(await count(a, '2026-05-10', 17)).toMatchObject({ ok: true });
  expect(await count(b, '2026-05-10', 19)).toMatchObject({ ok: true });
  await meet(a, b);
  expect([a.store.contested(), now(a), await standing()]).toEqual([[MAY], ['2026-05-10', 17], [17]]);
  const month = b.store.get(MAY);
  const type = missionShakti.recordTypes.find(({ name }) => name === 'homeMonth');
  if (month === undefined || type === undefined) throw new Error('the month is there');
  const [register = ''] = contestedRegisters(type, month);
  expect(await write(b, MAY, month.rivals[register]?.at(-1)?.values ?? {})).toMatchObject({ ok: true });
  await meet(b, a);
  expect([a.store.contested(), now(a), now(b), await standing()]).toEqual([[], ['2026-05-10', 19], ['2026-05-10', 19], [19]]);
});

test('more than the places of the home are refused without a reason, and then nothing is written', async () => {
  expect(await count(a, '2026-05-10', 26)).toMatchObject({ ok: false, reason: 'rule', rules: [{ code: 'home-over-without-reason', paths: ['days.2026-05-10.overReason'] }] });
  expect(now(a)).toEqual(['2026-05-10', 19]);
  expect(await count(a, '2026-05-10', 26, { 'days.2026-05-10.overReason': 'बाढ़' })).toMatchObject({ ok: true });
  await meet(a);
  expect([now(a), await standing()]).toEqual([['2026-05-10', 26], [26]]);
});
