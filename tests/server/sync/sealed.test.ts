import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '#shared/record/change.ts';
import { readRescueFile } from '#shared/sync/rescue-file.ts';
import { sealedSets, SEALED_VERSION, type KeptSealed } from '#shared/sync/sealed.ts';
import { heldResponseSchema } from '#shared/desk/held.ts';
import { readMeta, renewEpoch } from '#server/db/meta.ts';
import { privateSealKey, renewSealKey } from '#server/sync/seal-keys.ts';
import { handIn, postSealed, sealAll, sealerOf } from '#tests/support/sealing.ts';
import { createTestServer, OTHER_VILLAGE, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

let server: TestServer;
let mitra: TestPhone;
let coordinator: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  mitra = await server.worker('mitra', VILLAGE);
  coordinator = await server.worker('coordinator', '10.193.1710.p01', 'मीरा कुमारी');
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

interface HeldSeen { readonly id: string; readonly code: string; readonly person: string; readonly device: string; readonly status: string; readonly body: string }

const inHistory = async (id: string): Promise<number> => (await server.db.pool.query('SELECT 1 FROM change WHERE id = $1', [id])).rows.length;
const held = async (device: string): Promise<HeldSeen[]> =>
  (await server.db.pool.query<HeldSeen>("SELECT id, code, person, device, status, convert_from(body, 'UTF8') AS body FROM held_change WHERE device = $1 ORDER BY counter", [device])).rows;
const outcomes = async (kept: readonly KeptSealed[]): Promise<readonly string[]> => {
  const reply = await handIn(server, kept);
  if (reply.answer === undefined) throw new Error(`refused: ${reply.status}`);
  return reply.answer.outcomes;
};
const damaged = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

describe('sealed work', () => {
  test('is applied as its author\'s, without any session, and says only that it was received', async () => {
    const [first, second] = [mitra.change({ headName: 'सुनीता देवी', memberCount: 4 }), mitra.change({ headName: 'रेखा देवी' })];
    const reply = await handIn(server, await sealAll(mitra, [first, second]));
    expect(reply).toEqual({ status: 200, answer: { epoch: server.services.meta.epoch, outcomes: ['received', 'received'], shut: [] } });
    await coordinator.sync();
    expect(coordinator.records.get(first.record)?.values).toEqual({ headName: 'सुनीता देवी', memberCount: 4 });
    expect(coordinator.records.get(second.record)?.values).toEqual({ headName: 'रेखा देवी' });
  });

  test('handed in twice, in pieces, or again by the phone itself, has one effect', async () => {
    const [one, two] = [mitra.change({ headName: 'एक' }), mitra.change({ headName: 'दो' })];
    const kept = await sealAll(mitra, [one, two]);
    await handIn(server, kept.slice(1));
    expect(await outcomes([...kept, ...kept])).toEqual(Array.from({ length: 4 }, () => 'received'));
    expect([await inHistory(one.id), await inHistory(two.id)]).toEqual([1, 1]);
    const again = await mitra.sync([one, two]);
    expect(again.head?.results?.map(([kind]) => kind)).toEqual(['d', 'd']);
  });

  test('that plain sync brought first is received without a second effect', async () => {
    const change = mitra.change({ headName: 'पहले खुला' });
    await mitra.sync([change]);
    expect(await outcomes(await sealAll(mitra, [change]))).toEqual(['received']);
    expect(await inHistory(change.id)).toBe(1);
  });

  test('that may not be applied is held with its whole body, and the carrier is not told', async () => {
    const elsewhere = mitra.change({ headName: 'दूसरे गाँव की' }, { place: OTHER_VILLAGE });
    const wrong = mitra.change({ headName: 'ग़लत', memberCount: 4000 });
    expect(await outcomes(await sealAll(mitra, [elsewhere, wrong]))).toEqual(['received', 'received']);
    const rows = await held(mitra.profile.device);
    expect(rows.map((r) => [r.id, r.code])).toEqual([[elsewhere.id, 'access'], [wrong.id, 'validation']]);
    expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({ values: { headName: 'दूसरे गाँव की' } });
    expect((await mitra.sync([wrong])).head?.results).toEqual([['h', 'validation', ['memberCount']]]);
  });

  test('of another person, sealed by this phone, is held', async () => {
    const other = await server.worker('mitra', VILLAGE, 'और कोई');
    const hers = other.change({ headName: 'उसके नाम से' });
    expect(await outcomes(await sealAll(mitra, [hers]))).toEqual(['received']);
    expect((await held(mitra.profile.device)).find((r) => r.id === hers.id)?.code).toBe('access');
    expect(await inHistory(hers.id)).toBe(0);
  });
});

describe('from a phone that was shut out', () => {
  test('it is all held, in full, and the phone is told to hold nothing more', async () => {
    const lost = await server.worker('mitra', VILLAGE, 'खोया फ़ोन');
    const change = lost.change({ headName: 'जो बाक़ी था' });
    const kept = await sealAll(lost, [change]);
    await server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [lost.profile.device]);
    expect(await handIn(server, kept)).toMatchObject({ status: 200, answer: { outcomes: ['received'], shut: [0] } });
    expect(await handIn(server, kept)).toMatchObject({ status: 200, answer: { outcomes: ['received'], shut: [0] } });
    expect((await held(lost.profile.device)).map((r) => [r.id, r.code, r.person, r.status])).toEqual([[change.id, 'access', lost.profile.person.id, 'open']]);
    const { body } = await coordinator.get(`/api/held?place=10.193.1710.p01`);
    const item = heldResponseSchema.parse(body).items.find((i) => i.id === change.id);
    expect(item?.values).toEqual({ headName: 'जो बाक़ी था' });
    expect(await coordinator.send('/api/held/settle', { district: 193, id: change.id, action: 'apply' })).toMatchObject({ status: 200, body: { status: 'applied' } });
    expect(await inHistory(change.id)).toBe(1);
  });
});

describe('a server restored to a time before the phone was enrolled', () => {
  test('keeps its work for a coordinator, under the name it gives', async () => {
    const newcomer = await server.worker('mitra', VILLAGE, 'नई मित्र');
    const change = newcomer.change({ headName: 'बैकअप के बाद' });
    const kept = await sealAll(newcomer, [change]);
    await server.db.pool.query('DELETE FROM session WHERE device = $1', [newcomer.profile.device]);
    await server.db.pool.query('DELETE FROM device WHERE id = $1', [newcomer.profile.device]);
    expect(await outcomes(kept)).toEqual(['received']);
    expect(await outcomes(kept)).toEqual(['received']);
    expect((await held(newcomer.profile.device)).map((r) => [r.id, r.code, r.person])).toEqual([[change.id, 'access', newcomer.profile.person.id]]);
    // Even the person is not there any more.
    await server.db.pool.query('UPDATE held_change SET person = $2 WHERE id = $1', [change.id, 'nobody-known']);
    const { body } = await coordinator.get(`/api/held?place=10.193.1710.p01`);
    expect(heldResponseSchema.parse(body).items.find((i) => i.id === change.id)).toMatchObject({ person: 'nobody-known', personName: '', values: { headName: 'बैकअप के बाद' } });
    expect(await coordinator.send('/api/held/settle', { district: 193, id: change.id, action: 'apply' })).toMatchObject({ status: 200, body: { status: 'applied' } });
    expect(await inHistory(change.id)).toBe(1);
  });

  test('opens what was sealed before, for its key is in its backup; and says that it is another epoch', async () => {
    const change = mitra.change({ headName: 'पहले की मुहर' });
    const kept = await sealAll(mitra, [change]);
    const before = server.services.meta.epoch;
    await renewEpoch(server.db.pool, server.services.random);
    const meta = await readMeta(server.db.pool, server.services.random);
    expect(meta.epoch).not.toBe(before);
    expect(meta.sealTo).toEqual(server.services.meta.sealTo);
    expect(await outcomes(kept)).toEqual(['received']);
    expect(await inHistory(change.id)).toBe(1);
  });

  test('a key that is no longer given out keeps opening', async () => {
    const old = mitra.profile.sealTo;
    const change = mitra.change({ headName: 'पुरानी कुंजी' });
    const kept = await sealAll(mitra, [change]);
    const renewed = await renewSealKey(server.db.pool);
    expect(renewed.id).not.toBe(old?.id);
    expect((await readMeta(server.db.pool, server.services.random)).sealTo).toEqual(renewed);
    expect(await outcomes(kept)).toEqual(['received']);
    expect(await inHistory(change.id)).toBe(1);
  });
});

describe('what does not fit', () => {
  test('of a known device is kept as bytes for the day it can be opened; of a stranger it is not taken', async () => {
    const sealed = await sealAll(mitra, [mitra.change({ headName: 'टूटा' })]);
    const [one] = sealed;
    if (one === undefined) throw new Error('sealed');
    const broken = { ...one, c: damaged(one.c, 40) };
    const lostKey = await sealAll(mitra, [mitra.change({ headName: 'कुंजी नहीं' })], { to: { ...(mitra.profile.sealTo ?? { x: '', y: '' }), id: 'neverKnown' } });
    expect(await outcomes([broken, ...lostKey])).toEqual(['received', 'received']);
    const kept = (await held(mitra.profile.device)).filter((r) => r.id.startsWith('?'));
    expect(kept.map((r) => r.code)).toEqual(['unreadable', 'unreadable']);
    expect(kept.map((r): unknown => JSON.parse(r.body))).toEqual(expect.arrayContaining([broken, lostKey[0]]));

    const stranger = await sealAll(mitra, [mitra.change({ headName: 'अनजान' })], { device: 'no-such-device', to: { ...(mitra.profile.sealTo ?? { x: '', y: '' }), id: 'neverKnown' } });
    expect(await outcomes(stranger)).toEqual(['unopened']);
    expect(await held('no-such-device')).toEqual([]);
  });

  test('a header in the name of another device is forged: nothing under it is taken', async () => {
    const other = await server.worker('mitra', VILLAGE, 'असली मालिक');
    const change = mitra.change({ headName: 'नक़ली' });
    const forged = await sealAll(mitra, [change], { device: other.profile.device });
    const [mine] = await sealAll(mitra, [change]);
    if (mine === undefined) throw new Error('sealed');
    const renamed = { ...mine, header: { ...mine.header, device: other.profile.device } };
    const resigned = { ...mine, header: { ...mine.header, sig: damaged(mine.header.sig, 10) } };
    expect(await outcomes([...forged, renamed, resigned])).toEqual(['forged', 'forged', 'forged']);
    expect(await inHistory(change.id)).toBe(0);
    expect(await held(other.profile.device)).toEqual([]);
  });

  test('a change under another header, or in another place, does not open', async () => {
    const [a, b] = [await sealerOf(mitra), await sealerOf(mitra)];
    const [first, second] = [await a.seal(mitra.change({ headName: 'क' })), await a.seal(mitra.change({ headName: 'ख' }))];
    const foreign = await b.seal(mitra.change({ headName: 'ग' }));
    const before = (await server.db.pool.query('SELECT 1 FROM change')).rows.length;
    expect(await outcomes([{ ...first, n: 1 }, { ...second, n: 0 }, { ...foreign, header: first.header }])).toEqual(['received', 'received', 'received']);
    expect((await server.db.pool.query('SELECT 1 FROM change')).rows).toHaveLength(before);
  });

  test('one bad piece does not keep the others out', async () => {
    const good = mitra.change({ headName: 'अच्छा' });
    const [whole] = await sealAll(mitra, [good]);
    if (whole === undefined) throw new Error('sealed');
    expect(await outcomes([{ ...whole, header: { ...whole.header, sig: damaged(whole.header.sig, 3) } }, { ...whole, c: damaged(whole.c, 50) }, whole])).toEqual(['forged', 'received', 'received']);
    expect(await inHistory(good.id)).toBe(1);
  });

  test('bodies that cannot be right are refused with a code, none is a failure of the server', async () => {
    const [whole] = await sealAll(mitra, [mitra.change({ headName: 'अ' })]);
    if (whole === undefined) throw new Error('sealed');
    const { header, n, c } = whole;
    const bodies: unknown[] = [
      {}, [], null, 'x', { v: 1 }, { v: 1, headers: [], changes: [{ h: 0, n: 0, c: '' }] }, { v: 1, headers: [header], changes: [{ h: 0, n: -1, c }] },
      { v: 1, headers: [header], changes: [{ h: 0, n: 2 ** 40, c }] }, { v: 1, headers: [{ ...header, enc: 'short' }], changes: [] }, { v: 1, headers: [{ ...header, device: 'a b\0' }], changes: [] },
      { v: 1, headers: [header], changes: Array.from({ length: 201 }, () => ({ h: 0, n, c })) }, { v: 1, headers: [header], changes: [{ h: 0, n, c: '='.repeat(30) }] },
      { v: 1, headers: [header], changes: [{ h: 0, n, c: 'A'.repeat(500_000) }] }, { v: 2, headers: [header], changes: [{ h: 0, n, c }] },
    ];
    for (const body of bodies) expect(await postSealed(server, body)).toMatchObject({ status: 400 });
    expect(await postSealed(server, gzipSync(Buffer.alloc(60_000_000, 0x20), { level: 9 }))).toMatchObject({ status: 413, code: 'too-large' });
    expect(await postSealed(server, Buffer.from('not gzip'))).toMatchObject({ status: 400 });
    // A header that is missing, an ephemeral key that is no point of the curve.
    expect(await postSealed(server, { v: 1, headers: [header], changes: [{ h: 3, n, c }] })).toMatchObject({ status: 200, answer: { outcomes: ['forged'] } });
    expect(await postSealed(server, { v: 1, headers: [{ ...header, enc: randomBytes(65).toString('base64url') }], changes: [{ h: 0, n, c }] })).toMatchObject({ status: 200, answer: { outcomes: ['forged'] } });
  });

  test('too many requests from one address are asked to wait', async () => {
    const strict = await createTestServer({ limits: { sealedPerMinute: 3 } });
    const replies = [];
    for (let i = 0; i < 5; i += 1) replies.push((await postSealed(strict, { v: 1, headers: [], changes: [] })).status);
    expect(replies).toEqual([200, 200, 200, 429, 429]);
    await strict.close();
  });
});

describe('a rescue file at the office', () => {
  test('is loaded by whoever settles held work there, and only numbers are told', async () => {
    const [good, wrong] = [mitra.change({ headName: 'फ़ाइल से' }), mitra.change({ headName: 'फ़ाइल से ग़लत', memberCount: 4000 })];
    const [set] = sealedSets(await sealAll(mitra, [good, wrong]));
    const body = { v: 1, place: '10.193.1710.p01', ...set };
    expect(await coordinator.send('/api/held/rescue', body)).toEqual({ status: 200, body: { received: 2, held: 1, refused: 0 } });
    expect(await coordinator.send('/api/held/rescue', body)).toEqual({ status: 200, body: { received: 2, held: 1, refused: 0 } });
    expect(await inHistory(good.id)).toBe(1);
    expect(await coordinator.send('/api/held/rescue', { ...body, headers: set?.headers.map((h) => ({ ...h, sig: damaged(h.sig, 8) })) })).toEqual({ status: 200, body: { received: 0, held: 0, refused: 2 } });
    expect((await coordinator.send('/api/held/rescue', { ...body, place: '10.200.1800' })).status).toBe(404);
    expect((await mitra.send('/api/held/rescue', body)).status).toBe(404);
    expect((await coordinator.send('/api/held/rescue', { ...body, v: 9 })).status).toBe(400);
    const { rows } = await server.db.pool.query("SELECT actor, place, subject, detail FROM audit WHERE act = 'rescue-loaded' ORDER BY n");
    expect(rows).toEqual(['2', '2', '0'].map((detail) => ({ actor: coordinator.profile.person.id, place: '10.193.1710.p01', subject: '', detail })));
  });
});

describe('a recorded rescue file', () => {
  const recorded = (name: string): string => readFileSync(new URL(`../../fixtures/protocol/v${SEALED_VERSION}/${name}`, import.meta.url), 'utf8');

  test('is still opened, to the letter', async () => {
    const { key, changes }: { key: { id: string; pkcs8: string }; changes: readonly Change[] } = JSON.parse(recorded('sealed.json'));
    await server.db.pool.query('INSERT INTO server_meta (key, value) VALUES ($1, $2)', [`seal-key:${key.id}`, key.pkcs8]);
    const file = readRescueFile(recorded('sealed.dehri'));
    expect(file).toMatchObject({ ok: true, damaged: 0 });
    expect(await outcomes(file.ok ? file.kept : [])).toEqual(['received', 'received']);
    expect((await held('recorded-device')).map((row): unknown => JSON.parse(row.body))).toEqual(changes);
  });
});

describe('the server\'s key', () => {
  test('is the same for all servers that start at once, is told to phones, and stays in the database', async () => {
    const fresh = await createTestServer();
    await fresh.db.pool.query("DELETE FROM server_meta WHERE key LIKE 'seal%'");
    const metas = await Promise.all([1, 2, 3, 4].map(() => readMeta(fresh.db.pool, fresh.services.random)));
    expect(new Set(metas.map((m) => JSON.stringify(m.sealTo))).size).toBe(1);
    const id = metas[0]?.sealTo?.id ?? '';
    expect((await privateSealKey(fresh.db.pool, id))?.asymmetricKeyType).toBe('ec');
    await fresh.close();
    expect(mitra.profile.sealTo).toEqual({ id: expect.any(String), x: expect.any(String), y: expect.any(String) });
  });

  test('a phone that has none learns by the digest of its profile that there is one', async () => {
    const { sealTo: _, ...meta } = server.services.meta;
    const before = { ...server.services, meta };
    const { profileDigest } = await import('#server/auth/profile.ts');
    const { findSession } = await import('#server/auth/session.ts');
    const found = await findSession(server.services, mitra.cookie.slice('dehri='.length));
    if (!found.ok) throw new Error('session');
    expect(await profileDigest(before, found.session)).not.toBe(await profileDigest(server.services, found.session));
  });
});
