// Which phones have not been heard of, and what lies on them. How many changes are unsent only the
// phone knows, so that is what it last said; how many are held is counted here, now.
import type { DeskPhone } from '#shared/desk/phones.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Database } from '../db/database.ts';
import { today, type Services } from '../services.ts';

type Pool = Database['pool'];

const MOST_PHONES = 10_000;

interface PhoneRow {
  readonly device: string;
  readonly person: string;
  readonly name: string;
  readonly enrolled_at: number;
  readonly last_seen: number | null;
  readonly unsent: number;
  readonly app: string;
  readonly places: readonly (readonly [string, string | null, string | null])[];
}

export async function listPhones(services: Services, place: PlaceCode): Promise<DeskPhone[]> {
  const { pool } = services.db;
  const { rows } = await pool.query<PhoneRow>(
    `SELECT d.id AS device, d.person, p.name, d.enrolled_at, d.last_seen, d.unsent, d.app, json_agg(json_build_array(g.place, l.hi, l.en) ORDER BY g.place) AS places
     FROM role_grant g JOIN device d ON d.person = g.person JOIN person p ON p.id = d.person
       LEFT JOIN place l ON l.district = (CASE WHEN split_part(g.place, '.', 2) ~ '^[0-9]+$' THEN split_part(g.place, '.', 2)::int ELSE 0 END) AND l.code = g.place
     WHERE d.revoked_at IS NULL AND g.from_day <= $2 AND (g.to_day IS NULL OR g.to_day >= $2)
       AND (g.place = $1 OR (g.place > $1 || '.' AND g.place < $1 || '/'))
     GROUP BY d.id, p.name ORDER BY coalesce(d.last_seen, 0), d.id LIMIT $3`,
    [place, today(services), MOST_PHONES],
  );
  const devices = rows.map((r) => r.device);
  const [held, missing] = await Promise.all([heldOfPhones(pool, devices), missingOfPhones(pool, devices)]);
  return rows.map((r) => ({
    device: r.device, person: r.person, personName: r.name, enrolledAt: r.enrolled_at, lastSeen: r.last_seen,
    places: r.places.map(([code, hi, en]) => ({ code, hi: hi ?? code, en: en ?? code })),
    unsent: r.unsent, held: held.get(r.device) ?? 0, missing: missing.get(r.device) ?? 0, app: r.app,
  }));
}

/** Open held changes by phone; what the phone itself counts after its next contact. */
export async function heldOfPhones(pool: Pool, devices: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ device: string; held: number }>(
    `SELECT device, count(*)::int AS held FROM held_change WHERE device = ANY($1::text[]) AND status = 'open' GROUP BY device`, [devices],
  );
  return new Map(rows.map((r) => [r.device, r.held]));
}

/** Counters are without gaps: how many smaller than the highest never came. */
async function missingOfPhones(pool: Pool, devices: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ device: string; missing: number }>(
    // What is held may have been applied since: it is counted once. Counted apart, for sorting all of a district's numbers takes seconds.
    `SELECT device, (max(highest) - sum(number))::int AS missing FROM (
       SELECT device, max(counter) AS highest, count(*) AS number FROM change WHERE device = ANY($1::text[]) AND counter > 0 GROUP BY device
       UNION ALL
       SELECT h.device, max(h.counter), count(DISTINCT h.counter) FILTER (WHERE c.counter IS NULL) FROM held_change h
         LEFT JOIN change c ON c.district = h.district AND c.device = h.device AND c.counter = h.counter
         WHERE h.device = ANY($1::text[]) AND h.counter > 0 GROUP BY h.device
     ) came GROUP BY device`, [devices],
  );
  return new Map(rows.map((r) => [r.device, r.missing]));
}
