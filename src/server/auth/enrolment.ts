// A phone becomes someone's by a one-time code that her supervisor reads out. Codes are kept hashed,
// work once and for a short time, and guessing is counted over all servers. A phone whose answer was
// lost on the way asks again with the same key, and is the same device.
import { inTransaction, type Sql } from '../db/database.ts';
import { newId, type Services } from '../services.ts';
import { appendAudit } from '../audit/audit.ts';
import { codeDigits, hashCode, isUsableKey, newCode, type PublicJwk } from './tokens.ts';
import { openSession, type OpenedSession } from './session.ts';

export const CODE_LIFE = 3 * 86_400_000;
const SLOT = 600_000;
/** Wrong codes in ten minutes, all phones together, before everyone has to wait. */
const MOST_FAILURES = 100;

export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: number;
}

/**
 * A fresh code for a person; her older unused ones stop working. `by`: who made it, and the place it is
 * noted under; null at the first start.
 */
export async function issueCode(services: Services, person: string, by: { readonly person: string; readonly place: string } | null, life = CODE_LIFE): Promise<IssuedCode> {
  const { db, meta, random, clock } = services;
  const now = clock();
  const code = newCode(random);
  await inTransaction(db, async (client) => {
    await client.query('DELETE FROM enrolment_code WHERE person = $1 AND used_at IS NULL', [person]);
    // A used or expired code with the same digits would hide the new one.
    await client.query('DELETE FROM enrolment_code WHERE hash = $1 AND (used_at IS NOT NULL OR expires_at < $2)', [hashCode(meta, code), now]);
    await client.query('INSERT INTO enrolment_code (hash, person, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)', [hashCode(meta, code), person, by?.person ?? null, now, now + life]);
    if (by !== null) await appendAudit(client, services, { act: 'code-made', actor: by.person, place: by.place, subject: person });
  });
  return { code, expiresAt: now + life };
}

export type Enrolled =
  | { readonly ok: true; readonly session: OpenedSession; readonly device: string; readonly person: string }
  | { readonly ok: false; readonly reason: 'code-wrong' | 'code-used' | 'code-expired' | 'bad-request' }
  | { readonly ok: false; readonly reason: 'too-many-requests'; readonly retryAfter: number };

/**
 * @param again of a phone whose device this server does not know any more: it is taken back under the
 *   same id, under which its work stands, if the code is of the same person
 */
export async function enrol(
  services: Services, typed: string, publicKey: PublicJwk, app: string, again?: { readonly device: string; readonly person: string },
): Promise<Enrolled> {
  const { db, meta, clock } = services;
  const now = clock();
  const slot = Math.floor(now / SLOT);
  const failures = await db.pool.query<{ failures: number }>('SELECT failures FROM enrolment_failure WHERE slot = $1', [slot]);
  if ((failures.rows[0]?.failures ?? 0) >= MOST_FAILURES) return { ok: false, reason: 'too-many-requests', retryAfter: Math.ceil(((slot + 1) * SLOT - now) / 1000) };
  if (!isUsableKey(publicKey)) return { ok: false, reason: 'bad-request' };
  const digits = codeDigits(typed);
  if (digits === undefined) return { ok: false, reason: 'code-wrong' };

  const result = await inTransaction(db, async (client): Promise<Enrolled> => {
    const { rows: [found] } = await client.query<FoundCode>(
      'SELECT person, expires_at, used_at, device FROM enrolment_code WHERE hash = $1 FOR UPDATE', [hashCode(meta, digits)],
    );
    if (found === undefined) return { ok: false, reason: 'code-wrong' };
    if (found.used_at !== null) {
      const again = found.expires_at <= now ? undefined : await deviceAgain(client, found, publicKey);
      if (again === undefined) return { ok: false, reason: 'code-used' };
      return { ok: true, session: await openSession(services, client, again), device: again, person: found.person };
    }
    if (found.expires_at <= now) return { ok: false, reason: 'code-expired' };
    if (again !== undefined && again.person !== found.person) return { ok: false, reason: 'code-wrong' };
    const device = again !== undefined && await isForgotten(client, again.device) ? again.device : newId(services);
    await client.query('INSERT INTO device (id, person, public_key, app, enrolled_at, last_seen) VALUES ($1, $2, $3, $4, $5, $5)',
      [device, found.person, JSON.stringify({ kty: 'EC', crv: 'P-256', x: publicKey.x, y: publicKey.y }), app, now]);
    await client.query('UPDATE enrolment_code SET used_at = $2, device = $3 WHERE hash = $1', [hashCode(meta, digits), now, device]);
    const { rows } = await client.query<{ place: string }>('SELECT place FROM role_grant WHERE person = $1 ORDER BY made_at DESC LIMIT 1', [found.person]);
    await appendAudit(client, services, { act: 'device-enrolled', actor: found.person, place: rows[0]?.place ?? '', subject: device });
    return { ok: true, session: await openSession(services, client, device), device, person: found.person };
  });
  if (!result.ok) {
    await db.pool.query('INSERT INTO enrolment_failure (slot, failures) VALUES ($1, 1) ON CONFLICT (slot) DO UPDATE SET failures = enrolment_failure.failures + 1', [slot]);
    await db.pool.query('DELETE FROM enrolment_failure WHERE slot < $1', [slot - 6]);
  }
  return result;
}

/** An id as this server makes them, which nobody has. */
async function isForgotten(sql: Sql, device: string): Promise<boolean> {
  if (!/^[\w-]{12}$/u.test(device)) return false;
  await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))', [device]);
  return (await sql.query('SELECT 1 FROM device WHERE id = $1', [device])).rows.length === 0;
}

interface FoundCode {
  readonly person: string;
  readonly expires_at: number;
  readonly used_at: number | null;
  readonly device: string | null;
}

/** The device that this very key made of the code; undefined for another key or one shut out since. */
async function deviceAgain(client: Sql, { device }: FoundCode, { x, y }: PublicJwk): Promise<string | undefined> {
  const { rows: [made] } = await client.query<{ public_key: PublicJwk }>('SELECT public_key FROM device WHERE id = $1 AND revoked_at IS NULL', [device]);
  return device !== null && made?.public_key.x === x && made.public_key.y === y ? device : undefined;
}
