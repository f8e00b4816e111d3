// Held changes as the coordinator sees and settles them.
import { decideRecord, decideSubject } from '#shared/access/access.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { isLeft } from '#shared/access/keep.ts';
import type { AuditAct } from '#shared/desk/audit.ts';
import { HELD_STATUSES, type HeldItem } from '#shared/desk/held.ts';
import { bucketPlace, bucketShelf } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Change } from '#shared/record/change.ts';
import { migrateChange } from '#shared/record/migrate.ts';
import { HELD_CODES, type HeldCode } from '#shared/sync/protocol.ts';
import { findStored, storedOf, type StoredRecord } from '../access/stored-record.ts';
import { appendAudit, type AuditEntry } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction } from '../db/database.ts';
import { sealNote } from '../keys/seal-written.ts';
import { bumpVersions, districtPart } from '../people/people.ts';
import { today, type Services } from '../services.ts';
import { applyHeld, changeOfBody } from '../sync/apply-changes.ts';
import { onPostgres } from '../sync/postgres-tables.ts';
import type { RecordRow } from '../sync/stored.ts';
import type { HeldRow } from '../sync/sync-tables.ts';

interface HeldListRow extends HeldRow {
  readonly district: number;
  readonly bucket: string | null;
  readonly type: string | null;
  readonly paths: string[];
  readonly at: number;
  readonly name: string;
  readonly note: string | null;
}

const COLUMNS = `h.district, h.id, h.device, h.counter, h.person, h.bucket, h.record, h.type, h.code, h.paths, h.status, h.at, h.body, h.note, coalesce(p.name, '') AS name`;

/** What lies at or below the place, and the unreadable work of people who work there. */
export async function listHeld(services: Services, session: Session, place: PlaceCode, status: string): Promise<HeldItem[]> {
  const { rows } = await services.db.pool.query<HeldListRow>(
    `SELECT ${COLUMNS} FROM held_change h LEFT JOIN person p ON p.id = h.person
     WHERE ($1 = 0 OR h.district = $1) AND h.status = $2 AND ((h.bucket >= $3 || '.' AND h.bucket < $3 || '0') OR (h.bucket IS NULL AND EXISTS (
       SELECT 1 FROM role_grant g WHERE g.person = h.person AND (g.place = $3 OR (g.place > $3 || '.' AND g.place < $3 || '/')))))
     ORDER BY h.at DESC LIMIT 200`,
    [districtPart(place), status, place],
  );
  const known = await recordsOf(services, rows);
  const items = rows.map((row) => heldItem(services, session, row, known.get(`${row.district} ${row.record}`)));
  if (items.some((i) => i.values !== null)) {
    await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'held-read', actor: session.person, place, subject: '', detail: String(items.filter((i) => i.values !== null).length) }));
  }
  return items;
}

export type Settled =
  | { readonly ok: true; readonly status: 'applied' | 'closed' | 'open'; readonly code?: HeldCode; readonly paths?: readonly string[] }
  | { readonly ok: false };

export async function findHeld({ db }: Services, district: number, id: string): Promise<HeldListRow | undefined> {
  return (await db.pool.query<HeldListRow>(`SELECT ${COLUMNS} FROM held_change h LEFT JOIN person p ON p.id = h.person WHERE h.district = $1 AND h.id = $2`, [district, id])).rows[0];
}

/** `apply` needs the right to settle records of that class there. */
export async function settleHeld(services: Services, session: Session, row: HeldListRow, action: 'apply' | 'close', { place, note, toAuthor }: { readonly place: PlaceCode; readonly note: string; readonly toAuthor: string }): Promise<Settled> {
  if (row.status !== 'open') return { ok: false };
  const audit = (act: AuditAct, detail: string): AuditEntry => ({ act, actor: session.person, place, subject: row.id, detail });
  if (action === 'close') {
    await inTransaction(services.db, async (client) => {
      const sealed = await sealNote(client, services, row, [note, JSON.stringify(toAuthor)]);
      await client.query(
        `UPDATE held_change SET status = 'closed', settled_by = $3, note = $4::json WHERE district = $1 AND id = $2 AND status = 'open'`,
        [row.district, row.id, session.person, toAuthor === '' ? null : sealed[1]],
      );
      await appendAudit(client, services, audit('held-closed', sealed[0] ?? ''));
    });
    return { ok: true, status: 'closed' };
  }
  const change = changeOfBody(row.body);
  const stored = row.record === null ? undefined : await findStored(services.db.pool, services.registry, row.district, row.record);
  if (row.bucket === null || change === undefined || !mayOn(services, session, 'settle', change, stored)) return { ok: false };
  await inTransaction(services.db, async (client) => appendAudit(client, services, audit('held-applied', (await sealNote(client, services, row, [note]))[0] ?? '')));
  const result = await applyHeld(onPostgres(services), row.district, row);
  if (result === undefined) return { ok: false };
  if (result[0] === 'h') return { ok: true, status: 'open', code: result[1], paths: result[2] };
  // Phones there may not know her name yet.
  if (row.code === 'access') await bumpVersions(services.db.pool, [bucketPlace(row.bucket)]);
  return { ok: true, status: 'applied' };
}

/** The records that these changes are about, by `<district> <record>`. */
async function recordsOf({ db, registry }: Services, rows: readonly HeldListRow[]): Promise<ReadonlyMap<string, StoredRecord>> {
  const known = new Map<string, StoredRecord>();
  for (const district of new Set(rows.map((r) => r.district))) {
    const ids = rows.flatMap((r) => (r.district === district && r.record !== null ? [r.record] : []));
    const found = await db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND id = ANY($2::text[])', [district, ids]);
    for (const row of found.rows) {
      const stored = storedOf(registry, district, row);
      if (stored !== undefined) known.set(`${district} ${row.id}`, stored);
    }
  }
  return known;
}

function heldItem(services: Services, session: Session, row: HeldListRow, stored: StoredRecord | undefined): HeldItem {
  const said = row.bucket === null ? undefined : changeOfBody(row.body);
  const change = said !== undefined && mayOn(services, session, 'read', said, stored) ? said : undefined;
  return {
    id: row.id, district: row.district, code: HELD_CODES.find((c) => c === row.code) ?? 'unreadable', paths: row.paths,
    status: HELD_STATUSES.find((s) => s === row.status) ?? 'open', at: row.at, person: row.person, personName: row.name, device: row.device,
    record: row.record, type: row.type, bucket: row.bucket, deviceTime: change?.deviceTime ?? null, values: change === undefined ? null : { ...change.values }, note: row.note,
  };
}

/** By the class of its shelf; what a guarded record's change says is shown to whoever may see the record both as it stands and with the change in it. */
function mayOn(services: Services, { grants }: Session, verb: 'read' | 'settle', change: Change, stored: StoredRecord | undefined): boolean {
  const { registry } = services;
  const day = today(services);
  const shelf = bucketShelf(change.bucket);
  const accessClass = registry.classOf(shelf);
  if (accessClass === undefined || (registry.isWriteOnly(shelf) && verb === 'read')) return false;
  if (!registry.isGuarded(shelf)) return decideRecord(grants, verb, accessClass, change.bucket, day).ok;
  const type = registry.type(change.type)?.type;
  if (type === undefined || (stored !== undefined && stored.type !== type)) return false;
  const bucket = stored?.record.bucket ?? change.bucket;
  const before = stored?.record.values;
  const versions = [...(before === undefined ? [] : [before]), { ...before, ...migrateChange(type, change).values }];
  return versions.every((values) => isLeft(decideSubject(grants, verb, subjectOf(type, { bucket, values, rivals: stored?.record.rivals ?? {} }), day)));
}
