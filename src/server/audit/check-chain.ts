// A district's chain checked from its first row to its head, in pieces, so that whoever waits sees how far it is. A piece
// begins with the hash that the piece before it ended with.
import type { Sql } from '../db/database.ts';
import { isUnbroken, type AuditRow } from './audit.ts';

/** About a tenth of a second. */
const PIECE = 20_000;
const READ = 5_000;
const GENESIS = Buffer.alloc(32);

export interface CheckedPiece {
  /** Rows up to this one fit. */
  readonly checked: number;
  /** Length of the chain by its head. */
  readonly rows: number;
  readonly done: boolean;
  /** Number of the first row that does not fit, is missing, or lies beyond the head. */
  readonly broken: number | undefined;
}

export async function checkPiece(sql: Sql, district: number, after: number): Promise<CheckedPiece> {
  const head = await headOf(sql, district);
  const start = after === 0 ? GENESIS : (await sql.query<{ hash: Buffer }>('SELECT hash FROM audit WHERE district = $1 AND n = $2', [district, after])).rows[0]?.hash;
  if (start === undefined) return { checked: Math.max(0, after - 1), rows: head.n, done: true, broken: after };
  let [n, hash] = [after, start];
  const found = (broken: number | undefined, done: boolean): CheckedPiece => ({ checked: n, rows: head.n, done, broken });
  while (n < after + PIECE) {
    const { rows } = await sql.query<AuditRow>('SELECT district, n, at, act, actor, place, subject, detail, hash FROM audit WHERE district = $1 AND n > $2 ORDER BY n LIMIT $3', [district, n, READ]);
    for (const row of rows) {
      if (row.n !== n + 1 || !isUnbroken([row], hash)) return found(n + 1, true);
      [n, hash] = [row.n, row.hash];
      // Rows that were added since belong to the next look.
      if (n === head.n) return found(hash.equals(head.hash) ? undefined : n, true);
    }
    if (rows.length === 0) return found(n === head.n && hash.equals(head.hash) ? undefined : n + 1, true);
  }
  return found(undefined, false);
}

/** Whole chain, with word of how far it is after every piece. */
export async function checkChain(sql: Sql, district: number, onPiece: (piece: CheckedPiece) => void): Promise<CheckedPiece> {
  for (let after = 0; ; ) {
    const piece = await checkPiece(sql, district, after);
    onPiece(piece);
    if (piece.done) return piece;
    after = piece.checked;
  }
}

export async function chainsOf(sql: Sql): Promise<{ readonly district: number; readonly rows: number }[]> {
  return (await sql.query<{ district: number; rows: number }>('SELECT district, n AS rows FROM audit_head UNION SELECT DISTINCT district, 0 FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_head h WHERE h.district = a.district) ORDER BY 1')).rows;
}

async function headOf(sql: Sql, district: number): Promise<{ readonly n: number; readonly hash: Buffer }> {
  const { rows: [head] } = await sql.query<{ n: number; hash: Buffer }>('SELECT n, hash FROM audit_head WHERE district = $1', [district]);
  return head ?? { n: 0, hash: GENESIS };
}
