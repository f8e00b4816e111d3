// Work that was held because this server was older than the phone, or its rules were other ones: after
// a start with other programmes than before it is judged again, once, by its author's own grants.
// Nobody need send it again, and what is still not to be applied stays held with its bytes.
import { createHash } from 'node:crypto';
import { ENGINE_TYPES } from '#shared/engine-types.ts';
import type { Programme } from '#shared/programme.ts';
import type { HeldCode } from '#shared/sync/protocol.ts';
import { grantsOf } from '../desk/people-desk.ts';
import type { Services } from '../services.ts';
import { applyChanges, changeOfBody } from './apply-changes.ts';
import { onPostgres } from './postgres-tables.ts';

/** What another version of the programmes may judge otherwise. */
const TRY_AGAIN: readonly HeldCode[] = ['unknown-type', 'unknown-form', 'validation'];
const AT_ONCE = 200;
const META_KEY = 'programmes';

interface OpenRow {
  readonly district: number;
  readonly id: string;
  readonly at: number;
  readonly person: string;
  readonly device: string;
  readonly revoked: boolean;
  readonly body: Buffer;
}

/** Several servers may do so at once: what one applies, the others find applied. */
export async function retryHeld(services: Services, programmes: readonly Programme[]): Promise<{ readonly tried: number; readonly applied: number }> {
  const { pool } = services.db;
  const now = fingerprint(programmes);
  const { rows: [known] } = await pool.query<{ value: string }>('SELECT value FROM server_meta WHERE key = $1', [META_KEY]);
  let [tried, applied] = [0, 0];
  if (known !== undefined && known.value !== now) {
    for (let after: OpenRow | undefined; ;) {
      const { rows } = await pool.query<OpenRow>(
        `SELECT h.district, h.id, h.at, h.person, h.device, d.revoked_at IS NOT NULL AS revoked, h.body FROM held_change h JOIN device d ON d.id = h.device
         WHERE h.status = 'open' AND h.code = ANY($1::text[]) AND (h.at, h.district, h.id) > ($2, $3, $4) ORDER BY h.at, h.district, h.id LIMIT $5`,
        [TRY_AGAIN, after?.at ?? -1, after?.district ?? 0, after?.id ?? '', AT_ONCE],
      );
      for (const row of rows) {
        const change = changeOfBody(row.body);
        if (change === undefined) continue;
        const by = { person: row.person, device: row.device, grants: await grantsOf(services, row.person), revoked: row.revoked };
        const [result] = await applyChanges(onPostgres(services), by, [{ ok: true, change }]);
        tried += 1;
        if (result?.[0] === 'a') applied += 1;
      }
      after = rows.at(-1);
      if (rows.length < AT_ONCE) break;
    }
  }
  await pool.query('INSERT INTO server_meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [META_KEY, now]);
  return { tried, applied };
}

/** Of what decides whether a change is understood: kinds of records and forms. */
function fingerprint(programmes: readonly Programme[]): string {
  return createHash('sha256').update(JSON.stringify([ENGINE_TYPES, ...programmes.map(({ id, recordTypes, forms }) => [id, recordTypes, forms])])).digest('base64url').slice(0, 22);
}
