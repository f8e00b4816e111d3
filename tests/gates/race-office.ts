// An office with four places for many phones to write to, on whatever database; and the sessions of
// those phones as the server would find them.
import { randomBytes } from 'node:crypto';
import type { Role } from '#shared/access/table.ts';
import type { Session } from '#server/auth/session.ts';
import { openDatabase } from '#server/db/database.ts';
import type { Connection } from '#server/db/embedded.ts';
import { readMeta } from '#server/db/meta.ts';
import { createPerson, upsertPlaces } from '#server/people/people.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import { testKeys } from '#tests/support/keys.ts';

const BLOCK = '10.193.1710';
export const RACE_PLACES = ['p01.v1', 'p01.v2', 'p01.v1.t1', 'p01.v1.t2'].map((end) => `${BLOCK}.${end}`);
export const RACE_BUCKETS = RACE_PLACES.map((place) => `${place}/doorstep`);
export const RACE_DISTRICT = 193;

export async function raceServices(at: Connection | string, connections: number): Promise<Services> {
  const db = openDatabase(at, { connections, keys: testKeys() });
  return { db, keys: testKeys(), registry: createRegistry([TEST_PROGRAMME]), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 };
}

/** One person with one phone for each, all over the same block. */
export async function racePhones(services: Services, count: number): Promise<Session[]> {
  const codes = ['10', '10.193', BLOCK, `${BLOCK}.p01`, ...RACE_PLACES];
  await upsertPlaces(services, codes.map((code) => ({ code, hi: code, en: code })));
  const role: Role = 'coordinator';
  const sessions: Session[] = [];
  for (let n = 0; n < count; n += 1) {
    const { person, grant } = await createPerson(services, String(n), { role, place: BLOCK, from: '2020-01-01' }, null);
    const device = randomBytes(9).toString('base64url');
    await services.db.pool.query(`INSERT INTO device (id, person, public_key, app, enrolled_at) VALUES ($1, $2, '{}', 'race', $3)`, [device, person, Date.now()]);
    sessions.push({
      device, person, personName: String(n), revoked: false, safeCounter: 0, lastSeen: 0, app: 'race', unsent: 0, held: 0,
      grants: [{ id: grant, person, role, place: BLOCK, from: '2020-01-01', to: null }],
    });
  }
  return sessions;
}
