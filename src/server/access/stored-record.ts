// A record as it lies in the database, and what somebody may do with it: the one question that every
// way out of the server asks for a single record, be it guarded by names or not.
import { decideSubject, type Decision, type Subject } from '#shared/access/access.ts';
import { subjectOf } from '#shared/access/guard.ts';
import { isLeft } from '#shared/access/keep.ts';
import type { RecordVerb } from '#shared/access/table.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Session } from '../auth/session.ts';
import type { Sql } from '../db/database.ts';
import type { Registry } from '../registry.ts';
import { today, type Services } from '../services.ts';
import { recordFromRow, type RecordRow } from '../sync/stored.ts';

export interface StoredRecord {
  readonly district: number;
  readonly type: RecordType;
  /** In its present shape. */
  readonly record: DehriRecord;
}

/** Undefined where there is none; `writeOnly` records are read by nobody. */
export async function findStored(sql: Sql, registry: Registry, district: number, id: string): Promise<StoredRecord | undefined> {
  const { rows: [row] } = await sql.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND id = $2', [district, id]);
  return row === undefined ? undefined : storedOf(registry, district, row);
}

export function storedOf(registry: Registry, district: number, row: RecordRow): StoredRecord | undefined {
  const type = registry.type(row.type)?.type;
  return type === undefined || type.writeOnly === true ? undefined : { district, type, record: migrateRecord(type, recordFromRow(row)) };
}

/** As the table says. @param opened records that a second person has opened to her (`openTo`) */
export function decideAs(services: Pick<Services, 'clock' | 'utcOffsetMinutes'>, { grants }: Pick<Session, 'grants'>, verb: RecordVerb, { type, record }: StoredRecord, opened: ReadonlySet<string>): Decision {
  const subject: Subject = subjectOf(type, record);
  return decideSubject(grants, verb, opened.has(record.id) ? { ...subject, opened: true } : subject, today(services));
}

/** As the table says, with what a second person has opened to her. */
export async function decideStored(sql: Sql, services: Pick<Services, 'clock' | 'utcOffsetMinutes'>, session: Pick<Session, 'person' | 'grants'>, verb: RecordVerb, stored: StoredRecord): Promise<Decision> {
  const opened = stored.type.guard === undefined ? NONE : await openTo(sql, services, session, stored.district);
  return decideAs(services, session, verb, stored, opened);
}

/** May she see it whole? */
export async function mayRead(sql: Sql, services: Pick<Services, 'clock' | 'utcOffsetMinutes'>, session: Pick<Session, 'person' | 'grants'>, stored: StoredRecord): Promise<boolean> {
  return isLeft(await decideStored(sql, services, session, 'read', stored));
}

const NONE: ReadonlySet<string> = new Set();

/** Records of the district that are open to her by a second person's word, now. */
export async function openTo(sql: Sql, { clock }: Pick<Services, 'clock'>, { person }: Pick<Session, 'person'>, district: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ record: string }>('SELECT record FROM file_opening WHERE district = $1 AND person = $2 AND until > $3', [district, person, clock()]);
  return new Set(rows.map((row) => row.record));
}
