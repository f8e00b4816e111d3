// Webhooks and the outbox of their messages in their tables (migration 0040).
import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { DELIVERY_FAULTS, DELIVERY_STATUSES, HOOK_EVENTS, type Delivery, type DeliveryFault, type Hook, type HookEvent, type MakeHookRequest } from '#shared/desk/connect.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { appendAudit } from '../audit/audit.ts';
import type { ServerMeta } from '../db/meta.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { newId, type Services } from '../services.ts';

export interface StoredHook extends Hook {
  readonly person: string;
}

const hookSchema = z.object({
  id: z.string(), name: z.string(), person: z.string(), place: z.string(), url: z.string(), events: z.array(z.enum(HOOK_EVENTS)), madeBy: z.string(), madeAt: z.int(),
  endedAt: z.nullable(z.int()), waiting: z.int(), dead: z.int(),
});
const SELECT = `SELECT h.id, h.name, h.person, h.place, h.url, h.events, p.name AS "madeBy", h.made_at AS "madeAt", h.ended_at AS "endedAt",
  (SELECT count(*)::int FROM webhook_delivery d WHERE d.webhook = h.id AND d.status = 'waiting') AS waiting,
  (SELECT count(*)::int FROM webhook_delivery d WHERE d.webhook = h.id AND d.status = 'dead') AS dead
  FROM webhook h JOIN person p ON p.id = h.person`;

/** What its messages are signed with: made of the server's own secret, so that it lies nowhere. */
export function hookSecret({ secret }: Pick<ServerMeta, 'secret'>, id: string): string {
  return `whsec_${createHmac('sha256', secret).update(`webhook:${id}`).digest('base64url')}`;
}

export async function makeHook(services: Services, person: string, { name, place, url, events }: MakeHookRequest): Promise<string> {
  const id = newId(services);
  await inTransaction(services.db, async (client) => {
    await client.query('INSERT INTO webhook (id, name, person, place, url, events, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, name, person, place, url, [...new Set(events)], services.clock()]);
    await appendAudit(client, services, { act: 'webhook-made', actor: person, place, subject: id, detail: [...new Set(events)].join(' ') });
  });
  return id;
}

export async function readHook(sql: Sql, id: string): Promise<StoredHook | undefined> {
  const { rows: [row] } = await sql.query(`${SELECT} WHERE h.id = $1`, [id]);
  return row === undefined ? undefined : z.parse(hookSchema, row);
}

export async function listHooks(sql: Sql, place: PlaceCode): Promise<StoredHook[]> {
  const { rows } = await sql.query(`${SELECT} WHERE h.place = $1 OR starts_with(h.place, $1 || '.') ORDER BY h.ended_at IS NOT NULL, h.made_at DESC LIMIT 200`, [place]);
  return rows.map((row) => z.parse(hookSchema, row));
}

export async function liveHooks(sql: Sql): Promise<StoredHook[]> {
  const { rows } = await sql.query(`${SELECT} WHERE h.ended_at IS NULL ORDER BY h.id`);
  return rows.map((row) => z.parse(hookSchema, row));
}

export async function endHook(services: Services, { id, place }: Pick<StoredHook, 'id' | 'place'>, by: string): Promise<void> {
  await inTransaction(services.db, async (client) => {
    const { rowCount } = await client.query('UPDATE webhook SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL', [id, services.clock(), by]);
    if (rowCount === 1) await appendAudit(client, services, { act: 'webhook-ended', actor: by, place, subject: id });
    await client.query(`DELETE FROM webhook_delivery WHERE webhook = $1 AND status = 'waiting'`, [id]);
  });
}

/** How long a message is tried, milliseconds. */
export const TRY_FOR_MS = 24 * 3_600_000;
/** How long what was sent, or given up, is kept to be looked at. */
const KEEP_MS = 30 * 86_400_000;

export interface Happening {
  readonly event: HookEvent | 'ping';
  /** Names it among all that is told to the webhook. */
  readonly key: string;
  readonly place: PlaceCode;
  /** Ids, codes and counts; never a name, a number or an answer of a person. */
  readonly data: object;
}

/** Into the outbox; what is there already is not told again. */
export async function addHappening(services: Services, { id }: Pick<StoredHook, 'id'>, { event, key, place, data }: Happening): Promise<void> {
  const delivery = newId(services);
  const now = services.clock();
  const body = JSON.stringify({ id: delivery, event, place, at: new Date(now).toISOString(), data });
  await services.db.pool.query(
    'INSERT INTO webhook_delivery (id, webhook, key, event, body, at, next_at, until) VALUES ($1, $2, $3, $4, $5, $6, $6, $7) ON CONFLICT (webhook, key) DO NOTHING',
    [delivery, id, key, event, body, now, now + TRY_FOR_MS],
  );
}

/** Which of the keys the webhook was told of before. */
export async function toldBefore(sql: Sql, webhook: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ key: string }>('SELECT key FROM webhook_delivery WHERE webhook = $1 AND key = ANY($2::text[])', [webhook, keys]);
  return new Set(rows.map((row) => row.key));
}

export interface DueDelivery {
  readonly id: string;
  readonly webhook: string;
  readonly url: string;
  readonly event: string;
  readonly body: string;
  readonly attempts: number;
  readonly until: number;
}

/** The next that is due, put out of the reach of other servers for `leaseMs`. */
export async function takeDue(sql: Sql, now: number, leaseMs: number): Promise<DueDelivery | undefined> {
  const { rows: [due] } = await sql.query<DueDelivery>(
    `UPDATE webhook_delivery d SET next_at = $2, attempts = d.attempts + 1 FROM webhook h
     WHERE h.id = d.webhook AND d.id = (
       SELECT w.id FROM webhook_delivery w JOIN webhook o ON o.id = w.webhook WHERE w.status = 'waiting' AND w.next_at <= $1 AND o.ended_at IS NULL ORDER BY w.next_at LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
     RETURNING d.id, d.webhook, h.url, d.event, d.body, d.attempts, d.until`, [now, now + leaseMs],
  );
  return due;
}

export async function setSent(sql: Sql, id: string, answered: number, at: number): Promise<void> {
  await sql.query(`UPDATE webhook_delivery SET status = 'sent', fault = NULL, answered = $2, sent_at = $3 WHERE id = $1`, [id, answered, at]);
}

/** @param nextAt undefined: given up */
export async function setFailed(sql: Sql, id: string, fault: DeliveryFault, answered: number | null, nextAt: number | undefined): Promise<void> {
  await sql.query(`UPDATE webhook_delivery SET status = CASE WHEN $4::bigint IS NULL THEN 'dead' ELSE 'waiting' END, fault = $2, answered = $3, next_at = coalesce($4, next_at) WHERE id = $1`, [id, fault, answered, nextAt ?? null]);
}

const deliverySchema = z.object({
  id: z.string(), event: z.enum([...HOOK_EVENTS, 'ping']), at: z.int(), attempts: z.int(), status: z.enum(DELIVERY_STATUSES), fault: z.nullable(z.enum(DELIVERY_FAULTS)),
  answered: z.nullable(z.int()), nextAt: z.nullable(z.int()), sentAt: z.nullable(z.int()),
});

export async function listDeliveries(sql: Sql, webhook: string): Promise<Delivery[]> {
  const { rows } = await sql.query(
    `SELECT id, event, at, attempts, status, fault, answered, CASE status WHEN 'waiting' THEN next_at END AS "nextAt", sent_at AS "sentAt" FROM webhook_delivery WHERE webhook = $1 ORDER BY at DESC, id LIMIT 100`, [webhook],
  );
  return rows.map((row) => z.parse(deliverySchema, row));
}

/** False: there is no such message to be sent again. */
export async function sendAgain(sql: Sql, webhook: string, delivery: string, now: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE webhook_delivery SET status = 'waiting', attempts = 0, next_at = $3, until = $4 WHERE webhook = $1 AND id = $2 AND status IN ('dead', 'sent')`, [webhook, delivery, now, now + TRY_FOR_MS],
  );
  return rowCount === 1;
}

export async function dropOldDeliveries(sql: Sql, now: number): Promise<void> {
  await sql.query(`DELETE FROM webhook_delivery WHERE status <> 'waiting' AND at < $1`, [now - KEEP_MS]);
}

/** What the desk is told of it. */
export function hookOf({ id, name, place, url, events, madeBy, madeAt, endedAt, waiting, dead }: StoredHook): Hook {
  return { id, name, place, url, events, madeBy, madeAt, endedAt, waiting, dead };
}
