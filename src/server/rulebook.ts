// The rulebook in force at a place, as it lies in the database.
import { bucketOf } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { rulebook } from '#shared/task/rulebook-record.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { Sql } from './db/database.ts';
import { districtPart } from './people/people.ts';
import type { Registry } from './registry.ts';
import { recordFromRow, type RecordRow } from './sync/stored.ts';

export async function readRulebook(sql: Sql, registry: Pick<Registry, 'rules'>, place: PlaceCode): Promise<Rulebook> {
  const parts = place.split('.');
  const above = parts.map((_, at) => bucketOf(parts.slice(0, at + 1).join('.'), rulebook.shelf));
  const { rows } = await sql.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND bucket = ANY($2::text[]) AND type = $3', [districtPart(place), above, rulebook.name]);
  return rulebookFrom(registry.rules, rows.map((row) => migrateRecord(rulebook, recordFromRow(row))), place);
}
