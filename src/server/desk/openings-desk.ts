// A file that somebody may see only by the word of a second person: the request, the answer, and who may
// give it. Open for a few hours, to whoever asked and for looking only.
//
//   asked ──▶ waiting ──▶ allowed (open until …) ──▶ over
//                   └───▶ refused
//
// Nobody answers her own request; asked again after it is over, or after a day without an answer, it waits anew.
import { decideSubject } from '#shared/access/access.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { isLeft } from '#shared/access/keep.ts';
import { LOOK_REASONS } from '#shared/access/look.ts';
import { OPEN_FOR, WAITS_FOR, type Opening } from '#shared/desk/files.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { createMask } from '../access/masked.ts';
import { findStored, storedOf, type StoredRecord } from '../access/stored-record.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { sealedText } from '../keys/sealed-json.ts';
import { recordKeyId } from '../keys/subject-keys.ts';
import { districtPart } from '../people/people.ts';
import { newId, today, type Services } from '../services.ts';
import type { RecordRow } from '../sync/stored.ts';
import type { Asking } from './file-desk.ts';

interface OpeningRow {
  readonly id: string;
  readonly record: string;
  readonly person: string;
  readonly reason: string;
  readonly note: string;
  readonly at: number;
  readonly answered_at: number | null;
  readonly until: number | null;
}

/** Asked again while it waits, it is the same request. */
export async function askOpening(sql: Sql, services: Services, { person }: Session, { district, record }: StoredRecord, { reason, note = '' }: Asking): Promise<void> {
  const now = services.clock();
  const keyId = recordKeyId(district, record.id);
  const key = (await services.keys.make(sql, [keyId])).get(keyId);
  if (key === undefined) throw new Error('a file has its key');
  const { rowCount } = await sql.query(
    `INSERT INTO file_opening AS f (district, id, record, person, reason, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (district, record, person) WHERE answered_at IS NULL
     DO UPDATE SET id = excluded.id, reason = excluded.reason, note = excluded.note, at = excluded.at WHERE f.at <= $8`,
    [district, `${district}.${newId(services)}`, record.id, person, reason, sealedText(keyId, key, JSON.stringify(note)), now, now - WAITS_FOR],
  );
  if (rowCount === 0) return;
  await appendAudit(sql, services, { act: 'opening-asked', actor: person, place: bucketPlace(record.bucket), subject: record.id, detail: reason });
}

/** Of the last day: what she may answer, and what she has asked. */
export async function listOpenings(services: Services, session: Session, place: PlaceCode): Promise<Opening[]> {
  const { registry, db: { pool } } = services;
  const now = services.clock();
  const { rows } = await pool.query<OpeningRow & { name: string; bucket: string; type: string; seq: number; state: RecordRow['state'] }>(
    `SELECT f.id, f.record, f.person, f.reason, f.note, f.at, f.answered_at, f.until, coalesce(p.name, '') AS name, r.bucket, r.type, r.seq, r.state
     FROM file_opening f JOIN record r ON r.district = f.district AND r.id = f.record LEFT JOIN person p ON p.id = f.person
     WHERE f.district = $1 AND (starts_with(r.bucket, $2 || '/') OR starts_with(r.bucket, $2 || '.')) AND coalesce(f.until, f.answered_at, f.at) > $3 ORDER BY f.at DESC LIMIT 200`,
    [districtPart(place), place, now - WAITS_FOR],
  );
  const mask = createMask(pool, services, session);
  const openings: Opening[] = [];
  for (const row of rows) {
    const stored = storedOf(registry, districtPart(place), { ...row, id: row.record });
    if (stored === undefined) continue;
    const mine = row.person === session.person;
    const answers = !mine && mayAllow(services, session, stored);
    if (!mine && !answers) continue;
    const { person, name: personName, note, at, until } = row;
    openings.push({
      ...await mask(stored), id: row.id, place: bucketPlace(stored.record.bucket), person, personName, reason: LOOK_REASONS.find((r) => r === row.reason) ?? 'other', note, at, until,
      standing: standingOf(row, now), mine, answers: answers && row.answered_at === null,
    });
  }
  return openings;
}

export type Answered =
  | { readonly ok: true; readonly until: number | null }
  /** `gone`: there is none that she may answer. `settled`: it was answered, or has waited too long. */
  | { readonly ok: false; readonly reason: 'gone' | 'settled' };

export async function answerOpening(services: Services, session: Session, id: string, allow: boolean): Promise<Answered> {
  const district = Number(id.slice(0, id.indexOf('.')));
  return inTransaction(services.db, async (client) => {
    const { rows: [row] } = await client.query<OpeningRow>('SELECT id, record, person, reason, note, at, answered_at, until FROM file_opening WHERE district = $1 AND id = $2 FOR UPDATE', [district, id]);
    const stored = row === undefined ? undefined : await findStored(client, services.registry, district, row.record);
    if (row === undefined || stored === undefined || row.person === session.person || !mayAllow(services, session, stored)) return { ok: false, reason: 'gone' };
    const now = services.clock();
    if (row.answered_at !== null || row.at <= now - WAITS_FOR) return { ok: false, reason: 'settled' };
    const until = allow ? now + OPEN_FOR : null;
    await client.query('UPDATE file_opening SET answered_by = $3, answered_at = $4, until = $5 WHERE district = $1 AND id = $2', [district, id, session.person, now, until]);
    await appendAudit(client, services, {
      act: allow ? 'opening-allowed' : 'opening-refused', actor: session.person, place: bucketPlace(stored.record.bucket), subject: row.record, detail: row.person,
    });
    return { ok: true, until };
  });
}

function mayAllow(services: Services, { grants }: Session, { type, record }: StoredRecord): boolean {
  return isLeft(decideSubject(grants, 'allow', subjectOf(type, record), today(services)));
}

function standingOf({ answered_at: answered, until }: OpeningRow, now: number): Opening['standing'] {
  if (answered === null) return 'waiting';
  if (until === null) return 'refused';
  return until > now ? 'open' : 'over';
}
