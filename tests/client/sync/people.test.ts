// What happens to the phones when the people change: a tola is moved under her, given to another, taken
// from her in the middle of a sync; her phone is shut out; she has two phones; her clock is years off.
// Real loop, real store, real server.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryDisk, type MemoryDisk } from '#client/store/memory-ports.ts';
import { moveRecords } from '#server/places/move-records.ts';
import { addGrant, endGrant, revokeDevice } from '#server/people/people.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { loopPhone, type LoopPhone, type LoopPhoneOptions } from '#tests/support/loop-phone.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const EAST = `${VILLAGE}.t1`;
const WEST = `${VILLAGE}.t2`;

let server: TestServer;
let manager: { person: string; grant: string };
beforeAll(async () => {
  server = await createTestServer();
  manager = await server.person('प्रबंधक', 'block-manager', '10.193.1710');
});
afterAll(() => server.close());

interface Her extends LoopPhone {
  readonly worker: TestPhone;
  readonly disk: MemoryDisk;
}

async function phoneFor(person: string, options: LoopPhoneOptions = {}): Promise<Her> {
  const [worker, disk] = [await server.phone(person), memoryDisk()];
  const phone = await loopPhone(() => server.app, worker, { now: () => server.services.clock(), still: true, disk, ...options });
  return Object.assign(phone, { worker, disk });
}

async function mitra(place: string, options: LoopPhoneOptions = {}): Promise<Her & { readonly person: string; readonly grant: string }> {
  const made = await server.person('मित्र', 'mitra', place);
  return Object.assign(await phoneFor(made.person, options), made);
}

async function save({ store }: LoopPhone, edits: Record<string, string | number>, at: { record?: string; place?: string; seen?: ReturnType<LoopPhone['store']['get']> } = {}): Promise<string> {
  const saved = await store.save({
    type: 'family', edits, ...(at.record === undefined ? { bucket: `${at.place ?? EAST}/doorstep` } : { record: at.record }),
    ...(at.seen !== undefined && { seen: at.seen, bucket: at.seen.bucket, record: at.seen.id }),
  });
  if (!saved.ok) throw new Error(saved.reason);
  return saved.record;
}

const move = (records: readonly string[], from: string, to: string): Promise<unknown> => moveRecords(server.services, { id: randomBytes(12).toString('base64url'), from, to, records, by: manager });
const onServer = async (id: string): Promise<{ bucket: string; values: Record<string, unknown> } | undefined> =>
  (await server.db.pool.query<{ bucket: string; state: { values: Record<string, unknown> } }>('SELECT bucket, state FROM record WHERE id = $1', [id])).rows.map((r) => ({ bucket: r.bucket, values: r.state.values }))[0];
/** Changes that the phone still keeps on its disk. */
const kept = ({ disk }: Her): number => [...disk.rows.keys()].filter((key) => key.startsWith('outbox/')).length;
const held = async (device: string): Promise<string[]> => (await server.db.pool.query<{ code: string }>('SELECT code FROM held_change WHERE device = $1', [device])).rows.map((r) => r.code);

/** One sync; while its push waits for the lock of the tola's bucket, `meanwhile` happens. */
async function syncHeldUp({ sync }: { readonly sync: { syncNow(): Promise<void> } }, meanwhile: () => Promise<void>): Promise<void> {
  const client = await server.db.pool.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM bucket WHERE id = $1 FOR UPDATE', [`${EAST}/doorstep`]);
  const syncing = sync.syncNow();
  await expect.poll(async () => (await server.db.pool.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%' AND datname = current_database()")).rows.length).toBe(1);
  await meanwhile();
  await client.query('COMMIT');
  client.release();
  await syncing;
}

describe('a family moved to another tola', () => {
  test('before its maker heard that it had arrived: it is shown no longer where it was made', async () => {
    const [east, west] = [await mitra(EAST), await mitra(WEST)];
    const first = await save(east, { headName: 'पहली' });
    await east.sync.syncNow();
    const made = await save(east, { headName: 'दूसरी' });
    east.deaf = true;
    await east.sync.syncNow();
    east.deaf = false;
    await move([made], EAST, WEST);
    expect(east.store.get(made)?.values['headName']).toBe('दूसरी');
    await east.sync.syncNow();
    await west.sync.syncNow();
    expect([east.store.get(first)?.id, east.store.get(made), west.store.get(made)?.values['headName']]).toEqual([first, undefined, 'दूसरी']);
    await east.store.forgetSafe(2);
    expect(kept(east)).toBe(0);
  });

  test('while her form was open: what she saves reaches the family where it is now, and the phone then forgets it', async () => {
    const [maker, east, west] = [await mitra(EAST), await mitra(EAST), await mitra(WEST)];
    const id = await save(maker, { headName: 'मीना', memberCount: 3 });
    for (const phone of [maker, east]) await phone.sync.syncNow();
    const seen = east.store.get(id);
    await move([id], EAST, WEST);
    await east.sync.syncNow();
    expect(east.store.get(id)).toBeUndefined();
    await save(east, { memberCount: 5 }, { seen });
    // A family that is not hers does not come back as a half of one.
    expect(east.store.get(id)).toBeUndefined();
    expect(east.store.unsent().changes).toBe(1);
    await east.sync.syncNow();
    expect([east.store.unsent().changes, east.store.held()]).toEqual([0, []]);
    await west.sync.syncNow();
    expect(west.store.get(id)?.values).toMatchObject({ headName: 'मीना', memberCount: 5 });
    await east.store.forgetSafe(1);
    expect(kept(east)).toBe(0);
  });

  test('with her edit unsent on it: the phone that has both tolas keeps one copy with the edit on it', async () => {
    const both = await mitra(VILLAGE);
    const id = await save(both, { headName: 'राधा' });
    await both.sync.syncNow();
    await save(both, { memberCount: 2 }, { record: id });
    await move([id], EAST, WEST);
    const other = await mitra(WEST);
    await other.sync.syncNow();
    await save(other, { notes: 'नई जगह' }, { record: id });
    await other.sync.syncNow();
    await both.sync.syncNow();
    expect(both.store.ofType('family').filter((r) => r.id === id)).toMatchObject([{ bucket: `${WEST}/doorstep`, values: { memberCount: 2, notes: 'नई जगह' } }]);
    expect((await onServer(id))?.values).toMatchObject({ memberCount: 2, notes: 'नई जगह' });
  });
});

describe('a tola given from one mitra to another', () => {
  test('her unsent work of the days before is handed in and applied, then her phone drops the tola; the other fetches it', async () => {
    const [a, b] = [await mitra(EAST), await mitra(WEST)];
    const [known, photo] = [await save(a, { headName: 'सीता' }), 'draft-of-a'];
    await a.sync.syncNow();
    const seen = a.store.get(known);
    await save(a, { outcome: 'linked', outcomeDay: '2026-05-10' }, { record: known });
    const fresh = await save(a, { headName: 'बिना भेजी' });
    if (seen === undefined) throw new Error('she has the family');
    await a.store.putDraft({ id: photo, form: 'trial.visit@1', record: known, seen, bucket: seen.bucket, answers: { notes: 'आधा' }, page: 1, savedAt: 1 });

    server.moveClock(DAY);
    await endGrant(server.services, { id: a.grant, place: EAST }, undefined, manager.person);
    await addGrant(server.services, b.person, { role: 'mitra', place: EAST }, manager.person);
    await a.sync.syncNow();
    expect([a.store.unsent().changes, a.store.held(), a.store.ofType('family'), a.store.cursors().cursors]).toEqual([0, [], [], {}]);
    expect(a.sync.status().problem).toBeUndefined();
    // Nothing she typed is taken from her: the draft stays, with the family as she saw it.
    expect(a.store.drafts().map((d) => [d.id, d.seen?.values['headName']])).toEqual([[photo, 'सीता']]);
    await b.sync.syncNow();
    expect([known, fresh].map((id) => b.store.get(id)?.values['headName'])).toEqual(['सीता', 'बिना भेजी']);
    expect(b.store.get(known)?.values['outcome']).toBe('linked');

    // Finished later, it is handed in and waits for the coordinator; it is not lost and not shown as hers.
    await save(a, { notes: 'पूरा' }, { seen });
    await a.sync.syncNow();
    expect([a.store.unsent().changes, a.store.held().map((h) => [h.change.record, h.code])]).toEqual([0, [[known, 'access']]]);
    expect(await held(a.worker.profile.device)).toEqual(['access']);
  });

  test('taken from her between two batches of one sync: both were captured while it was hers, both are applied', async () => {
    let requests = 0;
    const a = await mitra(EAST, {
      line: async (url) => {
        if (url !== '/api/sync') return;
        requests += 1;
        if (requests === 2) {
          server.moveClock(DAY);
          await endGrant(server.services, { id: a.grant, place: EAST }, undefined, manager.person);
        }
      },
    });
    for (let n = 0; n < 520; n += 1) await save(a, { headName: `घर ${n}` });
    await a.sync.syncNow();
    expect(requests).toBeGreaterThan(1);
    expect([a.store.unsent().changes, a.store.held().length, a.store.ofType('family').length]).toEqual([0, 0, 0]);
    const { rows } = await server.db.pool.query('SELECT count(*)::int AS n FROM change WHERE device = $1', [a.worker.profile.device]);
    expect(rows).toEqual([{ n: 520 }]);
    await a.store.forgetSafe(520);
    expect(kept(a)).toBe(0);
  });

  test('taken from her while her push waits for the database: it is applied, and nothing of the tola comes back with the answer', async () => {
    const [a, other] = [await mitra(EAST), await mitra(EAST)];
    await save(other, { headName: 'किसी और की' });
    await other.sync.syncNow();
    await save(a, { headName: 'रुकी हुई' });
    await syncHeldUp(a, () => endGrant(server.services, { id: a.grant, place: EAST }, undefined, manager.person));
    expect(a.store.ofType('family')).toEqual([]);
    expect(a.store.unsent().changes).toBe(0);
    expect((await server.db.pool.query('SELECT 1 FROM change WHERE device = $1', [a.worker.profile.device])).rows).toHaveLength(1);
  });
});

describe('a phone shut out', () => {
  test('between two batches: the rest of its work is kept, held, and the phone holds nothing', async () => {
    let requests = 0;
    let revoked = false;
    const a = await mitra(EAST, {
      readable: () => !revoked,
      onRevoked: () => { revoked = true; },
      line: async (url) => {
        if (url === '/api/sync' && (requests += 1) === 2) await revokeDevice(server.services, a.worker.profile.device, EAST, manager.person);
      },
    });
    for (let n = 0; n < 510; n += 1) await save(a, { headName: `घर ${n}` });
    await a.sync.syncNow();
    expect(a.sync.status().problem).toEqual({ code: 'device-revoked' });
    const { rows } = await server.db.pool.query('SELECT (SELECT count(*)::int FROM change WHERE device = $1) AS applied, (SELECT count(*)::int FROM held_change WHERE device = $1) AS held', [a.worker.profile.device]);
    expect(rows).toEqual([{ applied: 500, held: 10 }]);
    expect([a.store.unsent().changes, a.store.cursors().cursors]).toEqual([0, {}]);
  });

  test('while its push waits for the database: that work was taken when it was still trusted, and no page goes out', async () => {
    const [a, other] = [await mitra(EAST), await mitra(EAST)];
    await save(other, { headName: 'गोपनीय' });
    await other.sync.syncNow();
    await save(a, { headName: 'रुकी हुई' });
    await syncHeldUp(a, async () => { await revokeDevice(server.services, a.worker.profile.device, EAST, manager.person); });
    expect(a.sync.status().problem).toEqual({ code: 'device-revoked' });
    expect(a.sync.status().received).toBe(0);
    expect(a.store.unsent().changes).toBe(0);
  });
});

describe('one mitra with two phones', () => {
  test('each numbers its own changes; edits made apart meet, and both phones come to the same', async () => {
    const { person } = await server.person('दो फ़ोन', 'mitra', EAST);
    const [one, two] = [await phoneFor(person), await phoneFor(person)];
    const id = await save(one, { headName: 'सरिता' });
    await one.sync.syncNow();
    await two.sync.syncNow();
    await save(one, { outcome: 'linked', outcomeDay: '2026-05-10' }, { record: id });
    await save(two, { outcome: 'refused', outcomeDay: '2026-05-11', memberCount: 4 }, { record: id });
    await save(one, { notes: 'एक' }, { record: id });
    for (const phone of [one, two, one]) await phone.sync.syncNow();
    expect(one.store.get(id)).toEqual(two.store.get(id));
    expect(one.store.contested()).toEqual([id]);
    expect(one.store.checksum(`${EAST}/doorstep`)).toBe(two.store.checksum(`${EAST}/doorstep`));
    const { rows } = await server.db.pool.query<{ device: string; counters: number[] }>('SELECT device, json_agg(counter ORDER BY counter) AS counters FROM change WHERE record = $1 GROUP BY device', [id]);
    expect(new Map(rows.map((r) => [r.device, r.counters]))).toEqual(new Map([[one.worker.profile.device, [1, 2, 3]], [two.worker.profile.device, [1]]]));
    await save(two, { outcome: 'linked', outcomeDay: '2026-05-10' }, { record: id });
    for (const phone of [two, one]) await phone.sync.syncNow();
    expect([one, two].map((p) => p.store.contested())).toEqual([[], []]);
  });
});

describe('two mitras with one phone', () => {
  test('the browser has one cookie, of whoever synced last: each hands in as herself and gets only her own', async () => {
    const jar = { cookie: '' };
    const [a, b] = [await mitra(EAST, { jar }), await mitra(WEST, { jar })];
    const hers = await save(a, { headName: 'पहली की' });
    await a.sync.syncNow();
    expect(a.sync.status()).toMatchObject({ problem: undefined });
    const own = await save(b, { headName: 'दूसरी की' }, { place: WEST });
    await b.sync.syncNow();
    expect(b.sync.status().problem).toBeUndefined();
    expect([b.store.get(own)?.id, b.store.get(hers), b.store.held(), b.store.person]).toEqual([own, undefined, [], b.person]);
    expect(Object.keys(b.store.cursors().cursors).every((bucket) => bucket.startsWith(WEST))).toBe(true);
    await save(a, { memberCount: 3 }, { record: hers });
    await a.sync.syncNow();
    expect([a.store.held(), a.store.get(own)]).toEqual([[], undefined]);
    const { rows } = await server.db.pool.query<{ author: string; device: string }>('SELECT author, device FROM change WHERE record = ANY($1) ORDER BY at, counter', [[hers, own]]);
    expect(new Set(rows.map((r) => `${r.author} ${r.device}`))).toEqual(new Set([`${a.person} ${a.worker.profile.device}`, `${b.person} ${b.worker.profile.device}`]));
  });

  test('one of them shut out does not shut out the other', async () => {
    const jar = { cookie: '' };
    let shut = false;
    const [a, b] = [await mitra(EAST, { jar }), await mitra(WEST, { jar, onRevoked: () => { shut = true; } })];
    await a.sync.syncNow();
    await revokeDevice(server.services, a.worker.profile.device, EAST, manager.person);
    const own = await save(b, { headName: 'चालू' }, { place: WEST });
    await b.sync.syncNow();
    expect([shut, b.sync.status().problem, b.store.held(), b.store.unsent().changes]).toEqual([false, undefined, [], 0]);
    expect(await onServer(own)).toBeDefined();
    await a.sync.syncNow();
    expect(a.sync.status().problem).toEqual({ code: 'device-revoked' });
  });
});

describe('a clock years off', () => {
  test.each([['behind', -10 * YEAR], ['ahead', 10 * YEAR]])('%s: the work is taken, merges as any other, and she is told about the clock', async (_, skew) => {
    const [odd, right] = [await mitra(EAST, { now: () => server.services.clock() + skew }), await mitra(EAST)];
    const id = await save(right, { headName: 'घड़ी' });
    await right.sync.syncNow();
    await odd.sync.syncNow();
    expect(odd.sync.status().problem).toEqual({ code: 'clock-wrong' });
    await save(odd, { memberCount: 7, outcome: 'linked', outcomeDay: '2026-05-10' }, { record: id });
    await save(right, { memberCount: 8, outcome: 'refused', outcomeDay: '2026-05-10' }, { record: id });
    const mine = await save(odd, { headName: 'अपनी' });
    for (const phone of [odd, right, odd]) await phone.sync.syncNow();
    expect(odd.store.held()).toEqual([]);
    expect(odd.store.get(id)).toEqual(right.store.get(id));
    // The later to arrive is in force where nobody is asked, whatever the clocks say.
    expect(odd.store.get(id)?.values['memberCount']).toBe(8);
    expect(odd.store.contested()).toContain(id);
    expect(right.store.get(mine)?.values['headName']).toBe('अपनी');
  });

  test('jumping about while she works: numbers, ids and drafts keep their order', async () => {
    const jumps = [0, 5 * YEAR, -3 * YEAR, DAY, -20 * YEAR, 8 * YEAR];
    let at = 0;
    const phone = await mitra(EAST, { now: () => server.services.clock() + (jumps[at % jumps.length] ?? 0) });
    const ids: string[] = [];
    for (; at < 24; at += 1) ids.push(await save(phone, { headName: `घर ${at}` }));
    for (const [n, id] of ids.entries()) {
      at += 1;
      await save(phone, { memberCount: 1 + n }, { record: id });
    }
    expect(phone.store.outbox(100).map((c) => c.counter)).toEqual(Array.from({ length: 48 }, (_, n) => n + 1));
    expect(new Set(ids).size).toBe(24);
    await phone.sync.syncNow();
    expect(phone.store.held()).toEqual([]);
    expect(await Promise.all(ids.map(async (id) => (await onServer(id))?.values['memberCount']))).toEqual(ids.map((_, n) => 1 + n));
  });

  test('after her grant has ended does not bring work in that cannot be placed in time: it is held, not lost', async () => {
    const { person, grant } = await server.person('पुरानी घड़ी', 'mitra', EAST);
    const odd = await phoneFor(person, { now: () => 12 * YEAR });
    await save(odd, { headName: 'कब का?' });
    await endGrant(server.services, { id: grant, place: EAST }, undefined, manager.person);
    await odd.sync.syncNow();
    expect(odd.store.unsent().changes).toBe(0);
    expect(await held(odd.worker.profile.device)).toEqual(['access']);
  });
});

describe('the lease of seven days', () => {
  test('over: nothing can be read, unsent work is still handed in, and the contact opens all again', async () => {
    let readable = true;
    const phone = await mitra(EAST, { readable: () => readable });
    const id = await save(phone, { headName: 'पट्टा' });
    await phone.sync.syncNow();
    await save(phone, { memberCount: 6 }, { record: id });
    readable = false;
    expect([phone.store.get(id), phone.store.ofType('family'), phone.store.drafts(), phone.store.held()]).toEqual([undefined, [], [], []]);
    expect(await phone.store.save({ type: 'family', record: id, edits: { memberCount: 1 } })).toEqual({ ok: false, reason: 'locked' });
    expect(phone.store.outbox(10)).toHaveLength(1);
    await phone.sync.syncNow();
    expect((await onServer(id))?.values['memberCount']).toBe(6);
    readable = true;
    expect(phone.store.get(id)?.values['memberCount']).toBe(6);
  });
});

test('after all of it every table tells the same', async () => {
  await expectWhole(server.services);
  expect((await checkFold(server.services)).faults).toEqual([]);
});
