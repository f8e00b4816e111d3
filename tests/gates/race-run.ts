// Writers and readers at once over the same buckets, each through the whole answer to a sync, and what
// must hold of it:
//
//   missed       a reader who follows by its cursors has every record at its last seq
//   gaps         at no moment does a bucket show seq n without all of 1 … n: commit order is seq order
//   backwards    a page begins after the cursor and its rows rise
//   unkept       an acknowledged change is committed when its answer comes, under the seq told
//   doubled      handed in twice at once it has one seq
import { randomBytes } from 'node:crypto';
import { editToChange } from '#shared/record/edit.ts';
import type { Change } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { ChangeResult, Cursors, SyncRequest } from '#shared/sync/protocol.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import type { Session } from '#server/auth/session.ts';
import { createRandom, type Random } from '#server/demo/random.ts';
import type { Services } from '#server/services.ts';
import { answerSync } from '#server/sync/answer.ts';
import { contactsOf } from '#server/sync/contacts.ts';
import { onPostgres } from '#server/sync/postgres-tables.ts';
import { PushBusy, type SyncServices } from '#server/sync/sync-tables.ts';
import { FAMILY } from '#tests/support/programme.ts';
import { RACE_BUCKETS, RACE_DISTRICT } from './race-office.ts';
import { seqBeforeLock } from './seq-before-lock.ts';

export interface Written {
  /** Change → the seq told for it. */
  readonly acks: readonly (readonly [string, number])[];
  readonly pushes: number;
  readonly twice: number;
  readonly doubled: number;
  readonly unkept: number;
  /** Pushes put off because the database had no time. */
  readonly busy: number;
}

export interface WriterOrder {
  readonly sessions: readonly Session[];
  readonly seed: number;
  readonly planted: boolean;
  readonly goOn: () => boolean;
}

/** All of these phones write, through the pools of these servers in turn, as long as they may. */
export async function runWriters(servers: readonly Services[], { sessions, seed, planted, goOn }: WriterOrder): Promise<Written> {
  const engines = servers.map((services) => ({ services, sync: syncOf(services, planted) }));
  const sum = { pushes: 0, twice: 0, doubled: 0, unkept: 0, busy: 0 };
  const acks: [string, number][] = [];
  await Promise.all(sessions.map(async (session, n) => {
    const random = createRandom(seed + n);
    const phone = new Writer(session);
    const handIn = async (batch: readonly Change[]): Promise<readonly ChangeResult[] | undefined> => {
      const { services, sync } = random.pick(engines);
      try {
        const answer = await answerSync(sync, contactsOf(services), session, ask(services.meta.epoch, {}, batch));
        return answer.ok ? answer.results : undefined;
      } catch (error) {
        if (!(error instanceof PushBusy)) throw error;
        sum.busy += 1;
        return undefined;
      }
    };
    while (goOn()) {
      const batch = phone.batch(random);
      const twice = random.chance(0.1);
      const [results, again] = await Promise.all([handIn(batch), twice ? handIn(batch) : undefined]);
      const told = results ?? again;
      sum.pushes += 1;
      sum.twice += twice ? 1 : 0;
      const given = (told ?? []).flatMap(([kind, seq], i): [string, number][] => (kind !== 'h' ? [[batch[i]?.id ?? '', seq]] : []));
      acks.push(...given);
      if (results !== undefined && again !== undefined) sum.doubled += results.filter(([, seq], i) => again[i]?.[1] !== seq).length;
      if (random.chance(0.2)) sum.unkept += await missingFrom(random.pick(engines).services, given);
      if (told !== undefined) phone.keep(batch);
    }
  }));
  return { acks, ...sum };
}

export interface Reading {
  readonly reads: number;
  readonly pages: number;
  readonly backwards: number;
  readonly gaps: number;
  readonly missed: number;
  readonly unkept: number;
  readonly changes: number;
}

/** Readers follow and the buckets are looked at until the writers are done; then all is compared. */
export async function readAlong(servers: readonly Services[], readers: readonly Session[], planted: boolean, writing: Promise<Written>): Promise<Reading & { readonly written: Written }> {
  let [reads, pages, backwards, gaps] = [0, 0, 0, 0];
  let ended = false;
  const done = writing.finally(() => { ended = true; });
  const at = (n: number): Services => servers[n % servers.length] ?? must(servers[0]);
  const followers = readers.map((session, n) => ({ session, services: at(n), cursors: {} as Cursors, seqs: new Map<string, number>() }));
  const follow = async ({ session, services, seqs }: (typeof followers)[number], cursors: Cursors): Promise<Cursors> => {
    const answer = await answerSync(syncOf(services, planted), contactsOf(services), session, ask(services.meta.epoch, cursors, []));
    reads += 1;
    const reached = { ...cursors };
    if (!answer.ok || answer.rest === undefined) return reached;
    for await (const line of answer.rest) {
      if (line.t !== 'page') continue;
      pages += 1;
      let last = reached[line.b]?.[1] ?? 0;
      if (line.s <= last) backwards += 1;
      for (const { id, seq } of decodeRecords(line.b, line.rows)) {
        if (seq <= last || seq > line.s) backwards += 1;
        last = seq;
        seqs.set(id, seq);
      }
      reached[line.b] = [line.g, line.s];
    }
    return reached;
  };
  const watch = async (): Promise<void> => {
    while (!ended) {
      gaps += await bucketsWithGaps(at(1));
      await Promise.race([done, new Promise((next) => setTimeout(next, 200))]);
    }
  };
  await Promise.all([watch(), ...followers.map(async (follower) => {
    while (!ended) follower.cursors = await follow(follower, follower.cursors);
    // Once more, when nothing is written any longer.
    follower.cursors = await follow(follower, follower.cursors);
  })]);
  const end = await writing;
  const { rows } = await at(0).db.pool.query<{ id: string; seq: number }>('SELECT id, seq FROM record');
  const missed = followers.reduce((sum, { seqs }) => sum + rows.filter((r) => seqs.get(r.id) !== r.seq).length, 0);
  gaps += planted ? 0 : await bucketsWithGaps(at(0));
  const { rows: [counted] } = await at(0).db.pool.query<{ n: number }>('SELECT count(*) AS n FROM change');
  return { written: end, reads, pages, backwards, gaps, missed, unkept: await missingFrom(at(0), end.acks), changes: counted?.n ?? 0 };
}

function syncOf(services: Services, planted: boolean): SyncServices {
  const sync = onPostgres(services);
  return planted ? { ...sync, tables: seqBeforeLock(sync.tables, services.db) } : sync;
}

function ask(epoch: string, cursors: Cursors, batch: readonly Change[]): SyncRequest {
  return { v: 1, epoch, cursors, profile: '', push: batch.length > 0 ? encodeChanges(batch) : null, counts: [0, 0], app: 'race', ...(batch.length > 0 && { limit: 0 }) };
}

/** Of one snapshot: buckets in which the last seq is not the number of changes. */
async function bucketsWithGaps({ db }: Services): Promise<number> {
  const { rows: [found] } = await db.pool.query<{ n: number }>(
    `SELECT count(*) AS n FROM bucket b, LATERAL (SELECT count(*) AS n, coalesce(max(seq), 0) AS last FROM change c WHERE c.district = b.district AND c.bucket = b.id) c
     WHERE c.n <> c.last OR c.n <> b.seq`,
  );
  return found?.n ?? 0;
}

async function missingFrom({ db }: Services, given: readonly (readonly [string, number])[]): Promise<number> {
  if (given.length === 0) return 0;
  const { rows: [found] } = await db.pool.query<{ n: number }>(
    'SELECT count(*) AS n FROM unnest($1::text[], $2::bigint[]) AS a (id, seq) JOIN change c ON c.district = $3 AND c.id = a.id AND c.seq = a.seq',
    [given.map(([id]) => id), given.map(([, seq]) => seq), RACE_DISTRICT],
  );
  return given.length - (found?.n ?? 0);
}

/** New families in one or two of the buckets, and second thoughts about the last ones. */
class Writer {
  readonly #session: Session;
  readonly #run = randomBytes(9).toString('base64url');
  #counter = 0;
  #kept: { readonly record: string; readonly bucket: string; readonly id: string }[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  batch(random: Random): Change[] {
    const home = random.pick(RACE_BUCKETS);
    const fresh = Array.from({ length: random.int(1, 5) }, () => this.#change(`${this.#run}-${this.#counter}`, random.chance(0.3) ? random.pick(RACE_BUCKETS) : home, undefined));
    const again = this.#kept.map(({ record, bucket, id }) => this.#change(record, bucket, id));
    this.#kept = [];
    return [...fresh, ...again];
  }

  keep(batch: readonly Change[]): void {
    this.#kept = batch.slice(0, 2).map(({ record, bucket, id }) => ({ record, bucket, id }));
  }

  #change(record: string, bucket: string, seen: string | undefined): Change {
    this.#counter += 1;
    const { device, person, grants } = this.#session;
    const known: DehriRecord | undefined = seen === undefined ? undefined : {
      id: record, type: FAMILY.name, bucket, seq: 0, schema: 1, values: {}, base: seen, heads: {}, rivals: {},
    };
    return must(editToChange(FAMILY, known, { headName: `${this.#counter}` }, {
      id: `${this.#run}.${this.#counter}`, record, bucket, device, counter: this.#counter, author: person, grant: grants[0]?.id ?? '', deviceTime: Date.now(), form: null,
    }));
  }
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is there');
  return value;
}
