// Writes one chunk of prepared rows in one transaction: places, records, changes, unique values,
// sums, faults and the batch's own progress, or none of them. Keeps the rules of `sync/stored.ts`:
// buckets are locked in the order of their ids before anything is numbered.
//
//   new key ............. a record, and a change without anything to replace
//   key known here ...... what `correctionOf` lets the list say
//   key known elsewhere . a fault of the row; a list does not move a family
import type { PoolClient } from 'pg';
import type { ImportTarget } from '#shared/import/target.ts';
import { bucketDistrict, bucketOf, bucketPlace } from '#shared/place/bucket.ts';
import { ancestorAt } from '#shared/place/ancestor.ts';
import { levelOf, type Place } from '#shared/place/place.ts';
import { LIST_DEVICE, type BucketId, type Change, type ChangeId, type FieldPath, type FieldValue, type RecordId, type Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import { applyChange, withOrigins, withoutOrigin } from '#shared/record/merge.ts';
import { migrateChange, migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { addDigest, recordDigest, removeDigest } from '#shared/sync/digest.ts';
import type { TypeEntry } from '../registry.ts';
import { originsOf } from '../sync/push-store.ts';
import { changeBody, changeFromRow, recordFromRow, recordState, uniqueHash, type ChangeRow, type RecordRow } from '../sync/stored.ts';
import { SumDelta } from '../sync/sums.ts';
import { addSums } from '../sync/write-sums.ts';
import { copyRows, type CopyCell } from './copy-rows.ts';
import { UNDO_SUFFIX } from './undo-store.ts';
import { correctionOf, type ListedBefore } from './correction.ts';
import { ChunkConflict, type ChunkResult } from './list-work.ts';
import type { PlaceFinder } from './place-finder.ts';
import type { FaultyRow, PreparedChunk, PreparedRow } from './prepare.ts';

export interface ChunkContext {
  readonly district: number;
  readonly batch: string;
  readonly author: string;
  readonly grant: string;
  readonly target: ImportTarget;
  readonly entry: TypeEntry;
  readonly places: PlaceFinder;
  /** Who sent the list: what one sender sends is known again. */
  readonly source: string;
  readonly identity: Identity;
  /** ISO day by which rules are judged. */
  readonly today: string;
  /** Looks, counts and writes nothing but faults. */
  readonly dry: boolean;
  /** Counter of the last change of the batch. */
  readonly counter: number;
  readonly now: number;
}

/** How a row is known again: by the type's unique path, by a key that a person chose, by all it says. */
export type Identity = 'unique' | 'key' | 'row';

export function identityOf({ made }: ImportTarget, keyColumns: readonly string[]): Identity {
  if (made === undefined || (keyColumns.length === 1 && keyColumns[0] === made.type.unique?.[0])) return 'unique';
  return keyColumns.length > 0 ? 'key' : 'row';
}

/** Runs inside a transaction of `client`; the caller commits. @throws ChunkConflict */
export async function writeChunk(client: PoolClient, context: ChunkContext, chunk: PreparedChunk): Promise<ChunkResult> {
  const { district, dry, entry: { type } } = context;
  if (!dry) await writePlaces(client, district, chunk.newPlaces, chunk.renamedPlaces);

  const known = await recordsOfKeys(client, context, chunk.rows);
  const homes = new Map(chunk.rows.map((row) => [row, bucketOf(row.place, type.shelf)] as const));
  const names = new Set<BucketId>([...known.values()].map((r) => r.bucket));
  for (const [row, home] of homes) if (!known.has(row.key)) names.add(home);
  const buckets = dry ? new Map<BucketId, LockedBucket>() : await lockBuckets(client, district, type.shelf, [...names].sort());

  const ids = [...known.values()].map((r) => r.id);
  const records = ids.length === 0 ? new Map<RecordId, DehriRecord>() : await readRecords(client, type, district, ids);
  for (const [id, record] of records) if (!dry && !buckets.has(record.bucket)) throw new ChunkConflict(`record ${id} moved`);
  const listed = ids.length === 0 ? new Map<RecordId, Listed>() : await readListed(client, type, district, ids);

  const taken = await takenValues(client, context, chunk.rows);
  const out = new ChunkOutput(context, buckets, taken);
  for (const row of chunk.rows) {
    const home = homes.get(row) ?? '';
    const id = known.get(row.key)?.id;
    const record = id === undefined ? undefined : records.get(id);
    if (id !== undefined && record === undefined) throw new ChunkConflict('a record went away');
    if (record === undefined) out.create(row, home);
    else out.correct(row, home, record, listed.get(record.id) ?? NEVER_LISTED);
  }
  if (!dry) await out.write(client);
  return { created: out.created, changed: out.changed, unchanged: out.unchanged, places: chunk.newPlaces.length, faulty: out.faulty, counter: out.counter };
}

interface LockedBucket {
  readonly id: BucketId;
  seq: number;
  checksum: number;
  records: number;
  /** Base-36 name of the bucket in record ids. */
  readonly code: string;
  lastId: number;
}

interface Listed extends ListedBefore {
  /** Where the last list saw it. */
  readonly bucket: BucketId;
}

const NOTHING: ReadonlySet<string> = new Set();
const NEVER_LISTED: Listed = { changes: new Set(), values: {}, bucket: '' };

/** What the chunk amounts to, gathered row by row and written by COPY at the end. */
class ChunkOutput {
  created = 0;
  changed = 0;
  unchanged = 0;
  counter: number;
  readonly faulty: FaultyRow[] = [];
  readonly #context: ChunkContext;
  readonly #buckets: ReadonlyMap<BucketId, LockedBucket>;
  readonly #changes: CopyCell[][] = [];
  readonly #newRecords: CopyCell[][] = [];
  readonly #corrected: { readonly before: DehriRecord; after: DehriRecord }[] = [];
  readonly #unique: CopyCell[][] = [];
  readonly #known: CopyCell[][] = [];
  /** `<path> <hash>` → the record that has it. */
  readonly #taken: Map<string, RecordId>;
  readonly #sums = new SumDelta();

  constructor(context: ChunkContext, buckets: ReadonlyMap<BucketId, LockedBucket>, taken: Map<string, RecordId>) {
    this.#taken = taken;
    this.#context = context;
    this.#buckets = buckets;
    this.counter = context.counter;
  }

  create(row: PreparedRow, home: BucketId): void {
    const { district, entry, identity } = this.#context;
    if (this.#refuseTaken(row, '')) return;
    this.created += 1;
    if (this.#context.dry) return;
    const bucket = this.#bucket(home);
    bucket.lastId += 1;
    const id = `${bucket.code}-${bucket.lastId.toString(36)}`;
    const record = this.#apply(undefined, row.values, NOTHING, NOTHING, id, bucket);
    if (record === undefined) throw new Error('a new record always has a change');
    const digest = recordDigest(record);
    bucket.checksum = addDigest(bucket.checksum, digest);
    bucket.records += 1;
    this.#newRecords.push([district, id, home, entry.type.name, record.seq, digest, recordState(record)]);
    for (const path of entry.type.unique ?? []) {
      const hash = uniqueHash(record.values[path]);
      if (hash !== undefined) this.#unique.push([district, entry.type.name, path, hash, id]);
    }
    if (identity !== 'unique') this.#known.push([rowHash(row.key), id]);
  }

  /** A unique value that another record has, or a row before. Of hand-written lists the key says it all. */
  #refuseTaken(row: PreparedRow, own: RecordId): boolean {
    const { entry: { type }, target } = this.#context;
    if (target.made === undefined) return false;
    const columns: string[] = [];
    for (const path of type.unique ?? []) {
      const hash = uniqueHash(row.values[path]);
      if (hash === undefined) continue;
      const key = `${path} ${hash}`;
      if ((this.#taken.get(key) ?? own) !== own) columns.push(path);
      else this.#taken.set(key, own === '' ? `row ${row.line}` : own);
    }
    if (columns.length > 0) this.faulty.push({ line: row.line, cells: row.cells, faults: [{ code: 'value-taken', columns, ofTarget: false }] });
    return columns.length > 0;
  }

  correct(row: PreparedRow, home: BucketId, record: DehriRecord, listed: Listed): void {
    const { places, target, entry, dry, identity, today } = this.#context;
    // It says word for word what it said before, and stands where people have put it since.
    if (identity === 'row') {
      this.unchanged += 1;
      return;
    }
    if (this.#refuseTaken(row, record.id)) return;
    if (home !== record.bucket && home !== listed.bucket) {
      const moved = listed.bucket !== '';
      this.faulty.push({
        line: row.line, cells: row.cells,
        faults: [{ code: moved ? 'place-moved' : 'key-elsewhere', columns: [], ofTarget: false, other: places.describe(bucketPlace(moved ? listed.bucket : record.bucket)) }],
      });
      return;
    }
    const { edits, beside } = correctionOf(entry.type, record, listed, row.values, target.renews);
    if (Object.keys(edits).length === 0) {
      this.unchanged += 1;
      return;
    }
    const broken = target.made === undefined ? [] : newlyBroken(entry.type, record.values, { ...record.values, ...edits }, today);
    if (broken.length > 0) {
      const programme = entry.programme;
      this.faulty.push({ line: row.line, cells: row.cells, faults: broken.map(({ code, paths }) => ({ code: 'rule', columns: paths.filter((path) => !path.includes('.')), ofTarget: false, words: `${programme}:rule.${code}` })) });
      return;
    }
    if (dry) {
      this.changed += 1;
      return;
    }
    const after = this.#apply(record, edits, listed.changes, beside, record.id, this.#bucket(record.bucket));
    if (after === undefined) {
      this.unchanged += 1;
      return;
    }
    this.changed += 1;
    this.#corrected.push({ before: record, after });
  }

  async write(client: PoolClient): Promise<void> {
    const { district } = this.#context;
    await this.#nameRivals(client);
    const records = this.#corrected.map(({ before, after }): CopyCell[] => {
      const digest = recordDigest(after);
      const bucket = this.#bucket(after.bucket);
      bucket.checksum = addDigest(removeDigest(bucket.checksum, recordDigest(before)), digest);
      return [after.id, after.seq, digest, recordState(after)];
    });
    await copyRows(client, 'change (district, bucket, seq, id, record, type, device, counter, author, at, body)', this.#changes);
    await copyRows(client, 'record (district, id, bucket, type, seq, digest, state)', this.#newRecords);
    await copyRows(client, 'unique_value (district, type, path, value_hash, record)', this.#unique);
    if (this.#known.length > 0) {
      await client.query(
        `INSERT INTO import_row (district, type, source, hash, record) SELECT $1, $2, $3, n.* FROM unnest($4::text[], $5::text[]) AS n
         ON CONFLICT (district, type, source, hash) DO UPDATE SET record = excluded.record`,
        [district, this.#context.entry.type.name, this.#context.source, ...columns(this.#known, 2)],
      );
    }
    if (records.length > 0) {
      await client.query(
        `UPDATE record SET seq = n.seq, digest = n.digest, state = n.state
         FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::json[]) AS n (id, seq, digest, state)
         WHERE record.district = $1 AND record.id = n.id COLLATE "C"`,
        [district, ...columns(records, 4)],
      );
    }
    const buckets = [...this.#buckets.values()];
    await client.query(
      `UPDATE bucket SET seq = n.seq, checksum = n.checksum, records = n.records
       FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::int[]) AS n (id, seq, checksum, records)
       WHERE bucket.district = $1 AND bucket.id = n.id COLLATE "C"`,
      [district, ...columns(buckets.map((b) => [b.id, b.seq, b.checksum, b.records]), 4)],
    );
    await client.query(
      `UPDATE import_bucket SET last_id = n.last_id FROM unnest($2::text[], $3::int[]) AS n (bucket, last_id)
       WHERE import_bucket.district = $1 AND import_bucket.bucket = n.bucket COLLATE "C"`,
      [district, ...columns(buckets.map((b) => [b.id, b.lastId]), 2)],
    );
    await addSums(client, district, this.#sums.rows());
  }

  /** What the list was set beside stood alone until now: its change in the history says whose it is. */
  async #nameRivals(client: PoolClient): Promise<void> {
    const contested = this.#corrected.filter(({ after }) => withoutOrigin(after).length > 0);
    if (contested.length === 0) return;
    const origins = await originsOf(client, this.#context.district, contested.flatMap(({ after }) => withoutOrigin(after)));
    for (const record of contested) record.after = withOrigins(record.after, (id) => origins.get(id));
  }

  /** Makes the change, applies it, counts it in; undefined when nothing would change. */
  #apply(before: DehriRecord | undefined, edits: Values, byLists: ReadonlySet<ChangeId>, beside: ReadonlySet<string>, id: RecordId, bucket: LockedBucket): DehriRecord | undefined {
    const { batch, author, grant, now, entry, district } = this.#context;
    const made = editToChange(entry.type, before, edits, {
      id: `${batch}/${id}`, record: id, bucket: bucket.id, device: `${LIST_DEVICE}${batch}`, counter: this.counter + 1,
      author, grant, deviceTime: now, form: null,
    });
    if (made === undefined) return undefined;
    const change: Change = beside.size === 0 ? made : {
      ...made,
      replaces: Object.fromEntries(Object.entries(made.replaces).map(([register, seen]) => [register, beside.has(register) ? seen.filter((c) => byLists.has(c)) : seen])),
    };
    this.counter += 1;
    bucket.seq += 1;
    const after = applyChange(entry.type, before, change, { seq: bucket.seq, at: now });
    if (before !== undefined) this.#sums.remove(entry, before);
    this.#sums.add(entry, after);
    this.#changes.push([district, bucket.id, bucket.seq, change.id, id, entry.type.name, change.device, change.counter, author, now, changeBody(change)]);
    return after;
  }

  #bucket(id: BucketId): LockedBucket {
    const bucket = this.#buckets.get(id);
    if (bucket === undefined) throw new Error('a bucket is locked before it is written');
    return bucket;
  }
}

async function writePlaces(client: PoolClient, district: number, fresh: readonly Place[], renamed: readonly Place[]): Promise<void> {
  if (fresh.length + renamed.length === 0) return;
  const { rowCount } = await client.query(
    `INSERT INTO place (district, code, depth, hi, en)
     SELECT $1, n.* FROM unnest($2::text[], $3::int[], $4::text[], $5::text[]) AS n ON CONFLICT DO NOTHING`,
    [district, ...columns(fresh.map((p) => [p.code, p.code.split('.').length, p.hi, p.en]), 4)],
  );
  if (rowCount !== fresh.length) throw new ChunkConflict('a place was made elsewhere');
  await client.query(
    `UPDATE place SET hi = n.hi, en = n.en FROM unnest($2::text[], $3::text[], $4::text[]) AS n (code, hi, en) WHERE place.district = $1 AND place.code = n.code COLLATE "C"`,
    [district, ...columns(renamed.map((p) => [p.code, p.hi, p.en]), 3)],
  );
  const blocks = [...new Set([...fresh, ...renamed].map((p) => ancestorAt(p.code, 'block') ?? p.code))].filter((c) => levelOf(c) === 'block').sort();
  await client.query(
    `INSERT INTO place_version AS v (district, place, version) SELECT $1, b, 1 FROM unnest($2::text[]) AS b
     ON CONFLICT (district, place) DO UPDATE SET version = v.version + 1`,
    [district, blocks],
  );
}

async function recordsOfKeys(client: PoolClient, { district, source, identity, target, entry: { type } }: ChunkContext, rows: readonly PreparedRow[]): Promise<Map<string, { id: RecordId; bucket: BucketId }>> {
  if (identity !== 'unique') {
    const byHash = new Map(rows.map((row) => [rowHash(row.key), row.key]));
    const found = await client.query<{ hash: string; id: string; bucket: string }>(
      `SELECT k.hash, r.id, r.bucket FROM import_row k JOIN record r ON r.district = k.district AND r.id = k.record
       WHERE k.district = $1 AND k.type = $2 AND k.source = $3 AND k.hash = ANY ($4)`,
      [district, type.name, source, [...byHash.keys()]],
    );
    return new Map(found.rows.map((r) => [byHash.get(r.hash) ?? '', { id: r.id, bucket: r.bucket }]));
  }
  const path = type.unique?.[0];
  if (path === undefined) throw new Error(`${type.name} has no unique field to know a row by`);
  // Of a made target the place stands in the key; the value alone is unique.
  const byHash = new Map(rows.map((row) => [uniqueHash(target.made === undefined ? row.key : row.values[path]) ?? '', row.key]));
  const found = await client.query<{ value_hash: string; id: string; bucket: string }>(
    `SELECT u.value_hash, r.id, r.bucket FROM unique_value u JOIN record r ON r.district = u.district AND r.id = u.record
     WHERE u.district = $1 AND u.type = $2 AND u.path = $3 AND u.value_hash = ANY ($4)`,
    [district, type.name, path, [...byHash.keys()]],
  );
  return new Map(found.rows.map((r) => [byHash.get(r.value_hash) ?? '', { id: r.id, bucket: r.bucket }]));
}

/** Values of unique paths in these rows that some record has. Asked only of made targets. */
async function takenValues(client: PoolClient, { district, target, entry: { type } }: ChunkContext, rows: readonly PreparedRow[]): Promise<Map<string, RecordId>> {
  const paths = target.made === undefined ? [] : type.unique ?? [];
  if (paths.length === 0) return new Map();
  const hashes = rows.flatMap((row) => paths.flatMap((path) => uniqueHash(row.values[path]) ?? []));
  const found = await client.query<{ path: string; value_hash: string; record: string }>(
    'SELECT path, value_hash, record FROM unique_value WHERE district = $1 AND type = $2 AND path = ANY ($3) AND value_hash = ANY ($4)', [district, type.name, paths, hashes],
  );
  return new Map(found.rows.map((r) => [`${r.path} ${r.value_hash}`, r.record]));
}

function rowHash(key: string): string {
  return uniqueHash(key) ?? '';
}

async function lockBuckets(client: PoolClient, district: number, shelf: string, ids: readonly BucketId[]): Promise<Map<BucketId, LockedBucket>> {
  await client.query('INSERT INTO bucket (district, id, shelf) SELECT $1, b, $3 FROM unnest($2::text[]) AS b ON CONFLICT DO NOTHING', [district, ids, shelf]);
  const locked = await client.query<{ id: string; seq: number; checksum: number; records: number }>(
    'SELECT id, seq, checksum, records FROM bucket WHERE district = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE', [district, ids],
  );
  // One import runs per district at a time, so nobody else numbers its buckets.
  await client.query(
    `INSERT INTO import_bucket (district, bucket, n)
     SELECT $1, b, (SELECT coalesce(max(n), 0) FROM import_bucket WHERE district = $1) + row_number() OVER (ORDER BY b)
     FROM unnest($2::text[]) AS b WHERE NOT EXISTS (SELECT FROM import_bucket WHERE district = $1 AND bucket = b COLLATE "C")`,
    [district, ids],
  );
  const numbered = await client.query<{ bucket: string; n: number; last_id: number }>(
    'SELECT bucket, n, last_id FROM import_bucket WHERE district = $1 AND bucket = ANY ($2)', [district, ids],
  );
  const numbers = new Map(numbered.rows.map((r) => [r.bucket, r]));
  return new Map(locked.rows.map((r) => {
    const number = numbers.get(r.id);
    if (number === undefined || bucketDistrict(r.id) !== district) throw new Error('every bucket of a chunk lies in its district');
    return [r.id, { ...r, code: `${district.toString(36).padStart(2, '0')}${number.n.toString(36)}`, lastId: number.last_id }];
  }));
}

async function readRecords(client: PoolClient, type: RecordType, district: number, ids: readonly RecordId[]): Promise<Map<RecordId, DehriRecord>> {
  const { rows } = await client.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record WHERE district = $1 AND id = ANY ($2)', [district, ids]);
  return new Map(rows.map((row) => [row.id, migrateRecord(type, recordFromRow(row))]));
}

async function readListed(client: PoolClient, type: RecordType, district: number, ids: readonly RecordId[]): Promise<Map<RecordId, Listed>> {
  const { rows } = await client.query<ChangeRow & { readonly undone: boolean }>(
    `SELECT id, record, type, bucket, device, counter, author, seq, at, body,
       EXISTS (SELECT FROM import_undo u WHERE u.district = change.district AND NOT u.dry AND change.device IN ('${LIST_DEVICE}' || u.batch, '${LIST_DEVICE}' || u.batch || '${UNDO_SUFFIX}')) AS undone
     FROM change WHERE district = $1 AND record = ANY ($2) AND starts_with(device, $3) ORDER BY at, counter`,
    [district, ids, LIST_DEVICE],
  );
  const listed = new Map<RecordId, { changes: Set<ChangeId>; values: Record<FieldPath, FieldValue>; bucket: BucketId }>();
  for (const row of rows) {
    const change = migrateChange(type, changeFromRow(row));
    const before = listed.get(change.record) ?? { changes: new Set<ChangeId>(), values: {}, bucket: '' };
    before.changes.add(change.id);
    listed.set(change.record, before);
    // What a list said that was taken back is said no more, and giving back what was there before says nothing new.
    if (row.undone) continue;
    Object.assign(before.values, change.values);
    before.bucket = change.bucket;
  }
  return listed;
}

/** Rows to one array per column, for `unnest`. */
function columns(rows: readonly (readonly CopyCell[])[], width: number): CopyCell[][] {
  return Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? null));
}
