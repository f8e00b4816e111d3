// What is still open at places: doors to visit and work begun (from sums), contested answers, and how many
// open files someone is responsible for. Counts only: no name and no answer leaves.
import { FILE_CLASSES } from '#shared/access/keep.ts';
import { knowsClass, type Role } from '#shared/access/table.ts';
import type { OpenWork } from '#shared/desk/transfer.ts';
import { bucketShelf } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { storedOf } from '../access/stored-record.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';
import { depthOf, TOP_DEPTH } from '../sync/sums.ts';
import type { RecordRow } from '../sync/stored.ts';

/** By place; places above the block have none. All of one district. */
export async function openWorkAt({ db, registry }: Services, places: readonly PlaceCode[]): Promise<ReadonlyMap<PlaceCode, OpenWork>> {
  const low = [...new Set(places)].filter((place) => depthOf(place) >= TOP_DEPTH);
  const [first] = low;
  if (first === undefined) return new Map();
  const { visits, unfinished } = registry.open;
  const wanted = [...visits.flatMap(({ doors, visited }) => [doors, visited]), ...unfinished.map(({ key }) => key)];
  const { rows } = await db.pool.query<{ place: string; indicator: string; amount: number }>(
    'SELECT place, indicator, sum(amount)::int AS amount FROM indicator_sum WHERE district = ANY($1::int[]) AND place = ANY($2::text[]) AND indicator = ANY($3::text[]) GROUP BY 1, 2',
    [[...new Set(low.map(districtPart))], low, wanted],
  );
  const sums = new Map(rows.map((r) => [`${r.place} ${r.indicator}`, r.amount]));
  return new Map(low.map((place) => {
    const sum = (name: string): number => sums.get(`${place} ${name}`) ?? 0;
    const doors = visits.reduce((all, one) => all + sum(one.doors), 0);
    const visited = visits.reduce((all, one) => all + sum(one.visited), 0);
    return [place, { doors, left: Math.max(0, doors - visited), unfinished: unfinished.map(({ programme, count, key }) => ({ programme, count, number: sum(key) })) }];
  }));
}

/** Records at or below the place in which answers differ; files of persons are not among them. Undefined above the block. */
export async function contestedAt({ db, registry }: Services, place: PlaceCode): Promise<number | undefined> {
  if (depthOf(place) < TOP_DEPTH) return undefined;
  const { rows: buckets } = await db.pool.query<{ id: string }>(`SELECT id FROM bucket WHERE district = $1 AND id >= $2 || '.' AND id < $2 || '0'`, [districtPart(place), place]);
  const ids = buckets.map(({ id }) => id).filter((id) => registry.shelves.includes(bucketShelf(id)) && !registry.isGuarded(bucketShelf(id)));
  const { rows: [found] } = await db.pool.query<{ number: number }>(`SELECT count(*)::int AS number FROM record WHERE district = $1 AND bucket = ANY($2::text[]) AND state->'rivals' IS NOT NULL`, [districtPart(place), ids]);
  return found?.number ?? 0;
}

/** Does the holder of the role keep files of persons at all? */
export function keepsFiles(role: Role): boolean {
  return FILE_CLASSES.some((c) => knowsClass(role, c, 'write'));
}

/** Open files at the office that she is responsible for. */
export async function filesOf({ db, registry }: Services, office: PlaceCode, person: string): Promise<number> {
  const district = districtPart(office);
  let number = 0;
  for (const { name, guard } of registry.guarded) {
    const { rows } = await db.pool.query<RecordRow>(
      `SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND bucket >= $2 || '.' AND bucket < $2 || '0' AND type = $3 AND position($4 IN state::text) > 0`, [district, office, name, person],
    );
    const work = registry.caseWork(name);
    for (const row of rows) {
      const stored = storedOf(registry, district, row);
      if (stored?.record.values[guard.assigned] === person && work?.isOpen(stored.record) !== false) number += 1;
    }
  }
  return number;
}
