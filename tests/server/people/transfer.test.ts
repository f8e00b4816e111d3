// Someone goes elsewhere and her work passes on: at the desk, on her phone, and on the phone of who takes over.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditItem } from '#shared/desk/audit.ts';
import type { DeskGrant } from '#shared/desk/people.ts';
import type { TransferRequest, TransferView } from '#shared/desk/transfer.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { osCase } from '#programmes/one-stop-centre/records.ts';
import { household } from '#programmes/jeevika/records.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { createTestServer, OTHER_VILLAGE, START, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const BLOCK = '10.193.1710';
const CENTRE = '10.193.osc1';
const DAY = 86_400_000;

let server: TestServer;
let admin: TestPhone;
let manager: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: PROGRAMMES });
  await upsertPlaces(server.services, [{ code: CENTRE, hi: 'सखी केंद्र', en: 'Centre' }]);
  admin = await server.worker('administrator', '10', 'प्रशासक');
  manager = await server.worker('block-manager', BLOCK, 'प्रबंधक');
});
beforeEach(() => {
  server.moveClock(1_000);
});
afterAll(() => server.close());

async function view(by: TestPhone, person: string): Promise<TransferView> {
  const { status, body } = await by.get(`/api/people/${person}/transfer`);
  expect(status).toBe(200);
  return body as TransferView;
}
const grantsOf = async (person: string): Promise<DeskGrant[]> => ((await admin.get(`/api/people/${person}`)).body as { person: { grants: DeskGrant[] } }).person.grants;
const send = (by: TestPhone, person: string, order: TransferRequest) => by.send(`/api/people/${person}/transfer`, order);
const order = (grant: string, more: Partial<TransferRequest> = {}): TransferRequest => ({ to: '2026-05-12', seen: [{ id: grant, version: 1 }], takers: [], next: null, ...more });

describe('before somebody goes', () => {
  test('what is open at her places is counted, and those who could take over stand nearest first', async () => {
    const mitra = await server.worker('mitra', VILLAGE, 'मित्र');
    const near = await server.person('पास की', 'mitra', VILLAGE);
    const far = await server.person('दूर की', 'mitra', '10.193.1710.p02.v1');
    await server.person('दूसरे ज़िले की', 'mitra', '10.200.1800.p01.v1');
    await server.person('गई हुई', 'mitra', VILLAGE, '2026-01-01', '2026-02-01');
    const family = (values: Record<string, string | boolean>) => mitra.change({ headName: 'सुनीता देवी', listed: true, place: VILLAGE, ...values }, { type: household });
    const { head } = await mitra.sync([family({}), family({}), family({ outcome: 'refused', outcomeDay: '2026-05-09' })], { counts: [4, 0] });
    expect(head?.results?.map(([state]) => state)).toEqual(['a', 'a', 'a']);
    const found = await view(manager, mitra.profile.person.id);
    expect(found.person.unsent).toBe(4);
    expect(found.places).toHaveLength(1);
    expect(found.places[0]).toMatchObject({ grant: { id: mitra.grant }, work: { doors: 3, left: 2 }, contested: 0, files: null });
    expect(found.places[0]?.takers.filter(({ person }) => [near.person, far.person].includes(person))).toEqual([
      { person: near.person, name: 'पास की', has: true, near: true }, { person: far.person, name: 'दूर की', has: false, near: false },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/दूसरे ज़िले की|गई हुई|सुनीता/u);
  });

  test('of a centre’s worker only the number of her open files is said, to who may give her role', async () => {
    const head = await server.worker('centre-administrator', CENTRE, 'प्रमुख');
    const worker = await server.worker('case-worker', CENTRE, 'कर्मी');
    const file = (number: string, status: string) => worker.change({ number, name: 'गीता देवी', registeredDay: '2026-05-01', worker: worker.profile.person.id, status }, { type: osCase, place: CENTRE });
    await worker.sync([file('A', 'open'), file('B', 'open'), file('C', 'closed')]);
    for (const by of [head, admin]) {
      const found = await view(by, worker.profile.person.id);
      expect(found.places[0]).toMatchObject({ work: expect.anything(), files: 2 });
      expect(JSON.stringify(found)).not.toContain('गीता');
    }
    expect((await manager.get(`/api/people/${worker.profile.person.id}/transfer`)).status).toBe(404);
  });
});

describe('a transfer', () => {
  test('ends her work, gives it to another from the day after and begins hers elsewhere, in one act with its parts', async () => {
    const { person, grant } = await server.person('मित्र', 'mitra', VILLAGE);
    const taker = await server.person('लेने वाली', 'mitra', OTHER_VILLAGE);
    const next = { role: 'coordinator' as const, place: BLOCK, from: '2026-05-14' };
    expect(await send(manager, person, order(grant, { takers: [{ grant, person: taker.person }], next }))).toMatchObject({ status: 200 });
    expect((await grantsOf(person)).map((g) => [g.role, g.place.code, g.from, g.to])).toEqual([['mitra', VILLAGE, '2026-01-01', '2026-05-12'], ['coordinator', BLOCK, '2026-05-14', null]]);
    expect((await grantsOf(taker.person)).map((g) => [g.place.code, g.from, g.to])).toEqual([[OTHER_VILLAGE, '2026-01-01', null], [VILLAGE, '2026-05-13', null]]);
    const { items } = (await admin.get('/api/audit?place=10.193')).body as { items: AuditItem[] };
    expect(items.slice(0, 4).map((i) => [i.act, i.actorName])).toEqual(['grant-added', 'grant-added', 'grant-ended', 'transferred'].map((act) => [act, 'प्रबंधक']));
    expect(items[3]?.subject).toBe(person);
    expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
  });

  test('gives nothing twice to who holds the place already, and leaves a place to nobody when that is said', async () => {
    const { person, grant } = await server.person('मित्र', 'mitra', VILLAGE);
    const taker = await server.person('पहले से', 'mitra', VILLAGE);
    expect((await send(manager, person, order(grant, { takers: [{ grant, person: taker.person }] }))).status).toBe(200);
    expect(await grantsOf(taker.person)).toHaveLength(1);
    const alone = await server.person('मित्र', 'mitra', VILLAGE);
    expect((await send(manager, alone.person, order(alone.grant))).status).toBe(200);
    expect((await grantsOf(alone.person)).map((g) => g.to)).toEqual(['2026-05-12']);
  });

  test('two who transfer her at the same moment: one does, the other is told, and nothing is given twice', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { person, grant } = await server.person('मित्र', 'mitra', VILLAGE);
      const [one, two] = [await server.person('एक', 'mitra', OTHER_VILLAGE), await server.person('दो', 'mitra', OTHER_VILLAGE)];
      const answers = await Promise.all([
        send(manager, person, order(grant, { takers: [{ grant, person: one.person }] })),
        send(admin, person, order(grant, { to: '2026-05-20', takers: [{ grant, person: two.person }] })),
      ]);
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
      expect(answers.find((a) => a.status === 409)?.body).toEqual({ code: 'conflict' });
      const given = [...await grantsOf(one.person), ...await grantsOf(two.person)].filter((g) => g.place.code === VILLAGE);
      expect(given).toHaveLength(1);
    }
  });

  test('two who give each other’s places away at the same moment wait for one another, and the second is told of the first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [one, two] = [await server.person('एक', 'mitra', VILLAGE), await server.person('दो', 'mitra', OTHER_VILLAGE)];
      const answers = await Promise.all([
        send(manager, one.person, order(one.grant, { takers: [{ grant: one.grant, person: two.person }] })),
        send(admin, two.person, order(two.grant, { takers: [{ grant: two.grant, person: one.person }] })),
      ]);
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    }
  });

  test('is refused whole when a taker works elsewhere, a grant is not hers, a role is not theirs to give, or a day is none', async () => {
    const { person, grant } = await server.person('मित्र', 'mitra', VILLAGE);
    const stranger = await server.person('दूर', 'mitra', '10.200.1800.p01.v1');
    const taker = await server.person('लेने वाली', 'mitra', OTHER_VILLAGE);
    for (const [body, code] of [
      [order(grant, { takers: [{ grant, person: stranger.person }] }), 'not-found'],
      [order(grant, { takers: [{ grant: taker.grant, person: taker.person }] }), 'not-found'],
      [order(grant, { next: { role: 'administrator', place: BLOCK, from: '2026-05-13' } }), 'not-found'],
      [order(grant, { next: { role: 'mitra', place: '10.200.1800', from: '2026-05-13' } }), 'not-found'],
      [order(grant, { to: '2026-13-01' }), 'bad-request'],
      [order(grant, { seen: [] }), 'bad-request'],
      [order(grant, { seen: [{ id: grant, version: 2 }] }), 'conflict'],
    ] as const) expect((await send(manager, person, body)).body).toMatchObject({ code });
    const coordinator = await server.worker('coordinator', BLOCK);
    expect((await send(coordinator, person, order(grant))).status).toBe(404);
    expect((await grantsOf(person)).map((g) => [g.to, g.version])).toEqual([[null, 1]]);
    expect(await grantsOf(taker.person)).toHaveLength(1);
  });
});

describe('the last administrator', () => {
  test('goes only when who takes over can come in', async () => {
    const alone = await createTestServer();
    const first = await alone.worker('administrator', '10', 'पहली');
    const { id } = first.profile.person;
    const paper = await alone.person('बिना फ़ोन', 'district-officer', '10');
    const takers = (person: string) => ({ takers: [{ grant: first.grant, person }] });
    expect((await send(first, id, order(first.grant))).body).toEqual({ code: 'last-administrator' });
    expect((await send(first, id, order(first.grant, takers(paper.person)))).body).toEqual({ code: 'last-administrator' });
    const { rows } = await alone.db.pool.query('SELECT 1 FROM role_grant WHERE person = $1', [paper.person]);
    expect(rows).toHaveLength(1);
    const second = await alone.worker('district-officer', '10', 'दूसरी');
    expect((await send(first, id, order(first.grant, takers(second.profile.person.id)))).status).toBe(200);
    await alone.close();
  });
});

describe('on the phones', () => {
  test('work she captured before her last day and hands in later is applied; then her phone drops the place, and the taker’s gets it', async () => {
    const own = await createTestServer({ programmes: PROGRAMMES });
    const boss = await own.worker('block-manager', BLOCK, 'प्रबंधक');
    const mitra = await own.worker('mitra', VILLAGE, 'मित्र');
    const taker = await own.worker('mitra', OTHER_VILLAGE, 'लेने वाली');
    const family = (deviceTime: number) => mitra.change({ headName: 'मीना देवी', listed: false, place: VILLAGE }, { type: household, over: { deviceTime } });
    await mitra.sync([family(START)]);
    const [before, after] = [family(START + DAY), family(START + 4 * DAY)];
    const { id } = mitra.profile.person;
    const next = { role: 'mitra' as const, place: '10.193.1710.p02.v1', from: '2026-05-13' };
    expect((await send(boss, id, order(mitra.grant, { takers: [{ grant: mitra.grant, person: taker.profile.person.id }], next }))).status).toBe(200);

    // Until her last day is over nothing changes for anybody.
    await taker.sync();
    expect([...taker.records.values()].filter(({ type }) => type === 'household')).toHaveLength(0);
    await mitra.sync();
    expect([...mitra.records.values()].filter(({ type }) => type === 'household')).toHaveLength(1);

    own.moveClock(6 * DAY);
    await own.db.pool.query('UPDATE session SET expires_at = $1', [START + 30 * DAY]);
    const handed = await mitra.sync([before, after]);
    expect(handed.head?.results?.map(([state]) => state)).toEqual(['a', 'h']);
    expect(handed.head?.drop).toContain(`${VILLAGE}/doorstep`);
    expect([...mitra.records.values()].filter(({ type }) => type === 'household')).toHaveLength(0);
    await taker.sync();
    expect([...taker.records.values()].filter(({ type }) => type === 'household').map((r) => r.bucket)).toEqual([`${VILLAGE}/doorstep`, `${VILLAGE}/doorstep`]);
    await own.close();
  });
});
