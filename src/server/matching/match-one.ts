// One row, or a few, compared with all others by the blocks in the database.
import { judgePair } from '#shared/people/same-person/judge.ts';
import { prepareIdentity } from '#shared/people/same-person/prepare.ts';
import type { Sql } from '../db/database.ts';
import type { Services } from '../services.ts';
import { blockSecret, countedOf, hashesOf, signed, type CountedHashes } from './block-hash.ts';
import { MOST_PAIRED } from './block-index.ts';
import { readShared, readTotals } from './blocks.ts';
import type { FoundPair } from './keep-pairs.ts';
import { readRows, type RowToCompare } from './read-rows.ts';
import { MOST_COMPARED, MOST_IN_BLOCK } from './rules.ts';
import { sharingOf, type Counts } from './sharing.ts';

type Does = Pick<Services, 'registry' | 'keys'>;

export interface MatchedRow {
  /** Alike; and pairs that were open and are not alike any more. */
  readonly found: readonly FoundPair[];
  readonly compared: number;
  readonly skipped: number;
}

/** Of a row that is there or is yet to come. The blocks of all others are in the database. */
export async function matchOne(sql: Sql, services: Does, state: number, row: Pick<RowToCompare, 'id' | 'list' | 'identity'>): Promise<MatchedRow> {
  const secret = blockSecret(services.keys, state);
  const mine = prepareIdentity(row.identity);
  const { blocks, counted } = hashesOf(secret, mine);
  const [{ ids, skipped }, before] = await Promise.all([candidatesOf(sql, state, row.id, blocks.map(signed)), openPartners(sql, state, row.id)]);
  const { rows } = await readRows(sql, services, state, [...new Set([...ids, ...before])]);
  const known = new Map<string, bigint>();
  const others = rows.map((other) => {
    const prepared = prepareIdentity(other.identity);
    return { id: other.id, list: other.list, prepared, counted: countedOf(secret, prepared, known) };
  });
  const [totals, counts] = await Promise.all([readTotals(sql, secret, state), countsOf(sql, state, [counted, ...others.map((other) => other.counted)])]);
  const found = others.flatMap((other): FoundPair[] => {
    const judged = judgePair(mine, other.prepared, sharingOf(totals, counts(counted), counts(other.counted)));
    return judged.band === 'different' && !before.has(other.id) ? [] : [{ ...judged, one: row.id, other: other.id, sameList: row.list === other.list }];
  });
  return { found, compared: rows.length, skipped };
}

/** Those that share most blocks with it. */
async function candidatesOf(sql: Sql, state: number, id: string, blocks: readonly string[]): Promise<{ readonly ids: readonly string[]; readonly skipped: number }> {
  const { rows } = await sql.query<{ block: string; entries: string[] }>(
    `SELECT k.block::text AS block, array(SELECT b.entry FROM subject_block b WHERE b.state = $1 AND b.block = k.block AND b.entry <> $3 LIMIT ${MOST_IN_BLOCK}) AS entries FROM unnest($2::bigint[]) AS k (block)`,
    [state, blocks, id],
  );
  const large = rows.filter(({ entries }) => entries.length >= MOST_IN_BLOCK).map(({ block }) => block).slice(0, MOST_PAIRED);
  const shares = new Map<string, number>();
  const add = (entry: string): void => { shares.set(entry, (shares.get(entry) ?? 0) + 1); };
  for (const { entries } of rows) if (entries.length < MOST_IN_BLOCK) entries.forEach(add);
  let skipped = 0;
  for (const entries of await inTwo(sql, state, id, large)) {
    if (entries.length < MOST_IN_BLOCK) entries.forEach(add);
    else skipped += 1;
  }
  const ids = [...shares].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_COMPARED).map(([entry]) => entry);
  return { ids, skipped };
}

/** Rows of each two of these blocks. */
async function inTwo(sql: Sql, state: number, id: string, blocks: readonly string[]): Promise<string[][]> {
  if (blocks.length < 2) return [];
  const pairs = blocks.flatMap((one, at) => blocks.slice(at + 1).map((other) => [one, other] as const));
  const { rows } = await sql.query<{ entries: string[] }>(
    `SELECT array(SELECT b.entry FROM subject_block b JOIN subject_block c ON c.state = b.state AND c.entry = b.entry AND c.block = p.other WHERE b.state = $1 AND b.block = p.one AND b.entry <> $4 LIMIT ${MOST_IN_BLOCK}) AS entries
     FROM unnest($2::bigint[], $3::bigint[]) AS p (one, other)`, [state, pairs.map(([one]) => one), pairs.map(([, other]) => other), id],
  );
  return rows.map(({ entries }) => entries);
}

async function openPartners(sql: Sql, state: number, id: string): Promise<Set<string>> {
  const { rows } = await sql.query<{ other: string }>(
    `SELECT b AS other FROM subject_pair WHERE state = $1 AND a = $2 AND standing = 'open' UNION ALL SELECT a FROM subject_pair WHERE state = $1 AND b = $2 AND standing = 'open'`, [state, id],
  );
  return new Set(rows.map(({ other }) => other));
}

/** Enough to tell an institution's phone or school. */
const MOST_COUNTED = 500;

/** How many rows have what each of these says: names as they were counted, phones and schools in the blocks. */
async function countsOf(sql: Sql, state: number, rows: readonly CountedHashes[]): Promise<(row: CountedHashes) => Counts> {
  const wanted = (kinds: readonly ('phone' | 'school' | 'name' | 'father')[]): string[] => [...new Set(rows.flatMap((row) => kinds.map((kind) => row[kind]).filter((hash) => hash !== 0n)))].map(signed);
  const [names, others] = await Promise.all([
    readShared(sql, state, wanted(['name', 'father'])),
    sql.query<{ block: string; n: number }>(
      `SELECT k.block::text AS block, (SELECT count(*) FROM (SELECT FROM subject_block b WHERE b.state = $1 AND b.block = k.block LIMIT ${MOST_COUNTED}) f) AS n FROM unnest($2::bigint[]) AS k (block)`, [state, wanted(['phone', 'school'])],
    ),
  ]);
  const blocks = new Map(others.rows.map(({ block, n }) => [block, n]));
  return ({ phone, school, name, father }) => ({
    phone: blocks.get(signed(phone)) ?? 0, school: blocks.get(signed(school)) ?? 0, name: names.get(signed(name)) ?? 0, father: names.get(signed(father)) ?? 0,
  });
}
