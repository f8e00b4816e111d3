// Are the running sums those of the records? Adds up every record of a district again, by the same
// rules, and names each row of `indicator_sum` that says something else. Reads one moment's state, so
// it may run while phones hand in.
import type pg from 'pg';
import type { Registry } from '../registry.ts';
import type { Services } from '../services.ts';
import { recordFromRow, type RecordRow } from './stored.ts';
import { SumDelta, type SumKey } from './sums.ts';

export interface SumDifference extends SumKey {
  readonly district: number;
  /** What the table says; 0 where it has no row. */
  readonly kept: number;
  /** What the records add up to. */
  readonly counted: number;
}

export interface SumsChecked {
  readonly districts: number;
  readonly records: number;
  /** Rows of sums compared, those that should have been there included. */
  readonly sums: number;
  readonly differences: readonly SumDifference[];
}

const CHUNK = 5_000;
/** Sums of decimals may differ in their last digits by the order of adding. */
const TOLERANCE = 1e-6;

export async function checkSums({ db, registry }: Pick<Services, 'db' | 'registry'>): Promise<SumsChecked> {
  const client = await db.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ district: number }>('SELECT district FROM record UNION SELECT district FROM indicator_sum ORDER BY district');
    const differences: SumDifference[] = [];
    let records = 0;
    let sums = 0;
    for (const { district } of rows) {
      const counted = await countAgain(client, registry, district);
      const compared = await compare(client, district, counted.sums);
      records += counted.records;
      sums += compared.sums;
      differences.push(...compared.differences);
    }
    return { districts: rows.length, records, sums, differences };
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function countAgain(client: pg.ClientBase, registry: Registry, district: number): Promise<{ readonly records: number; readonly sums: SumDelta }> {
  const sums = new SumDelta();
  let records = 0;
  for (let after = ''; ;) {
    const { rows } = await client.query<RecordRow>(
      'SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND id > $2 ORDER BY id LIMIT $3', [district, after, CHUNK],
    );
    for (const row of rows) {
      const entry = registry.type(row.type);
      if (entry !== undefined) sums.add(entry, recordFromRow(row));
    }
    records += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return { records, sums };
    after = last.id;
  }
}

async function compare(client: pg.ClientBase, district: number, counted: SumDelta): Promise<{ readonly sums: number; readonly differences: readonly SumDifference[] }> {
  const { rows } = await client.query<SumKey & { readonly amount: number }>('SELECT depth, place, indicator, day, amount FROM indicator_sum WHERE district = $1', [district]);
  const waiting = new Map(counted.rows().map((row) => [keyOf(row), row]));
  const differences: SumDifference[] = [];
  const note = ({ depth, place, indicator, day }: SumKey, kept: number, right: number): void => {
    if (Math.abs(kept - right) > TOLERANCE * Math.max(1, Math.abs(right))) differences.push({ district, depth, place, indicator, day, kept, counted: right });
  };
  let sums = rows.length;
  for (const row of rows) {
    note(row, row.amount, waiting.get(keyOf(row))?.amount ?? 0);
    waiting.delete(keyOf(row));
  }
  for (const row of waiting.values()) {
    sums += 1;
    note(row, 0, row.amount);
  }
  return { sums, differences };
}

function keyOf({ depth, place, indicator, day }: SumKey): string {
  return `${depth}|${place}|${indicator}|${day}`;
}
