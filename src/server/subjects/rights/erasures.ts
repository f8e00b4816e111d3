// Erasing a person of the lists for good. One officer asks for it, another confirms; a hold stands against it; files of
// her with those who work for her go with it.
import type { EraseReason } from '#shared/desk/erase.ts';
import { appendAudit } from '../../audit/audit.ts';
import { inTransaction } from '../../db/database.ts';
import { eraseRecord } from '../../erase/erase-record.ts';
import { newId, type Services } from '../../services.ts';
import type { Asker } from '../asker.ts';
import { denyOutside } from './denied.ts';
import { eraseRows } from './erase-rows.ts';
import { heldRows, standOn } from './right-rows.ts';

/** Undefined: there is no such person. */
export async function askErasure(services: Services, { state, person, place }: Asker, token: string, reason: EraseReason): Promise<string | undefined> {
  return inTransaction(services.db, async (client) => {
    const id = newId(services);
    if (await standOn(client, state, id, token) === 0) return undefined;
    await client.query('INSERT INTO subject_erasure (state, id, reason, by, at) VALUES ($1, $2, $3, $4, $5)', [state, id, reason, person, services.clock()]);
    await appendAudit(client, services, { act: 'subject-erase-asked', actor: person, place, subject: token, detail: reason });
    return id;
  });
}

export type Confirmed =
  | { readonly ok: true; readonly rows: number; readonly files: number }
  /** `gone`: there is none that she may answer. `settled`: it was answered. `held`: nothing of her may be erased. */
  | { readonly ok: false; readonly reason: 'gone' | 'settled' | 'held' };

export async function answerErasure(services: Services, { state, person, place }: Asker, id: string, confirm: boolean): Promise<Confirmed> {
  const { pool } = services.db;
  const { rows: [asked] } = await pool.query<{ by: string; standing: string; reason: EraseReason }>('SELECT by, standing, reason FROM subject_erasure WHERE state = $1 AND id = $2', [state, id]);
  // Her own request she may take back, never confirm.
  if (asked === undefined || (asked.by === person && confirm)) return { ok: false, reason: 'gone' };
  if (asked.standing !== 'asked') return { ok: false, reason: 'settled' };
  if (!confirm) {
    await settle(services, state, id, person, 'refused', null);
    return { ok: true, rows: 0, files: 0 };
  }
  const { rows: about } = await pool.query<{ entry: string; token: string }>(
    // Of the persons that its rows are about now, every row: she is erased whole.
    `SELECT DISTINCT l.entry, l.token FROM subject_link l WHERE l.state = $1 AND l.token IN (SELECT k.token FROM subject_right_row r JOIN subject_link k ON k.state = r.state AND k.entry = r.entry WHERE r.state = $1 AND r.of = $2)`, [state, id],
  );
  const entries = about.map(({ entry }) => entry);
  if ((await heldRows(pool, state, entries)).size > 0) return { ok: false, reason: 'held' };
  const tokens = [...new Set(about.map(({ token }) => token))];
  const { rows: files } = await pool.query<{ district: number; record: string }>('SELECT district, record FROM subject_file WHERE state = $1 AND token = ANY ($2)', [state, tokens]);
  const { rows: keyed } = await pool.query<{ source: string; category: string; keyHash: Buffer }>('SELECT source, category, key_hash AS "keyHash" FROM subject_entry WHERE state = $1 AND id = ANY ($2)', [state, entries]);
  await denyOutside(services.erasedList, state, keyed, services.clock(), asked.reason);
  for (const file of files) await eraseRecord(services, file, person, asked.reason);
  await inTransaction(services.db, async (client) => {
    await eraseRows(client, services, state, entries, true);
    await client.query('DELETE FROM subject_file WHERE state = $1 AND token = ANY ($2)', [state, tokens]);
    await client.query(`UPDATE subject_erasure SET standing = 'done', answered_by = $3, answered_at = $4, rows = $5 WHERE state = $1 AND id = $2`, [state, id, person, services.clock(), entries.length]);
    for (const token of tokens) await appendAudit(client, services, { act: 'subject-erased', actor: person, place, subject: token, detail: asked.reason });
  });
  return { ok: true, rows: entries.length, files: files.length };
}

async function settle({ db, clock }: Services, state: number, id: string, by: string, standing: 'done' | 'refused', rows: number | null): Promise<void> {
  await db.pool.query('UPDATE subject_erasure SET standing = $3, answered_by = $4, answered_at = $5, rows = $6 WHERE state = $1 AND id = $2', [state, id, standing, by, clock(), rows]);
}
