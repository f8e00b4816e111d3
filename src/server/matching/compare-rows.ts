// All rows that wait are compared with all others: a few by the blocks in the database, many in memory and in
// threads. What a piece finds is written in the transaction that takes its rows out of those that wait, so that it can
// be stopped anywhere; what somebody changes meanwhile waits again.
import type { PoolClient } from 'pg';
import { inTransaction, type Sql } from '../db/database.ts';
import type { Services } from '../services.ts';
import { blockSecret, hashesOf, signed, totalOf } from './block-hash.ts';
import { copyRows } from '../imports/copy-rows.ts';
import { sortedPlaces } from './block-index.ts';
import { areBlocksWhole, clearBlocks, countNames, dropBlocks, setBlocksWhole, storedBlocks, writeBlocks, type BlocksOfRow } from './blocks.ts';
import { keepPairs, type FoundPair } from './keep-pairs.ts';
import { loadRows, type LoadedRows } from './load-rows.ts';
import { matchOne } from './match-one.ts';
import { MatchThreads } from './match-threads.ts';
import { prepareIdentity } from '#shared/people/same-person/prepare.ts';
import { readRows, type RowLeftOut, type RowToCompare } from './read-rows.ts';
import { addToRun, setSkipped } from './runs.ts';

type Does = Pick<Services, 'db' | 'registry' | 'keys' | 'clock'>;

export interface Compared {
  readonly rows: number;
  readonly compared: number;
  /** False: told to stop; what is left waits. */
  readonly ended: boolean;
}

export interface CompareOptions {
  readonly stopping: AbortSignal;
  /** More rows than this are compared in memory. */
  readonly few?: number;
  readonly threads?: number;
}

/** So many come faster through the database than all rows of a state into memory. */
const FEW = 3_000;
const PIECE = 1_000;
const FEW_PIECE = 100;

export async function compareRows(services: Does, state: number, run: string, { stopping, few = FEW, threads }: CompareOptions): Promise<Compared> {
  const { pool } = services.db;
  // Erased meanwhile.
  await pool.query('DELETE FROM subject_waiting w WHERE w.state = $1 AND NOT EXISTS (SELECT FROM subject_entry e WHERE e.state = w.state AND e.id = w.entry)', [state]);
  const { rows: [waiting] } = await pool.query<{ n: number }>('SELECT count(*) AS n FROM subject_waiting WHERE state = $1', [state]);
  if ((waiting?.n ?? 0) <= few && await areBlocksWhole(pool, state)) return compareFew(services, state, run, stopping);
  return inThreads(threads, (all) => compareMany(services, all, state, run, stopping));
}

/** The table of blocks was emptied, or the rules are others: they are made of all rows again. */
export async function makeBlocks(services: Does, state: number, stopping: AbortSignal): Promise<void> {
  if (await areBlocksWhole(services.db.pool, state)) return;
  await inThreads(undefined, async (threads) => {
    const loaded = await loadRows(services, threads, state, stopping);
    if (loaded !== undefined) await keepBlocks(services, state, loaded);
  });
}

async function inThreads<T>(count: number | undefined, work: (threads: MatchThreads) => Promise<T>): Promise<T> {
  const threads = new MatchThreads(count);
  try {
    return await work(threads);
  } finally {
    await threads.stop();
  }
}

async function compareFew(services: Does, state: number, run: string, stopping: AbortSignal): Promise<Compared> {
  let [done, compared, skipped] = [0, 0, 0];
  const secret = blockSecret(services.keys, state);
  while (!stopping.aborted) {
    const { rows: waiting } = await services.db.pool.query<{ entry: string }>(`SELECT entry FROM subject_waiting WHERE state = $1 ORDER BY entry LIMIT ${FEW_PIECE}`, [state]);
    if (waiting.length === 0) break;
    const { rows, out } = await readRows(services.db.pool, services, state, waiting.map(({ entry }) => entry));
    // In the blocks first: two that come together find each other.
    await inTransaction(services.db, async (client) => {
      const known = await dropBlocks(client, state, waiting.map(({ entry }) => entry));
      const hashed = rows.map((row) => ({ entry: row.id, hashes: hashesOf(secret, prepareIdentity(row.identity)) }));
      await writeBlocks(client, state, hashed.map(({ entry, hashes }): BlocksOfRow => ({ entry, blocks: storedBlocks(hashes) })));
      await countNames(client, secret, state, hashed.flatMap(({ entry, hashes }) => (known.has(entry) ? [] : [hashes])));
    });
    const found: FoundPair[] = [];
    for (const row of rows) {
      const one = await matchOne(services.db.pool, services, state, row);
      found.push(...one.found);
      compared += one.compared;
      skipped += one.skipped;
    }
    await inTransaction(services.db, (client) => keepPiece(client, services, state, run, { rows, out, found: once(found) }));
    done += waiting.length;
  }
  await setSkipped(services.db.pool, state, run, skipped);
  return { rows: done, compared, ended: !stopping.aborted };
}

async function compareMany(services: Does, threads: MatchThreads, state: number, run: string, stopping: AbortSignal): Promise<Compared> {
  const loaded = await loadRows(services, threads, state, stopping);
  if (loaded === undefined) return { rows: 0, compared: 0, ended: false };
  await keepBlocks(services, state, loaded);
  await setSkipped(services.db.pool, state, run, loaded.skipped);
  await inTransaction(services.db, (client) => keepPiece(client, services, state, run, { rows: [], out: loaded.out, found: [] }));
  await threads.all<'open'>({ kind: 'open', shared: loaded.all });
  const partners = await openPairs(services.db.pool, state, loaded);
  // Rows of one district one after the other: the others they are compared with are ready then.
  const order = Uint32Array.from(loaded.versions.keys()).sort((a, b) => (loaded.districts[a] ?? 0) - (loaded.districts[b] ?? 0) || a - b);
  let [done, compared, next] = [loaded.out.length, 0, 0];
  const work = async (): Promise<void> => {
    while (next < order.length && !stopping.aborted) {
      const rows = order.slice(next, next + PIECE);
      next += rows.length;
      const judged = await threads.run<'judge'>({ kind: 'judge', rows, partners: [...rows].flatMap((row) => (partners.get(row) ?? []).map((other): [number, number] => [row, other])) });
      const found = judged.found.map(({ one, other, ...rest }): FoundPair => ({ ...rest, one: loaded.ids[one] ?? '', other: loaded.ids[other] ?? '', sameList: loaded.lists[one] === loaded.lists[other] }));
      const compares = [...rows].map((row): Pick<RowToCompare, 'id' | 'waits'> => ({ id: loaded.ids[row] ?? '', waits: loaded.versions.get(row) ?? 0 }));
      await inTransaction(services.db, (client) => keepPiece(client, services, state, run, { rows: compares, out: [], found }));
      done += rows.length;
      compared += judged.compared;
    }
  };
  // One more than there are threads: while one piece is written the others are compared.
  await Promise.all(Array.from({ length: threads.count + 1 }, work));
  return { rows: done, compared, ended: !stopping.aborted };
}

interface Piece {
  readonly rows: readonly Pick<RowToCompare, 'id' | 'waits'>[];
  readonly out: readonly RowLeftOut[];
  readonly found: readonly FoundPair[];
}

async function keepPiece(client: PoolClient, services: Pick<Services, 'clock'>, state: number, run: string, { rows, out, found }: Piece): Promise<void> {
  const kept = await keepPairs(client, state, run, services.clock(), found);
  if (out.length > 0) {
    const gone = out.map(({ id }) => id);
    await dropBlocks(client, state, gone);
    await client.query(`DELETE FROM subject_pair WHERE state = $1 AND standing IN ('open', 'later') AND a = ANY($2)`, [state, gone]);
    await client.query(`DELETE FROM subject_pair WHERE state = $1 AND standing IN ('open', 'later') AND b = ANY($2)`, [state, gone]);
  }
  const done = [...rows, ...out];
  await client.query(
    'DELETE FROM subject_waiting w USING unnest($2::text[], $3::int[]) AS d (entry, version) WHERE w.state = $1 AND w.entry = d.entry AND w.version = d.version', [state, done.map(({ id }) => id), done.map(({ waits }) => waits)],
  );
  await addToRun(client, state, run, done.length, kept);
}

/** Two rows of one piece find each other twice. */
function once(found: readonly FoundPair[]): FoundPair[] {
  return [...new Map(found.map((pair) => [[pair.one, pair.other].sort().join(' '), pair])).values()];
}

/** Blocks of the rows that wait, or of all where they are not whole. */
async function keepBlocks(services: Does, state: number, loaded: LoadedRows): Promise<void> {
  const isWhole = await areBlocksWhole(services.db.pool, state);
  const { ids, waits, blocks: { at, hashes }, counted } = loaded;
  const { phone: phones, school: schools } = counted;
  const wanted = (row: number): boolean => !isWhole || waits[row] === 1;
  await inTransaction(services.db, async (client) => {
    if (!isWhole) await clearBlocks(client, state);
    for (let from = 0; isWhole && from < ids.length; from += BLOCK_ROWS) await dropBlocks(client, state, ids.slice(from, from + BLOCK_ROWS).filter((_, piece) => wanted(from + piece)));
    for (let from = 0; from < ids.length; from += BLOCK_ROWS) {
      const rows = ids.slice(from, from + BLOCK_ROWS).flatMap((entry, piece): BlocksOfRow[] => {
        const row = from + piece;
        if (!wanted(row)) return [];
        const all = [...hashes.subarray(at[row], at[row + 1]), phones[row] ?? 0n, schools[row] ?? 0n];
        return [{ entry, blocks: all.filter((hash) => hash !== 0n).map(signed) }];
      });
      await writeBlocks(client, state, rows, []);
    }
    for (const [values, rowOf] of [[hashes, rowsOf(at, hashes.length)], [phones, undefined], [schools, undefined]] as const) {
      const sorted = sortedPlaces(values);
      for (let from = 0; from < sorted.length; from += BLOCK_ROWS) {
        const piece = [...sorted.subarray(from, from + BLOCK_ROWS)].flatMap((place): [string, string][] => {
          const row = rowOf?.[place] ?? place;
          const hash = values[place] ?? 0n;
          return hash === 0n || !wanted(row) ? [] : [[signed(hash), ids[row] ?? '']];
        });
        await writeBlocks(client, state, [], piece);
      }
    }
    await keepNameCounts(client, services, state, loaded);
    await setBlocksWhole(client, state);
  });
}

async function keepNameCounts(client: PoolClient, services: Does, state: number, { counted, shared: { counts, totals } }: LoadedRows): Promise<void> {
  const secret = blockSecret(services.keys, state);
  const numbers = new Map<bigint, number>([[totalOf(secret, 'phone'), totals.rows], [totalOf(secret, 'name'), totals.named], [totalOf(secret, 'father'), totals.fathered]]);
  for (const kind of ['name', 'father'] as const) for (const [row, hash] of counted[kind].entries()) if (hash !== 0n) numbers.set(hash, counts[kind][row] ?? 0);
  await client.query('DELETE FROM subject_shared WHERE state = $1', [state]);
  await copyRows(client, 'subject_shared (state, hash, n)', [...numbers].map(([hash, n]) => [state, signed(hash), n]));
}

const BLOCK_ROWS = 10_000;

function rowsOf(at: Uint32Array, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row + 1 < at.length; row += 1) rows.fill(row, at[row], at[row + 1]);
  return rows;
}

/** Other rows with which a row that waits has an open pair; of two that wait with the first. */
async function openPairs(sql: Sql, state: number, { ids, versions }: LoadedRows): Promise<Map<number, number[]>> {
  const { rows } = await sql.query<{ a: string; b: string }>(`SELECT a, b FROM subject_pair WHERE state = $1 AND standing = 'open'`, [state]);
  const wanted = new Set(rows.flatMap(({ a, b }) => [a, b]));
  const numbers = new Map<string, number>();
  for (const [row, id] of ids.entries()) if (wanted.has(id)) numbers.set(id, row);
  const partners = new Map<number, number[]>();
  for (const { a, b } of rows) {
    const [one, other] = [numbers.get(a), numbers.get(b)];
    if (one === undefined || other === undefined) continue;
    for (const [row, beside] of [[one, other], [other, one]] as const) if (versions.has(row)) partners.set(row, [...partners.get(row) ?? [], beside]);
  }
  return partners;
}
