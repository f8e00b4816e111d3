// What became of held changes, told to the phone of their author; and what she takes back. Only her
// own are answered. A change taken back stays kept as it was handed in; nobody waits for it any more.
import type { ChangeId } from '#shared/record/change.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { HELD_ENDS, type SettledHeld, type SyncRequest } from '#shared/sync/protocol.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import { districtPart } from '../people/people.ts';
import type { Services } from '../services.ts';

interface HeldEndRow {
  readonly district: number;
  readonly id: string;
  readonly bucket: string | null;
  readonly status: string;
  readonly note: string | null;
  readonly seq: number | null;
}

/** In the order asked; what is still open, and what the server does not know, is left out. */
export async function settleAsked(services: Services, session: Session, { held = [], withdraw = [] }: Pick<SyncRequest, 'held' | 'withdraw'>): Promise<SettledHeld[]> {
  if (held.length === 0 && withdraw.length === 0) return [];
  const asked = [...new Set([...withdraw, ...held])];
  const rows = await ownHeld(services, session, asked);
  const taken = withdraw.filter((id) => rows.get(id)?.status === 'open');
  if (taken.length > 0) {
    await takeBack(services, session, taken.flatMap((id) => rows.get(id) ?? []));
    for (const [id, row] of await ownHeld(services, session, taken)) rows.set(id, row);
  }
  return asked.flatMap((id): SettledHeld[] => {
    const row = rows.get(id);
    const end = HELD_ENDS.find((e) => e === row?.status);
    if (row === undefined || end === undefined) return [];
    return [{ id, end, ...(end === 'applied' && row.seq !== null && { seq: row.seq }), ...(end === 'closed' && row.note !== null && { note: row.note }) }];
  });
}

async function takeBack({ db, clock }: Services, { person, grants }: Session, rows: readonly HeldEndRow[]): Promise<void> {
  await inTransaction(db, async (client) => {
    for (const { district, id, bucket } of rows) {
      const { rowCount } = await client.query(`UPDATE held_change SET status = 'withdrawn', settled_by = $3 WHERE district = $1 AND id = $2 AND status = 'open'`, [district, id, person]);
      if (rowCount === 0) continue;
      const place = bucket === null ? grants[0]?.place ?? '' : bucketPlace(bucket);
      await appendAudit(client, { clock }, { act: 'held-withdrawn', actor: person, place, subject: id });
    }
  });
}

/** Her own held changes by the ids under which her phone knows them. */
async function ownHeld({ db }: Services, session: Session, ids: readonly ChangeId[]): Promise<Map<ChangeId, HeldEndRow>> {
  const districts = [...new Set([0, ...session.grants.map((g) => districtPart(g.place))])];
  const { rows } = await db.pipelined.query<HeldEndRow>({
    name: 'held-ends',
    text: `SELECT h.district, h.id, h.bucket, h.status, h.note, c.seq FROM held_change h LEFT JOIN change c ON c.district = h.district AND c.id = h.id
           WHERE h.district = ANY($1::int[]) AND h.id = ANY($2::text[]) AND h.person = $3`,
    values: [districts, ids, session.person],
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  if (found.size === ids.length) return found;
  // What could not be read as a change is filed under a hash of what came; the phone knows it by the id in it.
  const { rows: odd } = await db.pipelined.query<HeldEndRow & { body: Buffer }>({
    name: 'held-ends-unreadable',
    text: `SELECT district, id, bucket, status, note, NULL::bigint AS seq, body FROM held_change
           WHERE district = ANY($1::int[]) AND device = $2 AND person = $3 AND counter IS NULL`,
    values: [districts, session.device, session.person],
  });
  for (const { body, ...row } of odd) {
    const id = idIn(body);
    if (id !== undefined && ids.includes(id) && !found.has(id)) found.set(id, row);
  }
  return found;
}

function idIn(body: Buffer): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && 'id' in parsed && typeof parsed.id === 'string' ? parsed.id : undefined;
  } catch {
    return undefined;
  }
}
