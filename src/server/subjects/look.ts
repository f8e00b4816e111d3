// Looks at a child: without identity as often as one likes; with it each time one row of the audit log, in the
// transaction that reads it, and only so many children a day without a second person.
import type { LookReason } from '#shared/access/look.ts';
import type { LookedAt, SubjectView } from '#shared/subjects/child.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import type { Services } from '../services.ts';
import type { Asker } from './asker.ts';
import { knownRows, type KnownRow, type Opened } from './known-rows.ts';
import { isSpent, lockLooks } from './names-per-day.ts';
import { askOpening, ownOpenings, type OwnOpening } from './openings.ts';
import { leaveOf, viewChild } from './view-child.ts';

export interface Known {
  readonly rows: readonly KnownRow[];
  readonly openings: readonly OwnOpening[];
}

/** Undefined: for her there is no such child. */
export async function knownChild(sql: Sql, services: Services, asker: Asker, token: string): Promise<Known | undefined> {
  const openings = await ownOpenings(sql, services, asker, token);
  const opened = openings.flatMap(({ what, standing, answeredAt }): Opened[] => (standing === 'allowed' && answeredAt !== null ? [{ what, answeredAt }] : []));
  const rows = await knownRows(sql, services, asker, token, opened, await isSpent(sql, services, asker, token));
  return rows.length === 0 ? undefined : { rows, openings };
}

export async function readChild(services: Services, asker: Asker, token: string): Promise<SubjectView | undefined> {
  const { pool } = services.db;
  const known = await knownChild(pool, services, asker, token);
  return known === undefined ? undefined : viewChild(pool, services, asker, token, known.rows, known.openings, undefined);
}

export interface Looking {
  readonly what: LookedAt;
  readonly reason: LookReason;
  readonly note?: string | undefined;
}

/** Undefined: there is nothing of the kind for her to look at. */
export async function lookAtChild(services: Services, asker: Asker, token: string, { what, reason, note = '' }: Looking): Promise<SubjectView | 'opening-waits' | undefined> {
  return inTransaction(services.db, async (client) => {
    await lockLooks(client, asker);
    const known = await knownChild(client, services, asker, token);
    if (known === undefined) return undefined;
    const { rows, openings } = known;
    const leave = leaveOf(rows.filter(({ sight }) => (sight.seen === 'facts') === (what === 'identity')));
    if (leave === 'no') return undefined;
    if (leave === 'second') {
      await askOpening(client, services, asker, token, what, reason, note);
      return 'opening-waits';
    }
    await appendAudit(client, services, { act: what === 'identity' ? 'subject-looked' : 'subject-uncovered', actor: asker.person, place: asker.place, subject: token, detail: reason });
    return viewChild(client, services, asker, token, rows, openings, what);
  });
}
