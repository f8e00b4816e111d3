// Files of persons asked for online. Every opening is one row of the audit log, written in the
// transaction that reads the file.
import type { Decision } from '#shared/access/access.ts';
import { isLeft, mayKeep } from '#shared/access/keep.ts';
import type { LookReason } from '#shared/access/look.ts';
import type { RecordVerb } from '#shared/access/table.ts';
import type { MaskedFile, OpenedFile } from '#shared/desk/files.ts';
import { bucketPlace, bucketShelf } from '#shared/place/bucket.ts';
import { isWithin, officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import { fieldDef } from '#shared/record/record-type.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';
import { createMask } from '../access/masked.ts';
import { decideAs, decideStored, findStored, openTo, storedOf, type StoredRecord } from '../access/stored-record.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Session } from '../auth/session.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { districtPart } from '../people/people.ts';
import { moveRecords, type Moved } from '../places/move-records.ts';
import { today, type Services } from '../services.ts';
import { onPostgres } from '../sync/postgres-tables.ts';
import { readableBuckets } from '../sync/pull.ts';
import type { RecordRow } from '../sync/stored.ts';
import { askOpening } from './openings-desk.ts';

export interface Asking {
  readonly place: PlaceCode;
  readonly reason: LookReason;
  readonly note?: string | undefined;
}

/** Undefined: there is none that she may open. */
export async function openFile(services: Services, session: Session, id: string, asking: Asking): Promise<OpenedFile | 'opening-waits' | undefined> {
  const district = districtPart(asking.place);
  return inTransaction(services.db, async (client) => {
    const stored = await findStored(client, services.registry, district, id);
    if (stored?.type.guard === undefined) return undefined;
    if (isLeft(await decideStored(client, services, session, 'read', stored))) {
      await appendAudit(client, services, { act: 'file-opened', actor: session.person, place: bucketPlace(stored.record.bucket), subject: id, detail: asking.reason });
      return { bucket: stored.record.bucket, rows: encodeRecords([stored.record]), names: await namesIn(client, stored) };
    }
    const asks = await decideStored(client, services, session, 'open', stored);
    if (!asks.ok) return undefined;
    await askOpening(client, services, session, stored, asking);
    return 'opening-waits';
  });
}

/** Colleagues whom the file names. */
async function namesIn(sql: Sql, { type, record: { values, rivals } }: StoredRecord): Promise<Record<string, string>> {
  const said = [values, ...Object.values(rivals).flatMap((live) => live.map((rival) => rival.values))];
  const ids = said.flatMap((all) => Object.entries(all).flatMap(([path, value]) => (typeof value === 'string' && fieldDef(type, path)?.kind === 'record' ? [value] : [])));
  const authors = Object.values(rivals).flatMap((live) => live.map((rival) => rival.by));
  const { rows } = await sql.query<{ id: string; name: string }>('SELECT id, name FROM person WHERE id = ANY($1::text[])', [[...new Set([...ids, ...authors])]]);
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

/** Files that she may know of and that her phone does not hold, by number and state. */
export async function maskedFiles(services: Services, session: Session, place: PlaceCode): Promise<MaskedFile[]> {
  const { registry, db: { pool } } = services;
  const day = today(services);
  const buckets = (await readableBuckets(onPostgres(services), session.grants)).filter((b) => isWithin(bucketPlace(b.id), place) && registry.isGuarded(bucketShelf(b.id)));
  const mask = createMask(pool, services, session);
  const files: MaskedFile[] = [];
  for (const { district, id } of buckets) {
    const [{ rows }, opened] = await Promise.all([
      pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND bucket = $2 ORDER BY seq DESC', [district, id]), openTo(pool, services, session, district),
    ]);
    for (const row of rows) {
      const stored = storedOf(registry, district, row);
      if (stored === undefined || mayKeep(session.grants, stored.type, stored.record, day)) continue;
      const may = (verb: RecordVerb): Decision => decideAs(services, session, verb, stored, opened);
      if (!isLeft(may('list'))) continue;
      const read = may('read');
      const open = read.ok ? read : may('open');
      files.push({ ...await mask(stored), leave: open.ok ? open.leave : 'no' });
    }
  }
  return files;
}

/** Undefined where she may not: who is responsible is hers to say, and the other office keeps files of this kind. */
export async function handOver(services: Services, session: Session, record: string, { id, place, office }: { readonly id: string; readonly place: PlaceCode; readonly office: PlaceCode }): Promise<Moved | undefined> {
  const { pool } = services.db;
  const kind = officeKindOf(office);
  const stored = await findStored(pool, services.registry, districtPart(place), record);
  if (stored?.type.guard === undefined || kind === undefined || services.registry.caseWork(stored.type.name)?.offices.includes(kind) !== true) return undefined;
  const decision = await decideStored(pool, services, session, 'assign', stored);
  return isLeft(decision) ? moveRecords(services, { id, from: place, to: office, records: [record], by: { person: session.person, grant: decision.grant.id } }) : undefined;
}
