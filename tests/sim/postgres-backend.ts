// The whole server over a real PostgreSQL, asked through its HTTP application. After each request what is
// committed is read back, so that the same promises are checked as over memory. Requests come one at a time;
// many at once are for the race gate.
import type { FastifyInstance } from 'fastify';
import { syncRequestSchema } from '#shared/sync/protocol.ts';
import { readLine } from '#shared/sync/lines.ts';
import { hashToken } from '#server/auth/tokens.ts';
import { openDatabase, type Database } from '#server/db/database.ts';
import type { Connection } from '#server/db/embedded.ts';
import { readEpoch, readMeta, renewEpoch } from '#server/db/meta.ts';
import { createApp } from '#server/http/app.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { markSafe, runsHeld } from '#server/sync/backed-up.ts';
import { changeFromRow, recordFromRow, recordState, type ChangeRow } from '#server/sync/stored.ts';
import type { StoredRecord } from '#server/sync/sync-tables.ts';
import { CALM, type Backend, type Reply, type ServerFaults, type Watcher } from './backend.ts';
import { nothing, type Contents, type StoredHeld } from './memory-database.ts';
import { Office } from './office.ts';
import { SIM_PROGRAMMES } from './programmes.ts';
import type { Rng } from './random.ts';
import type { Timeline } from './timeline.ts';
import { testKeys } from '#tests/support/keys.ts';

/** Tables that a backup holds and a restore puts back. */
const SAVED = ['bucket', 'change', 'record', 'held_change', 'unique_value', 'indicator_sum', 'indicator_month', 'indicator_closed', 'closed_month'] as const;
const FAR = 4_000_000_000_000;
const OWN = 'sim';

export class PostgresBackend implements Backend {
  readonly office = new Office();
  contents = nothing();
  epoch = '';
  faults: ServerFaults = CALM;
  skew = 0;
  /** Not the server's own connections: these are never cut. */
  readonly #db: Database;
  readonly #services: Services;
  readonly #app: FastifyInstance;
  readonly #timeline: Timeline;
  readonly #watcher: Watcher;
  readonly #clock: { now: () => number };
  #officeWritten = '';
  #saved = false;

  private constructor(parts: { db: Database; services: Services; app: FastifyInstance; clock: { now: () => number }; timeline: Timeline; watcher: Watcher; epoch: string }) {
    this.#db = parts.db;
    this.#services = parts.services;
    this.#app = parts.app;
    this.#timeline = parts.timeline;
    this.#watcher = parts.watcher;
    this.#clock = parts.clock;
    this.epoch = parts.epoch;
    this.#clock.now = () => this.clock();
  }

  /** On an empty, migrated database. The backend itself is made when the world has its clock. */
  static async prepare(connection: Connection, rng: Rng): Promise<{ readonly make: (timeline: Timeline, rng: Rng, watcher: Watcher) => PostgresBackend; readonly close: () => Promise<void> }> {
    const db = openDatabase(connection, { connections: 4, keys: testKeys() });
    const random = (bytes: number): Buffer => Buffer.from(rng.bytes(bytes));
    const clock = { now: () => 0 };
    const services: Services = { db, keys: testKeys(), registry: createRegistry(SIM_PROGRAMMES), meta: await readMeta(db.pool, random), clock: () => clock.now(), random, utcOffsetMinutes: 330 };
    const named: Connection & { readonly application_name: string } = { ...connection, application_name: OWN };
    const own = openDatabase(named, { connections: 4, keys: testKeys() });
    const app = await createApp({ services, limits: { requestsPerMinute: 1e9, enrolPerMinute: 1e9, sessionPerMinute: 1e9 } });
    await app.ready();
    return {
      make: (timeline, _rng, watcher) => new PostgresBackend({ db: own, services, app, clock, timeline, watcher, epoch: services.meta.epoch }),
      close: async () => {
        await app.close();
        await Promise.all([db.close(), own.close()]);
      },
    };
  }

  clock(): number {
    return this.#timeline.now + this.skew;
  }

  ask(device: string, path: string, body: string): Promise<Reply> {
    return this.#timeline.standStill(this.#ask(device, path, body));
  }

  /** Every connection is cut: what was under way is taken back. */
  kill(): void {
    void this.#timeline.standStill(this.#db.pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> $1', [OWN]));
  }

  backup(): Promise<void> {
    return this.#timeline.standStill((async () => {
      await this.#writeOffice();
      await this.#db.pool.query(`CREATE SCHEMA IF NOT EXISTS saved; ${SAVED.map((t) => `DROP TABLE IF EXISTS saved.${t}; CREATE TABLE saved.${t} AS TABLE public.${t};`).join(' ')}`);
      this.#saved = true;
      const marked = await markSafe(this.#db.pool, this.epoch, await runsHeld(this.#db.pool));
      if (!marked.ok) throw new Error(`a backup just made is ${marked.reason}`);
    })());
  }

  restore(): Promise<void> {
    return this.#timeline.standStill((async () => {
      await this.#db.pool.query(`TRUNCATE ${SAVED.map((t) => `public.${t}`).join(', ')}`);
      if (this.#saved) for (const table of SAVED) await this.#db.pool.query(`INSERT INTO public.${table} SELECT * FROM saved.${table}`);
      this.epoch = await renewEpoch(this.#db.pool, this.#services.random);
      this.contents = await this.#read();
    })());
  }

  closeHeld(id: string): Promise<void> {
    return this.#timeline.standStill((async () => {
      await this.#db.pool.query(`UPDATE held_change SET status = 'closed' WHERE id = $1 AND status = 'open'`, [id]);
      await this.#look();
    })());
  }

  async #ask(device: string, path: string, body: string): Promise<Reply> {
    await this.#writeOffice();
    const { statusCode, body: text } = await this.#app.inject({
      url: path, method: body === '' ? 'GET' : 'POST', headers: { cookie: `dehri=${tokenOf(device)}`, 'content-type': 'application/json' }, ...(body !== '' && { payload: body }),
    });
    this.epoch = await readEpoch(this.#db);
    await this.#look();
    if (statusCode === 200 && path === '/api/sync') {
      const lines = text.split('\n').filter((line) => line !== '');
      const head = readLine(lines[0] ?? '');
      this.#watcher.answered(device, syncRequestSchema.parse(JSON.parse(body)), head.ok && head.line.t === 'head' ? head.line.results ?? [] : [], lines);
    }
    return { status: statusCode, text };
  }

  /** What has been committed since the last look is told as one. */
  async #look(): Promise<void> {
    const before = this.contents;
    const now = await this.#read();
    this.contents = now;
    const changes = [...now.changes.values()].filter(({ change }) => !before.changes.has(change.id))
      .sort((a, b) => a.seq - b.seq).map(({ change, seq }) => ({ ...change, seq, body: '' }));
    const records = [...now.records.values()].filter((r) => before.records.get(r.id)?.digest !== r.digest).map((r) => ({ ...r, state: recordState(recordFromRow(r)) }));
    const held = [...now.held.values()].filter((h) => !before.held.has(h.id)).map((h) => ({ ...h, type: null, paths: [] }));
    if (changes.length + records.length + held.length > 0) this.#watcher.committed({ changes, newRecords: records, oldRecords: [], held });
  }

  async #read(): Promise<Contents> {
    const sql = this.#db.pool;
    const [buckets, changes, records, held, sums] = await Promise.all([
      sql.query('SELECT district, id, shelf, generation, seq, checksum, records FROM bucket'),
      sql.query<ChangeRow & { at: number }>('SELECT id, record, type, bucket, device, counter, author, seq, at, body FROM change'),
      sql.query<StoredRecord>('SELECT id, bucket, type, seq, digest, state FROM record'),
      sql.query<StoredHeld>('SELECT id, device, counter, person, bucket, record, code, status, at, body FROM held_change'),
      sql.query<{ place: string; indicator: string; day: string; amount: number }>('SELECT place, indicator, day, amount FROM indicator_sum'),
    ]);
    const contents = nothing();
    for (const bucket of buckets.rows) contents.buckets.set(bucket.id, bucket);
    for (const row of changes.rows) {
      contents.changes.set(row.id, { seq: row.seq, at: row.at, change: changeFromRow(row) });
      contents.counters.set(`${row.device} ${row.counter}`, row.id);
    }
    for (const row of records.rows) contents.records.set(row.id, row);
    for (const row of held.rows) contents.held.set(row.id, row);
    for (const { place, indicator, day, amount } of sums.rows) contents.sums.set(`${place}|${indicator}|${day}`, amount);
    return contents;
  }

  /** People, grants and phones as the world has them by now. */
  async #writeOffice(): Promise<void> {
    const { grants, devices } = this.office;
    const said = JSON.stringify([grants, [...devices.values()].map((d) => [d.id, d.revoked])]);
    if (said === this.#officeWritten) return;
    this.#officeWritten = said;
    const sql = this.#db.pool;
    const people = [...new Set([...grants.map((g) => g.person), ...[...devices.values()].map((d) => d.person)])];
    await sql.query('INSERT INTO person (id, name, made_at) SELECT p, p, 0 FROM unnest($1::text[]) AS p ON CONFLICT DO NOTHING', [people]);
    for (const g of grants) {
      await sql.query(
        'INSERT INTO role_grant (id, person, role, place, from_day, to_day, made_at) VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (id) DO UPDATE SET to_day = excluded.to_day',
        [g.id, g.person, g.role, g.place, g.from, g.to],
      );
    }
    for (const d of devices.values()) {
      await sql.query(`INSERT INTO device (id, person, public_key, app, enrolled_at) VALUES ($1, $2, '{}', 'sim', 0) ON CONFLICT DO NOTHING`, [d.id, d.person]);
      await sql.query('INSERT INTO session (hash, device, made_at, expires_at) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING', [hashToken(tokenOf(d.id)), d.id, FAR]);
      if (d.revoked) await sql.query('UPDATE device SET revoked_at = coalesce(revoked_at, 0) WHERE id = $1', [d.id]);
    }
  }
}

function tokenOf(device: string): string {
  return `session-of-the-phone-${device}`;
}
