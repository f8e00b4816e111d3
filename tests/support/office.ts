// What happens to a phone's owner away from the phone: a code is made for her, or runs out; her session ends.
import { randomBytes } from 'node:crypto';
import { PROGRAMMES } from '#programmes/index.ts';
import type { Role } from '#shared/access/table.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { openDatabase, type Database } from '#server/db/database.ts';
import { readMeta } from '#server/db/meta.ts';
import { createPerson } from '#server/people/people.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { keysOfRunning } from './running-server.ts';

export interface Office {
  readonly db: Database;
  /** A new person where the first holder of the role works. */
  newPerson(name: string, role: Role): Promise<string>;
  personAt(name: string, role: Role, place: string): Promise<string>;
  codeFor(person: string): Promise<string>;
  /** Codes that nobody has used yet are now too old. */
  letCodesRunOut(): Promise<void>;
  endSessions(): Promise<void>;
  /** What the server has of a phone: changes settled, different ones among them, the highest counter. */
  handedIn(person: string): Promise<{ readonly applied: number; readonly different: number; readonly highest: number; readonly held: number }>;
  close(): Promise<void>;
}

/** Works on the database of a running server. */
export async function openOffice(databaseUrl: string): Promise<Office> {
  const keys = await keysOfRunning();
  const db = openDatabase(databaseUrl, { keys });
  const random = (bytes: number): Buffer => randomBytes(bytes);
  const services: Services = { db, keys, registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, random), clock: Date.now, random, utcOffsetMinutes: 330 };
  return {
    db,
    async newPerson(name, role) {
      const { rows: [grant] } = await db.pool.query<{ place: string }>("SELECT place FROM role_grant WHERE role = $1 AND person LIKE 'demo-%' AND to_day IS NULL ORDER BY length(place), person LIMIT 1", [role]);
      if (grant === undefined) throw new Error(`nobody is a ${role}`);
      return (await createPerson(services, name, { role, place: grant.place, from: '2026-01-01' }, null)).person;
    },
    personAt: async (name, role, place) => (await createPerson(services, name, { role, place, from: '2026-01-01' }, null)).person,
    codeFor: async (person) => (await issueCode(services, person, null)).code,
    letCodesRunOut: async () => void (await db.pool.query('UPDATE enrolment_code SET expires_at = 1 WHERE used_at IS NULL')),
    endSessions: async () => void (await db.pool.query('UPDATE session SET expires_at = 1')),
    async handedIn(person) {
      const { rows: [counted] } = await db.pool.query<{ applied: number; different: number; highest: number }>(
        'SELECT count(*)::int AS applied, count(DISTINCT c.counter)::int AS different, coalesce(max(c.counter), 0) AS highest FROM change c JOIN device d ON d.id = c.device WHERE d.person = $1', [person],
      );
      const { rows: [held] } = await db.pool.query<{ held: number }>('SELECT count(*)::int AS held FROM held_change WHERE person = $1', [person]);
      return { applied: counted?.applied ?? 0, different: counted?.different ?? 0, highest: counted?.highest ?? 0, held: held?.held ?? 0 };
    },
    close: () => db.close(),
  };
}
