// What an administrator sets flows down: to every phone of the district, and from the state to all.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import type { Values } from '#shared/record/change.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { rulebook, rulebookId } from '#shared/task/rulebook-record.ts';
import { loopPhone, type LoopPhone } from '#tests/support/loop-phone.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const RULES = { clocks: [{ id: 'caste', limit: { amount: 10, unit: 'working_days' }, standing: 'official', source: 'B4' }], numbers: [{ id: 'smallCell', value: 5, min: 3, max: 20, standing: 'custom', source: 'B' }] } as const;

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ programmes: [{ ...TEST_PROGRAMME, rules: RULES }] });
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

const phone = async (role: 'administrator' | 'district-officer' | 'block-manager' | 'mitra' | 'coordinator', place: string): Promise<LoopPhone> =>
  loopPhone(() => server.app, await server.worker(role, place), { types: ENGINE_TYPES });
const at = (place: string) => ({ type: rulebook.name, record: rulebookId(place), bucket: `${place}/${rulebook.shelf}` });
const inForce = ({ store }: LoopPhone, place: string) => rulebookFrom([RULES], store.ofType('rulebook'), place);
const clock = (amount: number) => ({ 'clocks.caste.amount': amount, 'clocks.caste.unit': 'days', 'clocks.caste.why': 'पत्र 12' });

test('the state’s value reaches a phone in a village, and the district’s goes before it there only', async () => {
  const [state, bhagalpur] = [await phone('administrator', '10'), await phone('district-officer', '10.193')];
  const [here, there] = [await phone('mitra', '10.193.1710.p01.v1'), await phone('mitra', '10.200.1800.p01.v1')];
  expect((await state.store.save({ ...at('10'), edits: { ...clock(12), 'holidays.2026-11-15.name': 'छठ' } })).ok).toBe(true);
  await state.sync.syncNow();
  expect(state.store.held()).toEqual([]);
  expect((await bhagalpur.store.save({ ...at('10.193'), edits: clock(9) })).ok).toBe(true);
  await bhagalpur.sync.syncNow();
  expect(bhagalpur.store.held()).toEqual([]);
  for (const one of [here, there, bhagalpur]) await one.sync.syncNow();
  expect(inForce(here, '10.193.1710.p01.v1').clock('caste').limit).toEqual({ amount: 9, unit: 'days' });
  expect(inForce(there, '10.200.1800.p01.v1').clock('caste').limit).toEqual({ amount: 12, unit: 'days' });
  for (const one of [here, there]) expect(inForce(one, '10.193').holidays.has('2026-11-15')).toBe(true);
  expect([here, there, state, bhagalpur].map((one) => one.sync.status().problem)).toEqual([undefined, undefined, undefined, undefined]);
});

test('two who begin one at once meet in it: the first holds until it is settled on the page of rules, and no phone asks', async () => {
  const [a, b] = [await phone('administrator', '10.200'), await phone('district-officer', '10.200')];
  await a.store.save({ ...at('10.200'), edits: clock(7) });
  await b.store.save({ ...at('10.200'), edits: { ...clock(8), 'holidays.2026-03-04.name': 'होली' } });
  for (const one of [a, b, a]) await one.sync.syncNow();
  expect(a.store.get(rulebookId('10.200'))?.rivals['clocks.caste.@clock']).toHaveLength(2);
  expect(a.store.contested()).toEqual([]);
  expect(inForce(a, '10.200').clock('caste').limit.amount).toBe(7);
  expect(inForce(a, '10.200').holidays.has('2026-03-04')).toBe(true);
});

test('nobody sets anything for a block, nor for the state from a district', async () => {
  const manager = await phone('block-manager', '10.193.1710');
  await manager.store.save({ ...at('10.193.1710'), edits: clock(1) });
  expect(await manager.store.save({ ...at('10.193'), edits: clock(2) })).toEqual({ ok: false, reason: 'no-grant' });
  await manager.sync.syncNow();
  expect(manager.store.held().map((h) => [h.code, h.paths])).toEqual([['validation', ['bucket']]]);
  const officer = await server.worker('district-officer', '10.193');
  const forState = officer.change(clock(3), { type: rulebook, id: rulebookId('10'), place: '10' });
  const aFamily = officer.change({ headName: 'x' }, { place: '10' });
  expect((await officer.sync([forState, aFamily])).head?.results).toEqual([['h', 'access', []], ['h', 'access', []]]);
});

test('a limit of nothing and a day that is none are held with their paths; nothing of them is in force', async () => {
  const officer = await server.worker('administrator', '10.193');
  const record = officer.records.get(rulebookId('10.193'));
  const set = async (edits: Values) => (await officer.sync([officer.change(edits, { type: rulebook, id: rulebookId('10.193'), place: '10.193', over: { replaces: {} }, ...(record !== undefined && { record }) })])).head?.results;
  expect(await set({ 'holidays.2026-02-30.name': 'x', 'holidays.2026-02-30._gone': false })).toEqual([['h', 'validation', ['holidays.2026-02-30.name']]]);
  expect(await set({ 'numbers.smallCell.value': 2, 'numbers.smallCell.why': 'x', 'numbers.smallCell._gone': false })).toEqual([['h', 'validation', ['numbers.smallCell.value']]]);
  expect(await set({ 'clocks.caste.amount': 0, 'clocks.caste.unit': 'days', 'clocks.caste.why': 'x', 'clocks.caste._gone': false })).toEqual([['h', 'validation', ['clocks.caste.amount']]]);
});
