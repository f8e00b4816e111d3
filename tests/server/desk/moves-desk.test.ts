// POST /api/moves: who may, what is refused and how it is said.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestServer, OTHER_DISTRICT, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const BLOCK = '10.193.1710';
const EAST = `${VILLAGE}.t1`;
const WEST = `${VILLAGE}.t2`;

let server: TestServer;
let manager: TestPhone;
let coordinator: TestPhone;
let admin: TestPhone;
let mitra: TestPhone;
const families: string[] = [];
beforeAll(async () => {
  server = await createTestServer();
  manager = await server.worker('block-manager', BLOCK);
  coordinator = await server.worker('coordinator', BLOCK);
  admin = await server.worker('administrator', '10');
  mitra = await server.worker('mitra', VILLAGE);
  const made = Array.from({ length: 6 }, (_, n) => mitra.change({ headName: `घर ${n}` }, { place: EAST }));
  await mitra.sync(made);
  families.push(...made.map((c) => c.record));
});
afterAll(() => server.close());

let n = 0;
const ask = (records: readonly string[], to: object, over: object = {}): object => ({ id: `move-number-${String((n += 1)).padStart(6, '0')}`, from: EAST, to, records, ...over });
const send = (phone: TestPhone, body: object): Promise<{ status: number; body: unknown }> => phone.send('/api/moves', body);

describe('families are moved from the desk', () => {
  test('by a block manager, to a new tola and to one that is there; the answer says where they are and how many', async () => {
    const first = ask(families.slice(0, 2), { village: VILLAGE, hi: ' नई टोला ', en: 'Nai Tola' });
    const made = await send(manager, first);
    expect(made).toEqual({ status: 200, body: { place: { code: `${VILLAGE}.t3`, hi: 'नई टोला', en: 'Nai Tola' }, records: 2 } });
    expect(await send(manager, first)).toEqual(made);
    expect(await send(manager, ask(families.slice(2, 3), { place: WEST }))).toMatchObject({ status: 200, body: { place: { code: WEST }, records: 1 } });
    // Without a Roman name the Hindi one stands for both.
    expect(await send(manager, ask(families.slice(3, 4), { village: VILLAGE, hi: 'बाँध टोला' }))).toMatchObject({ body: { place: { hi: 'बाँध टोला', en: 'बाँध टोला' } } });
  });

  test('by nobody who may not order places there, or may not read the families: it looks as if they were not there', async () => {
    const refused = { status: 404, body: { code: 'not-found' } };
    for (const phone of [mitra, coordinator, admin]) expect(await send(phone, ask(families.slice(4), { place: WEST }))).toEqual(refused);
    const elsewhere = await server.worker('block-manager', '10.200.1800');
    expect(await send(elsewhere, ask(families.slice(4), { place: WEST }))).toEqual(refused);
    expect(await send(manager, ask(families.slice(4), { place: OTHER_DISTRICT }))).toEqual(refused);
    expect(await send(manager, ask(families.slice(4), { place: `${VILLAGE}.t77` }))).toEqual(refused);
    const { rows } = await server.db.pool.query('SELECT DISTINCT bucket FROM record WHERE id = ANY($1)', [families.slice(4)]);
    expect(rows).toEqual([{ bucket: `${EAST}/doorstep` }]);
  });

  test('what stands in the way is named by its path', async () => {
    const conflict = (path: string): object => ({ status: 409, body: { code: 'conflict', paths: [path] } });
    expect(await send(manager, ask(families.slice(0, 1), { place: WEST }))).toEqual(conflict('records'));
    expect(await send(manager, ask(families.slice(4), { place: EAST }))).toEqual(conflict('to'));
    expect(await send(manager, ask(families.slice(4), { village: VILLAGE, hi: 'नई  टोला' }))).toEqual(conflict('name'));
    expect(await send(manager, ask(families.slice(4), { place: WEST }, { id: 'move-number-000001', from: OTHER_VILLAGE }))).toEqual(conflict('id'));
    const two = await server.person('दो जिले', 'block-manager', BLOCK);
    await server.db.pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, made_at) VALUES ('far-grant', $1, 'block-manager', '10.200.1800', '2026-01-01', 0)`, [two.person]);
    expect(await send(await server.phone(two.person), ask(families.slice(4), { place: OTHER_DISTRICT }))).toEqual(conflict('district'));
  });

  test.each([
    ['no family', { records: [] }], ['too many', { records: Array.from({ length: 1_001 }, (_, i) => `r${i}`) }], ['a short id', { id: 'short' }],
    ['no name', { to: { village: VILLAGE, hi: '  ' } }], ['a control character', { to: { village: VILLAGE, hi: 'क\u0007' } }], ['no target', { to: {} }],
  ])('%s is a bad request', async (_, over) => {
    expect((await send(manager, ask(families.slice(4), { place: WEST }, over))).status).toBe(400);
  });

  test('the way is described with the others', async () => {
    const { body } = await manager.get('/api/openapi.json');
    expect(Object.keys((body as { paths: object }).paths)).toContain('/api/moves');
  });
});
