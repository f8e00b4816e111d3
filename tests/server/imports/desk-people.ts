// People with a session, for tests of routes.
import type { Role } from '#shared/access/table.ts';
import { openSession } from '#server/auth/session.ts';
import type { Services } from '#server/services.ts';

/** Returns the cookie. */
export async function signIn(services: Services, person: string, role: Role, place: string): Promise<string> {
  const { pool } = services.db;
  await pool.query('INSERT INTO person (id, name, made_at) VALUES ($1, $1, 0) ON CONFLICT DO NOTHING', [person]);
  await pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, made_at) VALUES ($1, $2, $3, $4, '2020-01-01', 0)`, [`g-${person}`, person, role, place]);
  await pool.query(`INSERT INTO device (id, person, public_key, app, enrolled_at) VALUES ($1, $2, '{}', 'test', 0)`, [`d-${person}`, person]);
  const { token } = await openSession(services, pool, `d-${person}`);
  return `dehri=${token}`;
}
