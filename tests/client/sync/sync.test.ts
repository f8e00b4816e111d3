import { describe, expect, test } from 'vitest';
import { writeLine } from '#shared/sync/lines.ts';
import { MAX_HELD_ASKED, SYNC_MEDIA_TYPE } from '#shared/sync/protocol.ts';
import type { Locks } from '#client/sync/controller.ts';
import { StorageFailure } from '#client/store/contract.ts';
import type { Fetch } from '#client/sync/http.ts';
import { rig, settled } from './rig.ts';
import { bodyOf, bytesResponse, linesResponse, TinyServer } from './tiny-server.ts';
import { TinyStore } from './tiny-store.ts';

/** Plays the given lines one request after another, then goes straight to the server. */
const first = (server: TinyServer, ...lines: Fetch[]): Fetch => (url, init) => (lines.shift() ?? server.fetch)(url, init);
const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());
const status = (code: number, body: unknown, headers: Record<string, string> = {}): Fetch => async () =>
  new Response(JSON.stringify(body), { status: code, headers: { 'content-type': 'application/json', ...headers } });

describe('a run', () => {
  test('hands in everything, fetches everything, and only then says complete', async () => {
    const r = rig();
    r.server.fill('b1', 25);
    r.store.work(3);
    const seen: number[] = [];
    r.sync.subscribe(() => { if (r.sync.status().lastComplete !== undefined) seen.push(r.store.unsent().changes); });
    await r.sync.syncNow();
    expect(r.store.bucket('b1')).toEqual(r.server.buckets.get('b1')?.records);
    expect(r.server.effects).toEqual(['run.1', 'run.2', 'run.3']);
    expect(r.sync.status()).toMatchObject({ phase: 'idle', received: 25, coming: 25, sent: 3, toSend: 3, lastComplete: r.now, problem: undefined });
    expect(new Set(seen)).toEqual(new Set([0]));
  });

  test('hands in more than one batch before it fetches', async () => {
    const r = rig();
    r.server.fill('b1', 5);
    r.store.work(1_203);
    await r.sync.syncNow();
    expect(r.server.effects).toHaveLength(1_203);
    expect(r.server.requests.map((q) => q.limit)).toEqual([0, 0, undefined]);
    expect(r.server.requests.map((q) => q.counts[0])).toEqual([703, 203, 0]);
    expect(r.sync.status()).toMatchObject({ sent: 1_203, toSend: 1_203, problem: undefined });
  });

  test('sends a large body compressed', async () => {
    const r = rig();
    for (let i = 0; i < 60; i += 1) r.store.work(1, { note: `${i * 7_919} ${i ** 5}` });
    let headers = new Headers();
    r.line = (url, init) => {
      headers = new Headers(init.headers);
      return r.server.fetch(url, init);
    };
    await r.sync.syncNow();
    expect(headers.get('content-encoding')).toBe('gzip');
  });

  test('keeps a held change apart and settles the others', async () => {
    const r = rig();
    r.server.hold = (change) => change.counter === 2;
    r.store.work(3);
    await r.sync.syncNow();
    expect(r.store.kept.map((k) => k.state)).toEqual(['sent', 'held', 'sent']);
    expect(r.sync.status().problem).toBeUndefined();
  });

  test('asks what became of held changes, takes back what she takes back, and learns both; with neither it asks nothing', async () => {
    const r = rig();
    r.server.hold = (change) => change.counter < 3;
    r.store.work(3);
    await r.sync.syncNow();
    expect(r.server.requests.every((q) => q.held === undefined && q.withdraw === undefined)).toBe(true);
    await r.store.withdraw('run.2');
    r.server.head = { settled: [{ id: 'run.1', end: 'closed', note: 'why' }, { id: 'run.2', end: 'withdrawn' }] };
    await r.sync.syncNow();
    expect(r.server.requests.at(-1)).toMatchObject({ held: ['run.1'], withdraw: ['run.2'], counts: [0, 1] });
    expect(r.store.log.filter((line) => line.endsWith('run.1') || line.endsWith('run.2'))).toEqual(['closed run.1', 'withdrawn run.2']);
    r.server.head = {};
    await r.sync.syncNow();
    expect(Object.keys(r.server.requests.at(-1) ?? {})).not.toContain('held');
    expect(Object.keys(r.server.requests.at(-1) ?? {})).not.toContain('withdraw');
  });

  test('asks of no more held changes at once than may be asked', async () => {
    const r = rig();
    r.server.hold = () => true;
    r.store.work(MAX_HELD_ASKED + 5);
    await r.sync.syncNow();
    await r.sync.syncNow();
    expect(r.server.requests.at(-1)?.held).toHaveLength(MAX_HELD_ASKED);
    expect(r.server.requests.at(-1)?.counts).toEqual([0, MAX_HELD_ASKED + 5]);
  });

  test('drops a lost bucket only after its work is handed in', async () => {
    const r = rig();
    r.server.fill('b1', 5);
    await r.sync.syncNow();
    r.server.buckets.delete('b1');
    r.server.head = { drop: ['b1'] };
    r.store.work(700);
    await r.sync.syncNow();
    expect(r.server.effects).toHaveLength(700);
    expect(r.store.log.at(-1)).toBe('drop b1');
    expect(r.store.cursors().cursors).toEqual({});
  });

  test('forgets what is in a verified backup', async () => {
    const r = rig();
    r.server.head = { safe: 2 };
    r.store.work(3);
    await r.sync.syncNow();
    expect(r.store.kept.map((k) => k.change.counter)).toEqual([3]);
  });

  test('fetches the profile when the server has a newer one', async () => {
    const r = rig();
    r.server.head = { profile: 'p2' };
    const profile = {
      digest: 'p2', epoch: 'e1', person: { id: 'p1', name: 'मीना' }, device: 'd1', grants: [], places: [], colleagues: {}, leaseDays: 7, idleMinutes: 5,
    };
    r.line = (url, init) => (url === '/api/profile' ? status(200, profile)(url, init) : r.server.fetch(url, init));
    await r.sync.syncNow();
    await r.sync.syncNow();
    expect(r.store.profiles).toEqual([profile]);
  });
});

describe('a bad line', () => {
  test('that swallows the answer makes the phone send again, without effect', async () => {
    const r = rig();
    r.store.work(4);
    r.line = first(r.server, async (url, init) => {
      await r.server.fetch(url, init);
      throw new TypeError('network');
    });
    await r.sync.syncNow();
    expect(r.store.unsent().changes).toBe(4);
    expect(r.sync.status()).toMatchObject({ problem: { code: 'server-unreachable', retryAt: r.now + 3_750 }, lastComplete: undefined });
    await r.pass(3_750);
    expect(r.server.requests).toHaveLength(2);
    expect(r.server.effects).toHaveLength(4);
    expect(r.store.kept.map((k) => k.result?.[0])).toEqual(['d', 'd', 'd', 'd']);
    expect(r.sync.status().problem).toBeUndefined();
  });

  test('that breaks anywhere keeps whole pages and goes on from there', async () => {
    const probe = rig();
    probe.server.fill('b1', 60);
    const whole = await bytesOf(linesResponse(probe.server.answer({ v: 1, epoch: '', cursors: {}, profile: '', push: null, counts: [0, 0], app: 'test' })));
    for (let cutAt = 0; cutAt < whole.length; cutAt += 151) {
      const r = rig();
      r.server.fill('b1', 60);
      r.line = first(r.server, async (url, init) => bytesResponse(await bytesOf(await r.server.fetch(url, init)), { cutAt }));
      await r.sync.syncNow();
      await r.pass(60_000);
      expect(r.sync.status()).toMatchObject({ problem: undefined, lastComplete: expect.any(Number) });
      expect(r.store.bucket('b1')).toEqual(r.server.buckets.get('b1')?.records);
      const pages = r.store.log.filter((line) => line.startsWith('page'));
      expect(pages).toEqual([...new Set(pages)]);
    }
  });

  test('that flips a byte anywhere is noticed, and nothing wrong is kept', async () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const r = rig();
      r.server.fill('b1', 40);
      r.store.work(2);
      r.line = first(r.server, async (url, init) => {
        const bytes = await bytesOf(await r.server.fetch(url, init));
        const at = (seed * 7_919) % bytes.length;
        return bytesResponse(bytes.with(at, (bytes[at] ?? 0) ^ (1 << (seed % 7))));
      });
      await r.sync.syncNow();
      await r.pass(60_000);
      expect(r.store.bucket('b1')).toEqual(r.server.buckets.get('b1')?.records);
      expect(r.server.effects).toHaveLength(2);
      expect(r.sync.status()).toMatchObject({ problem: undefined, lastComplete: expect.any(Number) });
    }
  });

  test('that never brings the end says so and never says complete', async () => {
    const r = rig();
    r.server.fill('b1', 5);
    r.line = async (_, init) => linesResponse(r.server.answer(await bodyOf(init)).slice(0, -1));
    await r.sync.syncNow();
    expect(r.store.bucket('b1')).toHaveLength(5);
    expect(r.sync.status()).toMatchObject({ lastComplete: undefined, problem: { code: 'damaged-answer' } });
  });

  test('that goes silent is given up after a minute', async () => {
    const r = rig();
    r.line = first(r.server, (_, init) => new Promise((_resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new TypeError('aborted')));
    }));
    const run = r.sync.syncNow();
    await settled();
    expect(r.sync.status().phase).toBe('receiving');
    await r.pass(60_000);
    await run;
    expect(r.sync.status().problem?.code).toBe('server-unreachable');
  });

  test('that is none at all is called so', async () => {
    const r = rig();
    r.online = false;
    r.line = async () => { throw new TypeError('offline'); };
    await r.sync.syncNow();
    expect(r.sync.status().problem?.code).toBe('no-network');
  });
});

describe('someone in between', () => {
  test.each<[string, () => Response]>([
    ['a login page', () => new Response('<html>Login</html>', { headers: { 'content-type': 'text/html' } })],
    ['a login page that hides its type', () => new Response('<!doctype html>\n<p>x', { headers: { 'content-type': SYNC_MEDIA_TYPE } })],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'http://portal.example/' } })],
    ['a 511', () => new Response('', { status: 511 })],
  ])('%s is a captive portal, not an answer', async (_, answer) => {
    const r = rig();
    r.store.work(1);
    r.line = async () => answer();
    await r.sync.syncNow();
    expect(r.sync.status()).toMatchObject({ problem: { code: 'captive-portal', retryAt: expect.any(Number) }, lastComplete: undefined });
    expect(r.store.unsent().changes).toBe(1);
  });
});

describe('the server', () => {
  test('whose session has run out gets a new proof once', async () => {
    const r = rig();
    r.store.work(1);
    r.renewals.push('renewed');
    r.line = first(r.server, status(401, { code: 'session-expired' }));
    await r.sync.syncNow();
    expect(r.server.effects).toHaveLength(1);

    r.renewals.push('renewed', 'renewed');
    r.line = status(401, { code: 'session-expired' });
    await r.sync.syncNow();
    expect(r.renewals).toHaveLength(1);
    expect(r.sync.status().problem).toEqual({ code: 'session-expired' });
  });

  test('that has revoked the device is not asked again by itself', async () => {
    const r = rig();
    r.store.work(1);
    r.line = status(401, { code: 'device-revoked' });
    await r.sync.syncNow();
    expect(r.sync.status().problem).toEqual({ code: 'device-revoked' });
    expect(r.timers()).toEqual([]);
    r.line = r.server.fetch;
    await r.sync.wake(true);
    expect(r.server.requests).toHaveLength(0);
  });

  test('that has revoked the device takes what waits, says so in the same run, and then nothing is left', async () => {
    let told = 0;
    const contacts: number[] = [];
    const r = rig({ deps: { onRevoked: () => { told += 1; }, onContact: (time) => { contacts.push(time); } } });
    r.server.fill('b1', 5);
    await r.sync.syncNow();
    const complete = r.sync.status().lastComplete;
    contacts.length = 0;
    r.store.work(700);
    r.server.head = { revoked: true };
    r.now += 60_000;
    await r.sync.syncNow();
    expect(r.server.effects).toHaveLength(700);
    expect(r.sync.status()).toMatchObject({ problem: { code: 'device-revoked' }, lastComplete: complete });
    expect(r.store.log.at(-1)).toBe('drop all');
    expect(r.store.cursors().cursors).toEqual({});
    expect([told > 0, contacts, r.timers()]).toEqual([true, [], []]);
  });

  test('that has revoked a device with nothing to hand in empties it too', async () => {
    const r = rig();
    r.server.fill('b1', 5);
    await r.sync.syncNow();
    r.line = status(403, { code: 'device-revoked' });
    await r.sync.syncNow();
    expect(r.store.log.at(-1)).toBe('drop all');
  });

  test('that refuses even what waits leaves it here', async () => {
    const r = rig();
    r.store.work(1);
    r.line = status(403, { code: 'device-revoked' });
    await r.sync.syncNow();
    expect(r.store.unsent().changes).toBe(1);
    expect(r.store.log).not.toContain('drop all');
  });

  test('whose renewal says that the device is revoked still takes what waits', async () => {
    const r = rig();
    r.store.work(1);
    r.renewals.push('revoked');
    r.server.head = { revoked: true };
    r.line = first(r.server, status(401, { code: 'session-expired' }));
    await r.sync.syncNow();
    expect(r.server.effects).toHaveLength(1);
    expect(r.sync.status().problem).toEqual({ code: 'device-revoked' });
  });

  test.each([
    ['in seconds', () => ({ 'retry-after': '120' }), {}],
    ['by a date', (now: number) => ({ 'retry-after': new Date(now + 120_000).toUTCString() }), {}],
    ['in its body', () => ({}), { retryAfter: 120 }],
  ])('that is busy says %s when to come back, and is left alone until then', async (_, headers, body) => {
    const r = rig();
    r.store.work(1);
    r.line = first(r.server, status(429, { code: 'too-many-requests', ...body }, headers(r.now)));
    await r.sync.syncNow();
    expect(r.sync.status().problem).toEqual({ code: 'busy', retryAt: r.now + 150_000 });
    await r.sync.wake(true);
    expect(r.server.requests).toHaveLength(0);
    await r.pass(150_000);
    expect(r.server.effects).toHaveLength(1);
    expect(r.sync.status().problem).toBeUndefined();
  });

  test('that stays silent is asked less and less often', async () => {
    const r = rig();
    r.line = async () => { throw new TypeError('down'); };
    r.store.work(1);
    const waits: number[] = [];
    await r.sync.syncNow();
    for (let i = 0; i < 12; i += 1) {
      const wait = r.timers()[0] ?? 0;
      waits.push(wait);
      await r.pass(wait);
    }
    expect(waits.slice(0, 3)).toEqual([3_750, 7_500, 15_000]);
    expect(waits.at(-1)).toBe(675_000);
  });

  test('that came back from a backup is offered everything not safe, once', async () => {
    const r = rig();
    r.server.fill('b1', 5);
    r.store.work(4);
    await r.sync.syncNow();
    r.server.epoch = 'e2';
    r.server.seen.clear();
    r.server.effects.length = 0;
    r.store.work(1);
    await r.sync.syncNow();
    expect(r.server.effects.toSorted()).toEqual(['run.1', 'run.2', 'run.3', 'run.4', 'run.5']);
    expect(r.store.cursors()).toEqual({ epoch: 'e2', cursors: { b1: [1, 5] } });
    expect(r.store.log.filter((line) => line.startsWith('reset'))).toEqual(['reset e1', 'reset e2']);
    expect(r.sync.status().problem).toBeUndefined();
  });

  test('that resets for ever is not followed for ever', async () => {
    const r = rig();
    r.store.work(1);
    await r.sync.syncNow();
    r.store.work(1);
    r.server.head = { reset: true };
    await r.sync.syncNow();
    expect(r.server.requests).toHaveLength(3);
    expect(r.sync.status().problem?.code).toBe('damaged-answer');
  });

  test('that answers for more or fewer changes than were sent is not believed', async () => {
    const r = rig();
    r.store.work(2);
    r.server.head = { results: [['a', 1]] };
    await r.sync.syncNow();
    expect(r.store.unsent().changes).toBe(2);
    expect(r.sync.status().problem?.code).toBe('damaged-answer');
  });

  test('that does not know this protocol asks for an update', async () => {
    for (const answer of [status(400, { code: 'protocol-unknown' }), async () => new Response(writeLine({ t: 'head', v: 9, epoch: 'e1', time: 0 }))]) {
      const r = rig();
      r.line = answer;
      await r.sync.syncNow();
      expect(r.sync.status().problem).toEqual({ code: 'app-too-old' });
    }
  });

  test('that finds a batch too large gets smaller ones, and one giant change delays no other', async () => {
    const r = rig();
    r.store.work(6);
    r.store.work(1, { note: 'x'.repeat(5_000) });
    r.store.work(6);
    r.line = async (url, init) => {
      const body = await bodyOf(init);
      return JSON.stringify(body.push).length > 3_000 ? status(413, { code: 'too-large' })(url, init) : linesResponse(r.server.answer(body));
    };
    await r.sync.syncNow();
    expect(r.server.effects).toHaveLength(12);
    expect(r.store.held().map((h) => [h.change.counter, h.code])).toEqual([[7, 'too-large']]);
    expect(r.sync.status().problem).toBeUndefined();
  });
});

describe('what the phone holds', () => {
  test('is compared at the end, and a bucket that differs is fetched afresh', async () => {
    const r = rig();
    r.server.fill('b1', 25);
    r.server.fill('b2', 25);
    await r.sync.syncNow();
    r.store.damage('b1');
    r.server.buckets.get('b1')?.records.push({ ...r.store.bucket('b2')[0], bucket: 'b1', id: 'k-new', seq: 26 } as never);
    await r.sync.syncNow();
    expect(r.store.bucket('b1')).toEqual(r.server.buckets.get('b1')?.records);
    expect(r.server.requests.at(-1)?.cursors).toEqual({ b1: [-1, 0], b2: [1, 25] });
    expect(r.sync.status().problem).toBeUndefined();
  });

  test('is fetched afresh at most once in an epoch, and never called complete while it differs', async () => {
    const r = rig();
    r.server.fill('b1', 5);
    r.line = async (_, init) => linesResponse(r.server.answer(await bodyOf(init)).map((line) => (line.t === 'end' ? { t: 'end', sums: { b1: 1 } } : line)));
    await r.sync.syncNow();
    expect(r.server.requests).toHaveLength(2);
    expect(r.sync.status()).toMatchObject({ lastComplete: undefined, problem: { code: 'damaged-answer' } });
    await r.sync.syncNow();
    expect(r.server.requests).toHaveLength(3);
  });

  test('never gets a page that follows one that could not be read', async () => {
    const r = rig();
    r.server.fill('b1', 30);
    r.server.fill('b2', 5);
    r.line = first(r.server, async (_, init) => linesResponse(r.server.answer(await bodyOf(init)).map((line) =>
      (line.t === 'page' && line.b === 'b1' && line.s === 20 ? { ...line, rows: { n: 'x' } } : line))));
    await r.sync.syncNow();
    await r.pass(60_000);
    expect(r.store.log.filter((line) => line.startsWith('page'))).toEqual(['page b1 10 fresh', 'page b2 5 fresh', 'page b1 20', 'page b1 30']);
    expect(r.sync.status().problem).toBeUndefined();
  });

  test('stops growing when the phone is full, and says so', async () => {
    const r = rig();
    r.server.fill('b1', 30);
    r.store.breakPage = new StorageFailure('storage-full');
    await r.sync.syncNow();
    expect(r.sync.status().problem?.code).toBe('storage-full');
    await r.pass(10_000);
    expect(r.sync.status().problem).toBeUndefined();
  });

  test.each(['locked', 'elsewhere'] as const)('is not touched once the store is %s, and that is no problem', async (kind) => {
    const r = rig();
    r.server.fill('b1', 30);
    r.store.breakPage = new StorageFailure(kind);
    await r.sync.syncNow();
    expect(r.sync.status()).toMatchObject({ phase: 'idle', problem: undefined, elsewhere: kind === 'elsewhere', lastComplete: undefined });
  });

  test('is left alone when the vault closes, and no timer stays', async () => {
    const r = rig();
    r.store.work(1);
    r.line = (_, init) => new Promise((_resolve, reject) => {
      if (init.signal?.aborted === true) reject(init.signal.reason);
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
    const run = r.sync.syncNow();
    await settled();
    r.sync.stop();
    await run;
    expect(r.timers()).toEqual([]);
    expect(r.sync.status()).toMatchObject({ phase: 'idle', problem: undefined });
    await r.sync.syncNow();
    expect(r.store.unsent().changes).toBe(1);
  });
});

describe('a phone clock', () => {
  test('that is hours off is mentioned, and the work still goes', async () => {
    const r = rig();
    r.server.head = { time: r.now + 5 * 3_600_000 };
    r.store.work(1);
    await r.sync.syncNow();
    expect(r.sync.status()).toMatchObject({ problem: { code: 'clock-wrong' }, lastComplete: r.now });
    expect(r.server.effects).toHaveLength(1);
  });
});

describe('two tabs', () => {
  test('of one person never work at the same time, and both come to an end', async () => {
    const locks = oneLock();
    const store = new TinyStore();
    const server = new TinyServer();
    server.fill('b1', 5);
    store.work(3);
    let open = 0;
    let most = 0;
    const slow: Fetch = async (url, init) => {
      open += 1;
      most = Math.max(most, open);
      await settled();
      open -= 1;
      return server.fetch(url, init);
    };
    const [one, two] = [rig({ store, server, locks }), rig({ store, server, locks })];
    one.line = two.line = slow;
    const runs = [one.sync.syncNow(), two.sync.syncNow()];
    await new Promise((resolve) => { setImmediate(resolve); });
    expect([one.sync.status().elsewhere, two.sync.status().elsewhere]).toEqual([false, true]);
    await Promise.all(runs);
    expect(most).toBe(1);
    expect(server.effects).toHaveLength(3);
    expect([one, two].map((r) => r.sync.status())).toEqual([expect.objectContaining({ elsewhere: false, lastComplete: one.now }), expect.objectContaining({ elsewhere: false, lastComplete: two.now })]);
  });
});

describe('the cost', () => {
  test('counts both ways at the speed measured, and is unknown without a network', async () => {
    const r = rig({ deps: { lastTransfer: () => ({ bytes: 20_000, ms: 4_000, at: 990_000 }) } });
    r.store.work(7);
    r.line = status(200, { records: 180, bytes: 9_930 });
    expect(await r.sync.cost()).toEqual({ records: 187, bytes: 10_000, seconds: 2, photoSeconds: 0 });
    r.line = async () => { throw new TypeError('offline'); };
    expect(await r.sync.cost()).toBeUndefined();
    expect(r.sync.status().phase).toBe('idle');
  });

  test('is told cautiously when nothing is known of the line', async () => {
    const r = rig();
    r.line = status(200, { records: 1, bytes: 50_000 });
    expect((await r.sync.cost())?.seconds).toBe(10);
  });
});

function oneLock(): Locks {
  let tail: Promise<unknown> = Promise.resolve();
  let held = 0;
  return {
    async request(_name, { ifAvailable }, run) {
      if (ifAvailable === true && held > 0) return run(null);
      held += 1;
      const before = tail;
      const mine = (async () => {
        await before;
        return run({});
      })();
      tail = mine.catch(() => undefined);
      return mine.finally(() => { held -= 1; });
    },
  };
}
