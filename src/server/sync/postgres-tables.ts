// The tables of sync in PostgreSQL, in which files of persons lie sealed; above them everything is open. Pushes run on the pipelined pool (`push-store.ts`), one connection
// from begin to end.
import type pg from 'pg';
import { PUSH_LIFE, sqlState } from '../db/database.ts';
import { sealWritten } from '../keys/seal-written.ts';
import type { Services } from '../services.ts';
import { beginAndRead, departedOf, forSettling, holdersOf, inHistory, numbered, originsOf, writeAndCommit } from './push-store.ts';
import type { RecordState } from './stored.ts';
import { PushBusy, TryAgain, type BucketKey, type BucketPage, type PlaceKey, type PushTransaction, type ReadableBucket, type SyncServices, type SyncTables, type WholeBucket } from './sync-tables.ts';

/** The server's services as the sync engine wants them. */
export function onPostgres(services: Services): SyncServices {
  return { ...services, tables: postgresTables(services) };
}

/** @param life milliseconds in which a push must have its locks, or begin again with a new time */
export function postgresTables({ db: { pool, pipelined }, ...sealing }: Pick<Services, 'db' | 'keys' | 'registry'>, life = PUSH_LIFE): SyncTables {
  return {
    async beginPush() {
      try {
        return new PostgresPush(await pipelined.connect(), sealing, life);
      } catch {
        throw new PushBusy();
      }
    },
    async createBuckets(district, buckets) {
      const sorted = [...buckets].sort((a, b) => (a.id < b.id ? -1 : 1));
      await pool.query(
        'INSERT INTO bucket (district, id, shelf) SELECT $1, id, shelf FROM unnest($2::text[], $3::text[]) AS b (id, shelf) ORDER BY id ON CONFLICT DO NOTHING',
        [district, sorted.map((b) => b.id), sorted.map((b) => b.shelf)],
      );
    },
    bucketsBelow: (places, shelves, named) => bucketsBelow(pipelined, places, shelves, named),
    page: (bucket, after, most) => readPage(pipelined, bucket, after, most),
    whole: (bucket, after) => readWhole(pipelined, bucket, after),
  };
}

class PostgresPush implements PushTransaction {
  readonly #client: pg.PoolClient;
  readonly #sealing: Pick<Services, 'keys' | 'registry'>;
  readonly #life: number;
  readonly #begun = performance.now();
  #open = true;

  constructor(client: pg.PoolClient, sealing: Pick<Services, 'keys' | 'registry'>, life: number) {
    this.#client = client;
    this.#sealing = sealing;
    this.#life = life;
  }

  async read(asked: Parameters<PushTransaction['read']>[0]): ReturnType<PushTransaction['read']> {
    const found = await this.#do(() => beginAndRead(this.#client, asked));
    if (performance.now() - this.#begun > this.#life) throw new TryAgain();
    return found;
  }

  inHistory(...asked: Parameters<PushTransaction['inHistory']>): ReturnType<PushTransaction['inHistory']> {
    return this.#do(() => inHistory(this.#client, ...asked));
  }

  origins(...asked: Parameters<PushTransaction['origins']>): ReturnType<PushTransaction['origins']> {
    return this.#do(() => originsOf(this.#client, ...asked));
  }

  forSettling(...asked: Parameters<PushTransaction['forSettling']>): ReturnType<PushTransaction['forSettling']> {
    return this.#do(() => forSettling(this.#client, ...asked));
  }

  departed(...asked: Parameters<PushTransaction['departed']>): ReturnType<PushTransaction['departed']> {
    return this.#do(() => departedOf(this.#client, ...asked));
  }

  taken(...[district, unique, numbers]: Parameters<PushTransaction['taken']>): ReturnType<PushTransaction['taken']> {
    return this.#do(async () => {
      const [holders, known] = await Promise.all([holdersOf(this.#client, district, unique), numbered(this.#client, district, numbers)]);
      return { holders, known };
    });
  }

  async commit(written: Parameters<PushTransaction['commit']>[0]): Promise<void> {
    await this.#do(async () => writeAndCommit(this.#client, await sealWritten(this.#client, this.#sealing, written)));
    this.#open = false;
  }

  async end(): Promise<void> {
    let broken: Error | undefined;
    if (this.#open) await this.#client.query('ROLLBACK').catch((e: unknown) => { broken = e instanceof Error ? e : new Error('rollback failed'); });
    this.#client.release(broken);
  }

  async #do<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      if (RETRYABLE.has(sqlState(error))) throw new TryAgain();
      throw isConnectionLoss(error) ? new PushBusy() : error;
    }
  }
}

/** Serialization failure, deadlock, unique violation (the same change twice at once). */
const RETRYABLE: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

function isConnectionLoss(error: unknown): boolean {
  const state = sqlState(error);
  return state.startsWith('08') || state.startsWith('25P') || state.startsWith('57') || state.startsWith('53') || (error instanceof Error && /connection|terminated|timeout/iu.test(error.message) && state === '');
}

async function bucketsBelow(sql: pg.Pool, places: readonly PlaceKey[], shelves: readonly string[], named: readonly BucketKey[]): Promise<ReadableBucket[]> {
  const { rows } = await sql.query<ReadableBucket>({
    name: 'readable',
    text: `SELECT b.district, b.id, b.generation, b.seq, b.records FROM unnest($1::int[], $2::text[]) AS g (district, place)
           JOIN bucket b ON (g.district = 0 OR b.district = g.district) AND b.id >= g.place || '.' AND b.id < g.place || '0' AND b.shelf = ANY($3::text[])
           UNION
           SELECT b.district, b.id, b.generation, b.seq, b.records FROM unnest($4::int[], $5::text[]) AS a (district, id)
           JOIN bucket b ON b.district = a.district AND b.id = a.id
           ORDER BY id`,
    values: [places.map((p) => p.district), places.map((p) => p.place), shelves, named.map((b) => b.district), named.map((b) => b.id)],
  });
  return rows;
}

interface PageRow {
  readonly generation: number;
  readonly seq: number;
  readonly checksum: number;
  readonly gone: readonly (readonly [string, number])[] | null;
  readonly erased: readonly string[] | null;
  readonly id: string | null;
  readonly type: string;
  readonly at: number;
  readonly state: RecordState;
}

async function readPage(sql: pg.Pool, { district, id }: BucketKey, after: number, most: number): Promise<BucketPage | undefined> {
  const { rows } = await sql.query<PageRow>({
    name: 'page',
    text: `SELECT b.generation, b.seq, b.checksum, r.id, r.type, r.seq AS at, r.state,
             (SELECT json_agg(json_build_array(d.record, d.seq)) FROM departed d WHERE d.district = b.district AND d.bucket = b.id AND d.seq > $3) AS gone,
             (SELECT json_agg(d.record) FROM departed d JOIN erased e ON e.district = d.district AND e.record = d.record
              WHERE d.district = b.district AND d.bucket = b.id AND d.seq > $3) AS erased
           FROM bucket b LEFT JOIN LATERAL (
             SELECT id, type, seq, state FROM record WHERE district = $1 AND bucket = $2 AND seq > $3 ORDER BY seq LIMIT $4
           ) r ON true
           WHERE b.district = $1 AND b.id = $2 ORDER BY r.seq`,
    values: [district, id, after, most],
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    generation: first.generation, seq: first.seq, checksum: first.checksum, gone: first.gone ?? [], erased: first.erased ?? [],
    rows: rows.flatMap((r) => (r.id === null ? [] : [{ id: r.id, bucket: id, type: r.type, seq: r.at, state: r.state }])),
  };
}

async function readWhole(sql: pg.Pool, { district, id }: BucketKey, after: number): Promise<WholeBucket | undefined> {
  const { rows } = await sql.query<PageRow & { readonly digest: number }>({
    name: 'whole',
    text: `SELECT b.generation, b.seq, r.id, r.type, r.seq AS at, r.digest, r.state,
             (SELECT json_agg(json_build_array(d.record, d.seq)) FROM departed d WHERE d.district = b.district AND d.bucket = b.id AND d.seq > $3) AS gone,
             (SELECT json_agg(d.record) FROM departed d JOIN erased e ON e.district = d.district AND e.record = d.record
              WHERE d.district = b.district AND d.bucket = b.id AND d.seq > $3) AS erased
           FROM bucket b LEFT JOIN record r ON r.district = $1 AND r.bucket = $2
           WHERE b.district = $1 AND b.id = $2 ORDER BY r.seq`,
    values: [district, id, after],
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    generation: first.generation, seq: first.seq, gone: first.gone ?? [], erased: first.erased ?? [],
    rows: rows.flatMap((r) => (r.id === null ? [] : [{ id: r.id, bucket: id, type: r.type, seq: r.at, digest: r.digest, state: r.state }])),
  };
}
