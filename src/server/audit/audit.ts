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

/** Adds a row. `sql` must be inside the transaction of the act itself: both happen or neither. */
export async function appendAudit(sql: Sql, { clock }: Pick<Services, 'clock'>, { act, actor, place, subject, detail = '' }: AuditEntry): Promise<void> {
  const district = districtOfPlace(place);
  await sql.query('INSERT INTO audit_head (district, n, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING', [district, GENESIS]);
  const { rows: [head] } = await sql.query<{ n: number; hash: Buffer }>('SELECT n, hash FROM audit_head WHERE district = $1 FOR UPDATE', [district]);
  if (head === undefined) throw new Error('the audit chain has a head');
  const row = { district, n: head.n + 1, at: clock(), act, actor, place, subject, detail };
  const hash = hashOf(head.hash, row);
  await sql.query('INSERT INTO audit (district, n, at, act, actor, place, subject, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [district, row.n, row.at, act, actor, place, subject, detail, hash]);
  await sql.query('UPDATE audit_head SET n = $2, hash = $3 WHERE district = $1', [district, row.n, hash]);
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
