// Records as the server has them, for phones of the demo that begin to work on them.
import { recordFromRow, uniqueHash, type RecordRow } from '../sync/stored.ts';
import type { Services } from '../services.ts';
import type { DehriRecord } from '#shared/record/record.ts';

/** All records at or below a place. */
export async function recordsWithin(services: Services, district: number, place: string): Promise<DehriRecord[]> {
  const { rows } = await services.db.pool.query<RecordRow>(
    `SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND (starts_with(bucket, $2 || '.') OR starts_with(bucket, $2 || '/')) ORDER BY bucket, id`,
    [district, place],
  );
  return rows.map(recordFromRow);
}

/** Families by their card numbers: number → record. */
export async function familiesByCard(services: Services, district: number, cards: readonly string[]): Promise<Map<string, DehriRecord>> {
  const byHash = new Map(cards.map((card) => [uniqueHash(card) ?? '', card]));
  const { rows } = await services.db.pool.query<RecordRow & { readonly value_hash: string }>(
    `SELECT u.value_hash, r.id, r.bucket, r.type, r.seq, r.state FROM unique_value u JOIN record r ON r.district = u.district AND r.id = u.record
     WHERE u.district = $1 AND u.type = 'household' AND u.path = 'cardNumber' AND u.value_hash = ANY ($2)`,
    [district, [...byHash.keys()]],
  );
  return new Map(rows.map((row) => [byHash.get(row.value_hash) ?? '', recordFromRow(row)]));
}
