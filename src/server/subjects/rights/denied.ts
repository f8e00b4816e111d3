// Rows that no list can bring back, and the copy of their hashes beside the database: a backup that is older than an
// erasure does not know of it. A line in the list of what was erased: district 0, `deny:<state>:<source>:<category>:<hash>`.
import type { EraseReason } from '#shared/desk/erase.ts';
import { inTransaction, type Sql } from '../../db/database.ts';
import type { ErasedId, ErasedList } from '../../erase/erased-list.ts';
import type { Services } from '../../services.ts';
import { eraseRows, type ErasedRow } from './erase-rows.ts';

const MARK = 'deny:';

/** Said before it is done: what was meant to be erased is denied even if the machine dies in between. */
export async function denyOutside(list: ErasedList | undefined, state: number, rows: readonly ErasedRow[], at: number, reason: EraseReason): Promise<void> {
  for (const { source, category, keyHash } of rows) await list?.add({ district: 0, record: `${MARK}${state}:${source}:${category}:${keyHash.toString('base64url')}`, at, reason });
}

/** Of what was read from that list, the records; and the rows that lists may not bring back. */
export function splitErased(ids: readonly ErasedId[]): { readonly records: readonly ErasedId[]; readonly denied: readonly (ErasedRow & { readonly state: number; readonly at: number })[] } {
  const denied = ids.flatMap(({ record, at }) => {
    const [, state, source, category, hash] = /^deny:(\d{1,3}):([0-9.a-z]{1,30}):([a-z_]{1,40}):([\w-]{43})$/u.exec(record) ?? [];
    return state === undefined || source === undefined || category === undefined || hash === undefined ? [] : [{ state: Number(state), source, category, keyHash: Buffer.from(hash, 'base64url'), at }];
  });
  return { records: ids.filter(({ record }) => !record.startsWith(MARK)), denied };
}

/** At every start: what the database has forgotten to be denied, and rows of it that a restored backup brought back. Returns how many rows went. */
export async function applyDenied(services: Pick<Services, 'db' | 'clock' | 'keys'>, denied: ReturnType<typeof splitErased>['denied']): Promise<number> {
  if (denied.length === 0) return 0;
  const { db } = services;
  const columns = [denied.map((d) => d.state), denied.map((d) => d.source), denied.map((d) => d.category), denied.map((d) => d.keyHash)];
  await db.pool.query(
    `INSERT INTO subject_denied (state, source, category, key_hash, at) SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::bytea[], $5::bigint[]) ON CONFLICT DO NOTHING`, [...columns, denied.map((d) => d.at)],
  );
  const { rows } = await db.pool.query<{ state: number; ids: string[] }>(
    `SELECT e.state, array_agg(e.id) AS ids FROM subject_entry e JOIN subject_denied d ON d.state = e.state AND d.source = e.source AND d.category = e.category AND d.key_hash = e.key_hash GROUP BY e.state`,
  );
  for (const { state, ids } of rows) await inTransaction(db, (client) => eraseRows(client, services, state, ids, true));
  return rows.reduce((sum, { ids }) => sum + ids.length, 0);
}

/** Of these keyed hashes of one list, those that were erased. */
export async function deniedOf(sql: Sql, state: number, source: string, category: string, hashes: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ key_hash: Buffer }>('SELECT key_hash FROM subject_denied WHERE state = $1 AND source = $2 AND category = $3 AND key_hash = ANY ($4)', [state, source, category, hashes]);
  return new Set(rows.map((r) => r.key_hash.toString('base64url')));
}
