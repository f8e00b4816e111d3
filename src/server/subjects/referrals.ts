// What departments are asked for children, and what they answer. A department is told of what is referred to it and
// nothing else: the token, the service, the days; whose it is only with a look at one, and of a protected child never.
import { decideDesk } from '#shared/access/decide-desk.ts';
import { isInForce, type Grant } from '#shared/access/access.ts';
import type { LookReason } from '#shared/access/look.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { officeKindOf, stateOf, type PlaceCode } from '#shared/place/place.ts';
import { editToChange } from '#shared/record/edit.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { FileContext, Referral, ReferralAnswer, ReferralStanding, SubjectFile } from '#shared/subjects/category.ts';
import type { ReferralIdentity, ReferralList, ReferralRow, Referrals } from '#shared/subjects/referral.ts';
import { findStored, type StoredRecord } from '../access/stored-record.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { readRulebook } from '../rulebook.ts';
import { newId, today, type Services } from '../services.ts';
import { applyVouched } from '../sync/apply-changes.ts';
import { onPostgres } from '../sync/postgres-tables.ts';
import { refreshReferrals } from './referral-index.ts';

/** Devices of changes that a department's answer makes are named so; no phone can be. */
const DEPARTMENT_DEVICE = 'department:';

/** Who asks, for which departments. */
interface Sight {
  readonly state: number;
  readonly day: string;
  readonly offices: readonly { readonly id: string; readonly office: number }[];
  /** Rows of protected children too. */
  readonly covered: boolean;
  /** She answers for the one department herself. */
  readonly own: Grant | undefined;
}

/** Undefined: there is nothing there for her. */
export function sightOfReferrals(services: Services, { grants }: Pick<Session, 'grants'>, place: PlaceCode): Sight | undefined {
  const { departments = [], file } = services.registry.subjects ?? {};
  const [state, day] = [stateOf(place), today(services)];
  if (file === undefined) return undefined;
  const known = departments.map(({ id, office }) => ({ id, office }));
  if (officeKindOf(place) === 'dep') {
    const own = grants.find((g) => g.role === 'department' && g.place === place && isInForce(g, day));
    const offices = known.filter(({ office }) => place === `${state}.dep${office}`);
    return own === undefined || offices.length === 0 ? undefined : { state, day, offices, covered: true, own };
  }
  if (place !== String(state) || !(decideDesk(grants, 'match', place, day).ok || decideDesk(grants, 'protect', place, day).ok)) return undefined;
  return { state, day, offices: known, covered: decideDesk(grants, 'protect', place, day).ok, own: undefined };
}

const PAGE = 50;

interface Pointer {
  readonly office: number;
  readonly district: number;
  readonly record: string;
  readonly row: string;
  readonly key: string;
}

/** @param after `next` of the page before */
export async function listReferrals(services: Services, sight: Sight, list: ReferralList, department: string | undefined, after: string | undefined): Promise<Referrals> {
  const { db: { pool } } = services;
  await refreshReferrals(services, sight.state);
  const asked = sight.offices.filter(({ id }) => department === undefined || department === id);
  const [key, district, record, row] = (after ?? '').split(' ');
  // Soonest due first; what stands still has no day and comes last. Answers: the latest first.
  const sorted = list === 'answered' ? 'answered' : "CASE due WHEN '' THEN '9999' ELSE due END";
  const past = list === 'answered' ? '<' : '>';
  const { rows } = await pool.query<Pointer>(
    `SELECT office, district, record, row, ${sorted} AS key FROM subject_referral
     WHERE state = $1 AND office = ANY($2::int[]) AND open = $3 AND ($4 OR NOT covered) AND (NOT $5 OR (due <> '' AND due < $6))
       AND ($7 = '' OR (${sorted}, district, record, row) ${past} ($7, $8::int, $9, $10))
     ORDER BY ${list === 'answered' ? `${sorted} DESC, district DESC, record DESC, row DESC` : `${sorted}, district, record, row`} LIMIT $11`,
    [sight.state, asked.map(({ office }) => office), list !== 'answered', sight.covered, list === 'overdue', sight.day, key ?? '', Number(district ?? 0), record ?? '', row ?? '', PAGE + 1],
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    rows: await told(services, sight, shown), departments: await counts(pool, sight),
    next: rows.length > PAGE && last !== undefined ? `${last.key} ${last.district} ${last.record} ${last.row}` : null,
  };
}

async function told(services: Services, sight: Sight, pointers: readonly Pointer[]): Promise<ReferralRow[]> {
  const { db: { pool }, registry } = services;
  const rulebooks = new Map<PlaceCode, Rulebook>();
  const out: ReferralRow[] = [];
  for (const { office, district, record, row } of pointers) {
    const stored = await findStored(pool, registry, district, record);
    if (stored === undefined) continue;
    const place = bucketPlace(stored.record.bucket);
    const rules = rulebooks.get(place) ?? await readRulebook(pool, registry, place);
    rulebooks.set(place, rules);
    const found = referralIn(services, stored, row, { today: sight.day, now: services.clock(), rules });
    // The file itself has the last word.
    if (found === undefined || found.one.department !== sight.offices.find((d) => d.office === office)?.id || (found.covered && !sight.covered)) continue;
    const { one, token, covered } = found;
    out.push({
      token, district, record, row, department: one.department, service: one.service, covered, sentDay: one.sentDay, due: one.due ?? null, over: one.over, state: one.state,
      receivedDay: one.receivedDay, answeredDay: one.answeredDay, answerNote: one.answerNote,
    });
  }
  return out;
}

async function counts(sql: Sql, { state, offices, covered, day }: Sight): Promise<Referrals['departments']> {
  const { rows } = await sql.query<{ office: number; open: number; overdue: number }>(
    `SELECT office, count(*)::int AS open, (count(*) FILTER (WHERE due <> '' AND due < $4))::int AS overdue FROM subject_referral
     WHERE state = $1 AND office = ANY($2::int[]) AND open AND ($3 OR NOT covered) GROUP BY office`, [state, offices.map(({ office }) => office), covered, day],
  );
  return offices.map(({ id, office }) => {
    const { open = 0, overdue = 0 } = rows.find((r) => r.office === office) ?? {};
    return { department: id, open, overdue };
  });
}

function referralIn({ registry }: Services, { type, record }: StoredRecord, row: string, context: FileContext): { readonly file: SubjectFile; readonly one: Referral; readonly token: string; readonly covered: boolean } | undefined {
  const file = registry.subjects?.file;
  if (file?.recordType !== type.name) return undefined;
  const { referrals, token } = file.summaryOf(record.values, context);
  const one = referrals.find((r) => r.row === row);
  return one === undefined ? undefined : { file, one, token, covered: file.isProtected(record.values) };
}

export interface ReferralKey {
  readonly district: number;
  readonly record: string;
  readonly row: string;
}

/** A referral to the department that she answers for. */
async function ownReferral(services: Services, sight: Sight, { district, record, row }: ReferralKey) {
  const { db: { pool }, registry } = services;
  const stored = sight.own === undefined ? undefined : await findStored(pool, registry, district, record);
  if (stored === undefined || sight.own === undefined || stateOf(bucketPlace(stored.record.bucket)) !== sight.state) return undefined;
  const found = referralIn(services, stored, row, { today: sight.day, now: services.clock(), rules: await readRulebook(pool, registry, bucketPlace(stored.record.bucket)) });
  return found === undefined || found.one.department !== sight.offices[0]?.id || found.one.state === 'withdrawn' ? undefined : { ...found, stored, grant: sight.own };
}

/** Whose it is, to whom must serve her: while an answer is awaited, and never of a protected child. */
export async function lookAtReferral(services: Services, session: Pick<Session, 'person'>, sight: Sight, key: ReferralKey, reason: LookReason): Promise<ReferralIdentity | undefined> {
  const found = await ownReferral(services, sight, key);
  if (found === undefined || found.covered || !found.one.open) return undefined;
  const { stored, file, token } = found;
  await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'subject-looked', actor: session.person, place: bucketPlace(stored.record.bucket), subject: stored.record.id, detail: reason }));
  const identity = Object.fromEntries(Object.entries(file.identityFor(stored.record.values)).flatMap(([path, value]) => (typeof value === 'string' || typeof value === 'number' ? [[path, value] as const] : [])));
  return { token, identity };
}

export interface Said {
  readonly answer: ReferralAnswer;
  readonly day: string;
  readonly note: string;
}

export type Answered =
  | { readonly ok: true; readonly state: ReferralStanding }
  | { readonly ok: false; readonly reason: 'gone' | 'over' }
  | { readonly ok: false; readonly reason: 'wrong'; readonly paths: readonly string[] };

/** The answer becomes a change of the file, by whoever gave it; the phones of the unit get it at their next sync. */
export async function answerReferral(services: Services, session: Pick<Session, 'person'>, sight: Sight, key: ReferralKey, { answer, day, note }: Said): Promise<Answered> {
  const found = await ownReferral(services, sight, key);
  if (found === undefined) return { ok: false, reason: 'gone' };
  const { stored: { record, type }, file, one, grant } = found;
  const wrong = [...(day > sight.day || day < one.sentDay ? ['day'] : []), ...(answer === 'refused' && note.trim() === '' ? ['note'] : [])];
  if (wrong.length > 0) return { ok: false, reason: 'wrong', paths: wrong };
  // Sent again because the answer to it was lost.
  if (one.state === answer && one.answeredDay === day) return { ok: true, state: one.state };
  const edits = file.answerOf(record.values, { row: key.row, department: one.department, answer, day, note: note.trim(), person: session.person });
  if (edits === undefined) return { ok: false, reason: 'over' };
  const id = `${DEPARTMENT_DEVICE}${newId(services, 16)}`;
  const change = editToChange(type, record, edits, { id, record: record.id, bucket: record.bucket, device: id, counter: 1, author: session.person, grant: grant.id, deviceTime: services.clock(), form: null });
  if (change !== undefined) {
    const [settled, code] = await applyVouched(onPostgres(services), key.district, change);
    if (settled === 'h') throw new Error(`an answer could not be written: ${code}`);
    await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'referral-answered', actor: session.person, place: bucketPlace(record.bucket), subject: record.id, detail: answer }));
  }
  const after = await ownReferral(services, sight, key);
  return after === undefined ? { ok: false, reason: 'gone' } : { ok: true, state: after.one.state };
}
