// What the sync engine asks of a database: one transaction per push and district, and reads for the
// pull. PostgreSQL answers it (`postgres-tables.ts`); anything that keeps the same promises may.
import type { Change, ChangeId, DeviceId } from '#shared/record/change.ts';
import type { Origin } from '#shared/record/merge.ts';
import type { HeldCode } from '#shared/sync/protocol.ts';
import type { AuditEntry } from '../audit/audit.ts';
import type { Services } from '../services.ts';
import type { RecordRow } from './stored.ts';
import type { SumRow } from './sums.ts';

/** What the engine itself needs: its tables, the programmes, the clock. */
export type SyncServices = Pick<Services, 'registry' | 'meta' | 'clock' | 'utcOffsetMinutes'> & {
  readonly tables: SyncTables;
  /** What to do when a phone shows that the database went back (`void-epoch.ts`); absent: only the phone is reset. */
  readonly voidEpoch?: (device: string) => Promise<string>;
};

export interface SyncTables {
  /** Throws `PushBusy` when the database is away. */
  beginPush(): Promise<PushTransaction>;
  /** Makes buckets that do not exist yet, outside any push, so that there is a row to lock. */
  createBuckets(district: number, buckets: readonly { readonly id: string; readonly shelf: string }[]): Promise<void>;
  /** Buckets of these shelves below the places, and the named ones; ordered by id. */
  bucketsBelow(places: readonly PlaceKey[], shelves: readonly string[], named: readonly BucketKey[]): Promise<ReadableBucket[]>;
  /** One moment of a bucket: its counters, what left it and the next records after a seq, at most `most`. Undefined: no such bucket. */
  page(bucket: BucketKey, after: number, most: number): Promise<BucketPage | undefined>;
  /** One moment of a bucket with all its records, in the order of seq, and what left it after a seq. */
  whole(bucket: BucketKey, after: number): Promise<WholeBucket | undefined>;
}

/**
 * Everything up to `commit` is seen by nobody else. `read` locks the rows of the buckets it names until
 * the end: seq given under that lock is in the order of commits.
 * Every step may throw `TryAgain` (another push got in between) or `PushBusy` (the database is away).
 */
export interface PushTransaction {
  read(asked: Asked): Promise<Found>;
  /** Which of these changes (id, record) are in the history of just that record, as `<id> <record>`? */
  inHistory(district: number, pairs: readonly (readonly [ChangeId, string])[]): Promise<ReadonlySet<string>>;
  /** Who wrote these changes, and when they came: what a version lacks that becomes contested. */
  origins(district: number, ids: readonly ChangeId[]): Promise<ReadonlyMap<ChangeId, Origin>>;
  /** What the rulebooks of states say, and what these changes were. */
  forSettling(district: number, ids: readonly ChangeId[]): Promise<ForSettling>;
  /** Which buckets have these records left, and are not in again, as `<record> <bucket>`? */
  departed(district: number, records: readonly string[]): Promise<ReadonlySet<string>>;
  /** Who holds these values, and which changes have these numbers of their phones. */
  taken(district: number, unique: readonly UniqueKey[], numbers: readonly (readonly [DeviceId, number])[]): Promise<Pick<Found, 'holders' | 'known'>>;
  /** Resolves only when it is durable. */
  commit(written: Written): Promise<void>;
  /** Takes back what was not committed, and lets go of everything. */
  end(): Promise<void>;
}

/** Nothing was written; the next look sees what the other one wrote. */
export class TryAgain extends Error {}

/** The database is too busy or away: whether it was written is not known, and it can be sent again. */
export class PushBusy extends Error {}

export interface PlaceKey {
  readonly district: number;
  readonly place: string;
}

export interface BucketKey {
  readonly district: number;
  readonly id: string;
}

export interface ReadableBucket extends BucketKey {
  readonly generation: number;
  readonly seq: number;
  readonly records: number;
}

export interface BucketPage {
  readonly generation: number;
  readonly seq: number;
  readonly checksum: number;
  /** Records that left the bucket after the asked seq: id, seq. */
  readonly gone: readonly (readonly [string, number])[];
  /** Records among those that left at any time after the asked seq that were erased for good. */
  readonly erased: readonly string[];
  /** In the order of seq. */
  readonly rows: readonly RecordRow[];
}

export interface WholeBucket extends Pick<BucketPage, 'generation' | 'seq' | 'gone' | 'erased'> {
  readonly rows: readonly StoredRecord[];
}

export interface LockedBucket {
  readonly id: string;
  readonly generation: number;
  readonly seq: number;
  readonly checksum: number;
  readonly records: number;
}

export interface StoredRecord extends RecordRow {
  readonly digest: number;
}

export interface KnownChange {
  readonly id: string;
  readonly record: string;
  readonly seq: number;
  readonly device: string;
  readonly counter: number;
}

export interface HeldRow {
  readonly id: string;
  readonly device: string;
  readonly counter: number | null;
  readonly person: string;
  readonly record: string | null;
  readonly code: HeldCode;
  readonly status: string;
  readonly body: Buffer;
}

export interface Asked {
  readonly district: number;
  readonly device: string;
  readonly buckets: readonly string[];
  readonly records: readonly string[];
  readonly ids: readonly string[];
  readonly counters: readonly number[];
  readonly unique: readonly UniqueKey[];
}

export interface Found {
  readonly buckets: readonly LockedBucket[];
  readonly records: readonly StoredRecord[];
  /** Those of the asked records that were erased for good. */
  readonly erased: readonly string[];
  /** Those of the asked records that went with a list taken back: what is written of one brings it back. */
  readonly withdrawn: readonly RecordRow[];
  /** Changes of these ids, and of these counters of the device. */
  readonly known: readonly KnownChange[];
  /** Held changes of these ids, and open ones of these records that wait for an unknown base. */
  readonly held: readonly HeldRow[];
  /** Who holds the values asked about (and perhaps others) now. */
  readonly holders: readonly (UniqueKey & { readonly record: string })[];
}

export interface ForSettling {
  /** Records of the type `rulebook` that lie at a state. */
  readonly rulebooks: readonly RecordRow[];
  readonly changes: readonly Pick<Change, 'id' | 'device' | 'replaces'>[];
}

export interface UniqueKey {
  readonly type: string;
  readonly path: string;
  readonly hash: string;
}

export function uniqueKey({ type, path, hash }: UniqueKey): string {
  return `${type}|${path}|${hash}`;
}

export interface NewChange {
  readonly bucket: string;
  readonly seq: number;
  readonly id: string;
  readonly record: string;
  readonly type: string;
  readonly device: string;
  readonly counter: number;
  readonly author: string;
  readonly body: string;
}

export interface NewRecord {
  readonly id: string;
  readonly bucket: string;
  readonly type: string;
  readonly seq: number;
  readonly digest: number;
  readonly state: string;
}

export interface NewHeld {
  readonly id: string;
  readonly device: string;
  readonly counter: number | null;
  readonly person: string;
  readonly bucket: string | null;
  readonly record: string | null;
  readonly type: string | null;
  readonly code: HeldCode;
  readonly paths: readonly string[];
  readonly body: Buffer;
  /** Nobody is to look at it: its record was erased. */
  readonly closed?: true;
}

export interface Written {
  readonly district: number;
  readonly at: number;
  readonly changes: readonly NewChange[];
  readonly newRecords: readonly NewRecord[];
  /** Of them, those that had gone with a list taken back. */
  readonly returned: readonly { readonly bucket: string; readonly record: string }[];
  readonly oldRecords: readonly NewRecord[];
  readonly buckets: readonly LockedBucket[];
  /** Records that left a bucket before and are said again to have left it, at a new seq. */
  readonly goneAgain: readonly { readonly bucket: string; readonly record: string; readonly seq: number }[];
  readonly sums: readonly SumRow[];
  readonly held: readonly NewHeld[];
  /** Held changes that are held no longer: by which change, and as what. */
  readonly settled: readonly { readonly id: string; readonly status: 'mended' | 'applied'; readonly by: string }[];
  readonly uniqueTaken: readonly (UniqueKey & { readonly record: string })[];
  readonly uniqueMoved: readonly (UniqueKey & { readonly record: string })[];
  readonly uniqueFreed: readonly UniqueKey[];
  /** Rows of the audit log that belong to these changes. */
  readonly audits: readonly AuditEntry[];
}
