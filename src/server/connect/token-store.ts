// Tokens in their table (migration 0039). Random enough for a plain hash; the token itself is never kept.
import * as z from 'zod/mini';
import type { MakeTokenRequest, Token } from '#shared/desk/connect.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { appendAudit } from '../audit/audit.ts';
import { hashToken } from '../auth/tokens.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { newId, today, type Services } from '../services.ts';

export interface StoredToken extends Token {
  readonly person: string;
  readonly usedDay: string | null;
}

const storedSchema = z.object({
  id: z.string(), name: z.string(), person: z.string(), place: z.string(), counts: z.boolean(), types: z.array(z.string()), madeBy: z.string(), madeAt: z.int(), expiresAt: z.int(),
  revokedAt: z.nullable(z.int()), lastUsedAt: z.nullable(z.int()), usedDay: z.nullable(z.string()),
});
const SELECT = `SELECT t.id, t.name, t.person, t.place, t.counts, t.types, p.name AS "madeBy", t.made_at AS "madeAt", t.expires_at AS "expiresAt", t.revoked_at AS "revokedAt",
  t.last_used_at AS "lastUsedAt", t.used_day AS "usedDay" FROM api_token t JOIN person p ON p.id = t.person`;
/** Says to whoever finds it in a file what it is. */
const PREFIX = 'dehri_';
/** How exactly the last use is known. */
const USE_STEP_MS = 60_000;

/** @param asked judged already. @param expiresAt milliseconds since 1970 */
export async function makeToken(services: Services, person: string, asked: MakeTokenRequest, expiresAt: number): Promise<{ readonly id: string; readonly secret: string }> {
  const id = newId(services);
  const secret = `${PREFIX}${newId(services, 32)}`;
  const { name, place, counts, types, reason } = asked;
  await inTransaction(services.db, async (client) => {
    await client.query('INSERT INTO api_token (id, hash, name, person, place, counts, types, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, hashToken(secret), name, person, place, counts, types, services.clock(), expiresAt]);
    const what = [...(counts ? ['counts'] : []), ...types].join(' ');
    await appendAudit(client, services, { act: 'token-made', actor: person, place, subject: id, detail: `${what}${reason === undefined ? '' : `: ${reason}`}` });
  });
  return { id, secret };
}

export async function readToken(sql: Sql, id: string): Promise<StoredToken | undefined> {
  return one(sql, 't.id = $1', id);
}

export async function findToken(sql: Sql, secret: string): Promise<StoredToken | undefined> {
  return secret.startsWith(PREFIX) ? one(sql, 't.hash = $1', hashToken(secret)) : undefined;
}

/** At or below the place, those that work first. */
export async function listTokens(sql: Sql, place: PlaceCode): Promise<StoredToken[]> {
  const { rows } = await sql.query(`${SELECT} WHERE t.place = $1 OR starts_with(t.place, $1 || '.') ORDER BY t.revoked_at IS NOT NULL, t.made_at DESC LIMIT 200`, [place]);
  return rows.map((row) => z.parse(storedSchema, row));
}

export async function revokeToken(services: Services, { id, place }: Pick<StoredToken, 'id' | 'place'>, by: string): Promise<void> {
  await inTransaction(services.db, async (client) => {
    const { rowCount } = await client.query('UPDATE api_token SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL', [id, services.clock(), by]);
    if (rowCount === 1) await appendAudit(client, services, { act: 'token-revoked', actor: by, place, subject: id });
  });
}

/** Each day of use is one row of the audit log, written before anything is answered. */
export async function noteUse(services: Services, { id, place, person, usedDay, lastUsedAt }: StoredToken): Promise<void> {
  const now = services.clock();
  const day = today(services);
  if (usedDay === day) {
    if (lastUsedAt === null || now - lastUsedAt >= USE_STEP_MS) await services.db.pool.query('UPDATE api_token SET last_used_at = $2 WHERE id = $1', [id, now]);
    return;
  }
  await inTransaction(services.db, async (client) => {
    const { rowCount } = await client.query('UPDATE api_token SET last_used_at = $2, used_day = $3 WHERE id = $1 AND used_day IS DISTINCT FROM $3', [id, now, day]);
    if (rowCount === 1) await appendAudit(client, services, { act: 'token-used', actor: person, place, subject: id });
  });
}

/** What the desk is told of it. */
export function tokenOf({ id, name, place, counts, types, madeBy, madeAt, expiresAt, revokedAt, lastUsedAt }: StoredToken): Token {
  return { id, name, place, counts, types, madeBy, madeAt, expiresAt, revokedAt, lastUsedAt };
}

async function one(sql: Sql, where: string, value: unknown): Promise<StoredToken | undefined> {
  const { rows: [row] } = await sql.query(`${SELECT} WHERE ${where}`, [value]);
  return row === undefined ? undefined : z.parse(storedSchema, row);
}
