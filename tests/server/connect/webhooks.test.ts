import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliveriesResponseSchema, hooksResponseSchema, makeHookResponseSchema, type Delivery } from '#shared/desk/connect.ts';
import { household } from '#programmes/jeevika/records.ts';
import { VILLAGE } from '#tests/support/server.ts';
import { BLOCK, connectServer, DISTRICT, type ConnectServer } from './connect-server.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let it: ConnectServer;
let receiver: Receiver;
beforeEach(async () => {
  it = await connectServer({ allowed: ['127.0.0.1'], patienceMs: 400 });
  receiver = await openReceiver();
});
afterEach(async () => {
  await it.close();
  await receiver.close();
});

async function hook(more: object = {}): Promise<{ readonly id: string; readonly secret: string }> {
  const { status, body } = await it.admin.send('/api/connect/hooks', { name: 'राज्य का सर्वर', place: DISTRICT, url: `http://127.0.0.1:${receiver.port}/in`, events: ['change-held'], ...more });
  if (status !== 200) throw new Error(`no webhook: ${JSON.stringify(body)}`);
  const made = makeHookResponseSchema.parse(body);
  return { id: made.hook.id, secret: made.secret };
}
async function round(): Promise<void> {
  it.connect.post.wake();
  await it.connect.post.idle();
}
async function ping(id: string): Promise<void> {
  expect((await it.admin.send(`/api/connect/hooks/${id}/ping`)).status).toBe(200);
  await it.connect.post.idle();
}
async function deliveries(id: string): Promise<Delivery[]> {
  return deliveriesResponseSchema.parse((await it.admin.get(`/api/connect/hooks/${id}/deliveries`)).body).deliveries;
}
const told = (): { event: string; place: string; data: Record<string, unknown> }[] => receiver.got.map(({ body }) => JSON.parse(body) as { event: string; place: string; data: Record<string, unknown> });

describe('a message', () => {
  test('is signed over its time and its body with a secret that is shown once and lies nowhere', async () => {
    const { id, secret } = await hook();
    await ping(id);
    const [message] = receiver.got;
    const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/u.exec(String(message?.headers['dehri-signature'])) ?? [];
    expect(createHmac('sha256', secret).update(`${t}.${message?.body ?? ''}`).digest('hex')).toBe(v1);
    expect(Number(t)).toBe(Math.floor(it.server.services.clock() / 1000));
    expect(message?.headers['dehri-event']).toBe('ping');
    expect((await deliveries(id))[0]).toMatchObject({ status: 'sent', answered: 200, attempts: 1 });
    const { body } = await it.admin.get(`/api/connect/hooks?place=${DISTRICT}`);
    expect(JSON.stringify(body)).not.toContain(secret);
    const { rows } = await it.server.db.pool.query('SELECT w::text AS text FROM webhook w');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('tells once what happened within the place, and nothing of a person', async () => {
    await hook({ events: ['change-held', 'import-done', 'export-ready'] });
    const elsewhere = await hook({ place: `${BLOCK}.p02`, events: ['change-held'] });
    const mitra = await it.server.worker('mitra', VILLAGE);
    await mitra.sync([mitra.change({ headName: 'कोकिला देवी', cardNumber: 'bad' }, { type: household })]);
    const { pool } = it.server.db;
    const now = it.server.services.clock();
    await pool.query(
      `INSERT INTO import_batch (district, id, programme, target, source, place, file_name, file_size, file_hash, headers, mapping, status, author, grant_id, made_at, ended_at, rows)
       VALUES (193, 'b9', 'jeevika', 'ration', 'x', $1, 'कोकिला.csv', 1, 'x', '[]', '{}', 'done', 'x', 'x', 0, $2, 12)`, [BLOCK, now],
    );
    await pool.query(
      `INSERT INTO export_job (district, id, person, place, type, format, language, reason, fingerprint, status, rows, made_at, ended_at) VALUES (193, 'e9', 'x', $1, 'household', 'csv', 'hi', 'कोकिला के लिए', 'x', 'done', 7, 0, $2)`, [BLOCK, now],
    );
    await round();
    await round();
    expect(told().map((m) => m.event).sort()).toEqual(['change-held', 'export-ready', 'import-done']);
    expect(told().find((m) => m.event === 'import-done')).toMatchObject({ place: BLOCK, data: { import: 'b9', status: 'done', rows: 12 } });
    expect(JSON.stringify(receiver.got)).not.toMatch(/कोकिला|रीना/u);
    expect(await deliveries(elsewhere.id)).toEqual([]);
  });

  test('of the day has every count of the place, and the directions, once a day', async () => {
    await hook({ place: BLOCK, events: ['counts-day', 'directions-day'] });
    await round();
    await round();
    expect(told().map((m) => m.event).sort()).toEqual(['counts-day', 'directions-day']);
    const counts = told().find((m) => m.event === 'counts-day');
    expect(counts?.data).toMatchObject({ day: '2026-05-09', counts: { 'jeevika.listed': 2 } });
    it.server.moveClock(24 * 3_600_000);
    await round();
    expect(told()).toHaveLength(4);
  });

  test('goes to nobody when its maker may connect no longer', async () => {
    await hook({ place: BLOCK, events: ['counts-day'] });
    await it.server.db.pool.query(`UPDATE role_grant SET to_day = '2026-05-01' WHERE role = 'administrator'`);
    await round();
    expect(receiver.got).toEqual([]);
  });
});

describe('a receiver that', () => {
  test('answers 500 is tried again, later and later, for a day; then it is dead, and can be sent again', async () => {
    const { id } = await hook();
    receiver.behave((response) => { response.statusCode = 500; response.end(); });
    await ping(id);
    expect(await deliveries(id)).toMatchObject([{ status: 'waiting', fault: 'status', answered: 500, attempts: 1, nextAt: it.server.services.clock() + 60_000 }]);
    await round();
    expect(receiver.got).toHaveLength(1);
    const session = async (): Promise<Delivery | undefined> => {
      const { rows } = await it.server.db.pool.query<Delivery>('SELECT status, attempts FROM webhook_delivery WHERE webhook = $1', [id]);
      return rows[0];
    };
    for (let hours = 0; hours < 30; hours += 1) {
      it.server.moveClock(3_600_000);
      await round();
    }
    expect(await session()).toMatchObject({ status: 'dead' });
    const tries = receiver.got.length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(15);
    it.server.moveClock(-30 * 3_600_000);
    expect(hooksResponseSchema.parse((await it.admin.get(`/api/connect/hooks?place=${DISTRICT}`)).body).hooks[0]?.dead).toBe(1);
    receiver.behave((response) => { response.end(); });
    const [dead] = await deliveries(id);
    expect((await it.admin.send(`/api/connect/hooks/${id}/again`, { delivery: dead?.id })).status).toBe(200);
    await it.connect.post.idle();
    expect((await deliveries(id))[0]?.status).toBe('sent');
    expect(new Set(receiver.got.map((m) => m.headers['dehri-delivery'])).size).toBe(1);
  });

  test('hangs is let go', async () => {
    const { id } = await hook();
    receiver.behave(() => undefined);
    await ping(id);
    expect((await deliveries(id))[0]).toMatchObject({ status: 'waiting', fault: 'too-slow' });
  });

  test('redirects to this machine is not followed', async () => {
    const { id } = await hook();
    const inner = await openReceiver();
    receiver.behave((response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${inner.port}/secret` });
      response.end();
    });
    await ping(id);
    expect((await deliveries(id))[0]).toMatchObject({ status: 'waiting', fault: 'redirect', answered: 302 });
    expect(inner.got).toEqual([]);
    await inner.close();
  });

  test('answers without end is not listened to', async () => {
    const { id } = await hook();
    receiver.behave((response) => {
      const pour = (): void => { while (response.write('x'.repeat(65_536)) && !response.destroyed); };
      response.on('drain', pour);
      pour();
    });
    await ping(id);
    expect((await deliveries(id))[0]?.status).toBe('sent');
  });

  test('is not there is said to be so', async () => {
    const { id } = await hook();
    await receiver.close();
    await ping(id);
    expect((await deliveries(id))[0]).toMatchObject({ status: 'waiting', fault: 'unreachable' });
    receiver = await openReceiver();
  });
});

describe('a webhook', () => {
  test('is not set to what is not the open internet, or without TLS', async () => {
    for (const url of [
      'http://example.org/', 'https://127.0.0.2/', 'https://10.0.0.1/', 'https://169.254.169.254/latest', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[fd00::1]/', 'https://0x0a000001/', 'https://167772161/',
      'https://someone:secret@example.org/', 'ftp://example.org/', 'nonsense',
    ]) expect([url, (await it.admin.send('/api/connect/hooks', { name: 'परीक्षण', place: DISTRICT, url, events: ['change-held'] })).status]).toEqual([url, 400]);
    expect((await it.admin.send('/api/connect/hooks', { name: 'परीक्षण', place: DISTRICT, url: 'https://example.org/in', events: ['change-held'] })).status).toBe(200);
  });

  test('whose name stands for this machine is never called', async () => {
    // A name that resolves to 127.0.0.1 on every machine, and was not named by the operator.
    const { id } = await hook({ url: `https://localhost:${receiver.port}/` });
    await ping(id);
    expect((await deliveries(id))[0]).toMatchObject({ status: 'waiting', fault: 'forbidden-address' });
    expect(receiver.got).toEqual([]);
  });

  test('is kept by who may connect there, ends at once, and stands in the audit log', async () => {
    const officer = await it.server.worker('district-officer', DISTRICT);
    const { id } = await hook();
    expect((await officer.get(`/api/connect/hooks?place=${DISTRICT}`)).status).toBe(404);
    expect((await officer.send(`/api/connect/hooks/${id}/end`)).status).toBe(404);
    receiver.behave((response) => { response.statusCode = 500; response.end(); });
    await ping(id);
    expect((await it.admin.send(`/api/connect/hooks/${id}/end`)).status).toBe(200);
    it.server.moveClock(3_600_000);
    await round();
    expect(receiver.got).toHaveLength(1);
    expect((await it.admin.send(`/api/connect/hooks/${id}/ping`)).status).toBe(409);
    const { rows } = await it.server.db.pool.query('SELECT act FROM audit WHERE subject = $1 ORDER BY n', [id]);
    expect(rows).toEqual([{ act: 'webhook-made' }, { act: 'webhook-ended' }]);
  });

  test('is served by several servers without telling twice', async () => {
    await hook({ place: BLOCK, events: ['counts-day'] });
    const others = await Promise.all([1, 2, 3].map(async () => {
      const { startHookPost } = await import('#server/connect/deliver.ts');
      return startHookPost(it.server.services, { allowed: new Set(['127.0.0.1']), patienceMs: 400 }, (error) => { throw error; });
    }));
    await Promise.all([round(), ...others.map((post) => post.idle())]);
    await Promise.all(others.map((post) => post.stop()));
    expect(told()).toHaveLength(1);
  });
});
