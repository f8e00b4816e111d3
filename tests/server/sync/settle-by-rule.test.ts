// The state sets that nobody is asked about a field: two phones in conflict on a real server.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import { LIST_DEVICE, RULE_AUTHOR, type Change, type Values } from '#shared/record/change.ts';
import { applyChange } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { historyResponseSchema } from '#shared/desk/history.ts';
import { askedRow } from '#shared/task/asked.ts';
import { rulebook, rulebookId } from '#shared/task/rulebook-record.ts';
import { dueByRule } from '#server/sync/settle-by-rule.ts';
import { settleStanding } from '#server/sync/settle-standing.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { loopPhone, saveFamily, type LoopPhone } from '#tests/support/loop-phone.ts';
import { FAMILY, GROUP, NOTICE, TEST_PROGRAMME } from '#tests/support/programme.ts';
import { createTestServer, VILLAGE, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

let server: TestServer;
let state: LoopPhone;
let rina: LoopPhone;
let meena: LoopPhone;

const phone = async (role: 'administrator' | 'mitra' | 'coordinator', place: string): Promise<LoopPhone> =>
  loopPhone(() => server.app, await server.worker(role, place), { types: [FAMILY, GROUP, NOTICE, ...ENGINE_TYPES] });

beforeAll(async () => {
  server = await createTestServer();
  state = await phone('administrator', '10');
  rina = await phone('mitra', VILLAGE);
  meena = await phone('mitra', VILLAGE);
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

async function set(register: string, asked: boolean | 'gone'): Promise<void> {
  const row = `asked.${askedRow('family', register)}`;
  const edits: Values = asked === 'gone' ? { [`${row}._gone`]: true } : { [`${row}.type`]: 'family', [`${row}.register`]: register, [`${row}.asked`]: asked, [`${row}.why`]: 'पत्रांक 7', [`${row}._gone`]: false };
  expect((await state.store.save({ type: rulebook.name, record: rulebookId('10'), bucket: '10/notice', edits })).ok).toBe(true);
  await state.sync.syncNow();
  expect(state.store.held()).toEqual([]);
}

/** A family that both have. */
async function family(values: Values = { headName: 'सीता' }): Promise<string> {
  const id = await saveFamily(rina, values);
  await rina.sync.syncNow();
  await meena.sync.syncNow();
  return id;
}

async function apart(id: string, hers: Values, other: Values): Promise<void> {
  await saveFamily(rina, hers, id);
  await saveFamily(meena, other, id);
  for (const one of [rina, meena, rina]) await one.sync.syncNow();
}

const shown = (id: string, path: string) => [rina, meena].map(({ store }) => store.get(id)?.values[path]);
const byRule = async (id: string) => (await server.db.pool.query<{ id: string; body: { values: Values } }>('SELECT id, body FROM change WHERE record = $1 AND author = $2 ORDER BY seq', [id, RULE_AUTHOR])).rows;

describe('a field about which nobody is asked', () => {
  test('takes what came last, on both phones alike; the history says that it was by rule', async () => {
    await set('headName', false);
    const id = await family();
    await apart(id, { headName: 'सीता देवी' }, { headName: 'सीता कुमारी' });
    expect(shown(id, 'headName')).toEqual(['सीता कुमारी', 'सीता कुमारी']);
    for (const { store } of [rina, meena]) {
      expect(store.contested()).toEqual([]);
      expect(store.receipt(id)).toBe('sent');
      expect(store.held()).toEqual([]);
    }
    expect(rina.store.get(id)).toEqual(meena.store.get(id));
    expect((await byRule(id)).map((c) => c.body.values)).toEqual([{ headName: 'सीता कुमारी' }]);
    const manager = await server.worker('block-manager', '10.193.1710');
    const { items } = historyResponseSchema.parse((await manager.get(`/api/history/${id}?place=10.193`)).body);
    expect(items.map((item) => item.author === RULE_AUTHOR)).toEqual([false, false, false, true]);
    expect(items[3]?.replaces['headName']).toEqual([items[1]?.id, items[2]?.id]);
    expect((await checkFold(server.services)).faults).toEqual([]);
  });

  test('a phone that comes late is settled again, as it said', async () => {
    const id = await family();
    const late = await phone('mitra', VILLAGE);
    await late.sync.syncNow();
    await saveFamily(late, { headName: 'सीता रानी' }, id);
    await apart(id, { headName: 'सीता देवी' }, { headName: 'सीता कुमारी' });
    await late.sync.syncNow();
    for (const one of [rina, meena]) await one.sync.syncNow();
    expect(shown(id, 'headName')).toEqual(['सीता रानी', 'सीता रानी']);
    expect(late.store.get(id)).toEqual(rina.store.get(id));
    expect(await byRule(id)).toHaveLength(2);
  });

  test('is asked again once that is set, from then on', async () => {
    await set('headName', true);
    const id = await family();
    await apart(id, { headName: 'एक' }, { headName: 'दो' });
    for (const one of [rina, meena]) expect(one.store.contested()).toContain(id);
    expect(await byRule(id)).toEqual([]);
    await set('headName', 'gone');
    await saveFamily(rina, { headName: 'एक' }, id);
    await rina.sync.syncNow();
  });

  test('what a person settled is asked about when another answer comes', async () => {
    const id = await family();
    const late = await phone('mitra', VILLAGE);
    await late.sync.syncNow();
    await saveFamily(late, { headName: 'तीन' }, id);
    await apart(id, { headName: 'एक' }, { headName: 'दो' });
    await saveFamily(rina, { headName: 'एक' }, id);
    await rina.sync.syncNow();
    await set('headName', false);
    await late.sync.syncNow();
    await rina.sync.syncNow();
    expect(rina.store.get(id)?.values['headName']).toBe('एक');
    expect(rina.store.contested()).toContain(id);
    expect(await byRule(id)).toEqual([]);
    await settleStanding(server.services);
    expect(await byRule(id)).toEqual([]);
  });

  test('what protects, and the number of a card, stay with people whatever is set', async () => {
    await set('consent', false);
    await set('cardNumber', false);
    const id = await family({ headName: 'गीता', consent: true, cardNumber: '1000200030' });
    await apart(id, { consent: false, cardNumber: '1000200031' }, { consent: null, cardNumber: '1000200032' });
    expect(Object.keys(rina.store.get(id)?.rivals ?? {}).sort()).toEqual(['cardNumber', 'consent']);
    expect(shown(id, 'consent')).toEqual([false, false]);
    expect(await byRule(id)).toEqual([]);
  });

  test('what was contested before is settled too, once, also by two servers at the same time', async () => {
    const id = await family({ headName: 'राधा', outcome: 'locked', outcomeDay: '2026-05-01' });
    await apart(id, { outcome: 'linked', outcomeDay: '2026-05-09' }, { outcome: 'refused', outcomeDay: '2026-05-10' });
    expect(rina.store.contested()).toContain(id);
    await set('@visit', false);
    await Promise.all([settleStanding(server.services), settleStanding(server.services)]);
    for (const one of [rina, meena]) await one.sync.syncNow();
    expect([shown(id, 'outcome'), shown(id, 'outcomeDay')]).toEqual([['refused', 'refused'], ['2026-05-10', '2026-05-10']]);
    expect(await byRule(id)).toHaveLength(1);
    expect(await settleStanding(server.services)).toBe(0);
  });

  test('what is set in a district counts for nothing', async () => {
    await set('headName', 'gone');
    const officer = await phone('administrator', '10.193');
    const row = `asked.${askedRow('family', 'headName')}`;
    await officer.store.save({ type: rulebook.name, record: rulebookId('10.193'), bucket: '10.193/notice', edits: { [`${row}.type`]: 'family', [`${row}.register`]: 'headName', [`${row}.asked`]: false, [`${row}.why`]: 'x' } });
    await officer.sync.syncNow();
    const id = await family();
    await apart(id, { headName: 'एक' }, { headName: 'दो' });
    await settleStanding(server.services);
    expect(rina.store.contested()).toContain(id);
    expect(await byRule(id)).toEqual([]);
  });
});

describe('what the rule leaves alone', () => {
  test('what would break a rule of the record, and what a list brought last', async () => {
    const strict = { ...FAMILY, rules: [{ code: 'few', broken: ({ memberCount, headName }: Values) => (headName === 'दो' && memberCount === 9 ? ['headName'] : []) }] };
    const contested = (device: string): DehriRecord => applyChange(strict, applyChange(strict, undefined, made('a', 'p1', 'एक', []), { seq: 1, at: 1 }), made('b', device, 'दो', []), { seq: 2, at: 2 });
    const unasked = new Set(['family headName']);
    const due = (device: string) => dueByRule(strict, contested(device), unasked, (id) => (id === 'a' ? made('a', 'p1', '', []) : made('b', device, '', [])));
    expect(due('p2')).toEqual(['headName']);
    expect(due(`${LIST_DEVICE}b1`)).toEqual([]);
    expect(dueByRule(strict, contested('p2'), unasked, () => undefined)).toEqual([]);

    const own = await createTestServer({ programmes: [{ ...TEST_PROGRAMME, recordTypes: [strict, GROUP, NOTICE] }] });
    const [admin, one, two] = [await own.worker('administrator', '10'), await own.worker('mitra', VILLAGE), await own.worker('mitra', VILLAGE)];
    const row = `asked.${askedRow('family', 'headName')}`;
    await admin.sync([admin.change({ [`${row}.type`]: 'family', [`${row}.register`]: 'headName', [`${row}.asked`]: false, [`${row}.why`]: 'x' }, { type: rulebook, id: rulebookId('10'), place: '10' })]);
    const first = one.change({ headName: 'सीता', memberCount: 9 }, { type: strict });
    await one.sync([first]);
    await two.sync();
    const [hers, other] = [one.records.get(first.record), two.records.get(first.record)];
    await one.sync([one.change({ headName: 'एक' }, { type: strict, record: hers })]);
    // It came last, and with nine it is wrong: people are asked.
    expect((await two.sync([two.change({ headName: 'दो' }, { type: strict, record: other })])).head?.results).toEqual([['a', 3]]);
    expect(two.records.get(first.record)?.values['headName']).toBe('एक');
    expect(two.records.get(first.record)?.rivals['headName']).toHaveLength(2);
    expect((await own.db.pool.query('SELECT id FROM change WHERE author = $1', [RULE_AUTHOR])).rows).toEqual([]);
    await expectWhole(own.services);
    await own.close();
  });
});

function made(id: string, device: string, headName: string, replaces: readonly string[]): Change {
  return { id, record: 'r', type: 'family', bucket: `${VILLAGE}/doorstep`, device, counter: 1, author: device, grant: 'g', deviceTime: 0, form: null, schema: 1, values: { headName }, replaces: { headName: replaces } };
}
