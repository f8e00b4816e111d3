// Everything that is asked for, ordered or over its years at a centre: tokens and counts, no name.
import { ERASE_REASONS } from '#shared/desk/erase.ts';
import { clockState } from '#shared/task/clock.ts';
import { clockOfRequest, HOLD_AUTHORITIES, REQUEST_KINDS, REQUESTERS, type SubjectRights } from '#shared/subjects/rights.ts';
import { unseal } from '../../keys/seal.ts';
import { readRulebook } from '../../rulebook.ts';
import type { Services } from '../../services.ts';
import type { Asker } from '../asker.ts';
import { requestKey } from './request-key.ts';
import { readRetention } from './retention.ts';
import { heldRows, tokensOf } from './right-rows.ts';

/** What is settled stays listed for so long. */
const LISTED_MS = 90 * 86_400_000;
const MOST = 500;

export async function readRights(services: Services, { state, place, person, day }: Asker): Promise<SubjectRights> {
  const { pool } = services.db;
  const now = services.clock();
  const since = now - LISTED_MS;
  const { rows: requests } = await pool.query<{ id: string; kind: string; asked_by: string; day: string; standing: string; note: Buffer | null }>(
    `SELECT id, kind, asked_by, day, standing, note FROM subject_request WHERE state = $1 AND (standing = 'open' OR answered_at > $2) ORDER BY standing = 'open' DESC, day, id LIMIT ${MOST}`, [state, since],
  );
  const { rows: holds } = await pool.query<{ id: string; authority: string; name: string; at: number; ended_at: number | null }>(
    `SELECT h.id, h.authority, coalesce(p.name, '') AS name, h.at, h.ended_at FROM subject_hold h LEFT JOIN person p ON p.id = h.by WHERE h.state = $1 AND (h.ended_at IS NULL OR h.ended_at > $2) ORDER BY h.ended_at IS NULL DESC, h.at DESC LIMIT ${MOST}`, [state, since],
  );
  const { rows: erasures } = await pool.query<{ id: string; reason: string; by: string; name: string; at: number; standing: 'asked' | 'done' | 'refused'; rows: number | null }>(
    `SELECT e.id, e.reason, e.by, coalesce(p.name, '') AS name, e.at, e.standing, e.rows FROM subject_erasure e LEFT JOIN person p ON p.id = e.by WHERE e.state = $1 AND (e.standing = 'asked' OR e.answered_at > $2) ORDER BY e.standing = 'asked' DESC, e.at DESC LIMIT ${MOST}`, [state, since],
  );
  const about = await tokensOf(pool, state, [...requests, ...holds, ...erasures].map(({ id }) => id));
  const heldNow = await heldErasures(services, state, erasures.map(({ id }) => id));
  const notes = await services.keys.of(pool, requests.map(({ id }) => requestKey(id)));
  const rules = await readRulebook(pool, services.registry, place);
  const { rows: [denied] } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM subject_denied WHERE state = $1', [state]);
  const tokens = (id: string): string[] => about.get(id)?.tokens ?? [];
  return {
    requests: requests.map(({ id, kind: said, asked_by, day: came, standing, note }) => {
      const kind = REQUEST_KINDS.find((k) => k === said) ?? 'copy';
      const { due, overdue } = clockState(rules.clock(clockOfRequest(kind)), { day: came }, [], { today: day, at: now }, rules);
      const key = notes.get(requestKey(id));
      return {
        id, tokens: tokens(id), kind, from: REQUESTERS.find((w) => w === asked_by) ?? 'child', day: came, due, overdue: standing === 'open' && overdue,
        standing: standing === 'done' || standing === 'refused' ? standing : 'open', note: note === null || key === undefined ? '' : unseal(key, `request:${id}`, note).toString(), sources: about.get(id)?.sources ?? [],
      };
    }),
    holds: holds.map(({ id, authority, name, at, ended_at }) => ({ id, tokens: tokens(id), authority: HOLD_AUTHORITIES.find((a) => a === authority) ?? 'court', by: name, at, endedAt: ended_at })),
    erasures: erasures.map(({ id, reason, by, name, at, standing, rows }) => ({ id, tokens: tokens(id), reason: ERASE_REASONS.find((r) => r === reason) ?? 'asked', by: name, at, standing, rows, own: by === person, held: heldNow.has(id) })),
    retention: await readRetention(pool, services, place),
    denied: denied?.n ?? 0,
  };
}

/** Those that a hold stands against, by any row of the persons they are about. */
async function heldErasures({ db: { pool } }: Services, state: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ of: string; entry: string }>(
    `SELECT DISTINCT r.of, l.entry FROM subject_right_row r JOIN subject_link k ON k.state = r.state AND k.entry = r.entry JOIN subject_link l ON l.state = k.state AND l.token = k.token WHERE r.state = $1 AND r.of = ANY ($2)`, [state, ids],
  );
  const held = await heldRows(pool, state, rows.map(({ entry }) => entry));
  return new Set(rows.filter(({ entry }) => held.has(entry)).map(({ of }) => of));
}
