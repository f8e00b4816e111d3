// What somebody may see only by the word of a second person: the request, the answer, and who gives it.
//
//   asked ──▶ asked (a day) ──▶ allowed (open for some hours) ──▶ over
//                          └──▶ refused
//
// Nobody answers her own request. What she wrote beside it is sealed, and thrown away with the answer or after the day.
import { LOOK_REASONS, type LookReason } from '#shared/access/look.ts';
import { OPEN_FOR, WAITS_FOR } from '#shared/desk/files.ts';
import { LOOKED_AT, type LookedAt, type SubjectOpening } from '#shared/subjects/child.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { seal, unseal } from '../keys/seal.ts';
import { newId, type Services } from '../services.ts';
import type { Asker } from './asker.ts';

const STANDINGS = ['asked', 'allowed', 'refused'] as const;

export interface OwnOpening {
  readonly id: string;
  readonly what: LookedAt;
  readonly standing: (typeof STANDINGS)[number];
  readonly answeredAt: number | null;
  readonly until: number | null;
}

interface OpeningRow {
  readonly id: string;
  readonly token: string;
  readonly what: string;
  readonly asked_by: string;
  readonly asked_at: number;
  readonly reason: string;
  readonly note: Buffer | null;
  readonly standing: string;
  readonly answered_by: string | null;
  readonly answered_at: number | null;
  readonly until: number | null;
}

const COLUMNS = 'o.id, o.token, o.what, o.asked_by, o.asked_at, o.reason, o.note, o.standing, o.answered_by, o.answered_at, o.until';

/** Hers of this child that wait, are open, or were refused within the day; the latest first. */
export async function ownOpenings(sql: Sql, { clock }: Pick<Services, 'clock'>, { state, person }: Asker, token: string): Promise<OwnOpening[]> {
  const now = clock();
  const { rows } = await sql.query<OpeningRow>(
    `SELECT ${COLUMNS} FROM subject_opening o WHERE state = $1 AND token = $2 AND asked_by = $3
       AND ((standing = 'asked' AND asked_at > $4) OR (standing = 'refused' AND answered_at > $4) OR (standing = 'allowed' AND until > $5)) ORDER BY asked_at DESC, id`,
    [state, token, person, now - WAITS_FOR, now],
  );
  return rows.map((row) => ({ id: row.id, what: whatOf(row), standing: standingOf(row), answeredAt: row.answered_at, until: row.until }));
}

/** Asked again while it waits, it is the same request. */
export async function askOpening(sql: Sql, services: Services, { state, place, person }: Asker, token: string, what: LookedAt, reason: LookReason, note: string): Promise<void> {
  const now = services.clock();
  await forgetNotes(sql, services, state, now - WAITS_FOR);
  const { rows: [waiting] } = await sql.query('SELECT FROM subject_opening WHERE state = $1 AND token = $2 AND asked_by = $3 AND what = $4 AND standing = $5 AND asked_at > $6', [state, token, person, what, 'asked', now - WAITS_FOR]);
  if (waiting !== undefined) return;
  const id = newId(services);
  const key = note === '' ? undefined : (await services.keys.make(sql, [`o:${id}`])).get(`o:${id}`);
  await sql.query('INSERT INTO subject_opening (state, id, token, what, asked_by, asked_at, reason, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [state, id, token, what, person, now, reason, key === undefined ? null : seal(key, `opening:${id}`, note)]);
  await appendAudit(sql, services, { act: 'subject-asked', actor: person, place, subject: token, detail: reason });
}

/** Of the last day: her own, and to who may be the second person those of others. */
export async function listOpenings({ db: { pool }, clock, keys }: Services, { state, person, protects }: Asker): Promise<SubjectOpening[]> {
  const now = clock();
  const { rows } = await pool.query<OpeningRow & { name: string }>(
    `SELECT ${COLUMNS}, coalesce(p.name, '') AS name FROM subject_opening o LEFT JOIN person p ON p.id = o.asked_by
     WHERE o.state = $1 AND (o.asked_by = $2 OR $3) AND coalesce(o.until, o.answered_at, o.asked_at) > $4 ORDER BY o.asked_at DESC, o.id LIMIT 200`, [state, person, protects, now - WAITS_FOR],
  );
  const secrets = await keys.of(pool, rows.map(({ id }) => `o:${id}`));
  return rows.map((row) => {
    const key = secrets.get(`o:${row.id}`);
    return {
      id: row.id, token: row.token, what: whatOf(row), askedBy: row.asked_by, askedByName: row.name, askedAt: row.asked_at, reason: LOOK_REASONS.find((r) => r === row.reason) ?? 'other',
      note: key === undefined || row.note === null ? '' : unseal(key, `opening:${row.id}`, row.note).toString(),
      standing: standingOf(row), answeredBy: row.answered_by, until: row.until, own: row.asked_by === person,
    };
  });
}

export type Answered =
  | { readonly ok: true; readonly until: number | null }
  /** `gone`: there is none that she may answer. `settled`: it was answered, or has waited too long. */
  | { readonly ok: false; readonly reason: 'gone' | 'settled' };

export async function answerOpening(services: Services, { state, place, person, protects }: Asker, id: string, allow: boolean): Promise<Answered> {
  if (!protects) return { ok: false, reason: 'gone' };
  return inTransaction(services.db, async (client) => {
    const { rows: [row] } = await client.query<OpeningRow>(`SELECT ${COLUMNS} FROM subject_opening o WHERE state = $1 AND id = $2 FOR UPDATE`, [state, id]);
    if (row === undefined || row.asked_by === person) return { ok: false, reason: 'gone' };
    const now = services.clock();
    if (row.standing !== 'asked' || row.asked_at <= now - WAITS_FOR) return { ok: false, reason: 'settled' };
    const until = allow ? now + OPEN_FOR : null;
    await client.query('UPDATE subject_opening SET standing = $3, answered_by = $4, answered_at = $5, until = $6, note = NULL WHERE state = $1 AND id = $2', [state, id, allow ? 'allowed' : 'refused', person, now, until]);
    await services.keys.destroy(client, [`o:${id}`]);
    await appendAudit(client, services, { act: allow ? 'subject-allowed' : 'subject-refused', actor: person, place, subject: row.token, detail: row.asked_by });
    return { ok: true, until };
  });
}

/** Nothing is open any more of a child that is erased, and nothing is left of what was asked. */
export async function dropOpenings(sql: Sql, { keys }: Pick<Services, 'keys'>, state: number, tokens: readonly string[]): Promise<void> {
  const { rows } = await sql.query<{ id: string }>('DELETE FROM subject_opening WHERE state = $1 AND token = ANY ($2) RETURNING id', [state, tokens]);
  await keys.destroy(sql, rows.map(({ id }) => `o:${id}`));
}

/** Of requests that nobody answered. */
async function forgetNotes(sql: Sql, { keys }: Pick<Services, 'keys'>, state: number, before: number): Promise<void> {
  const { rows } = await sql.query<{ id: string }>('UPDATE subject_opening SET note = NULL WHERE state = $1 AND asked_at <= $2 AND note IS NOT NULL RETURNING id', [state, before]);
  if (rows.length > 0) await keys.destroy(sql, rows.map(({ id }) => `o:${id}`));
}

function whatOf({ what }: OpeningRow): LookedAt {
  return LOOKED_AT.find((one) => one === what) ?? 'identity';
}

function standingOf({ standing }: OpeningRow): OwnOpening['standing'] {
  return STANDINGS.find((one) => one === standing) ?? 'refused';
}
