// Under which name a person is known at the department's own sign-in.
import { appendAudit } from '../audit/audit.ts';
import { inTransaction } from '../db/database.ts';
import type { Services } from '../services.ts';

export interface Identity {
  readonly issuer: string;
  /** What the issuer calls her; compared as it is written, but for case and spaces around it. */
  readonly subject: string;
}

/** The person whom the issuer calls so, if she may do anything today. */
export async function personOf({ db }: Pick<Services, 'db'>, { issuer, subject }: Identity, day: string): Promise<{ readonly person: string; readonly place: string } | undefined> {
  const { rows: [found] } = await db.pool.query<{ person: string; place: string }>(
    `SELECT i.person, g.place FROM person_identity i JOIN role_grant g ON g.person = i.person
     WHERE i.issuer = $1 AND i.subject = $2 AND g.from_day <= $3 AND (g.to_day IS NULL OR g.to_day >= $3) ORDER BY length(g.place) LIMIT 1`,
    [issuer, plain(subject), day],
  );
  return found;
}

export async function identityOf({ db }: Pick<Services, 'db'>, issuer: string, person: string): Promise<string | undefined> {
  const { rows: [found] } = await db.pool.query<{ subject: string }>('SELECT subject FROM person_identity WHERE issuer = $1 AND person = $2', [issuer, person]);
  return found?.subject;
}

/**
 * Enters the name, or with '' takes it away. False: somebody else is known by it.
 * @param by who enters it, and the place it is noted under
 */
export async function setIdentity(services: Services, issuer: string, person: string, subject: string, by: { readonly person: string; readonly place: string }): Promise<boolean> {
  const name = plain(subject);
  return inTransaction(services.db, async (client) => {
    await client.query('DELETE FROM person_identity WHERE issuer = $1 AND person = $2', [issuer, person]);
    if (name !== '') {
      const { rowCount } = await client.query('INSERT INTO person_identity (issuer, subject, person, made_by, made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [issuer, name, person, by.person, services.clock()]);
      if (rowCount === 0) throw new Taken();
    }
    await appendAudit(client, services, { act: 'identity-set', actor: by.person, place: by.place, subject: person });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof Taken) return false;
    throw error;
  });
}

/** Takes the transaction back. */
class Taken extends Error {}

function plain(subject: string): string {
  return subject.trim().toLowerCase();
}
