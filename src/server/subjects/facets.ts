// What is counted of rows, kept beside them without whose they are. Whoever writes a row writes its facet in the
// same transaction. The table is in no log and no backup: PostgreSQL empties it when it was not shut down in order, and
// then it is made anew from the sealed rows.
import type { Values } from '#shared/record/change.ts';
import { facetOf } from '#shared/subjects/facet.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { unseal } from '../keys/seal.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import type { Services } from '../services.ts';
import { marksOf } from './marks.ts';

export interface FacetRow {
  readonly entry: string;
  /** Place of the department. */
  readonly source: string;
  readonly category: string;
  readonly values: Values;
}

/** Rows of categories that no programme has are left out. */
export async function writeFacets(sql: Sql, { registry, keys }: Pick<Services, 'registry' | 'keys'>, state: number, rows: readonly FacetRow[]): Promise<void> {
  const facets = rows.flatMap(({ entry, source, category, values }) => {
    const known = registry.subjects?.categories.find(({ id }) => id === category);
    if (known === undefined) return [];
    const facet = facetOf(known, values);
    return [{ entry, source, category, ...facet, ...marksOf(keys, values, facet.birthYear) }];
  });
  if (facets.length === 0) return;
  await sql.query(
    `INSERT INTO subject_facet (state, entry, source, category, district, sex, birth_year, seen_day, needs, services, filled, alike)
     SELECT $1, f.entry, f.source, f.category, f.district, f.sex, f.birth_year, f.seen_day, string_to_array(f.needs, ','), string_to_array(f.services, ','), f.filled, f.alike
     FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::int[], $8::text[], $9::text[], $10::text[], $11::int[], $12::bigint[]) AS f (entry, source, category, district, sex, birth_year, seen_day, needs, services, filled, alike)
     ON CONFLICT (state, entry) DO UPDATE SET source = excluded.source, category = excluded.category, district = excluded.district, sex = excluded.sex, birth_year = excluded.birth_year,
       seen_day = excluded.seen_day, needs = excluded.needs, services = excluded.services, filled = excluded.filled, alike = excluded.alike`,
    [
      state, facets.map((f) => f.entry), facets.map((f) => f.source), facets.map((f) => f.category), facets.map((f) => f.district), facets.map((f) => f.sex), facets.map((f) => f.birthYear),
      facets.map((f) => f.seenDay), facets.map((f) => f.needs.join(',')), facets.map((f) => f.services.join(',')),
      facets.map((f) => f.filled), facets.map((f) => f.alike),
    ],
  );
}

/** Of rows that are gone. */
export async function dropFacets(sql: Sql, state: number, entries: readonly string[]): Promise<void> {
  await sql.query('DELETE FROM subject_facet WHERE state = $1 AND entry = ANY ($2)', [state, entries]);
}

const PIECE = 1_000;

/** Makes those that are missing, a thousand at a time, and drops those of rows that are gone; returns how many were made. A row whose key is gone has none. */
export async function remakeFacets(services: Pick<Services, 'db' | 'registry' | 'keys'>, stopping?: AbortSignal): Promise<number> {
  await services.db.pool.query(`DELETE FROM subject_facet f USING subject_entry e WHERE e.state = f.state AND e.id = f.entry AND e.standing = 'gone'`);
  let made = 0;
  let after: readonly [number, string] = [0, ''];
  while (stopping?.aborted !== true) {
    const last = await inTransaction(services.db, async (client) => {
      // Nobody changes a row between its reading and the writing of its facet.
      const { rows } = await client.query<{ state: number; id: string; source: string; category: string; sealed: Buffer }>(
        `SELECT e.state, e.id, e.source, e.category, e.sealed FROM subject_entry e WHERE (e.state, e.id) > ($1, $2) AND e.standing = 'there'
           AND NOT EXISTS (SELECT FROM subject_facet f WHERE f.state = e.state AND f.entry = e.id) ORDER BY e.state, e.id LIMIT ${PIECE} FOR SHARE OF e`, [...after],
      );
      const keys = await services.keys.of(client, rows.map(({ id }) => `e:${id}`));
      for (const state of new Set(rows.map((row) => row.state))) {
        const known = rows.filter((row) => row.state === state).flatMap(({ id, source, category, sealed }): FacetRow[] => {
          const key = keys.get(`e:${id}`);
          return key === undefined ? [] : [{ entry: id, source, category, values: JSON.parse(unseal(key, `entry:${id}`, sealed).toString()) }];
        });
        await writeFacets(client, services, state, known);
        made += known.length;
      }
      return rows.at(-1);
    });
    if (last === undefined) break;
    after = [last.state, last.id];
  }
  return made;
}

/** At the start all that are missing; later only when the table was emptied. */
export function startFacets(services: Pick<Services, 'db' | 'registry' | 'keys'>, onError: (error: unknown) => void): Rounds {
  let isFirst = true;
  return startRounds(async (stopping) => {
    const { rows: [facet] } = await services.db.pool.query('SELECT FROM subject_facet LIMIT 1');
    if (isFirst || facet === undefined) await remakeFacets(services, stopping);
    isFirst = false;
  }, onError);
}
