// A session is a random token in a cookie; the server keeps its hash. It is short-lived and renewed by
// the phone's key, so a stolen cookie soon ends and a revoked phone gets no other.
import type { Grant } from '#shared/access/access.ts';
import { ROLES } from '#shared/access/table.ts';
import type { Sql } from '../db/database.ts';
import { newId, type Services } from '../services.ts';
import { hashToken, isFreshNonce, isProof, type PublicJwk } from './tokens.ts';

export const SESSION_LIFE = 12 * 3_600_000;
/** Long enough for a revoked phone to hand in what it holds. */
const HAND_IN_LIFE = 3_600_000;

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: number;
}

export interface Session {
  readonly device: string;
  readonly person: string;
  readonly personName: string;
  /** All grants, ended ones too. */
  readonly grants: readonly Grant[];
  readonly revoked: boolean;
  readonly safeCounter: number;
  readonly lastSeen: number;
  readonly app: string;
  readonly unsent: number;
  readonly held: number;
  /** In which the phone numbers its files; undefined until its next profile. */
  readonly series?: string | undefined;
}

export async function openSession(services: Services, sql: Sql, device: string, life = SESSION_LIFE): Promise<OpenedSession> {
  const now = services.clock();
  const token = newId(services, 24);
  await sql.query('INSERT INTO session (hash, device, made_at, expires_at) VALUES ($1, $2, $3, $4)', [hashToken(token), device, now, now + life]);
  return { token, expiresAt: now + life };
}

export type SessionLookup =
  /** `key`: the `x` of the device's public key. */
  | { readonly ok: true; readonly session: Session; readonly key: string }
  | { readonly ok: false; readonly reason: 'unauthenticated' | 'session-expired' };

interface DeviceRow {
  readonly device: string;
  readonly person: string;
  readonly name: string;
  readonly revoked_at: number | null;
  readonly safe_counter: number;
  readonly last_seen: number | null;
  readonly app: string;
  readonly unsent: number;
  readonly held: number;
  readonly series: string | null;
  readonly grants: readonly (readonly [string, string, string, string, string | null])[];
}

/** Looks the token up; a revoked device is found too and says so. */
export async function findSession({ db, clock }: Services, token: string): Promise<SessionLookup> {
  const { rows: [row] } = await db.pipelined.query<DeviceRow & { readonly expires_at: number; readonly key: string }>({
    name: 'session', text: `SELECT s.expires_at, d.public_key ->> 'x' AS key, ${DEVICE_COLUMNS} FROM session s JOIN device d ON d.id = s.device JOIN person p ON p.id = d.person WHERE s.hash = $1`, values: [hashToken(token)],
  });
  if (row === undefined) return { ok: false, reason: 'unauthenticated' };
  if (row.expires_at <= clock()) return { ok: false, reason: 'session-expired' };
  return { ok: true, session: sessionOf(row), key: row.key };
}

/** The same session as it stands now: a grant may have ended, the phone been shut out, since the request began. */
export async function sessionNow({ db }: Pick<Services, 'db'>, session: Session): Promise<Session> {
  const { rows: [row] } = await db.pipelined.query<DeviceRow>({ name: 'session-now', text: `SELECT ${DEVICE_COLUMNS} FROM device d JOIN person p ON p.id = d.person WHERE d.id = $1`, values: [session.device] });
  return row === undefined ? { ...session, revoked: true, grants: [] } : sessionOf(row);
}

const DEVICE_COLUMNS = `d.id AS device, d.person, d.revoked_at, d.safe_counter, d.last_seen, d.app, d.unsent, d.held, d.series, p.name,
  (SELECT coalesce(json_agg(json_build_array(g.id, g.role, g.place, g.from_day, g.to_day)), '[]') FROM role_grant g WHERE g.person = d.person) AS grants`;

function sessionOf(row: DeviceRow): Session {
  return {
    device: row.device, person: row.person, personName: row.name, revoked: row.revoked_at !== null, safeCounter: row.safe_counter, lastSeen: row.last_seen ?? 0,
    app: row.app, unsent: row.unsent, held: row.held, series: row.series ?? undefined,
    grants: row.grants.flatMap(([id, role, place, from, to]) => {
      const known = ROLES.find((r) => r === role);
      return known === undefined ? [] : [{ id, person: row.person, role: known, place, from, to }];
    }),
  };
}

export type Renewal =
  | { readonly ok: true; readonly session: OpenedSession }
  /** A revoked phone still gets a short session: only to hand in its work. */
  | { readonly ok: false; readonly reason: 'device-revoked'; readonly session: OpenedSession }
  /** `device-unknown`: it was enrolled after the backup that this server was restored from. */
  | { readonly ok: false; readonly reason: 'unauthenticated' | 'device-unknown' };

export async function renewSession(services: Services, device: string, nonce: string, proof: string): Promise<Renewal> {
  const { db, meta, clock } = services;
  if (!isFreshNonce(meta, nonce, clock())) return { ok: false, reason: 'unauthenticated' };
  const { rows: [row] } = await db.pool.query<{ public_key: PublicJwk; revoked_at: number | null }>('SELECT public_key, revoked_at FROM device WHERE id = $1', [device]);
  if (row === undefined) return { ok: false, reason: 'device-unknown' };
  if (!isProof(row.public_key, device, nonce, proof)) return { ok: false, reason: 'unauthenticated' };
  await db.pool.query('DELETE FROM session WHERE device = $1 AND expires_at <= $2', [device, clock()]);
  if (row.revoked_at !== null) return { ok: false, reason: 'device-revoked', session: await openSession(services, db.pool, device, HAND_IN_LIFE) };
  return { ok: true, session: await openSession(services, db.pool, device) };
}
