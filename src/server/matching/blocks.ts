// The blocks of rows in the database: where one row is looked for when it comes alone.
import type { PoolClient } from 'pg';
import type { Sql } from '../db/database.ts';
import { copyRows } from '../imports/copy-rows.ts';
import { RULES } from './rules.ts';

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
}

/** Of rows that changed, went or were erased. */
export async function dropBlocks(sql: Sql, state: number, entries: readonly string[]): Promise<void> {
  await sql.query(
    `WITH gone AS (DELETE FROM subject_blocks_of WHERE state = $1 AND entry = ANY($2) RETURNING entry, blocks)
     DELETE FROM subject_block b USING (SELECT entry, unnest(blocks) AS block FROM gone) g WHERE b.state = $1 AND b.block = g.block AND b.entry = g.entry`, [state, entries],
  );
}

/** Of rows that have none. @param inOrder the same blocks, each with its row, in the order of the blocks */
export async function writeBlocks(client: PoolClient, state: number, rows: readonly BlocksOfRow[], inOrder: readonly (readonly [block: string, entry: string])[] = byBlock(rows)): Promise<void> {
  await copyRows(client, 'subject_blocks_of (state, entry, blocks)', rows.map(({ entry, blocks }) => [state, entry, `{${blocks.join(',')}}`]));
  await copyRows(client, 'subject_block (state, block, entry)', inOrder.map(([block, entry]) => [state, block, entry]));
}

function byBlock(rows: readonly BlocksOfRow[]): [string, string][] {
  return rows.flatMap(({ entry, blocks }) => [...new Set(blocks)].map((block): [string, string] => [block, entry])).sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
