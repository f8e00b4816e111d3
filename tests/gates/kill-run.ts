// The server as its own process over a durable embedded PostgreSQL; phones with the real store and the
// real loop hand in all the time, and at random moments the server, or its PostgreSQL with all of its
// processes, is killed with SIGKILL. After each: what any phone was told of is there. In the end: every
// change that was saved is there exactly once, nothing waits on any phone, all of them agree.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAMMES } from '#programmes/index.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import { profileSchema } from '#shared/sync/profile.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import { createSync, type SyncController } from '#client/sync/controller.ts';
import type { Fetch } from '#client/sync/http.ts';
import { renewSession } from '#client/sync/session.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { openDatabase } from '#server/db/database.ts';
import { runningEmbedded } from '#server/db/embedded.ts';
import { readMeta } from '#server/db/meta.ts';
import { createRandom, type Random } from '#server/demo/random.ts';
import { createPerson, upsertPlaces } from '#server/people/people.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { cookieFrom, newKeys, publicJwk } from '#tests/support/server.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { testKeys } from '#tests/support/keys.ts';

export interface KillOrder {
  readonly phones: number;
  readonly kills: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

export interface KillReport {
  readonly serverKills: number;
  readonly databaseKills: number;
  /** Changes saved on phones, and those of which a phone was told that they are with the server. */
  readonly saved: number;
  readonly told: number;
  /** Told and not there after some kill; saved and not there in the end; there more than once. */
  readonly lost: number;
  readonly missing: number;
  readonly doubled: number;
  readonly unsent: number;
  readonly held: number;
  /** Phones whose records are not the server's in the end. */
  readonly differing: number;
  readonly faults: number;
}

const VILLAGE = '10.192.1710.p01.v1';
const PLACES = ['t1', 't2', 't3', 't4'].map((tola) => `${VILLAGE}.${tola}`);

export async function killAndCount({ phones: count, kills, seed, say = () => undefined }: KillOrder): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'dehri-kills-'));
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const server = await runServer({ DATA_DIR: dataDir, DEMO: 'no', LOG_LEVEL: 'silent' });
  const at = await runningEmbedded(dataDir);
  if (at === undefined) throw new Error('the server runs over its embedded database');
  const db = openDatabase(at, { connections: 2 });
  const services: Services = { db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 };
  const random = createRandom(seed);
  try {
    await upsertPlaces(services, ['10', '10.192', '10.192.1710', '10.192.1710.p01', VILLAGE, ...PLACES].map((code) => ({ code, hi: code, en: code })));
    const phones = await Promise.all(Array.from({ length: count }, (_, n) => KilledPhone.enrol(services, server.port, n, createRandom(seed + 1 + n))));
    let working = true;
    const work = Promise.all(phones.map((phone) => phone.work(() => working)));
    const tally = { serverKills: 0, databaseKills: 0, lost: 0 };
    for (let n = 0; n < kills; n += 1) {
      // In the midst of pushes: some phone has been told of something since the last time.
      await until(() => phones.every((p) => p.rounds > n));
      await wait(random.int(50, 900));
      const told = phones.flatMap((p) => [...p.told]);
      if (n % 2 === 0) {
        await server.kill();
        tally.serverKills += 1;
        await server.start();
      } else {
        killDatabase(dataDir);
        tally.databaseKills += 1;
        await ready(server).catch((error: unknown) => { throw new Error(`after PostgreSQL was killed: ${server.output()}`, { cause: error }); });
      }
      tally.lost += told.length - await present(services, told);
      say(`${n % 2 === 0 ? 'server' : 'PostgreSQL'} killed, ${told.length} changes told of, all looked up`);
    }
    working = false;
    await work;
    for (const phone of phones) await phone.finish();
    // Once more, for what the others brought last.
    for (const phone of phones) await phone.sync.syncNow();

    const told = phones.flatMap((p) => [...p.told]);
    const { rows: arrived } = await db.pool.query<{ device: string; changes: number; last: number }>('SELECT device, count(*) AS changes, max(counter) AS last FROM change GROUP BY device');
    const changesOf = new Map(arrived.map((r) => [r.device, r]));
    const { rows: [ids] } = await db.pool.query<{ twice: number }>('SELECT count(*) - count(DISTINCT id) AS twice FROM change');
    const { rows: buckets } = await db.pool.query<{ id: string; checksum: number }>('SELECT id, checksum FROM bucket WHERE seq > 0');
    const [fold, sums] = [await checkFold(services), await checkSums(services)];
    return {
      ...tally,
      saved: total(phones, (p) => p.saved), told: told.length,
      missing: total(phones, (p) => p.saved - (changesOf.get(p.device)?.changes ?? 0)) + told.length - await present(services, told),
      doubled: ids?.twice ?? 0,
      unsent: total(phones, (p) => p.store.unsent().changes), held: total(phones, (p) => p.store.held().length),
      differing: phones.filter((p) => buckets.some((b) => p.store.checksum(b.id) !== b.checksum)).length,
      faults: fold.faults.length + sums.differences.length,
    };
  } finally {
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

class KilledPhone {
  readonly store: RecordStore;
  readonly sync: SyncController;
  readonly device: string;
  /** Ids of changes that the server said it has. */
  readonly told = new Set<string>();
  saved = 0;
  rounds = 0;
  readonly #random: Random;

  private constructor(store: RecordStore, device: string, random: Random, parts: { readonly fetch: Fetch; readonly sign: (text: string) => Promise<string> }) {
    this.store = store;
    this.device = device;
    this.#random = random;
    this.sync = createSync({
      store: this.#listening(store), app: 'kill', fetch: parts.fetch, isOnline: () => true, now: Date.now, random: () => random.next(),
      after: (ms, then) => {
        const timer = setTimeout(then, ms).unref();
        return () => clearTimeout(timer);
      },
      renewSession: () => renewSession({ fetch: parts.fetch, device, sign: parts.sign }),
      lastTransfer: () => undefined, browserEstimate: () => undefined,
    });
  }

  static async enrol(services: Services, port: number, n: number, random: Random): Promise<KilledPhone> {
    const { person } = await createPerson(services, String(n), { role: 'mitra', place: VILLAGE, from: '2020-01-01' }, null);
    const { code } = await issueCode(services, person, null);
    const keys = await newKeys();
    let cookie = '';
    const fetchFrom: Fetch = async (url, init) => {
      const reply = await fetch(`http://127.0.0.1:${port}${url}`, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), cookie }, signal: init.signal ?? AbortSignal.timeout(60_000) });
      const set = reply.headers.getSetCookie();
      if (set.length > 0) cookie = cookieFrom(set);
      return reply;
    };
    const enrolled = await fetchFrom('/api/enrol', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, publicKey: await publicJwk(keys), app: 'kill' }) });
    const { profile: said }: { profile?: unknown } = JSON.parse(await enrolled.text());
    const profile = profileSchema.parse(said);
    const store = await openMemoryStore({ types: PROGRAMMES.flatMap((p) => p.recordTypes), now: Date.now, profile });
    return new KilledPhone(store, profile.device, random, {
      fetch: fetchFrom,
      sign: async (text) => Buffer.from(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, new TextEncoder().encode(text))).toString('base64url'),
    });
  }

  /** Saves some families and hands them in, round after round, whatever becomes of the server. */
  async work(goOn: () => boolean): Promise<void> {
    while (goOn()) {
      const own = this.store.ofType('household').map((r) => r.id);
      for (let n = this.#random.int(1, 4); n > 0; n -= 1) {
        const old = own.length > 0 && this.#random.chance(0.3) ? this.#random.pick(own) : undefined;
        const saved = await this.store.save(old === undefined
          ? { type: 'household', bucket: bucketOf(this.#random.pick(PLACES), 'doorstep'), edits: { headName: `घर ${this.saved}` } }
          : { type: 'household', record: old, edits: { safePhone: `9${String(100_000_000 + this.#random.int(0, 899_999_999))}` } });
        if (!saved.ok) throw new Error(saved.reason);
        if (saved.changed) this.saved += 1;
      }
      await this.sync.syncNow();
      if (this.sync.status().problem === undefined) this.rounds += 1;
      else await wait(100);
    }
  }

  async finish(): Promise<void> {
    for (let tries = 0; tries < 50; tries += 1) {
      await this.sync.syncNow();
      if (this.store.unsent().changes === 0 && this.sync.status().problem === undefined) return;
      await wait(100);
    }
  }

  /** The store, overheard when the server's results are taken in. */
  #listening(store: RecordStore): RecordStore {
    const { told } = this;
    const settle: RecordStore['settle'] = async (changes, results) => {
      await store.settle(changes, results);
      changes.forEach(({ id }, i) => { if (results[i]?.[0] !== 'h') told.add(id); });
    };
    return new Proxy(store, {
      get(target, key) {
        if (key === 'settle') return settle;
        const member: unknown = Reflect.get(target, key);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }
}

async function present({ db }: Services, ids: readonly string[]): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    try {
      const { rows: [found] } = await db.pool.query<{ n: number }>('SELECT count(*) AS n FROM change WHERE id = ANY($1::text[])', [ids]);
      return found?.n ?? 0;
    } catch (error) {
      // The look-out's own connections were cut as well.
      if (tries > 20) throw error;
      await wait(200);
    }
  }
}

/** The postmaster and every process of it, as want of memory or a cut would. */
function killDatabase(dataDir: string): void {
  const postmaster = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').filter((pid) => pid !== '').map(Number);
  for (const pid of [postmaster, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended in between.
    }
  }
}

async function ready({ port }: RunningServer): Promise<void> {
  // First it must be noticed as gone.
  await wait(300);
  await until(async () => fetch(`http://127.0.0.1:${port}/api/ready`).then((reply) => reply.ok, () => false));
}

async function until(there: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 60_000; !(await there()); await wait(50)) {
    if (performance.now() > deadline) throw new Error('it takes too long');
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((next) => setTimeout(next, ms));
}

function total<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((sum, item) => sum + of(item), 0);
}
