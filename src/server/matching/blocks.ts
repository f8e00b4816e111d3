// The blocks of rows in the database: where one row is looked for when it comes alone.
import type { PoolClient } from 'pg';
import type { Sql } from '../db/database.ts';
import { copyRows } from '../imports/copy-rows.ts';
import { COUNTED, signed, totalOf, type RowHashes } from './block-hash.ts';
import { RULES } from './rules.ts';
import type { Totals } from './sharing.ts';

export interface BlocksOfRow {
  readonly entry: string;
  /** As PostgreSQL keeps 64 bits. */
  readonly blocks: readonly string[];
}

/** Are all rows in it, by the rules of now? The table is emptied when the database was not shut down in order. */
export async function areBlocksWhole(sql: Sql, state: number): Promise<boolean> {
  const { rows: [row] } = await sql.query<{ rules: string }>('SELECT rules FROM subject_blocked WHERE state = $1', [state]);
  return row?.rules === RULES;
}

export async function setBlocksWhole(sql: Sql, state: number): Promise<void> {
  await sql.query('INSERT INTO subject_blocked (state, rules) VALUES ($1, $2) ON CONFLICT (state) DO UPDATE SET rules = excluded.rules', [state, RULES]);
}

export async function clearBlocks(sql: Sql, state: number): Promise<void> {
  await sql.query('DELETE FROM subject_blocked WHERE state = $1', [state]);
  await sql.query('DELETE FROM subject_block WHERE state = $1', [state]);
  await sql.query('DELETE FROM subject_blocks_of WHERE state = $1', [state]);
  await sql.query('DELETE FROM subject_shared WHERE state = $1', [state]);
}

/** Of rows that changed, went or were erased. Returns those that had any. */
export async function dropBlocks(sql: Sql, state: number, entries: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ entry: string }>(
    `WITH gone AS (DELETE FROM subject_blocks_of WHERE state = $1 AND entry = ANY($2) RETURNING entry, blocks),
       blocks AS (DELETE FROM subject_block b USING (SELECT entry, unnest(blocks) AS block FROM gone) g WHERE b.state = $1 AND b.block = g.block AND b.entry = g.entry)
     SELECT entry FROM gone`, [state, entries],
  );
  return new Set(rows.map(({ entry }) => entry));
}

/** What is looked up in `subject_block`: her phone and school are counted there. */
export function storedBlocks({ blocks, counted: { phone, school } }: RowHashes): string[] {
  return [...blocks, phone, school].filter((hash) => hash !== 0n).map(signed);
}

/** How common their names are, more by these rows. What rows said before they changed is counted anew with the blocks. */
export async function countNames(sql: Sql, secret: Buffer, state: number, rows: readonly RowHashes[]): Promise<void> {
  const more = new Map<string, number>();
  for (const { counted } of rows) {
    for (const kind of ['name', 'father'] as const) if (counted[kind] !== 0n) for (const hash of [counted[kind], totalOf(secret, kind)]) more.set(signed(hash), (more.get(signed(hash)) ?? 0) + 1);
    const all = signed(totalOf(secret, 'phone'));
    more.set(all, (more.get(all) ?? 0) + 1);
  }
  const hashes = [...more.keys()].sort();
  await sql.query(
    `INSERT INTO subject_shared (state, hash, n) SELECT $1, h.hash, h.n FROM unnest($2::bigint[], $3::int[]) AS h (hash, n) ON CONFLICT (state, hash) DO UPDATE SET n = subject_shared.n + excluded.n`,
    [state, hashes, hashes.map((hash) => more.get(hash))],
  );
}

export async function readTotals(sql: Sql, secret: Buffer, state: number): Promise<Totals> {
  const [all = '', , named = '', fathered = ''] = COUNTED.map((kind) => signed(totalOf(secret, kind)));
  const counts = await readShared(sql, state, [all, named, fathered]);
  return { rows: counts.get(all) ?? 0, named: counts.get(named) ?? 0, fathered: counts.get(fathered) ?? 0 };
}

export async function readShared(sql: Sql, state: number, hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query<{ hash: string; n: number }>('SELECT hash::text AS hash, n FROM subject_shared WHERE state = $1 AND hash = ANY($2::bigint[])', [state, hashes]);
  return new Map(rows.map(({ hash, n }) => [hash, n]));
}

/** Of rows that have none. @param inOrder the same blocks, each with its row, in the order of the blocks */
export async function writeBlocks(client: PoolClient, state: number, rows: readonly BlocksOfRow[], inOrder: readonly (readonly [block: string, entry: string])[] = byBlock(rows)): Promise<void> {
  await copyRows(client, 'subject_blocks_of (state, entry, blocks)', rows.map(({ entry, blocks }) => [state, entry, `{${blocks.join(',')}}`]));
  await copyRows(client, 'subject_block (state, block, entry)', inOrder.map(([block, entry]) => [state, block, entry]));
}

function byBlock(rows: readonly BlocksOfRow[]): [string, string][] {
  return rows.flatMap(({ entry, blocks }) => [...new Set(blocks)].map((block): [string, string] => [block, entry])).sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
