// Walking down the tree of places, and finding a place by the beginning of its name.
import { isInForce } from '#shared/access/access.ts';
import type { DeskPlace } from '#shared/desk/places.ts';
import { PLACE_LEVELS, isWithin, levelOf, type Place, type PlaceCode } from '#shared/place/place.ts';
import type { Session } from '../auth/session.ts';
import { districtPart } from '../people/people.ts';
import { today, type Services } from '../services.ts';
import { mayKnowPlace } from './rights.ts';

interface PlaceRow extends Place {
  readonly depth: number;
  readonly children: number;
}

const CHILDREN = `(SELECT count(*)::int FROM place c WHERE (p.depth = 1 OR c.district = p.district) AND c.depth = p.depth + 1 AND c.code > p.code || '.' AND c.code < p.code || '/') AS children`;

/** The place and those above it, from the state down; places that are not known are left out. */
export async function trailOf({ db }: Services, place: PlaceCode): Promise<Place[]> {
  const parts = place.split('.');
  return (await db.pool.query<Place>(
    'SELECT code, hi, en FROM place WHERE district IN (0, $1) AND code = ANY($2::text[]) ORDER BY depth', [districtPart(place), parts.map((_, i) => parts.slice(0, i + 1).join('.'))],
  )).rows;
}

/** Places directly below, or of another depth (offices); above her own grants only those on the way to them. */
export async function placesBelow(services: Services, session: Session, parent: PlaceCode, depth = parent.split('.').length + 1): Promise<DeskPlace[]> {
  const { rows } = await services.db.pool.query<PlaceRow>(
    `SELECT p.code, p.hi, p.en, p.depth, ${CHILDREN} FROM place p WHERE ($1 = 0 OR p.district = $1) AND p.depth = $2 AND p.code > $3 || '.' AND p.code < $3 || '/' ORDER BY p.code`,
    [districtPart(parent), depth, parent],
  );
  return rows.filter((r) => mayKnowPlace(services, session, r.code)).map(deskPlace);
}

/** The places of her grants of today. */
export async function ownPlaces(services: Services, { grants }: Session): Promise<DeskPlace[]> {
  const codes = [...new Set(grants.filter((g) => isInForce(g, today(services))).map((g) => g.place))];
  const { rows } = await services.db.pool.query<PlaceRow>(`SELECT p.code, p.hi, p.en, p.depth, ${CHILDREN} FROM place p WHERE p.code = ANY($1::text[]) ORDER BY p.code`, [codes]);
  return rows.map(deskPlace);
}

export async function searchPlaces(services: Services, { grants }: Session, text: string): Promise<(DeskPlace & { within: { hi: string; en: string }[] })[]> {
  const roots = grants.filter((g) => isInForce(g, today(services))).map((g) => g.place);
  const start = text.normalize('NFC').replace(/[\\%_]/gu, '\\$&');
  const found: PlaceRow[] = [];
  for (const root of new Set(roots)) {
    found.push(...(await services.db.pool.query<PlaceRow>(
      `SELECT p.code, p.hi, p.en, p.depth, ${CHILDREN} FROM place p
       WHERE ($1 = 0 OR p.district = $1) AND (p.code = $2 OR (p.code > $2 || '.' AND p.code < $2 || '/')) AND (p.hi LIKE $3 OR lower(p.en) LIKE lower($3)) ORDER BY p.depth, p.en LIMIT 50`,
      [districtPart(root), root, `${start}%`],
    )).rows);
  }
  const unique = [...new Map(found.map((r) => [r.code, r])).values()].slice(0, 50);
  const above = [...new Set(unique.flatMap(({ code }) => code.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'))))];
  const names = new Map((await services.db.pool.query<Place>('SELECT code, hi, en FROM place WHERE code = ANY($1::text[])', [above])).rows.map((p) => [p.code, p]));
  return unique.map((row) => ({
    ...deskPlace(row),
    within: [...names.values()].filter((p) => p.code !== row.code && isWithin(row.code, p.code)).sort((a, b) => b.code.length - a.code.length).map(({ hi, en }) => ({ hi, en })),
  }));
}

/** Offices of a district stand beside its blocks. */
export async function officesOf(services: Services, session: Session, parent: PlaceCode): Promise<DeskPlace[]> {
  return levelOf(parent) === 'district' ? placesBelow(services, session, parent, PLACE_LEVELS.indexOf('office') + 1) : [];
}

function deskPlace({ code, hi, en, depth, children }: PlaceRow): DeskPlace {
  return { code, hi, en, level: PLACE_LEVELS[depth - 1] ?? 'tola', children };
}
