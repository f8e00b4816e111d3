// The audit log searched by act, person, subject, period and place. What names stand for is looked up first, so that the
// log itself is asked only by the keys it is indexed by.
import { LOOK_REASONS, type LookReason } from '#shared/access/look.ts';
import { AUDIT_ACTS } from '#shared/desk/audit.ts';
import type { AuditFilter, FoundAudit } from '#shared/desk/audit-search.ts';
import type { Sql } from '../db/database.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';
import { isUnbroken, type AuditRow } from './audit.ts';

/** Of one name; more are not told apart by it anyway. */
const MOST_NAMED = 200;

export interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly more: boolean;
}

/** Rows of the district's chain done at or below the place, newest first. */
export async function searchAudit(services: Services, sql: Sql, filter: AuditFilter, before: number | undefined, limit: number): Promise<AuditPage> {
  const { place, acts, who, what, from, to } = filter;
  const conditions: string[] = [];
  const values: unknown[] = [districtPart(place), before ?? Number.MAX_SAFE_INTEGER, limit + 1];
  const value = (given: unknown): string => {
    values.push(given);
    return `$${values.length}`;
  };
  // A chain of a district holds nothing of another; below it the place is a key of its own.
  if (place.split('.').length > 2) {
    const at = value(place);
    conditions.push(`(place = ${at} OR (place > ${at} || '.' AND place < ${at} || '/'))`);
  }
  if (acts !== undefined && acts.length > 0) conditions.push(`act = ANY(${value(acts)}::text[])`);
  if (who !== undefined && who !== '') conditions.push(`actor = ANY(${value(await peopleNamed(sql, who))}::text[])`);
  if (what !== undefined && what !== '') conditions.push(`subject = ANY(${value(await subjectsNamed(sql, what))}::text[])`);
  if (from !== undefined) conditions.push(`at >= ${value(startOf(services, from))}`);
  if (to !== undefined) conditions.push(`at < ${value(startOf(services, to) + 86_400_000)}`);
  const { rows } = await sql.query<AuditRow>(
    `SELECT district, n, at, act, actor, place, subject, detail, hash FROM audit WHERE district = $1 AND n < $2 ${conditions.map((c) => `AND ${c}`).join(' ')} ORDER BY n DESC LIMIT $3`, values,
  );
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

/** With the names of who did it and whom it concerns. */
export async function nameRows(sql: Sql, rows: readonly AuditRow[]): Promise<FoundAudit[]> {
  const subjects = [...new Set(rows.map((r) => r.subject))];
  const { rows: named } = await sql.query<{ id: string; name: string }>(
    `SELECT id, name FROM person WHERE id = ANY($1::text[])
     UNION ALL SELECT g.id, p.name FROM role_grant g JOIN person p ON p.id = g.person WHERE g.id = ANY($2::text[])
     UNION ALL SELECT d.id, p.name FROM device d JOIN person p ON p.id = d.person WHERE d.id = ANY($2::text[])`,
    [[...new Set([...subjects, ...rows.map((r) => r.actor)])], subjects],
  );
  const names = new Map(named.map((n) => [n.id, n.name]));
  return rows.map((r) => {
    const subjectName = names.get(r.subject);
    return {
      district: r.district, n: r.n, at: r.at, act: AUDIT_ACTS.find((a) => a === r.act) ?? 'history-read', actor: r.actor, actorName: names.get(r.actor) ?? '', place: r.place, subject: r.subject,
      ...(subjectName !== undefined && { subjectName }), ...reasonOf(r),
    };
  });
}

/** Why a file was looked at; other details are numbers and days. */
function reasonOf({ act, detail }: AuditRow): { readonly reason?: LookReason } {
  const reason = act.startsWith('file-') || act.startsWith('subject-') || act === 'opening-asked' ? LOOK_REASONS.find((code) => code === detail) : undefined;
  return reason === undefined ? {} : { reason };
}

/** The newest of these rows whose hash does not fit the row before it in the chain; undefined: all fit. */
export async function firstMisfit(sql: Sql, rows: readonly AuditRow[]): Promise<number | undefined> {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { rows: before } = await sql.query<{ n: number; hash: Buffer }>('SELECT n, hash FROM audit WHERE district = $1 AND n = ANY($2::bigint[])', [first.district, rows.map((r) => r.n - 1)]);
  const hashes = new Map(before.map((b) => [b.n, b.hash]));
  return rows.find((row) => {
    const prior = row.n === 1 ? Buffer.alloc(32) : hashes.get(row.n - 1);
    return prior === undefined || !isUnbroken([row], prior);
  })?.n;
}

async function peopleNamed(sql: Sql, name: string): Promise<string[]> {
  const start = name.normalize('NFC').replace(/[\\%_]/gu, '\\$&');
  const { rows } = await sql.query<{ id: string }>(`SELECT id FROM person WHERE id = $1 OR name LIKE $2 OR name LIKE $3 LIMIT $4`, [name, `${start}%`, `% ${start}%`, MOST_NAMED]);
  return rows.map((r) => r.id);
}

async function subjectsNamed(sql: Sql, name: string): Promise<string[]> {
  const people = await peopleNamed(sql, name);
  const { rows } = await sql.query<{ id: string }>('SELECT id FROM role_grant WHERE person = ANY($1::text[]) UNION ALL SELECT id FROM device WHERE person = ANY($1::text[])', [people]);
  return [name, ...people, ...rows.map((r) => r.id)];
}

/** Milliseconds at which a local day begins. */
function startOf({ utcOffsetMinutes }: Pick<Services, 'utcOffsetMinutes'>, day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  return (Number.isNaN(at) ? 0 : at) - utcOffsetMinutes * 60_000;
}
