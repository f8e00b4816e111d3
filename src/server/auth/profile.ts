// What a phone is told about its person (`shared/sync/profile.ts`), and the short digest by which it
// sees that this has changed without fetching it.
import { createHash } from 'node:crypto';
import { isInForce, type Grant } from '#shared/access/access.ts';
import { FILE_CLASSES } from '#shared/access/keep.ts';
import { knowsClass, ROLES, type Role } from '#shared/access/table.ts';
import { districtOf, officeKindOf, parentOf, stateOf, type PlaceCode } from '#shared/place/place.ts';
import type { Profile } from '#shared/sync/profile.ts';
import { today, type Services } from '../services.ts';
import { giveSeries } from './series.ts';
import type { Session } from './session.ts';

const LEASE_DAYS = 7;
const IDLE_MINUTES = 5;
/** From a district up, villages and tolas are asked for one by one at the desk. */
const DEEPEST_OF_A_DISTRICT = 4;

/** Cheap: reads a few version numbers, never the places. A new app asks again, for the old one left out what it did not know. */
export async function profileDigest(services: Services, { person, personName, grants, series, app }: Session): Promise<string> {
  const current = grants.filter((g) => isInForce(g, today(services)));
  const versions = current.length === 0 ? [] : (await services.db.pipelined.query<{ place: string; version: number }>({
    name: 'profile-versions',
    text: `SELECT DISTINCT v.place, v.version FROM unnest($1::text[], $2::int[], $3::text[]) AS g (place, district, beside)
           JOIN place_version v ON v.district IN (0, g.district) OR g.district = 0
           WHERE v.place = g.place OR g.place LIKE v.place || '.%' OR v.place LIKE g.place || '.%'
             OR (v.place LIKE g.beside || '.%' AND v.place ~ '^[0-9]+[.][0-9]+[.][a-z]+[0-9]+$') ORDER BY 1`,
    values: [current.map((g) => g.place), current.map((g) => districtOf(g.place)), current.map((g) => districtOfOffice(g.place))],
  })).rows;
  const said = [person, personName, grants.map((g) => [g.id, g.role, g.place, g.from, g.to]).sort(), current.map((g) => g.id).sort(), versions, services.meta.sealTo?.id, series, app];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}

export async function readProfile(services: Services, session: Session): Promise<Profile> {
  const series = session.series ?? await giveSeries(services, session.device);
  const digest = await profileDigest(services, { ...session, series });
  const day = today(services);
  const current = session.grants.filter((g) => isInForce(g, day));
  const places = new Map<string, [string, string, string]>();
  const colleagues = new Map<string, string>();
  const staff = new Map<string, Grant>();
  for (const { place } of current) {
    const parts = place.split('.');
    const district = districtOf(place);
    const above = parts.map((_, i) => parts.slice(0, i + 1).join('.'));
    const { rows } = await services.db.pool.query<{ code: string; hi: string; en: string }>(
      `SELECT code, hi, en FROM place WHERE district IN (0, $1) AND code = ANY($2::text[])
       UNION ALL
       SELECT code, hi, en FROM place WHERE ($1 = 0 OR district = $1) AND code > $3 || '.' AND code < $3 || '/' AND (depth <= $4 OR depth = 7)
       UNION ALL
       SELECT code, hi, en FROM place WHERE district = $1 AND depth = 7 AND code > $5 || '.' AND code < $5 || '/'`,
      [district, above, place, parts.length <= 2 ? DEEPEST_OF_A_DISTRICT : 6, districtOfOffice(place)],
    );
    for (const { code, hi, en } of rows) places.set(code, [code, hi, en]);
    // What a department of the state is asked for lies in any district.
    if (officeKindOf(place) === 'dep') {
      const { rows: districts } = await services.db.pool.query<{ code: string; hi: string; en: string }>(`SELECT code, hi, en FROM place WHERE depth = 2 AND code > $1 || '.' AND code < $1 || '/'`, [String(stateOf(place))]);
      for (const { code, hi, en } of districts) places.set(code, [code, hi, en]);
    }
    const met = await services.db.pool.query<{ id: string; name: string }>(
      `SELECT DISTINCT p.id, p.name FROM role_grant g JOIN person p ON p.id = g.person
       WHERE g.place = ANY($1::text[]) OR (g.place > $2 || '.' AND g.place < $2 || '/')`,
      [above, place],
    );
    if (current.some((g) => g.place === place && KEEPS_FILES.includes(g.role))) for (const grant of await staffAt(services, place)) staff.set(grant.id, grant);
    // And whose work was let in there on a settler's word.
    const letIn = await services.db.pool.query<{ id: string; name: string }>(
      `SELECT DISTINCT p.id, p.name FROM held_change h JOIN person p ON p.id = h.person
       WHERE ($1 = 0 OR h.district = $1) AND h.status = 'applied' AND h.bucket >= $2 || '.' AND h.bucket < $2 || '0'`,
      [district, place],
    );
    for (const { id, name } of [...met.rows, ...letIn.rows]) colleagues.set(id, name);
  }
  return {
    digest,
    epoch: services.meta.epoch,
    person: { id: session.person, name: session.personName },
    device: session.device,
    grants: [...session.grants],
    places: [...places.values()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    colleagues: Object.fromEntries(colleagues),
    ...(current.some((g) => KEEPS_FILES.includes(g.role)) && { staff: [...staff.values()] }),
    leaseDays: LEASE_DAYS,
    idleMinutes: IDLE_MINUTES,
    ...(series !== undefined && { series }),
    ...(services.meta.sealTo !== undefined && { sealTo: services.meta.sealTo }),
  };
}

const KEEPS_FILES: readonly Role[] = ROLES.filter((role) => FILE_CLASSES.some((c) => knowsClass(role, c)));

/** Whose work at the office is not over. */
async function staffAt(services: Services, office: PlaceCode): Promise<Grant[]> {
  const { rows } = await services.db.pool.query<Omit<Grant, 'role'> & { role: string }>(
    `SELECT id, person, role, place, from_day AS "from", to_day AS "to" FROM role_grant
     WHERE place = $1 AND role = ANY($2::text[]) AND (to_day IS NULL OR (to_day >= $3 AND to_day >= from_day)) ORDER BY id`, [office, KEEPS_FILES, today(services)],
  );
  return rows.flatMap(({ role, ...grant }) => ROLES.filter((known) => known === role).map((known) => ({ ...grant, role: known })));
}

/** A person of an office knows the other offices of her district by name, for a file may be handed over to them; null of any other place. */
function districtOfOffice(place: PlaceCode): PlaceCode | null {
  return officeKindOf(place) === undefined ? null : parentOf(place) ?? null;
}
