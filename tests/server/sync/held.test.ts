import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { ChangeResult } from '#shared/sync/protocol.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { FAMILY, GROUP, NOTICE } from '#tests/support/programme.ts';
import { createTestServer, OTHER_DISTRICT, OTHER_VILLAGE, START, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

let server: TestServer;
let mitra: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  mitra = await server.worker('mitra', VILLAGE);
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

async function push(phone: TestPhone, ...changes: readonly Change[]): Promise<readonly ChangeResult[]> {
  const answer = await phone.sync(changes);
  expect(answer.status).toBe(200);
  return answer.head?.results ?? [];
}

async function heldBody(id: string): Promise<unknown> {
  const { rows: [row] } = await server.db.pool.query<{ body: Buffer }>('SELECT body FROM held_change WHERE id = $1', [id]);
  return row === undefined ? undefined : JSON.parse(row.body.toString());
}

async function created(phone: TestPhone, values: Record<string, string | number> = { headName: 'A' }): Promise<DehriRecord> {
  const made = phone.change(values);
  await push(phone, made);
  await phone.sync();
  const record = phone.records.get(made.record);
  if (record === undefined) throw new Error('the record did not come');
  return record;
}

describe('a change that cannot be applied is kept and answered with a reason', () => {
  test('one held change does not delay the others of its batch', async () => {
    const [good, bad, better] = [mitra.change({ headName: 'A' }), mitra.change({ memberCount: 99 }), mitra.change({ headName: 'B' })];
    const results = await push(mitra, good, bad, better);
    expect(results.map(([kind]) => kind)).toEqual(['a', 'h', 'a']);
    expect(results[1]).toEqual(['h', 'validation', ['memberCount']]);
    expect(await heldBody(bad.id)).toEqual(bad);
  });

  test.each([
    ['a number above its limit', { memberCount: 41 }], ['a number where text belongs', { headName: 5 }], ['a text too long', { notes: 'x'.repeat(501) }],
    ['an unknown choice', { outcome: 'vanished', outcomeDay: null }], ['a day that does not exist', { outcome: 'linked', outcomeDay: '2026-02-30' }],
    ['letters among digits', { cardNumber: '1234567x' }], ['too few digits', { cardNumber: '123' }], ['a set with an unknown member', { needs: ['gold'] }],
    ['a NUL', { notes: 'a\0b' }], ['half of a surrogate pair', { notes: 'a\ud83d' }], ['a fraction for a count', { memberCount: 1.5 }],
    ['a place that is none', { place: '10.193; DROP' }], ['a path that is none', { 'head Name': 'x' }], ['a path of four parts', { 'a.b.c.d': 'x' }],
    ['a name of JavaScript itself', { constructor: 'x' }], ['another such name', { toString: 'x' }],
  ])('validation: %s', async (_, values) => {
    const made = { ...mitra.change({ headName: 'A' }), values } as Change;
    const [result] = await push(mitra, made);
    expect(result?.[0]).toBe('h');
    expect(['validation', 'unreadable']).toContain(result?.[1]);
  });

  test('a field named __proto__ changes nothing but is kept', async () => {
    const made = mitra.change({ headName: 'A' });
    const raw = JSON.parse(JSON.stringify(made).replace('"headName":"A"', '"headName":"A","__proto__":["x"]')) as Change;
    const [result] = await push(mitra, raw);
    expect(result?.[0]).toBe('h');
    expect(Object.hasOwn(Object.prototype, '0')).toBe(false);
    const { rows: [row] } = await server.db.pool.query<{ body: Buffer }>(`SELECT body FROM held_change WHERE convert_from(body, 'UTF8') LIKE '%__proto__%'`);
    expect(row?.body.toString()).toContain('__proto__');
  });

  test('a record, a device and a change called like parts of JavaScript do no harm', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
      const result = await push(mitra, { ...mitra.change({ headName: 'A' }), record: name }, { ...mitra.change({ headName: 'A' }), id: name });
      expect(result.map(([kind]) => kind)).toEqual(['h', 'h']);
    }
  });

  test('a field this server does not know is kept and passed on', async () => {
    const made = { ...mitra.change({ headName: 'A' }), values: { headName: 'A', inventedLater: 'नया', 'members.k1.inventedToo': 3 } };
    expect((await push(mitra, made))[0]?.[0]).toBe('a');
    await mitra.sync();
    expect(mitra.records.get(made.record)?.values).toEqual({ headName: 'A', inventedLater: 'नया', 'members.k1.inventedToo': 3 });
  });

  test('unknown type', async () => {
    const made = { ...mitra.change({ headName: 'A' }), type: 'spaceship' };
    expect(await push(mitra, made)).toEqual([['h', 'unknown-type', []]]);
    expect(await heldBody(made.id)).toEqual(made);
  });

  test('unknown base: it replaces a version that never was', async () => {
    const record = await created(mitra);
    const made = { ...mitra.change({ headName: 'B' }, { record }), replaces: { headName: ['never.1'] } };
    expect(await push(mitra, made)).toEqual([['h', 'unknown-base', ['headName']]]);
  });

  test('unknown base: it edits a record whose creation has not come', async () => {
    const creation = mitra.change({ headName: 'A' });
    const { id, bucket, record: recordId } = { ...creation };
    const local: DehriRecord = { id: recordId, type: FAMILY.name, bucket, seq: 0, schema: 1, values: creation.values, base: id, heads: {}, rivals: {} };
    const edit = mitra.change({ headName: 'B' }, { record: local });
    expect(await push(mitra, edit)).toEqual([['h', 'unknown-base', ['headName']]]);
    // When the creation comes after all, what waited for it is applied too.
    expect((await push(mitra, creation))[0]?.[0]).toBe('a');
    await mitra.sync();
    expect(mitra.records.get(recordId)?.values['headName']).toBe('B');
    expect((await push(mitra, edit))[0]?.[0]).toBe('d');
  });

  test('an edit that saw an older version, by now replaced, is no unknown base but a rival', async () => {
    const record = await created(mitra);
    await push(mitra, mitra.change({ headName: 'B' }, { record }));
    expect((await push(mitra, mitra.change({ headName: 'C' }, { record })))[0]?.[0]).toBe('a');
    await mitra.sync();
    expect(mitra.records.get(record.id)?.rivals['headName']).toHaveLength(2);
  });

  test('duplicate: a card number that another record has, until that one gives it up', async () => {
    const first = await created(mitra, { headName: 'A', cardNumber: '100200300400' });
    const second = mitra.change({ headName: 'B', cardNumber: '100200300400' });
    expect(await push(mitra, second)).toEqual([['h', 'duplicate', ['cardNumber']]]);
    expect((await push(mitra, mitra.change({ cardNumber: '100200300401' }, { record: first })))[0]?.[0]).toBe('a');
    expect((await push(mitra, second))[0]?.[0]).toBe('a');
  });

  test('duplicate: two phones claim one card number at the same moment, one gets it', async () => {
    const other = await server.worker('mitra', OTHER_VILLAGE);
    const results = await Promise.all([
      push(mitra, mitra.change({ cardNumber: '555555555555' })), push(other, other.change({ cardNumber: '555555555555' }, { place: OTHER_VILLAGE })),
    ]);
    expect(results.map(([r]) => r?.[0]).sort()).toEqual(['a', 'h']);
  });

  test('counter reused: a phone copied from another uses a number again', async () => {
    const made = mitra.change({ headName: 'A' });
    await push(mitra, made);
    const copy = { ...mitra.change({ headName: 'B' }), counter: made.counter };
    expect(await push(mitra, copy)).toEqual([['h', 'counter-reused', []]]);
    const [x, y] = [mitra.change({ headName: 'X' }), mitra.change({ headName: 'Y' })];
    expect((await push(mitra, x, { ...y, counter: x.counter })).map(([kind]) => kind)).toEqual(['a', 'h']);
  });

  test('too large', async () => {
    const values = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`members.m${i}.name`, 'न'.repeat(199)]));
    expect((await push(mitra, mitra.change(values)))[0]?.[1]).toBe('too-large');
  });

  test('unreadable: what came is kept as it came', async () => {
    const odd = { hello: 'world', nested: [1, [2]] };
    const answer = await mitra.post({ v: 1, epoch: '', cursors: {}, profile: '', push: { n: 1, x: [[0, odd]] }, counts: [1, 0], app: 'test', limit: 0 });
    expect(answer.head?.results).toEqual([['h', 'unreadable', []]]);
    const { rows } = await server.db.pool.query<{ body: Buffer }>(`SELECT body FROM held_change WHERE code = 'unreadable'`);
    expect(rows.map((r) => JSON.parse(r.body.toString()) as unknown)).toContainEqual(odd);
  });

  test('half of a group of answers that must agree is not taken', async () => {
    const record = await created(mitra);
    const made = { ...mitra.change({ outcome: 'linked' }, { record }), values: { outcome: 'linked' } };
    expect(await push(mitra, made)).toEqual([['h', 'validation', ['outcomeDay']]]);
  });

  test('a mended change settles the held one, which is then settled elsewhere', async () => {
    const bad = mitra.change({ memberCount: 99 });
    await push(mitra, bad);
    const mended = { ...mitra.change({ memberCount: 9 }, { id: bad.record }), mends: bad.id };
    expect((await push(mitra, mended))[0]?.[0]).toBe('a');
    expect(await push(mitra, bad)).toEqual([['h', 'settled-elsewhere', []]]);
    const { rows } = await server.db.pool.query('SELECT status, settled_by FROM held_change WHERE id = $1', [bad.id]);
    expect(rows).toEqual([{ status: 'mended', settled_by: mended.id }]);
  });
});

describe('access is judged for every change', () => {
  const outside: readonly (readonly [string, (phone: TestPhone) => Change])[] = [
    ['a village of someone else', (p) => p.change({ headName: 'A' }, { place: OTHER_VILLAGE })],
    ['another district', (p) => p.change({ headName: 'A' }, { place: OTHER_DISTRICT })],
    ['a notice for the block', (p) => p.change({ title: 'A' }, { place: '10.193.1710', type: NOTICE })],
    ['a name of another author', (p) => ({ ...p.change({ headName: 'A' }), author: 'somebody' })],
    ['another device', (p) => ({ ...p.change({ headName: 'A' }), device: 'other-device' })],
    ['a grant that is not hers', (p) => ({ ...p.change({ headName: 'A' }), grant: 'invented' })],
  ];
  test.each(outside)('%s is held', async (_, make) => {
    const made = make(mitra);
    expect((await push(mitra, made))[0]?.slice(0, 2)).toEqual(['h', 'access']);
    expect(await heldBody(made.id)).toEqual(made);
  });

  test('a record of another village cannot be reached by naming one\'s own bucket', async () => {
    const other = await server.worker('mitra', OTHER_VILLAGE);
    const made = other.change({ headName: 'Theirs' }, { place: OTHER_VILLAGE });
    await push(other, made);
    const attack = { ...mitra.change({ headName: 'Mine' }, { id: made.record }), replaces: { headName: [made.id] } };
    expect((await push(mitra, attack))[0]?.slice(0, 2)).toEqual(['h', 'access']);
  });

  test('a block manager may not survey families, a coordinator may', async () => {
    const [manager, coordinator] = [await server.worker('block-manager', '10.193.1710'), await server.worker('coordinator', '10.193.1710')];
    expect((await push(manager, manager.change({ headName: 'A' })))[0]?.slice(0, 2)).toEqual(['h', 'access']);
    expect((await push(coordinator, coordinator.change({ headName: 'A' })))[0]?.[0]).toBe('a');
  });

  test('a contested answer may be settled by a block manager, who may write nothing else', async () => {
    const manager = await server.worker('block-manager', '10.193.1710');
    const record = await created(mitra);
    const other = await server.worker('mitra', VILLAGE);
    await push(mitra, mitra.change({ headName: 'B' }, { record }));
    await push(other, other.change({ headName: 'C' }, { record }));
    await manager.sync();
    const contested = manager.records.get(record.id);
    expect((await push(manager, manager.change({ headName: 'B', notes: 'x' }, { record: contested })))[0]?.[1]).toBe('access');
    expect((await push(manager, manager.change({ headName: 'B' }, { record: contested })))[0]?.[0]).toBe('a');
  });

  test('a mitra may not approve a group, a block manager may do just that', async () => {
    const draft = mitra.change({ name: 'G', status: 'draft' }, { type: GROUP });
    await push(mitra, draft);
    await mitra.sync();
    const manager = await server.worker('block-manager', '10.193.1710');
    await manager.sync();
    const record = mitra.records.get(draft.record);
    expect((await push(mitra, mitra.change({ status: 'approved' }, { record, type: GROUP })))[0]?.[1]).toBe('access');
    expect((await push(manager, manager.change({ name: 'H' }, { record, type: GROUP })))[0]?.[1]).toBe('access');
    expect((await push(manager, manager.change({ status: 'approved' }, { record, type: GROUP })))[0]?.[0]).toBe('a');
  });

  test('work captured under a grant that has ended since is applied, work after its end is held', async () => {
    const { person } = await server.person('मालती', 'mitra', VILLAGE, '2026-01-01', '2026-05-09');
    const phone = await server.phone(person);
    const [before, after, absurd] = [START - 5 * 86_400_000, START, START + 400 * 86_400_000].map((deviceTime) => phone.change({ headName: 'A' }, { over: { deviceTime } }));
    if (before === undefined || after === undefined || absurd === undefined) throw new Error('three changes');
    expect((await push(phone, before, after, absurd)).map((r) => r.slice(0, 2))).toEqual([['a', expect.any(Number)], ['h', 'access'], ['h', 'access']]);
  });

  test('a phone with a clock that is years off loses nothing', async () => {
    const made = [Date.UTC(2009, 0), Date.UTC(2044, 0), 0, -5].map((deviceTime) => mitra.change({ headName: 'A' }, { over: { deviceTime } }));
    expect((await push(mitra, ...made)).map(([kind]) => kind)).toEqual(['a', 'a', 'a', 'a']);
  });

  test('a revoked phone hands in its work, which is held, and gets nothing but the order to forget', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    await phone.sync();
    await server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [phone.profile.device]);
    const made = phone.change({ headName: 'Last words' });
    const answer = await phone.sync([made]);
    expect(answer.head?.results).toEqual([['h', 'access', []]]);
    expect(answer.head?.drop?.length).toBeGreaterThan(0);
    expect(answer.pages).toEqual([]);
    expect(await heldBody(made.id)).toEqual(made);
    expect(await phone.sync()).toMatchObject({ status: 403, code: 'device-revoked' });
  });
});

describe('what a pull brings', () => {
  test('only buckets that a grant of today reaches, and the order to drop the others', async () => {
    const one = await server.person('चंदा', 'mitra', VILLAGE);
    const phone = await server.phone(one.person);
    await phone.sync();
    expect([...new Set([...phone.records.values()].map((r) => r.bucket))].sort()).toEqual([`${VILLAGE}/doorstep`, `${VILLAGE}/groups`]);
    await server.db.pool.query(`UPDATE role_grant SET to_day = '2026-05-01' WHERE id = $1`, [one.grant]);
    const answer = await phone.sync();
    expect(answer.head?.drop?.slice().sort()).toEqual([`${VILLAGE}/doorstep`, `${VILLAGE}/groups`]);
    expect(phone.records.size).toBe(0);
    expect(answer.pages).toEqual([]);
  });

  test('a district officer gets groups and notices, never families', async () => {
    const officer = await server.worker('district-officer', '10.193');
    await officer.sync();
    expect(new Set([...officer.records.values()].map((r) => r.type))).toEqual(new Set(['group']));
  });

  test('a notice of the block reaches everyone below it', async () => {
    const coordinator = await server.worker('coordinator', '10.193.1710');
    const made = coordinator.change({ title: 'शिविर' }, { type: NOTICE, place: '10.193.1710' });
    expect((await push(coordinator, made))[0]?.[0]).toBe('a');
    await mitra.sync();
    expect(mitra.records.get(made.record)?.values['title']).toBe('शिविर');
  });

  test('cursors of another epoch start again', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    await phone.sync();
    const answer = await phone.sync([], { epoch: 'another' });
    expect(answer.head?.reset).toBe(true);
    expect(answer.pages.every((p) => p.fresh === true)).toBe(true);
  });

  test('a limit is kept, more is promised, and everything comes in the end', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    let asked = 0;
    for (let more = true; more; asked += 1) {
      const answer = await phone.sync([], { limit: 2 });
      more = answer.end?.more === true;
    }
    const all = await server.worker('mitra', VILLAGE);
    await all.sync();
    expect(asked).toBeGreaterThan(3);
    expect(new Map([...phone.records].sort())).toEqual(new Map([...all.records].sort()));
  });

  test('limit 0 brings nothing and hands in all the same', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const answer = await phone.sync([phone.change({ headName: 'A' })], { limit: 0 });
    expect(answer.head?.results?.[0]?.[0]).toBe('a');
    expect(answer.pages).toEqual([]);
  });

  test('a sync with nothing new is small both ways', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    await phone.sync();
    const body = JSON.stringify({ v: 1, epoch: server.services.meta.epoch, cursors: phone.cursors, profile: phone.profile.digest, push: null, counts: [0, 0], app: 'test' });
    const reply = await server.app.inject({ method: 'POST', url: '/api/sync', headers: { cookie: phone.cookie, 'content-type': 'application/json' }, payload: body });
    const headers = Object.entries(reply.headers).map(([k, v]) => `${k}: ${String(v)}\r\n`).join('');
    expect(reply.rawPayload.length + headers.length + body.length + phone.cookie.length).toBeLessThan(800);
  });

  test('the cost of a first sync is told beforehand', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const { status, body } = await phone.send('/api/sync/cost', { v: 1, epoch: '', cursors: {} });
    expect(status).toBe(200);
    await phone.sync();
    const cost = body as { records: number; bytes: number };
    expect(cost.records).toBe(phone.records.size);
    expect(cost.bytes).toBeGreaterThan(0);
    expect((await phone.send('/api/sync/cost', { v: 1, epoch: server.services.meta.epoch, cursors: phone.cursors })).body).toEqual({ records: 0, bytes: 0 });
  });

  test('a long answer comes compressed, and is what a short one would be', async () => {
    const phone = await server.worker('mitra', OTHER_VILLAGE);
    for (let i = 0; i < 6; i += 1) await push(phone, ...Array.from({ length: 250 }, (_, n) => phone.change({ headName: `नाम ${i} ${n}`, notes: 'x'.repeat(n) }, { place: OTHER_VILLAGE })));
    const request = { v: 1, epoch: '', cursors: {}, profile: '', push: null, counts: [0, 0], app: 'test' };
    const ask = async (accept: string) => server.app.inject({ method: 'POST', url: '/api/sync', headers: { cookie: phone.cookie, 'content-type': 'application/json', 'accept-encoding': accept }, payload: request });
    const [plain, brotli, gzip] = [await ask('identity'), await ask('gzip, deflate, br'), await ask('gzip')];
    expect([plain.headers['content-encoding'], brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual([undefined, 'br', 'gzip']);
    const { brotliDecompressSync, gunzipSync } = await import('node:zlib');
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body);
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
    expect(plain.body.split('\n').filter((l) => l.includes('"t":"page"')).length).toBeGreaterThan(1);
  });

  test('more changes than one request may hold are refused as too large, and can be sent in parts', async () => {
    const phone = await server.worker('mitra', VILLAGE);
    const many = Array.from({ length: 501 }, () => phone.change({ headName: 'A' }));
    const answer = await phone.post({ v: 1, epoch: '', cursors: {}, profile: '', push: encodeChanges(many), counts: [501, 0], app: 'test', limit: 0 });
    expect(answer).toMatchObject({ status: 413, code: 'too-large' });
    expect((await push(phone, ...many.slice(0, 500))).every(([kind]) => kind === 'a')).toBe(true);
  });
});
