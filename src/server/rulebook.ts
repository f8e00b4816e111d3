// The rulebook in force at a place, as it lies in the database.
import { bucketOf, bucketPlace } from '#shared/place/bucket.ts';
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
  const { rows } = await sql.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district IN (0, $1) AND bucket = ANY($2::text[]) AND type = $3', [districtPart(place), above, rulebook.name]);
  return rulebookFrom(registry.rules, rows.map((row) => migrateRecord(rulebook, recordFromRow(row))), place);
}

/** The rulebooks in force at a state and at each of its districts. */
export async function readRulebooks(sql: Sql, registry: Pick<Registry, 'rules'>, state: PlaceCode, districts: readonly number[]): Promise<ReadonlyMap<PlaceCode, Rulebook>> {
  const places = [state, ...districts.filter((d) => d !== 0).map((d) => `${state}.${d}`)];
  const { rows } = await sql.query<RecordRow>(
    'SELECT id, bucket, type, seq, state FROM record WHERE district = ANY($1::int[]) AND bucket = ANY($2::text[]) AND type = $3', [[0, ...districts], places.map((p) => bucketOf(p, rulebook.shelf)), rulebook.name],
  );
  const said = rows.map((row) => migrateRecord(rulebook, recordFromRow(row)));
  const own = new Set(said.map(({ bucket }) => bucketPlace(bucket)));
  const common = rulebookFrom(registry.rules, said, state);
  return new Map(places.map((place) => [place, own.has(place) ? rulebookFrom(registry.rules, said, place) : common]));
}
