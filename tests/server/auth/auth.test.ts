import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueCode } from '#server/auth/enrolment.ts';
import { codeDigits } from '#server/auth/tokens.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { cookieFrom, createTestServer, newKeys, publicJwk, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  await server.close();
});

interface Enrolled {
  readonly status: number;
  readonly code: string | undefined;
  readonly device: string | undefined;
  readonly cookie: string;
}

async function enrol(code: string, keys?: CryptoKeyPair): Promise<Enrolled> {
  const reply = await server.app.inject({ method: 'POST', url: '/api/enrol', payload: { code, publicKey: await publicJwk(keys ?? await newKeys()), app: 'test' } });
  const body = reply.json<{ code?: string; profile?: { device: string } }>();
  return { status: reply.statusCode, code: body.code, device: body.profile?.device, cookie: String(reply.headers['set-cookie'] ?? '') };
}

async function renew(phone: TestPhone, over: { nonce?: string; device?: string; keys?: CryptoKeyPair } = {}): Promise<{ status: number; code?: string | undefined; cookie: string }> {
  const nonce = over.nonce ?? (await server.app.inject({ method: 'GET', url: '/api/session/nonce' })).json<{ nonce: string }>().nonce;
  const device = over.device ?? phone.profile.device;
  const signed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, (over.keys ?? phone.keys).privateKey, new TextEncoder().encode(`dehri-session:${device}:${nonce}`));
  const reply = await server.app.inject({ method: 'POST', url: '/api/session', payload: { device, nonce, proof: Buffer.from(signed).toString('base64url') } });
  return { status: reply.statusCode, code: reply.json<{ code?: string }>().code, cookie: cookieFrom(reply.headers['set-cookie']) };
}

describe('enrolment', () => {
  test('a code works once, in either script and with spaces', async () => {
    const { person } = await server.person('सुनीता', 'mitra', VILLAGE);
    const { code } = await issueCode(server.services, person, null);
    const devanagari = [...code].map((d) => String.fromCharCode(0x0966 + Number(d))).join('');
    expect(codeDigits(` ${devanagari.slice(0, 4)} ${devanagari.slice(4)} `)).toBe(code);
    const first = await enrol(`${devanagari.slice(0, 4)} ${devanagari.slice(4)}`);
    expect(first.status).toBe(200);
    expect(first.cookie).toMatch(/^dehri=[\w-]+; Path=\/api; Max-Age=\d+; HttpOnly; SameSite=Strict$/u);
    expect(await enrol(code)).toMatchObject({ status: 410, code: 'code-used' });
  });

  test('a phone whose answer was lost asks again with its key, and is the same device; no other key is', async () => {
    const { person } = await server.person('प्रेमा', 'mitra', VILLAGE);
    const { code } = await issueCode(server.services, person, null, 60_000);
    const keys = await newKeys();
    const [first, again] = [await enrol(code, keys), await enrol(code, keys)];
    expect(again).toMatchObject({ status: 200, device: first.device });
    const cookie = cookieFrom(again.cookie);
    expect((await server.app.inject({ method: 'GET', url: '/api/profile', headers: { cookie } })).statusCode).toBe(200);
    expect((await server.db.pool.query('SELECT 1 FROM device WHERE person = $1', [person])).rows).toHaveLength(1);
    expect(await enrol(code)).toMatchObject({ status: 410, code: 'code-used' });
    await server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [first.device]);
    expect(await enrol(code, keys)).toMatchObject({ status: 410, code: 'code-used' });
    await server.db.pool.query('UPDATE device SET revoked_at = NULL WHERE id = $1', [first.device]);
    server.moveClock(60_001);
    expect(await enrol(code, keys)).toMatchObject({ status: 410, code: 'code-used' });
  });

  test('one lost answer asked again twice at once is still one device', async () => {
    const { person } = await server.person('रमा', 'mitra', VILLAGE);
    const { code } = await issueCode(server.services, person, null);
    const keys = await newKeys();
    const answers = await Promise.all([enrol(code, keys), enrol(code, keys), enrol(code, keys)]);
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((a) => a.device)).size).toBe(1);
  });

  test('a code is worth nothing after its time, and an older one after a newer', async () => {
    const { person } = await server.person('गीता', 'mitra', VILLAGE);
    const old = await issueCode(server.services, person, null);
    const short = await issueCode(server.services, person, null, 1_000);
    expect(await enrol(old.code)).toMatchObject({ status: 404, code: 'code-wrong' });
    server.moveClock(2_000);
    expect(await enrol(short.code)).toMatchObject({ status: 410, code: 'code-expired' });
  });

  test('a code is kept hashed, and so is the session', async () => {
    const { person } = await server.person('सीता', 'mitra', VILLAGE);
    const { code } = await issueCode(server.services, person, null);
    const phone = await enrolled(code);
    const { rows } = await server.db.pool.query<{ all: string }>(`SELECT (SELECT string_agg(c::text, ' ') FROM enrolment_code c) || (SELECT string_agg(s::text, ' ') FROM session s) AS all`);
    expect(rows[0]?.all).not.toContain(code);
    expect(rows[0]?.all).not.toContain(phone.cookie.slice('dehri='.length));
  });

  test('what is no code and a key that is none are refused', async () => {
    for (const code of ['1234', '123456789', 'abcdefgh', '00000000']) expect(await enrol(code)).toMatchObject({ status: 404, code: 'code-wrong' });
    const { person } = await server.person('रीता', 'mitra', VILLAGE);
    const { code } = await issueCode(server.services, person, null);
    const bad = await server.app.inject({ method: 'POST', url: '/api/enrol', payload: { code, publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }, app: 't' } });
    expect(bad.statusCode).toBe(400);
    expect((await enrol(code)).status).toBe(200);
  });

  test('guessing is counted over all phones, and everyone waits when it is too much', async () => {
    server.moveClock(3_600_000);
    for (let i = 0; i < 100; i += 1) await enrol(String(i).padStart(8, '0'));
    const { person } = await server.person('नीता', 'mitra', VILLAGE);
    const { code } = await issueCode(server.services, person, null);
    const reply = await server.app.inject({ method: 'POST', url: '/api/enrol', payload: { code, publicKey: await publicJwk(await newKeys()), app: 't' } });
    expect(reply.statusCode).toBe(429);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    server.moveClock(600_000);
    expect((await enrol(code)).status).toBe(200);
  });

  test('one code used by two phones at once makes one device', async () => {
    const { person } = await server.person('मीता', 'mitra', VILLAGE);
    const { code } = await issueCode(server.services, person, null);
    const answers = await Promise.all([enrol(code), enrol(code), enrol(code)]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 410, 410]);
  });
});

describe('sessions', () => {
  test('an expired session is told apart from none, and the phone\'s key renews it', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    server.moveClock(12 * 3_600_000 + 1);
    expect(await phone.sync()).toMatchObject({ status: 401, code: 'session-expired' });
    const renewed = await renew(phone);
    expect(renewed.status).toBe(200);
    const reply = await server.app.inject({ method: 'GET', url: '/api/profile', headers: { cookie: renewed.cookie } });
    expect(reply.statusCode).toBe(200);
    expect((await server.app.inject({ method: 'GET', url: '/api/profile' })).json()).toEqual({ code: 'unauthenticated' });
    expect((await server.app.inject({ method: 'GET', url: '/api/profile', headers: { cookie: 'dehri=aaaaaaaaaaaaaaaaaaaaaaaaaaaa' } })).json()).toEqual({ code: 'unauthenticated' });
  });

  test('another key, another device, a nonce too old or made up renew nothing', async () => {
    const [phone, other] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
    expect((await renew(phone, { keys: other.keys })).status).toBe(401);
    expect((await renew(phone, { device: other.profile.device })).status).toBe(401);
    expect((await renew(phone, { device: 'nobody' })).status).toBe(401);
    const nonce = (await server.app.inject({ method: 'GET', url: '/api/session/nonce' })).json<{ nonce: string }>().nonce;
    expect((await renew(phone, { nonce: `${nonce.slice(0, -1)}x` })).status).toBe(401);
    server.moveClock(130_000);
    expect((await renew(phone, { nonce })).status).toBe(401);
  });

  test('a revoked phone is told so and can do nothing but hand in', async () => {
    const phone = await server.worker('coordinator', '10.193.1710');
    await server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [phone.profile.device]);
    expect(await phone.get('/api/profile')).toMatchObject({ status: 403, body: { code: 'device-revoked' } });
    expect(await phone.get(`/api/sheet?place=${VILLAGE}`)).toMatchObject({ status: 403 });
    const renewed = await renew(phone);
    expect(renewed).toMatchObject({ status: 403, code: 'device-revoked' });
    expect(renewed.cookie).toMatch(/^dehri=/u);
  });
});

describe('the profile', () => {
  test('holds her places, what lies above them, and colleagues she may meet', async () => {
    const phone = await server.worker('mitra', VILLAGE, 'आशा');
    const above = await server.person('पर्यवेक्षक', 'coordinator', '10.193.1710');
    const far = await server.person('दूर', 'mitra', '10.200.1800.p01.v1');
    const { body } = await phone.get('/api/profile');
    const profile = body as TestPhone['profile'];
    expect(profile.places.map(([code]) => code)).toEqual(['10', '10.193', '10.193.1710', '10.193.1710.p01', VILLAGE, `${VILLAGE}.t1`, `${VILLAGE}.t2`]);
    expect(profile.colleagues[above.person]).toBe('पर्यवेक्षक');
    expect(profile.colleagues[far.person]).toBeUndefined();
    expect(profile.person.name).toBe('आशा');
  });

  test('of an office names the other offices of the district, also one that is added later', async () => {
    await upsertPlaces(server.services, [{ code: '10.193.osc1', hi: 'सखी केंद्र', en: 'Centre' }, { code: '10.193.dcpu1', hi: 'इकाई', en: 'Unit' }, { code: '10.200.osc1', hi: 'दूर', en: 'Far' }]);
    const phone = await server.worker('case-worker', '10.193.osc1');
    const mitra = await server.worker('mitra', VILLAGE);
    const [own, hers] = [await phone.get('/api/profile'), await mitra.get('/api/profile')].map(({ body }) => body as TestPhone['profile']);
    expect(own?.places.map(([code]) => code)).toEqual(['10', '10.193', '10.193.dcpu1', '10.193.osc1']);
    await upsertPlaces(server.services, [{ code: '10.193.osc2', hi: 'नया केंद्र', en: 'New' }]);
    expect((await phone.sync([], { profile: own?.digest ?? '' })).head?.profile).toEqual(expect.any(String));
    expect((await mitra.sync([], { profile: hers?.digest ?? '' })).head?.profile).toBeUndefined();
    expect(((await phone.get('/api/profile')).body as TestPhone['profile']).places.map(([code]) => code)).toContain('10.193.osc2');
  });

  test('a phone learns by the digest that her places changed, and only then', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const fresh = (await phone.get('/api/profile')).body as TestPhone['profile'];
    expect((await phone.sync([], { profile: fresh.digest })).head?.profile).toBeUndefined();
    await upsertPlaces(server.services, [{ code: '10.200.1800.p01.v9', hi: 'क', en: 'K' }]);
    expect((await phone.sync([], { profile: fresh.digest })).head?.profile).toBeUndefined();
    await upsertPlaces(server.services, [{ code: `${VILLAGE}.t3`, hi: 'नया टोला', en: 'Naya Tola' }]);
    expect((await phone.sync([], { profile: fresh.digest })).head?.profile).toEqual(expect.any(String));
  });
});

async function enrolled(code: string): Promise<{ cookie: string }> {
  const reply = await enrol(code);
  return { cookie: reply.cookie.split(';')[0] ?? '' };
}
