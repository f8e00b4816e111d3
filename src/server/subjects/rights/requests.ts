// What a person of the lists, or somebody for her, has asked for, with the clock by which it is to be answered.
import type { REQUESTERS, RequestKind } from '#shared/subjects/rights.ts';
import { appendAudit } from '../../audit/audit.ts';
import { inTransaction } from '../../db/database.ts';
import { seal } from '../../keys/seal.ts';
import { newId, type Services } from '../../services.ts';
import type { Asker } from '../asker.ts';
import { requestKey } from './request-key.ts';
import { standOn } from './right-rows.ts';

export interface NewRequest {
  readonly token: string;
  readonly kind: RequestKind;
  readonly from: (typeof REQUESTERS)[number];
  /** ISO day on which it came. */
  readonly day: string;
  readonly note?: string | undefined;
}

/** Undefined: there is no such person. */
export async function makeRequest(services: Services, { state, person, place }: Asker, { token, kind, from, day, note = '' }: NewRequest): Promise<string | undefined> {
  return inTransaction(services.db, async (client) => {
    const id = newId(services);
    if (await standOn(client, state, id, token) === 0) return undefined;
    await client.query('INSERT INTO subject_request (state, id, kind, asked_by, day, by, at, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [state, id, kind, from, day, person, services.clock(), note === '' ? null : await sealed(services, client, id, note)]);
    await appendAudit(client, services, { act: 'subject-request', actor: person, place, subject: token, detail: kind });
    return id;
  });
}

/** False: there is none that is open. What was written before stays when nothing is said now. */
export async function answerRequest(services: Services, { state, person, place }: Asker, id: string, outcome: 'done' | 'refused', note = ''): Promise<boolean> {
  return inTransaction(services.db, async (client) => {
    const written = note === '' ? null : await sealed(services, client, id, note);
    const { rowCount } = await client.query(
      `UPDATE subject_request SET standing = $3, answered_by = $4, answered_at = $5, note = coalesce($6, note) WHERE state = $1 AND id = $2 AND standing = 'open'`, [state, id, outcome, person, services.clock(), written],
    );
    if (rowCount !== 1) return false;
    await appendAudit(client, services, { act: 'subject-request-answered', actor: person, place, subject: id, detail: outcome });
    return true;
  });
}

async function sealed({ keys }: Services, client: Parameters<Services['keys']['make']>[0], id: string, note: string): Promise<Buffer | null> {
  const key = (await keys.make(client, [requestKey(id)])).get(requestKey(id));
  return key === undefined ? null : seal(key, `request:${id}`, note);
}
