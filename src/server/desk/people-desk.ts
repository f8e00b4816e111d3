// What the desk reads about people and their phones.
import { isInForce, type Grant } from '#shared/access/access.ts';
import { ROLES } from '#shared/access/table.ts';
import type { DeskDevice, DeskGrant, DeskPerson } from '#shared/desk/people.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { today, type Services } from '../services.ts';
import { heldOfPhones } from './phones-desk.ts';

interface GrantRow {
  readonly id: string;
  readonly person: string;
  readonly role: string;
  readonly place: string;
  readonly from_day: string;
  readonly to_day: string | null;
  readonly version: number;
  readonly changed_at: number | null;
  readonly changed_by: string | null;
  readonly hi: string | null;
  readonly en: string | null;
}

const GRANT_COLUMNS = 'g.id, g.person, g.role, g.place, g.from_day, g.to_day, g.version, g.changed_at, c.name AS changed_by, l.hi, l.en';
const GRANT_JOINS = `role_grant g LEFT JOIN place l ON l.district = (CASE WHEN split_part(g.place, '.', 2) ~ '^[0-9]+$' THEN split_part(g.place, '.', 2)::int ELSE 0 END) AND l.code = g.place
  LEFT JOIN person c ON c.id = g.changed_by`;

/** Everyone who has or had a grant at or below the place, with those grants. */
export async function listPeople(services: Services, place: PlaceCode): Promise<DeskPerson[]> {
  const { rows } = await services.db.pool.query<NamedGrantRow>(
    `SELECT ${GRANT_COLUMNS}, p.name FROM ${GRANT_JOINS} JOIN person p ON p.id = g.person WHERE g.place = $1 OR (g.place > $1 || '.' AND g.place < $1 || '/') ORDER BY p.name, g.from_day`,
    [place],
  );
  return peopleOf(services, rows);
}

/** One person with those of her grants that `shown` lets through, and how many it does not; undefined: none is shown. */
export async function readPerson(services: Services, person: string, shown: (grant: Grant) => boolean): Promise<{ readonly person: DeskPerson; readonly elsewhere: number } | undefined> {
  const { rows } = await services.db.pool.query<NamedGrantRow>(`SELECT ${GRANT_COLUMNS}, p.name FROM ${GRANT_JOINS} JOIN person p ON p.id = g.person WHERE g.person = $1 ORDER BY g.from_day, g.id`, [person]);
  const here = rows.filter((row) => toGrant(row).some(shown));
  const [found] = await peopleOf(services, here);
  return found === undefined ? undefined : { person: found, elsewhere: rows.length - here.length };
}

type NamedGrantRow = GrantRow & { readonly name: string };

async function peopleOf(services: Services, grants: readonly NamedGrantRow[]): Promise<DeskPerson[]> {
  const { pool } = services.db;
  const ids = [...new Set(grants.map((g) => g.person))];
  const { rows: devices } = await pool.query<{ person: string; devices: string[]; unsent: number; last_seen: number | null }>(
    `SELECT person, array_agg(id) AS devices, sum(unsent)::int AS unsent, max(last_seen) AS last_seen
     FROM device WHERE person = ANY($1::text[]) AND revoked_at IS NULL GROUP BY person`, [ids],
  );
  const held = await heldOfPhones(pool, devices.flatMap((d) => d.devices));
  const { rows: codes } = await pool.query<{ person: string }>('SELECT DISTINCT person FROM enrolment_code WHERE person = ANY($1::text[]) AND used_at IS NULL AND expires_at > $2', [ids, services.clock()]);
  const waiting = new Set(codes.map((c) => c.person));
  const phones = new Map(devices.map((d) => [d.person, d]));
  const people = new Map<string, DeskPerson>();
  for (const row of grants) {
    const phone = phones.get(row.person);
    const person = people.get(row.person) ?? {
      id: row.person, name: row.name, grants: [], codeWaiting: waiting.has(row.person),
      devices: phone?.devices.length ?? 0, unsent: phone?.unsent ?? 0, held: phone?.devices.reduce((sum, d) => sum + (held.get(d) ?? 0), 0) ?? 0,
      lastSeen: phone?.last_seen ?? null,
    };
    person.grants.push(deskGrant(services, row));
    people.set(row.person, person);
  }
  return [...people.values()];
}

export async function grantsOf(services: Services, person: string): Promise<Grant[]> {
  return (await grantRows(services, 'g.person', person)).flatMap(toGrant);
}

export async function grantById(services: Services, id: string): Promise<Grant | undefined> {
  return (await grantRows(services, 'g.id', id)).flatMap(toGrant)[0];
}

export async function deskGrants(services: Services, person: string): Promise<DeskGrant[]> {
  return (await grantRows(services, 'g.person', person)).map((row) => deskGrant(services, row));
}

export async function deviceOwner({ db }: Services, device: string): Promise<string | undefined> {
  return (await db.pool.query<{ person: string }>('SELECT person FROM device WHERE id = $1', [device])).rows[0]?.person;
}

export async function listDevices({ db }: Services, person: string): Promise<DeskDevice[]> {
  const { rows } = await db.pool.query<{ id: string; enrolled_at: number; last_seen: number | null; unsent: number; app: string; revoked_at: number | null }>(
    'SELECT id, enrolled_at, last_seen, unsent, app, revoked_at FROM device WHERE person = $1 ORDER BY enrolled_at DESC', [person],
  );
  const held = await heldOfPhones(db.pool, rows.map((d) => d.id));
  return Promise.all(rows.map(async (d) => ({
    id: d.id, enrolledAt: d.enrolled_at, lastSeen: d.last_seen, unsent: d.unsent, held: held.get(d.id) ?? 0, app: d.app, revokedAt: d.revoked_at,
    missing: await missingCounters(db.pool, d.id),
  })));
}

/** Counters are without gaps: a smaller one that never came is work that is still on the way, or lost. */
async function missingCounters(pool: Services['db']['pool'], device: string): Promise<number[]> {
  const { rows } = await pool.query<{ from: number; to: number }>(
    `WITH seen AS (
       SELECT counter FROM change WHERE device = $1 UNION SELECT counter FROM held_change WHERE device = $1 AND counter IS NOT NULL UNION SELECT 0
     ), steps AS (SELECT counter, lead(counter) OVER (ORDER BY counter) AS next FROM seen)
     SELECT counter + 1 AS from, next - 1 AS to FROM steps WHERE next > counter + 1 ORDER BY 1 LIMIT 100`, [device],
  );
  return rows.flatMap(({ from, to }) => Array.from({ length: Math.min(100, to - from + 1) }, (_, i) => from + i)).slice(0, 100);
}

async function grantRows({ db }: Services, column: 'g.person' | 'g.id', value: string): Promise<GrantRow[]> {
  return (await db.pool.query<GrantRow>(`SELECT ${GRANT_COLUMNS} FROM ${GRANT_JOINS} WHERE ${column} = $1 ORDER BY g.from_day, g.id`, [value])).rows;
}

function toGrant({ id, person, role, place, from_day, to_day }: GrantRow): Grant[] {
  const known = ROLES.find((r) => r === role);
  return known === undefined ? [] : [{ id, person, role: known, place, from: from_day, to: to_day }];
}

function deskGrant(services: Services, row: GrantRow): DeskGrant {
  const [grant] = toGrant(row);
  if (grant === undefined) throw new Error('a grant has a known role');
  return {
    id: row.id, role: grant.role, place: { code: row.place, hi: row.hi ?? row.place, en: row.en ?? row.place }, from: row.from_day, to: row.to_day,
    current: isInForce(grant, today(services)), version: row.version, changedBy: row.changed_by, changedAt: row.changed_at,
  };
}
