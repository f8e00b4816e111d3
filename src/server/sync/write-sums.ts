// How a change of the running sums is written, by pushes and by whatever else writes records: days, then
// months, then closed months of the district, each in one order for all, in the transaction that writes the
// records. What came down to nothing goes; its row is locked by then.
import type pg from 'pg';
import { CLOSING, closedSums, type ClosedSum } from './closed-months.ts';
import { monthRows, type SumRow } from './sums.ts';

export interface Statement {
  /** Under which it may stay prepared. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** @param sums as `SumDelta.rows()` gives them */
export function sumStatements(district: number, sums: readonly SumRow[]): Statement[] {
  const months = monthRows(sums);
  const lessened = sums.filter((s) => s.amount < 0);
  const lessenedMonths = months.filter((m) => m.amount < 0);
  const closed = closedSums(months);
  const lessenedClosed = closed.filter((c) => c.amount < 0);
  return [
    ...(closed.length > 0 ? [{ name: 'closed-share', text: SHARE_CLOSING, values: [CLOSING, district] }] : []),
    ...(sums.length > 0 ? [{ name: 'sums-add', text: ADD_DAYS, values: [district, ...dayKeys(sums), sums.map((s) => s.amount)] }] : []),
    ...(lessened.length > 0 ? [{ name: 'sums-drop', text: DROP_DAYS, values: [district, ...dayKeys(lessened)] }] : []),
    ...(months.length > 0 ? [{ name: 'months-add', text: ADD_MONTHS, values: [district, ...monthKeys(months), months.map((m) => m.amount)] }] : []),
    ...(lessenedMonths.length > 0 ? [{ name: 'months-drop', text: DROP_MONTHS, values: [district, ...monthKeys(lessenedMonths)] }] : []),
    ...(closed.length > 0 ? [{ name: 'closed-add', text: ADD_CLOSED, values: [district, ...closedKeys(closed), closed.map((c) => c.amount)] }] : []),
    ...(lessenedClosed.length > 0 ? [{ name: 'closed-drop', text: DROP_CLOSED, values: [district, ...closedKeys(lessenedClosed)] }] : []),
  ];
}

export async function addSums(client: pg.ClientBase, district: number, sums: readonly SumRow[]): Promise<void> {
  for (const { text, values } of sumStatements(district, sums)) await client.query(text, [...values]);
}

function dayKeys(rows: readonly SumRow[]): unknown[] {
  return [rows.map((r) => r.depth), rows.map((r) => r.place), rows.map((r) => r.indicator), rows.map((r) => r.day)];
}

function monthKeys(rows: ReturnType<typeof monthRows>): unknown[] {
  return [rows.map((r) => r.month), rows.map((r) => r.place), rows.map((r) => r.indicator)];
}

function closedKeys(sums: readonly ClosedSum[]): unknown[] {
  return [sums.map((s) => s.indicator), sums.map((s) => s.month)];
}

/** Sums of decimals may miss 0 by their last digits. */
const NOTHING = 'amount BETWEEN -1e-9 AND 1e-9';

const ADD_DAYS = `
  INSERT INTO indicator_sum AS s (district, depth, place, indicator, day, amount)
  SELECT $1, d.depth, d.place, d.indicator, d.day, d.amount
  FROM unnest($2::smallint[], $3::text[], $4::text[], $5::text[], $6::double precision[]) AS d (depth, place, indicator, day, amount)
  ON CONFLICT (district, depth, place, indicator, day) DO UPDATE SET amount = s.amount + excluded.amount`;

const DROP_DAYS = `
  DELETE FROM indicator_sum s USING unnest($2::smallint[], $3::text[], $4::text[], $5::text[]) AS d (depth, place, indicator, day)
  WHERE s.district = $1 AND s.depth = d.depth AND s.place = d.place AND s.indicator = d.indicator AND s.day = d.day AND s.${NOTHING}`;

const ADD_MONTHS = `
  INSERT INTO indicator_month AS m (district, month, place, indicator, amount)
  SELECT $1, d.month, d.place, d.indicator, d.amount
  FROM unnest($2::text[], $3::text[], $4::text[], $5::double precision[]) AS d (month, place, indicator, amount)
  ON CONFLICT (district, month, place, indicator) DO UPDATE SET amount = m.amount + excluded.amount`;

const DROP_MONTHS = `
  DELETE FROM indicator_month m USING unnest($2::text[], $3::text[], $4::text[]) AS d (month, place, indicator)
  WHERE m.district = $1 AND m.month = d.month AND m.place = d.place AND m.indicator = d.indicator AND m.${NOTHING}`;

/** A statement of its own before: the next one sees what a closer had committed when the lock was given. */
const SHARE_CLOSING = 'SELECT pg_advisory_xact_lock_shared($1, $2)';

const ADD_CLOSED = `
  INSERT INTO indicator_closed AS c (district, indicator, month, amount)
  SELECT $1, d.indicator, d.month, d.amount
  FROM unnest($2::text[], $3::text[], $4::double precision[]) AS d (indicator, month, amount)
  WHERE d.month <= (SELECT until FROM closed_month WHERE district = $1)
  ON CONFLICT (district, indicator, month) DO UPDATE SET amount = c.amount + excluded.amount`;

const DROP_CLOSED = `
  DELETE FROM indicator_closed c USING unnest($2::text[], $3::text[]) AS d (indicator, month)
  WHERE c.district = $1 AND c.indicator = d.indicator AND c.month = d.month AND c.${NOTHING}`;
