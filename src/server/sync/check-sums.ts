// Are the running sums those of the records? Adds up every record of a district again, by the same
// rules, and names each row of `indicator_sum`, of `indicator_month` and of closed months that says something else.
// Reads one moment's state, so it may run while phones hand in.
import type pg from 'pg';
import type { Registry } from '../registry.ts';
import type { Services } from '../services.ts';
import { closedSums, closedUntil, type ClosedSum } from './closed-months.ts';
import { recordFromRow, type RecordRow } from './stored.ts';
import { depthOf, monthRows, SumDelta, type MonthRow, type SumKey } from './sums.ts';

export interface SumDifference extends SumKey {
  readonly district: number;
  /** Of a month: `2026-04`, or '' for a standing count; `day` is '' then. Of a closed month of the whole district `place` is ''. */
  readonly month?: string;
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
    const { rows } = await client.query<{ district: number }>('SELECT district FROM record UNION SELECT district FROM indicator_sum UNION SELECT district FROM indicator_month UNION SELECT district FROM indicator_closed ORDER BY district');
    const differences: SumDifference[] = [];
    let records = 0;
    let sums = 0;
    for (const { district } of rows) {
      const counted = await countDistrict(client, registry, district);
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

/** What a district's records add up to. @param programmes only records of these; default all */
export async function countDistrict(client: pg.ClientBase, registry: Registry, district: number, programmes?: readonly string[]): Promise<{ readonly records: number; readonly sums: SumDelta }> {
  const sums = new SumDelta();
  let records = 0;
  for (let after = ''; ;) {
    const { rows } = await client.query<RecordRow>(
      'SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND id > $2 ORDER BY id LIMIT $3', [district, after, CHUNK],
    );
    for (const row of rows) {
      const entry = registry.type(row.type);
      if (entry !== undefined && (programmes?.includes(entry.programme) ?? true)) sums.add(entry, recordFromRow(row));
    }
    records += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return { records, sums };
    after = last.id;
  }
}

interface Kept extends SumKey {
  readonly month?: string;
  readonly amount: number;
}

async function compare(client: pg.ClientBase, district: number, counted: SumDelta): Promise<{ readonly sums: number; readonly differences: readonly SumDifference[] }> {
  const right = counted.rows();
  const days = await client.query<Kept>('SELECT depth, place, indicator, day, amount FROM indicator_sum WHERE district = $1', [district]);
  const months = await client.query<MonthRow>('SELECT place, indicator, month, amount FROM indicator_month WHERE district = $1', [district]);
  const closed = await client.query<ClosedSum>('SELECT indicator, month, amount FROM indicator_closed WHERE district = $1', [district]);
  const rightMonths = monthRows(right);
  const kept = [...days.rows, ...months.rows.map(ofMonth), ...closed.rows.map(ofClosed)];
  const waiting = new Map([...right, ...rightMonths.map(ofMonth), ...closedSums(rightMonths, await closedUntil(client, district)).map(ofClosed)].map((row) => [keyOf(row), row]));
  const differences: SumDifference[] = [];
  const note = ({ depth, place, indicator, day, month }: Omit<Kept, 'amount'>, found: number, wanted: number): void => {
    if (Math.abs(found - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted))) return;
    differences.push({ district, depth, place, indicator, day, ...(month !== undefined && { month }), kept: found, counted: wanted });
  };
  let sums = kept.length;
  for (const row of kept) {
    note(row, row.amount, waiting.get(keyOf(row))?.amount ?? 0);
    waiting.delete(keyOf(row));
  }
  for (const row of waiting.values()) {
    sums += 1;
    note(row, 0, row.amount);
  }
  return { sums, differences };
}

function ofMonth(row: MonthRow): Kept {
  return { ...row, depth: depthOf(row.place), day: '' };
}

/** Of the whole district: no place has depth 0. */
function ofClosed(row: ClosedSum): Kept {
  return { ...row, place: '', depth: 0, day: '' };
}

function keyOf({ depth, place, indicator, day, month = '-' }: Omit<Kept, 'amount'>): string {
  return `${depth}|${place}|${indicator}|${day}|${month}`;
}
