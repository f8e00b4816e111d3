// Places within a place, in the order of their codes.
import { levelOf, type Place, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';

export interface OpenPlace extends Place {
  readonly level: PlaceLevel;
}

/** @param after code of the last one received */
export async function readPlaces({ db }: Pick<Services, 'db'>, place: PlaceCode, { after = '', limit }: { readonly after?: string | undefined; readonly limit: number }): Promise<{ readonly places: readonly OpenPlace[]; readonly next: string | null }> {
  const { rows } = await db.pool.query<Place>(
    `SELECT code, hi, en FROM place WHERE ($1 = 0 OR district = $1) AND (code = $2 OR (code > $2 || '.' AND code < $2 || '/')) AND code > $3 ORDER BY code LIMIT $4`, [districtPart(place), place, after, limit + 1],
  );
  const shown = rows.slice(0, limit);
  return { places: shown.map(({ code, hi, en }) => ({ code, hi, en, level: levelOf(code) })), next: rows.length > limit ? shown.at(-1)?.code ?? null : null };
}
