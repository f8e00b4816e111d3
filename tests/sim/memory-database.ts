// A database in memory that keeps the promises of `SyncTables` as PostgreSQL keeps them: rows of buckets
// locked until the end of a transaction, reads of what is committed, all or nothing at the commit,
// unique ids and counters. It can die before or after a commit, be slow, and be set back to a copy.
import { signatureOf, type Change, type ChangeId } from '#shared/record/change.ts';
import { changeFromRow, type ChangeBody, type RecordState } from '#server/sync/stored.ts';
import {
  PushBusy, TryAgain, uniqueKey,
  type Asked, type BucketPage, type Found, type HeldRow, type KnownChange, type LockedBucket, type PushTransaction, type ReadableBucket, type StoredRecord, type SyncTables, type UniqueKey, type WholeBucket, type Written,
} from '#server/sync/sync-tables.ts';

export interface StoredChange {
  readonly seq: number;
  readonly at: number;
  readonly change: Change;
}

export interface StoredHeld extends HeldRow {
  readonly bucket: string | null;
  readonly at: number;
}

type Bucket = { -readonly [K in keyof LockedBucket]: LockedBucket[K] } & { readonly district: number; readonly shelf: string };

export interface Contents {
  readonly buckets: Map<string, Bucket>;
  readonly changes: Map<ChangeId, StoredChange>;
  /** `<device> <counter>` → change. */
  readonly counters: Map<string, ChangeId>;
  readonly records: Map<string, StoredRecord>;
  readonly held: Map<ChangeId, StoredHeld>;
  readonly unique: Map<string, string>;
  /** `<place>|<indicator>|<day>` → amount. */
  readonly sums: Map<string, number>;
}

export function nothing(): Contents {
  return { buckets: new Map(), changes: new Map(), counters: new Map(), records: new Map(), held: new Map(), unique: new Map(), sums: new Map() };
}

function copyOf(c: Contents): Contents {
  return {
    buckets: new Map([...c.buckets].map(([id, b]) => [id, { ...b }])), changes: new Map(c.changes), counters: new Map(c.counters),
    records: new Map(c.records), held: new Map(c.held), unique: new Map(c.unique), sums: new Map(c.sums),
  };
}

/** What can go wrong at a step of a transaction. `die`: the server is gone before the step, or after it. */
export type StepFault = 'none' | 'try-again' | 'busy' | 'die-before' | 'die-after';

export interface Weather {
  /** Before each step of a transaction: waits, then says what happens at it. */
  step(step: 'begin' | 'read' | 'commit'): Promise<StepFault>;
  /** The server dies now. */
  die(): void;
  /** Something was committed. */
  committed(written: Written): void;
}

const NEVER = new Promise<never>(() => undefined);

export class MemoryDatabase implements SyncTables {
  contents = nothing();
  #life = 0;
  #locks = new Map<string, { held: boolean; readonly waiting: (() => void)[] }>();
  readonly #weather: Weather;

  constructor(weather: Weather) {
    this.#weather = weather;
  }

  copy(): Contents {
    return copyOf(this.contents);
  }

  /** @param contents set back to these; without: what was committed stays, what was under way is gone. */
  restart(contents?: Contents): void {
    this.#life += 1;
    this.#locks = new Map();
    if (contents !== undefined) this.contents = copyOf(contents);
  }

  async beginPush(): Promise<PushTransaction> {
    const life = this.#life;
    await this.#meet('begin', life);
    const mine = new Set<string>();
    const lock = async (id: string): Promise<void> => {
      if (life !== this.#life) await NEVER;
      const row = this.#locks.get(id) ?? { held: false, waiting: [] };
      this.#locks.set(id, row);
      if (row.held) await new Promise<void>((turn) => { row.waiting.push(turn); });
      else row.held = true;
      mine.add(id);
    };
    const release = (): void => {
      if (life !== this.#life) return;
      for (const id of mine) {
        const row = this.#locks.get(id);
        const next = row?.waiting.shift();
        if (next !== undefined) next();
        else if (row !== undefined) row.held = false;
      }
      mine.clear();
    };
    return {
      read: async (asked) => {
        for (const id of [...asked.buckets].sort()) if (this.contents.buckets.has(id)) await lock(id);
        await this.#meet('read', life);
        return this.#found(asked);
      },
      inHistory: async (_district, pairs) => new Set(pairs.filter(([id, record]) => this.contents.changes.get(id)?.change.record === record).map(([id, record]) => `${id} ${record}`)),
      origins: async (_district, ids) => new Map(ids.flatMap((id) => {
        const stored = this.contents.changes.get(id);
        return stored === undefined ? [] : [[id, { by: signatureOf(stored.change), at: stored.at }] as const];
      })),
      forSettling: async () => ({ rulebooks: [], changes: [] }),
      departed: async () => new Set(),
      taken: async (_district, unique, numbers) => ({
        holders: this.#holders(unique),
        known: this.#known(numbers.flatMap(([device, n]) => this.contents.counters.get(`${device} ${n}`) ?? [])),
      }),
      commit: async (written) => {
        const fault = await this.#meet('commit', life);
        this.#apply(written);
        this.#weather.committed(written);
        release();
        if (fault === 'die-after') {
          this.#weather.die();
          await NEVER;
        }
      },
      end: async () => {
        release();
      },
    };
  }

  async createBuckets(district: number, buckets: readonly { readonly id: string; readonly shelf: string }[]): Promise<void> {
    for (const { id, shelf } of buckets) {
      if (!this.contents.buckets.has(id)) this.contents.buckets.set(id, { id, shelf, district, generation: 1, seq: 0, checksum: 0, records: 0 });
    }
  }

  async bucketsBelow(places: readonly { readonly place: string }[], shelves: readonly string[], named: readonly { readonly id: string }[]): Promise<ReadableBucket[]> {
    const wanted = new Set(named.map((b) => b.id));
    return [...this.contents.buckets.values()]
      .filter((b) => wanted.has(b.id) || (shelves.includes(b.shelf) && places.some(({ place }) => b.id.startsWith(`${place}.`) || b.id.startsWith(`${place}/`))))
      .map((b) => ({ ...b })).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async page({ id }: { readonly id: string }, after: number, most: number): Promise<BucketPage | undefined> {
    const bucket = this.contents.buckets.get(id);
    if (bucket === undefined) return undefined;
    const rows: StoredRecord[] = [];
    for (const record of this.contents.records.values()) if (record.bucket === id && record.seq > after) rows.push(record);
    rows.sort((a, b) => a.seq - b.seq);
    return { generation: bucket.generation, seq: bucket.seq, checksum: bucket.checksum, gone: [], erased: [], rows: rows.slice(0, most) };
  }

  async whole({ id }: { readonly id: string }): Promise<WholeBucket | undefined> {
    const bucket = this.contents.buckets.get(id);
    if (bucket === undefined) return undefined;
    const rows = [...this.contents.records.values()].filter((r) => r.bucket === id).sort((a, b) => a.seq - b.seq);
    return { generation: bucket.generation, seq: bucket.seq, gone: [], erased: [], rows };
  }

  /** An officer, or its author, ends a held change without applying it. */
  settleHeld(id: ChangeId, status: 'closed' | 'withdrawn'): void {
    const held = this.contents.held.get(id);
    if (held?.status === 'open') this.contents.held.set(id, { ...held, status });
  }

  #found({ buckets, records, ids, device, counters, unique }: Asked): Found {
    const { contents } = this;
    const wanted = new Set(records);
    return {
      buckets: buckets.flatMap((id) => {
        const bucket = contents.buckets.get(id);
        return bucket === undefined ? [] : [{ ...bucket }];
      }),
      records: records.flatMap((id) => contents.records.get(id) ?? []),
      known: this.#known([...ids, ...counters.flatMap((n) => contents.counters.get(`${device} ${n}`) ?? [])]),
      held: [...contents.held.values()].filter((h) => ids.includes(h.id) || (h.record !== null && wanted.has(h.record) && h.status === 'open' && h.code === 'unknown-base')),
      erased: [],
      withdrawn: [],
      holders: this.#holders(unique),
    };
  }

  #known(ids: readonly ChangeId[]): KnownChange[] {
    return [...new Set(ids)].flatMap((id) => {
      const stored = this.contents.changes.get(id);
      return stored === undefined ? [] : [{ id, record: stored.change.record, seq: stored.seq, device: stored.change.device, counter: stored.change.counter }];
    });
  }

  #holders(unique: readonly UniqueKey[]): (UniqueKey & { readonly record: string })[] {
    return [...new Map(unique.map((key) => [uniqueKey(key), key]))].flatMap(([name, key]) => {
      const record = this.contents.unique.get(name);
      return record === undefined ? [] : [{ ...key, record }];
    });
  }

  #apply(w: Written): void {
    const { contents } = this;
    for (const { id, device, counter } of w.changes) {
      if (contents.changes.has(id) || contents.counters.has(`${device} ${counter}`)) throw new TryAgain();
    }
    if (w.uniqueTaken.some((key) => contents.unique.has(uniqueKey(key)))) throw new TryAgain();
    for (const c of w.changes) {
      const body: ChangeBody = JSON.parse(c.body);
      contents.changes.set(c.id, { seq: c.seq, at: w.at, change: changeFromRow({ ...c, at: w.at, body }) });
      contents.counters.set(`${c.device} ${c.counter}`, c.id);
    }
    for (const { seq, id, checksum, records } of w.buckets) {
      const bucket = contents.buckets.get(id);
      if (bucket !== undefined) Object.assign(bucket, { seq, checksum, records });
    }
    for (const r of [...w.newRecords, ...w.oldRecords]) {
      const state: RecordState = JSON.parse(r.state);
      contents.records.set(r.id, { id: r.id, bucket: r.bucket, type: r.type, seq: r.seq, digest: r.digest, state });
    }
    for (const { place, indicator, day, amount } of w.sums) {
      const key = `${place}|${indicator}|${day}`;
      contents.sums.set(key, (contents.sums.get(key) ?? 0) + amount);
    }
    for (const h of w.held) {
      const before = contents.held.get(h.id);
      if (before === undefined) contents.held.set(h.id, { ...h, at: w.at, status: 'open' });
      else if (before.status === 'open') contents.held.set(h.id, { ...before, code: h.code });
    }
    for (const { id, status } of w.settled) {
      const before = contents.held.get(id);
      if (before?.status === 'open') contents.held.set(id, { ...before, status });
    }
    for (const key of w.uniqueFreed) contents.unique.delete(uniqueKey(key));
    for (const { record, ...key } of [...w.uniqueMoved, ...w.uniqueTaken]) contents.unique.set(uniqueKey(key), record);
  }

  /** A server that died in between never hears of its step. */
  async #meet(step: 'begin' | 'read' | 'commit', life: number): Promise<StepFault> {
    const fault = life === this.#life ? await this.#weather.step(step) : 'none';
    if (life !== this.#life) await NEVER;
    if (fault === 'die-before') {
      this.#weather.die();
      await NEVER;
    }
    if (fault === 'try-again') throw new TryAgain();
    if (fault === 'busy') throw new PushBusy();
    return fault;
  }
}
