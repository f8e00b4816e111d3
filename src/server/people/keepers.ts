// Before a grant or a phone goes: does every place keep someone who may manage its people? Asked under a
// lock inside the transaction of the change, so that two administrators cannot each take away the other.
import { firstDayAlone, type Keeper } from '#shared/access/keepers.ts';
import type { Role } from '#shared/access/table.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Sql } from '../db/database.ts';

/** The only role that may give itself. */
export const KEEPER_ROLE: Role = 'administrator';
const LOCK = 727_431_035;

/** Held until the transaction ends. Take it before any row of a grant or phone. */
export async function lockKeepers(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

/** Would the change leave one of the places without anybody? */
export async function leavesNobody(sql: Sql, places: readonly PlaceCode[], day: string, change: (keepers: readonly Keeper[]) => readonly Keeper[]): Promise<boolean> {
  const above = [...new Set(places.flatMap((place) => place.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'))))];
  const { rows } = await sql.query<Keeper>(
    `SELECT id AS "grant", person, place, from_day AS "from", to_day AS "to" FROM role_grant
     WHERE role = $1 AND place = ANY($2::text[]) AND person IN (SELECT person FROM device WHERE revoked_at IS NULL)`, [KEEPER_ROLE, above],
  );
  const after = change(rows);
  return places.some((place) => firstDayAlone(rows, after, place, day) !== undefined);
}
