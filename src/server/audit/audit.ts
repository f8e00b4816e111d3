// The audit log: one chain of hashes per district. A row's hash covers the hash before it and all the
// row says, so that no row can be taken out, put in or altered without breaking what follows.
// Subjects are ids; names and answers never stand here.
import { createHash } from 'node:crypto';
import type { AuditAct } from '#shared/desk/audit.ts';
import type { Sql } from '../db/database.ts';
import type { Services } from '../services.ts';

export interface AuditEntry {
  readonly act: AuditAct;
  readonly actor: string;
  /** Place code: says which district's chain it joins ('' or a state: chain 0). */
  readonly place: string;
  readonly subject: string;
  readonly detail?: string;
}

export interface AuditRow {
  readonly district: number;
  readonly n: number;
  readonly at: number;
  readonly act: AuditAct;
  readonly actor: string;
  readonly place: string;
  readonly subject: string;
  readonly detail: string;
  readonly hash: Buffer;
}

const GENESIS: Buffer = Buffer.alloc(32);

/** Adds rows, all of one district, in their order. `sql` must be inside the transaction of the acts themselves: both happen or neither. */
export async function appendAudits(sql: Sql, { clock }: Pick<Services, 'clock'>, entries: readonly AuditEntry[]): Promise<void> {
  const [first] = entries;
  if (first === undefined) return;
  const district = districtOfPlace(first.place);
  await sql.query('INSERT INTO audit_head (district, n, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING', [district, GENESIS]);
  const { rows: [head] } = await sql.query<{ n: number; hash: Buffer }>('SELECT n, hash FROM audit_head WHERE district = $1 FOR UPDATE', [district]);
  if (head === undefined) throw new Error('the audit chain has a head');
  const at = clock();
  let { n, hash } = head;
  const rows = entries.map(({ act, actor, place, subject, detail = '' }) => {
    n += 1;
    hash = hashOf(hash, { district, n, at, act, actor, place, subject, detail });
    return { n, act, actor, place, subject, detail, hash };
  });
  await sql.query(
    `INSERT INTO audit (district, n, at, act, actor, place, subject, detail, hash)
     SELECT $1, a.n, $2, a.act, a.actor, a.place, a.subject, a.detail, a.hash FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[]) AS a (n, act, actor, place, subject, detail, hash)`,
    [district, at, rows.map((r) => r.n), rows.map((r) => r.act), rows.map((r) => r.actor), rows.map((r) => r.place), rows.map((r) => r.subject), rows.map((r) => r.detail), rows.map((r) => r.hash)],
  );
  await sql.query('UPDATE audit_head SET n = $2, hash = $3 WHERE district = $1', [district, n, hash]);
}

/** Adds one row; as `appendAudits`. */
export async function appendAudit(sql: Sql, services: Pick<Services, 'clock'>, entry: AuditEntry): Promise<void> {
  await appendAudits(sql, services, [entry]);
}

/** First row of a district's chain that does not fit, or undefined when all is whole. */
export async function verifyAudit(sql: Sql, district: number): Promise<number | undefined> {
  let hash: Buffer = GENESIS;
  let n = 0;
  for (;;) {
    const { rows } = await sql.query<AuditRow>('SELECT district, n, at, act, actor, place, subject, detail, hash FROM audit WHERE district = $1 AND n > $2 ORDER BY n LIMIT 1000', [district, n]);
    for (const row of rows) {
      if (row.n !== n + 1 || !hashOf(hash, row).equals(row.hash)) return n + 1;
      ({ n, hash } = row);
    }
    if (rows.length === 0) break;
  }
  const { rows: [head] } = await sql.query<{ n: number; hash: Buffer }>('SELECT n, hash FROM audit_head WHERE district = $1', [district]);
  return (head?.n ?? 0) === n && (head?.hash ?? GENESIS).equals(hash) ? undefined : n + 1;
}

/** Does a run of rows, oldest first, fit together? `before` is the hash of the row before the first. */
export function isUnbroken(rows: readonly AuditRow[], before: Buffer): boolean {
  let hash = before;
  return rows.every((row) => {
    const fits = hashOf(hash, row).equals(row.hash);
    hash = row.hash;
    return fits;
  });
}

export function districtOfPlace(place: string): number {
  const district = Number(place.split('.')[1] ?? 0);
  return Number.isInteger(district) ? district : 0;
}

function hashOf(before: Buffer, { district, n, at, act, actor, place, subject, detail }: Omit<AuditRow, 'hash'>): Buffer {
  return createHash('sha256').update(before).update(JSON.stringify([district, n, at, act, actor, place, subject, detail])).digest();
}
