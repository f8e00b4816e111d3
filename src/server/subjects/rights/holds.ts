// Orders that nothing of a person may be erased: neither because it was asked for, nor because its years are over.
import type { HOLD_AUTHORITIES } from '#shared/subjects/rights.ts';
import { appendAudit } from '../../audit/audit.ts';
import { inTransaction } from '../../db/database.ts';
import { newId, type Services } from '../../services.ts';
import type { Asker } from '../asker.ts';
import { standOn } from './right-rows.ts';

/** Undefined: there is no such person. */
export async function beginHold(services: Services, { state, person, place }: Asker, token: string, authority: (typeof HOLD_AUTHORITIES)[number]): Promise<string | undefined> {
  return inTransaction(services.db, async (client) => {
    const id = newId(services);
    if (await standOn(client, state, id, token) === 0) return undefined;
    await client.query('INSERT INTO subject_hold (state, id, authority, by, at) VALUES ($1, $2, $3, $4, $5)', [state, id, authority, person, services.clock()]);
    await appendAudit(client, services, { act: 'subject-held', actor: person, place, subject: token, detail: authority });
    return id;
  });
}

/** False: there is none that is still on. */
export async function endHold(services: Services, { state, person, place }: Asker, id: string): Promise<boolean> {
  return inTransaction(services.db, async (client) => {
    const { rowCount } = await client.query('UPDATE subject_hold SET ended_by = $3, ended_at = $4 WHERE state = $1 AND id = $2 AND ended_at IS NULL', [state, id, person, services.clock()]);
    if (rowCount !== 1) return false;
    await appendAudit(client, services, { act: 'subject-released', actor: person, place, subject: id, detail: '' });
    return true;
  });
}
