// Which mitra works where: a view of the mitras' grants by place.
import type { Assignee, AssignmentRow } from '#shared/desk/assignments.ts';
import { isWithin, PLACE_LEVELS, levelOf, type Place, type PlaceCode } from '#shared/place/place.ts';
import type { Session } from '../auth/session.ts';
import { addGrant, districtPart, endGrant } from '../people/people.ts';
import { today, type Services } from '../services.ts';
import { openWorkAt } from './open-work.ts';
import { placesBelow, trailOf } from './places-desk.ts';

interface MitraGrant {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly place: string;
  readonly from_day: string;
}

/** Mitras' grants of today at, below and above the place. */
async function mitraGrants(services: Services, place: PlaceCode): Promise<MitraGrant[]> {
  const parts = place.split('.');
  return (await services.db.pool.query<MitraGrant>(
    `SELECT g.id, g.person, p.name, g.place, g.from_day FROM role_grant g JOIN person p ON p.id = g.person
     WHERE g.role = 'mitra' AND g.from_day <= $3 AND (g.to_day IS NULL OR g.to_day >= $3)
       AND (g.place = ANY($1::text[]) OR (g.place > $2 || '.' AND g.place < $2 || '/')) ORDER BY p.name`,
    [parts.map((_, i) => parts.slice(0, i + 1).join('.')), place, today(services)],
  )).rows;
}

export async function listAssignments(services: Services, session: Session, place: PlaceCode): Promise<{ rows: AssignmentRow[]; mitras: { person: string; name: string; places: number }[] }> {
  const below = levelOf(place) === 'tola' ? [] : await placesBelow(services, session, place);
  const own = below.length > 0 ? [] : (await trailOf(services, place)).filter((p) => p.code === place).map((p) => ({ ...p, level: levelOf(place), children: 0 }));
  const listed = below.length > 0 ? below : own;
  const grants = await mitraGrants(services, place);
  const families = services.registry.shelves.filter((shelf) => services.registry.classOf(shelf) === 'family');
  const { rows: buckets } = await services.db.pool.query<{ id: string; records: number }>(
    `SELECT id, records FROM bucket WHERE district = $1 AND id >= $2 || '.' AND id < $2 || '0' AND shelf = ANY($3::text[])`, [districtPart(place), place, families],
  );
  const depth = (listed[0]?.code ?? place).split('.').length;
  const records = new Map<string, number>();
  for (const b of buckets) {
    const at = b.id.slice(0, b.id.indexOf('/')).split('.').slice(0, depth).join('.');
    records.set(at, (records.get(at) ?? 0) + b.records);
  }
  const work = await openWorkAt(services, listed.map(({ code }) => code));
  const assigned = ({ id, person, name, from_day }: MitraGrant): { grant: string; person: string; name: string; from: string } => ({ grant: id, person, name, from: from_day });
  const rows = listed.map(({ code, hi, en, level }) => ({
    code, hi, en, level, records: records.get(code) ?? 0, left: work.get(code)?.left ?? null,
    mitras: grants.filter((g) => g.place === code).map(assigned),
    fromAbove: grants.filter((g) => code.startsWith(`${g.place}.`)).map(assigned),
  }));
  const block = place.split('.').slice(0, 3).join('.');
  const mitras = new Map<string, { person: string; name: string; places: number }>();
  for (const g of await mitraGrants(services, block)) {
    const known = mitras.get(g.person) ?? { person: g.person, name: g.name, places: 0 };
    known.places += 1;
    mitras.set(g.person, known);
  }
  return { rows, mitras: [...mitras.values()] };
}

/** A place within another of hers is not counted twice. */
export async function listAssignees(services: Services, place: PlaceCode): Promise<Assignee[]> {
  const grants = (await mitraGrants(services, place)).filter((g) => isWithin(g.place, place));
  const codes = [...new Set(grants.map((g) => g.place))];
  const [work, names] = await Promise.all([openWorkAt(services, codes), placeNames(services, codes)]);
  const people = new Map<string, { person: string; name: string; codes: PlaceCode[] }>();
  for (const g of grants) {
    const known = people.get(g.person) ?? { person: g.person, name: g.name, codes: [] };
    known.codes.push(g.place);
    people.set(g.person, known);
  }
  return [...people.values()].map(({ person, name, codes: hers }) => {
    const outer = [...new Set(hers)].filter((code) => !hers.some((other) => other !== code && isWithin(code, other))).sort();
    const sum = (of: 'doors' | 'left'): number => outer.reduce((all, code) => all + (work.get(code)?.[of] ?? 0), 0);
    return { person, name, places: outer.map((code) => names.get(code) ?? { code, hi: code, en: code }), families: sum('doors'), left: sum('left') };
  });
}

async function placeNames({ db }: Services, codes: readonly PlaceCode[]): Promise<ReadonlyMap<PlaceCode, Place>> {
  const { rows } = await db.pool.query<Place>('SELECT code, hi, en FROM place WHERE district = ANY($1::int[]) AND code = ANY($2::text[])', [[...new Set(codes.map(districtPart))], codes]);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Undefined: no mitra of this block, or no place for one. */
export async function setAssignment(services: Services, person: string, place: PlaceCode, by: string): Promise<string | undefined> {
  if (PLACE_LEVELS.indexOf(levelOf(place)) < PLACE_LEVELS.indexOf('panchayat')) return undefined;
  const block = place.split('.').slice(0, 3).join('.');
  const hers = (await mitraGrants(services, block)).filter((g) => g.person === person);
  if (hers.length === 0) return undefined;
  const already = hers.find((g) => g.place === place);
  if (already !== undefined) return already.id;
  return addGrant(services, person, { role: 'mitra', place }, by, 'assignment-set');
}

export async function clearAssignment(services: Services, grant: { readonly id: string; readonly place: string }, by: string): Promise<void> {
  await endGrant(services, grant, undefined, by, 'assignment-cleared');
}
