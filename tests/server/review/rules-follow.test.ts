// A limit or a holiday set after the clocks ran: what is overdue on a phone and what the review counts follow
// at once, both alike, and go back when it is taken back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missionShakti } from '#programmes/mission-shakti/index.ts';
import { reviewResponseSchema } from '#shared/desk/review.ts';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import type { Values } from '#shared/record/change.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { rulebook, rulebookId } from '#shared/task/rulebook-record.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { today } from '#server/services.ts';
import { loopPhone, type LoopPhone } from '#tests/support/loop-phone.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';

const HUB = '10.193.hub1';

let server: TestServer;
let administrator: LoopPhone;
let coordinator: LoopPhone;
let officer: TestPhone;

beforeAll(async () => {
  server = await createTestServer({ programmes: [missionShakti] });
  await upsertPlaces(server.services, [{ code: HUB, hi: 'हब', en: 'Hub' }]);
  const types = [...missionShakti.recordTypes, ...ENGINE_TYPES];
  administrator = await loopPhone(() => server.app, await server.worker('administrator', '10.193'), { types });
  coordinator = await loopPhone(() => server.app, await server.worker('mission-coordinator', HUB), { types });
  officer = await server.worker('district-officer', '10.193');
});
afterAll(() => server.close());

async function set(edits: Values): Promise<void> {
  expect((await administrator.store.save({ type: rulebook.name, record: rulebookId('10.193'), bucket: '10.193/notice', edits })).ok).toBe(true);
  await administrator.sync.syncNow();
  expect(administrator.store.held()).toEqual([]);
}

/** As the coordinator's phone says after its next contact, and as the review of the district counts. */
async function overdue(): Promise<readonly [onPhone: number, inReview: unknown]> {
  await coordinator.sync.syncNow();
  const day = today(server.services);
  const rules = rulebookFrom(missionShakti.rules === undefined ? [] : [missionShakti.rules], coordinator.store.ofType('rulebook'), HUB);
  const late = missionShakti.tasks.filter(({ recordType }) => recordType === 'fundCase')
    .flatMap((rule) => coordinator.store.ofType('fundCase').flatMap((record) => rule.tasks(record, day, rules)))
    .filter(({ kind, due = '' }) => kind === 'fund-decide' && due < day);
  const { status, body } = await officer.get('/api/review?place=10.193&from=2026-04-01&to=2027-03-31');
  expect(status).toBe(200);
  const fund = reviewResponseSchema.parse(body).parts.find(({ part }) => part === 'fund');
  return [late.length, fund?.total[fund.cells.indexOf('decideLate')]];
}

test('tasks and the review follow a limit and a holiday at once, and go back with them', async () => {
  for (const appliedDay of ['2026-05-01', '2026-05-01', '2026-05-08']) {
    const saved = await coordinator.store.save({ type: 'fundCase', bucket: `${HUB}/benefit`, edits: { appliedDay, name: 'मीना देवी' } });
    expect(saved).toMatchObject({ ok: true });
  }
  await coordinator.sync.syncNow();
  expect(coordinator.store.held()).toEqual([]);
  // Thirty days, as the programme brings it; today is Sunday, 10 May.
  expect(await overdue()).toEqual([0, 0]);
  // Seven working days after Friday 1 May are over on Saturday the 9th.
  await set({ 'clocks.fund-decide.amount': 7, 'clocks.fund-decide.unit': 'working_days', 'clocks.fund-decide.why': 'पत्र 1' });
  expect(await overdue()).toEqual([2, 2]);
  await set({ 'holidays.2026-05-07.name': 'चुनाव' });
  expect(await overdue()).toEqual([0, 0]);
  await set({ 'holidays.2026-05-07._gone': true });
  expect(await overdue()).toEqual([2, 2]);
  await set({ 'clocks.fund-decide._gone': true });
  expect(await overdue()).toEqual([0, 0]);
});
