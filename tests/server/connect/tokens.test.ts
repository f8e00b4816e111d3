import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BLOCK, connectServer, DISTRICT, type ConnectServer } from './connect-server.ts';

let it: ConnectServer;
beforeAll(async () => { it = await connectServer(); });
afterAll(() => it.close());

const get = (url: string, secret: string, headers: Record<string, string> = {}) => it.server.app.inject({ url, headers: { authorization: `Bearer ${secret}`, ...headers } });
const make = (more: object) => it.admin.send('/api/connect/tokens', { name: 'परीक्षण', place: DISTRICT, counts: true, types: [], until: '2026-12-31', ...more });

describe('a token', () => {
  test('is shown once, and only its hash is kept', async () => {
    const { secret, id } = await it.token();
    expect(secret).toMatch(/^dehri_[\w-]{43}$/u);
    const { rows: tables } = await it.server.db.pool.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`);
    for (const { name } of tables) expect((await it.server.db.pool.query(`SELECT FROM ${name} t WHERE position($1 IN t::text) > 0`, [secret])).rowCount).toBe(0);
    const { body } = await it.admin.get(`/api/connect/tokens?place=${DISTRICT}`);
    expect(JSON.stringify(body)).toContain(id);
    expect(JSON.stringify(body)).not.toContain(secret);
  });

  test('reads nothing else than what it was given: not the desk, not another district, not records without a word of them', async () => {
    const { secret } = await it.token();
    expect((await get('/api/v1/sums', secret)).statusCode).toBe(200);
    for (const url of ['/api/sheet?place=10.193', '/api/people?place=10.193']) expect((await get(url, secret)).statusCode).toBe(401);
    for (const url of ['/api/v1/sums?place=10', '/api/v1/sums?place=10.200', '/api/v1/places?place=10.1930', '/api/v1/records/camp', '/api/v1/records/household', `/api/v1/review?place=10.200&from=2026-04-01&to=2026-04-30`]) {
      expect((await get(url, secret)).statusCode).toBe(404);
    }
  });

  test('without counts reads none', async () => {
    const { secret } = await it.token({ counts: false, types: ['camp'] });
    expect((await get('/api/v1/sums', secret)).statusCode).toBe(404);
    expect((await get('/api/v1/odata/Sums', secret)).statusCode).toBe(404);
    expect((await get('/api/v1/records/camp', secret)).statusCode).toBe(200);
  });

  test('never reads more than its maker: families only where she reads them, by name, with a reason', async () => {
    // At the district she is the administrator, who reads no family.
    expect((await make({ types: ['household'], reason: 'राज्य की जाँच' })).status).toBe(400);
    expect((await make({ place: BLOCK, types: ['household'] })).body).toMatchObject({ paths: ['reason'] });
    const { secret } = await it.token({ place: BLOCK, types: ['household', 'camp'], reason: 'राज्य की जाँच' });
    expect((await get('/api/v1/records/household', secret)).json<{ records: unknown[] }>().records).toHaveLength(2);
    await it.server.db.pool.query(`UPDATE role_grant SET to_day = '2026-05-01' WHERE id = 'also'`);
    expect((await get('/api/v1/records/household', secret)).statusCode).toBe(404);
    expect((await get('/api/v1/records/camp', secret)).statusCode).toBe(200);
    await it.server.db.pool.query(`UPDATE role_grant SET to_day = NULL WHERE id = 'also'`);
  });

  test('is never given files of persons, unknown types, or nothing at all', async () => {
    for (const types of [['case'], ['careLeaver'], ['call'], ['nothing']]) expect((await make({ types, reason: 'because I want it' })).status).toBe(400);
    expect((await make({ counts: false })).status).toBe(400);
  });

  test('lives a year at most', async () => {
    expect((await make({ until: '2027-05-11' })).status).toBe(400);
    expect((await make({ until: '2026-05-09' })).status).toBe(400);
    expect((await make({ until: '2027-05-10' })).status).toBe(200);
    const { secret } = await it.token({ until: '2026-05-10' });
    expect((await get('/api/v1', secret)).statusCode).toBe(200);
    it.server.moveClock(24 * 3_600_000);
    expect((await get('/api/v1', secret)).statusCode).toBe(401);
    it.server.moveClock(-24 * 3_600_000);
  });

  test('is made, listed and ended only by who may connect there', async () => {
    const officer = await it.server.worker('district-officer', DISTRICT);
    const { id, secret } = await it.token();
    expect((await officer.get(`/api/connect/tokens?place=${DISTRICT}`)).status).toBe(404);
    expect((await officer.send(`/api/connect/tokens/${id}/revoke`)).status).toBe(404);
    expect((await officer.send('/api/connect/tokens', { name: 'नहीं', place: DISTRICT, counts: true, types: [], until: '2026-12-31' })).status).toBe(404);
    expect((await it.admin.send(`/api/connect/tokens/${id}/revoke`)).status).toBe(200);
    expect((await get('/api/v1', secret)).statusCode).toBe(401);
  });

  test('works no longer when its maker may connect no longer', async () => {
    const other = await it.server.worker('administrator', DISTRICT);
    const { body } = await other.send('/api/connect/tokens', { name: 'उनका', place: DISTRICT, counts: true, types: [], until: '2026-12-31' });
    const { secret } = body as { secret: string };
    expect((await get('/api/v1', secret)).statusCode).toBe(200);
    await it.server.db.pool.query(`UPDATE role_grant SET to_day = '2026-05-01' WHERE person = $1`, [other.profile.person.id]);
    expect((await get('/api/v1', secret)).statusCode).toBe(403);
  });

  test('stands in the audit log when it is made, on each day that it is used, and when it is ended', async () => {
    const { secret, id } = await it.token();
    for (let n = 0; n < 3; n += 1) await get('/api/v1', secret);
    it.server.moveClock(24 * 3_600_000);
    await get('/api/v1', secret);
    it.server.moveClock(-24 * 3_600_000);
    for (let n = 0; n < 2; n += 1) expect((await it.admin.send(`/api/connect/tokens/${id}/revoke`)).status).toBe(200);
    const { rows } = await it.server.db.pool.query('SELECT act, actor, place FROM audit WHERE subject = $1 ORDER BY n', [id]);
    const actor = it.admin.profile.person.id;
    expect(rows).toEqual(['token-made', 'token-used', 'token-used', 'token-revoked'].map((act) => ({ act, actor, place: DISTRICT })));
  });
});

test('a program that asks too often is put off, others behind its address are not', async () => {
  const strict = await connectServer({ perMinute: 3 });
  const [one, two] = [await strict.token(), await strict.token()];
  const ask = async ({ secret }: { secret: string }): Promise<number> => (await strict.server.app.inject({ url: '/api/v1', headers: { authorization: `Bearer ${secret}` } })).statusCode;
  expect([await ask(one), await ask(one), await ask(one), await ask(one), await ask(two)]).toEqual([200, 200, 200, 429, 200]);
  await strict.close();
});
