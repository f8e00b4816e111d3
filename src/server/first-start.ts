// What an empty database begins with: the demo, or one administrator; and the sign-in codes that are
// printed at each start for those who have nobody above them to read one out.
import type { Services } from './services.ts';
import { issueCode } from './auth/enrolment.ts';
import { word } from './imports/words.ts';
import { createPerson, upsertPlaces } from './people/people.ts';
import { placesOfState } from './places/directory.ts';

/** What `demo/seed-demo.ts` exports as `seedDemo`. Its people have ids that begin with `demo-`. */
export type SeedDemo = (services: Services, say: (line: string) => void) => Promise<void>;

export interface SignIn {
  readonly name: string;
  readonly role: string;
  readonly place: string;
  readonly code: string;
}

/** `seed` undefined: only the state's places down to the block and an administrator of the state are made. */
export async function prepareEmpty(services: Services, seed: SeedDemo | undefined, say: (line: string) => void): Promise<void> {
  const { rows } = await services.db.pool.query('SELECT 1 FROM person LIMIT 1');
  if (rows.length > 0) return;
  if (seed !== undefined) {
    await seed(services, say);
    return;
  }
  await upsertPlaces(services, placesOfState('10'));
  await createPerson(services, word('hi', 'server:administrator'), { role: 'administrator', place: '10' }, null, 'first-administrator');
}

/** Fresh codes: for the demo's people, and for the first administrator until she has a phone. */
export async function startCodes(services: Services): Promise<SignIn[]> {
  const { rows } = await services.db.pool.query<{ id: string; name: string; role: string; hi: string | null; place: string }>(
    `SELECT DISTINCT ON (p.id) p.id, p.name, g.role, g.place, l.hi FROM person p JOIN role_grant g ON g.person = p.id LEFT JOIN place l ON l.code = g.place
     WHERE g.to_day IS NULL AND (p.id LIKE 'demo-%' OR (p.id = 'first-administrator' AND NOT EXISTS (SELECT 1 FROM device d WHERE d.person = p.id)))
     ORDER BY p.id, length(g.place) LIMIT 40`,
  );
  const signIns: SignIn[] = [];
  for (const { id, name, role, hi, place } of rows) {
    const { code } = await issueCode(services, id, null);
    signIns.push({ name, role, place: hi ?? place, code });
  }
  return signIns;
}
