// The way to PostgreSQL: `DATABASE_URL`, or the embedded one. Two pools over the same database: a
// plain one, and one that sends statements without waiting for the answer of the one before
// (libpq's pipelining), for the sync path, where round trips are the cost.
import pg from 'pg';
import { openWhatIsRead } from '../keys/opening-client.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';
import type { Connection } from './embedded.ts';

export interface Database {
  readonly pool: pg.Pool;
  /** No COPY and no cursors on this one. */
  readonly pipelined: pg.Pool;
  close(): Promise<void>;
}

/** Anything that runs a statement: a pool, or a client inside a transaction. */
export type Sql = Pick<pg.Pool, 'query'> | Pick<pg.ClientBase, 'query'>;

const INT8 = 20;

export interface DatabaseOptions {
  readonly connections?: number;
  /** By which what is read is opened; without them sealed rows come as they stand. */
  readonly keys?: SubjectKeys;
}

export function openDatabase(at: Connection | string, { connections = 10, keys }: DatabaseOptions = {}): Database {
  const where: pg.PoolConfig = typeof at === 'string' ? { connectionString: at } : { ...at };
  const config: pg.PoolConfig = {
    ...where,
    max: connections,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    // Every bigint here (seq, milliseconds, counts) is far below 2^53.
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format ?? 'text')) },
  } as pg.PoolConfig;
  const pool = new pg.Pool(config);
  const pipelined = new pg.Pool({ ...config, pipeline: true } as pg.PoolConfig);
  pipelined.on('connect', (client) => {
    client.query(KEY_LOOKUPS_ONLY).catch(() => undefined);
    client.query(SHORT_TRANSACTIONS).catch(() => undefined);
  });
  for (const each of [pool, pipelined]) {
    each.on('error', () => undefined);
    // One that is cut off while it is lent out tells its borrower by the failing statement.
    each.on('connect', (client) => {
      client.on('error', () => undefined);
      if (keys !== undefined) openWhatIsRead(client, keys);
    });
  }
  return {
    pool, pipelined,
    close: async () => {
      await Promise.all([pool.end(), pipelined.end()]);
    },
  };
}

/**
 * The statements of the sync path look up keys they are given. A plan that is made while a table is
 * still empty would read the whole table for that, and be kept while the table grows.
 */
const KEY_LOOKUPS_ONLY = 'SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan';

/** Longest life of a transaction of the pipelined pool, milliseconds; what is safe is reckoned with it. */
export const PUSH_LIFE = 120_000;

/** Databases before PostgreSQL 17 know only the second, which bounds what a lost client holds. */
const SHORT_TRANSACTIONS = `
  SELECT set_config('transaction_timeout', '${PUSH_LIFE}', false) FROM pg_settings WHERE name = 'transaction_timeout';
  SET idle_in_transaction_session_timeout = ${PUSH_LIFE}`;

/** Runs `work` in one transaction of the plain pool; anything thrown rolls it back. */
export async function inTransaction<T>(db: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((e: unknown) => {
      broken = e instanceof Error ? e : new Error('rollback failed');
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** SQLSTATE of an error, '' when it is none of PostgreSQL's. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/u.test(error.code) ? error.code : '';
}
