// Takes back what a stretch of a batch's changes did, in one transaction, by the rules of
// `sync/stored.ts`: buckets are locked in the order of their ids before anything is looked at.
//
//   made by the list, nobody touched it ...... out of its bucket, its sums and its unique values; its last
//                                              state waits among `withdrawn` for whoever still writes of it
//   made by the list, touched since .......... stays, and is listed with why
//   changed by the list, its value stands .... the value before it comes back, as a change of its own
//   changed by the list, written since ....... stays, and is listed
import type { PoolClient } from 'pg';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { KeptReason } from '#shared/import/undo.ts';
import { LIST_DEVICE, type BucketId, type Change, type ChangeId, type FieldPath, type FieldValue, type RecordId, type Register, type Values } from '#shared/record/change.ts';
import { applyChange, liveVersions } from '#shared/record/merge.ts';
import { migrateChange, migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { pathsOf, registerOf, type RecordType } from '#shared/record/record-type.ts';
import { addDigest, recordDigest, removeDigest } from '#shared/sync/digest.ts';
import type { TypeEntry } from '../registry.ts';
import { foldHistory } from '../sync/moved.ts';
import { changeBody, changeFromRow, liveUnique, recordFromRow, recordState, uniqueHash, type ChangeRow, type RecordRow } from '../sync/stored.ts';
import { SumDelta } from '../sync/sums.ts';
import { addSums } from '../sync/write-sums.ts';
import { copyRows, type CopyCell } from './copy-rows.ts';
import { UNDO_DEVICE, UNDO_SUFFIX, type Kept, type Undo } from './undo-store.ts';

export interface UndoContext {
  readonly undo: Undo;
  readonly entry: TypeEntry;
  /** Records that other records name. */
  readonly named: ReadonlySet<RecordId>;
  /** Other batches of the district that were taken back. */
  readonly undone: readonly string[];
  readonly now: number;
  readonly chunkRows: number;
}

export type UndoStep = Pick<Undo, 'counter' | 'ownList' | 'ownPerson' | 'gone' | 'restored' | 'absent' | 'kept'> & { readonly more: boolean };

/** A record was moved or written between the look and the lock: nothing is lost by trying again. */
export class UndoConflict extends Error {}

/** The next changes of the batch after `undo.counter`. Runs inside a transaction of `client`; the caller commits. */
export async function undoChunk(client: PoolClient, context: UndoContext): Promise<UndoStep> {
  const { undo, entry: { type }, chunkRows } = context;
  const { district } = undo;
  const { rows: made } = await client.query<ChangeRow>(
    `SELECT id, record, type, bucket, device, counter, author, seq, at, body FROM change WHERE district = $1 AND device = $2 AND counter > $3 ORDER BY counter LIMIT $4`,
    [district, LIST_DEVICE + undo.batch, undo.counter, chunkRows],
  );
  const last = made.at(-1);
  if (last === undefined) return { ...undo, more: false };
  const ids = made.map((c) => c.record);
  const buckets = undo.dry ? new Map<BucketId, LiveBucket>() : await lockHomes(client, district, ids);
  const { rows } = await client.query<RecordRow & { readonly digest: number }>('SELECT id, bucket, type, seq, digest, state FROM record WHERE district = $1 AND id = ANY ($2)', [district, ids]);
  if (!undo.dry && rows.some((row) => !buckets.has(row.bucket))) throw new UndoConflict('a record moved');
  const records = new Map(rows.map((row) => [row.id, { row, record: migrateRecord(type, recordFromRow(row)) }]));
  const touched = await touches(client, district, [LIST_DEVICE + undo.batch, ...silenced(context.undone)], ids);
  const histories = await historiesOf(client, district, made.flatMap((c) => (records.get(c.record)?.record.base === c.id ? [] : [c.record])));

  const holders = await holdersOfEarlier(client, district, type, histories);

  const out = new UndoOutput(context, buckets, holders);
  for (const change of made) {
    const found = records.get(change.record);
    if (found === undefined) out.absent += 1;
    else if (found.record.base === change.id) out.takeOut(change, found.row, found.record, touched.get(change.record) ?? (context.named.has(change.record) ? 'named' : undefined));
    else out.giveBack(change, found.record, found.row.digest, histories.get(change.record) ?? [], touched.get(change.record), found.row);
  }
  await out.write(client);
  return {
    counter: last.counter, ownList: out.ownList, ownPerson: out.ownPerson, gone: undo.gone + out.gone.length, restored: undo.restored + out.restored,
    absent: undo.absent + out.absent, kept: undo.kept + out.kept.length, more: made.length === chunkRows,
  };
}

interface LiveBucket {
  readonly id: BucketId;
  seq: number;
  checksum: number;
  records: number;
}

interface GivenBack {
  readonly before: DehriRecord;
  readonly after: DehriRecord;
  readonly digest: number;
  readonly changes: readonly Change[];
  readonly counter: number;
}

class UndoOutput {
  readonly gone: { readonly id: RecordId; readonly bucket: BucketId; readonly seq: number }[] = [];
  readonly kept: Kept[] = [];
  restored = 0;
  absent = 0;
  ownList: number;
  ownPerson: number;
  readonly #context: UndoContext;
  readonly #buckets: ReadonlyMap<BucketId, LiveBucket>;
  /** `<path> <hash>` → the record that has the number now. */
  readonly #holders: ReadonlyMap<string, RecordId>;
  readonly #given: GivenBack[] = [];
  readonly #freed: CopyCell[][] = [];
  readonly #sums = new SumDelta();

  constructor(context: UndoContext, buckets: ReadonlyMap<BucketId, LiveBucket>, holders: ReadonlyMap<string, RecordId>) {
    this.#holders = holders;
    this.#context = context;
    this.#buckets = buckets;
    this.ownList = context.undo.ownList;
    this.ownPerson = context.undo.ownPerson;
  }

  takeOut(change: ChangeRow, row: RecordRow & { readonly digest: number }, record: DehriRecord, why: KeptReason | undefined): void {
    if (why !== undefined) return this.#keep(change, record, why, []);
    const { undo, entry } = this.#context;
    const bucket = undo.dry ? undefined : this.#bucket(record.bucket);
    if (bucket !== undefined) {
      bucket.seq += 1;
      bucket.records -= 1;
      bucket.checksum = removeDigest(bucket.checksum, row.digest);
      for (const { path, hash } of liveUnique(entry.type.unique ?? [], record)) this.#freed.push([path, hash, record.id]);
      this.#sums.remove(entry, record);
    }
    this.gone.push({ id: record.id, bucket: record.bucket, seq: bucket?.seq ?? 0 });
  }

  /** @param history all changes of the record in the order of seq */
  giveBack(made: ChangeRow, record: DehriRecord, digest: number, history: readonly ChangeRow[], touched: KeptReason | undefined, row: RecordRow & { readonly digest: number }): void {
    const { entry: { type }, named, undone } = this.#context;
    if (touched === 'moved') return this.#keep(made, record, 'moved', []);
    // Lists that were taken back say nothing any more; only a record that one of them made is there as it made it.
    const silent = new Set(silenced(undone));
    const said = history.filter((c) => c.id === record.base || !silent.has(c.device));
    const others = said.filter((c) => c.id !== made.id);
    const isForgotten = others.every((c) => silent.has(c.device)) && (touched === undefined || touched === 'later-list') && !named.has(record.id);
    if (isForgotten) return this.takeOut(made, row, record, undefined);
    const [whole, earlier] = [foldHistory(type, said, []), foldHistory(type, others, [])];
    const lists = new Set(history.filter((c) => c.device.startsWith(LIST_DEVICE)).map((c) => c.id));
    const byList = new Restoring();
    const byPerson = new Restoring();
    const stay: FieldPath[] = [];
    const change = migrateChange(type, changeFromRow(made));
    for (const register of new Set(Object.keys(change.values).map((path) => registerOf(type, path)))) {
      const stands = whole !== undefined && liveVersions(type, whole, register).some((v) => v.change === made.id);
      const mine = liveVersions(type, record, register).map((v) => v.change).filter((id) => id === made.id || !others.some((c) => c.id === id));
      if (!stands || mine.length === 0) {
        stay.push(...Object.keys(change.values).filter((path) => registerOf(type, path) === register));
        continue;
      }
      const from = earlier === undefined ? undefined : liveVersions(type, earlier, register).at(-1);
      if (this.#isTaken(record, from?.values ?? {})) {
        this.#keep(made, record, 'number-taken', pathsOf(type, register));
        return;
      }
      (from === undefined || lists.has(from.change) ? byList : byPerson).put(type, register, mine, from?.values ?? {});
    }
    if (stay.length > 0) this.#keep(made, record, 'value-written', stay);
    const changes = [byList.change(this.#header(record, made, true)), byPerson.change(this.#header(record, made, false))].flatMap((c) => c ?? []);
    if (changes.length === 0) return;
    this.restored += 1;
    if (this.#context.undo.dry) return;
    let after = record;
    const numbered: Change[] = [];
    const bucket = this.#bucket(record.bucket);
    for (const each of changes) {
      const isList = each.device.startsWith(LIST_DEVICE);
      const counter = isList ? (this.ownList += 1) : (this.ownPerson += 1);
      bucket.seq += 1;
      numbered.push({ ...each, counter });
      after = applyChange(type, after, { ...each, counter }, { seq: bucket.seq, at: this.#context.now });
    }
    this.#given.push({ before: record, after, digest, changes: numbered, counter: made.counter });
  }

  async write(client: PoolClient): Promise<void> {
    const { undo: { district, batch, dry }, entry, now } = this.#context;
    await copyRows(client, 'import_undo_kept (district, batch, counter, record, place, why, paths, said)', this.kept.map((k) => [district, batch, k.counter, k.record, k.place, k.why, JSON.stringify(k.paths), k.said]));
    if (dry) return;
    await this.#writeUnique(client);
    const rows: CopyCell[][] = [];
    const changes: CopyCell[][] = [];
    for (const { before, after, digest, changes: made } of this.#given) {
      const bucket = this.#bucket(after.bucket);
      const now2 = recordDigest(after);
      bucket.checksum = addDigest(removeDigest(bucket.checksum, digest), now2);
      this.#sums.remove(entry, before);
      this.#sums.add(entry, after);
      rows.push([after.id, after.seq, now2, recordState(after)]);
      made.forEach((c, i) => changes.push([district, c.bucket, after.seq - made.length + 1 + i, c.id, c.record, c.type, c.device, c.counter, c.author, now, changeBody(c)]));
    }
    await copyRows(client, 'change (district, bucket, seq, id, record, type, device, counter, author, at, body)', changes);
    if (rows.length > 0) {
      await client.query(
        `UPDATE record SET seq = n.seq, digest = n.digest, state = n.state FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::json[]) AS n (id, seq, digest, state)
         WHERE record.district = $1 AND record.id = n.id COLLATE "C"`, [district, ...columns(rows, 4)],
      );
    }
    if (this.gone.length > 0) {
      const gone = columns(this.gone.map((g) => [g.id, g.seq]), 2);
      await client.query(
        `WITH n AS (SELECT * FROM unnest($3::text[], $4::bigint[]) AS n (id, seq)),
              gone AS (DELETE FROM record r USING n WHERE r.district = $1 AND r.id = n.id COLLATE "C" RETURNING r.id, r.bucket, r.type, r.seq, r.state, n.seq AS gone_seq),
              left_it AS (INSERT INTO departed (district, bucket, record, seq) SELECT $1, bucket, id, gone_seq FROM gone ON CONFLICT (district, bucket, record) DO UPDATE SET seq = excluded.seq)
         INSERT INTO withdrawn (district, record, gone_seq, batch, bucket, type, seq, state) SELECT $1, id, gone_seq, $2, bucket, type, seq, state FROM gone`,
        [district, batch, ...gone],
      );
      await client.query('DELETE FROM import_row WHERE district = $1 AND record = ANY ($2)', [district, this.gone.map((g) => g.id)]);
    }
    const buckets = [...this.#buckets.values()];
    await client.query(
      `UPDATE bucket SET seq = n.seq, checksum = n.checksum, records = n.records FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::int[]) AS n (id, seq, checksum, records)
       WHERE bucket.district = $1 AND bucket.id = n.id COLLATE "C"`, [district, ...columns(buckets.map((b) => [b.id, b.seq, b.checksum, b.records]), 4)],
    );
    await addSums(client, district, this.#sums.rows());
  }

  /** Frees what goes; gives back a number only where nobody has taken it up since. */
  async #writeUnique(client: PoolClient): Promise<void> {
    const { undo: { district }, entry: { type } } = this.#context;
    const taken: CopyCell[][] = [];
    for (const { before, after } of this.#given) {
      const [was, is] = [before, after].map((record) => liveUnique(type.unique ?? [], record).map(({ path, hash }) => `${path} ${hash}`));
      for (const key of was ?? []) if (is?.includes(key) !== true) this.#freed.push([...key.split(' '), before.id]);
      for (const key of is ?? []) if (was?.includes(key) !== true) taken.push([...key.split(' '), after.id]);
    }
    if (this.#freed.length > 0) {
      await client.query(
        `DELETE FROM unique_value u USING unnest($3::text[], $4::text[], $5::text[]) AS k (path, hash, record)
         WHERE u.district = $1 AND u.type = $2 AND u.path = k.path COLLATE "C" AND u.value_hash = k.hash COLLATE "C" AND u.record = k.record COLLATE "C"`,
        [district, type.name, ...columns(this.#freed, 3)],
      );
    }
    if (taken.length > 0) {
      await client.query('INSERT INTO unique_value (district, type, path, value_hash, record) SELECT $1, $2, k.* FROM unnest($3::text[], $4::text[], $5::text[]) AS k', [district, type.name, ...columns(taken, 3)]);
    }
  }

  #isTaken(record: DehriRecord, values: Values): boolean {
    return (this.#context.entry.type.unique ?? []).some((path) => {
      const hash = uniqueHash(values[path]);
      return hash !== undefined && (this.#holders.get(`${path} ${hash}`) ?? record.id) !== record.id;
    });
  }

  #keep(made: ChangeRow, record: DehriRecord, why: KeptReason, paths: readonly FieldPath[]): void {
    const { type } = this.#context.entry;
    // Only what the list itself said: who loads lists need not be one who may read what people wrote.
    const said = [...new Set([...(type.unique ?? []), ...(type.searchNames ?? [])])].flatMap((path) => { const value = made.body.values[path]; return typeof value === 'string' && value !== '' ? [value] : []; });
    this.kept.push({ counter: made.counter, record: record.id, place: bucketPlace(record.bucket), why, paths, said: said.slice(0, 2).join(' · ') });
  }

  #header(record: DehriRecord, made: ChangeRow, isList: boolean): Omit<Change, 'values' | 'replaces'> {
    const { undo: { batch, by, grant }, entry: { type }, now } = this.#context;
    return {
      id: `${batch}${isList ? UNDO_SUFFIX : '.p'}/${made.counter.toString(36)}`, record: record.id, type: type.name, bucket: record.bucket,
      device: isList ? `${LIST_DEVICE}${batch}${UNDO_SUFFIX}` : UNDO_DEVICE + batch, counter: 0, author: by, grant, deviceTime: now, form: null, schema: type.version,
    };
  }

  #bucket(id: BucketId): LiveBucket {
    const bucket = this.#buckets.get(id);
    if (bucket === undefined) throw new Error('a bucket is locked before it is written');
    return bucket;
  }
}

/** The registers that one change gives back. */
class Restoring {
  readonly #values: Record<FieldPath, FieldValue> = {};
  readonly #replaces: Record<Register, readonly ChangeId[]> = {};

  /** What was never said before is left empty. */
  put(type: RecordType, register: Register, instead: readonly ChangeId[], values: Values): void {
    for (const path of pathsOf(type, register)) this.#values[path] = values[path] ?? null;
    this.#replaces[register] = instead;
  }

  change(header: Omit<Change, 'values' | 'replaces'>): Change | undefined {
    return Object.keys(this.#values).length === 0 ? undefined : { ...header, values: this.#values, replaces: this.#replaces };
  }
}

async function lockHomes(client: PoolClient, district: number, ids: readonly RecordId[]): Promise<Map<BucketId, LiveBucket>> {
  const { rows } = await client.query<LiveBucket>(
    'SELECT id, seq, checksum, records FROM bucket WHERE district = $1 AND id IN (SELECT bucket FROM record WHERE district = $1 AND id = ANY ($2)) ORDER BY id FOR UPDATE', [district, ids],
  );
  return new Map(rows.map((b) => [b.id, b]));
}

/** Records that somebody or something has had to do with since the batch, and what. */
/** Devices of what batches that were taken back said, and of what took them back. */
function silenced(undone: readonly string[]): string[] {
  return undone.flatMap((batch) => [LIST_DEVICE + batch, LIST_DEVICE + batch + UNDO_SUFFIX, UNDO_DEVICE + batch]);
}

async function touches(client: PoolClient, district: number, passedOver: readonly string[], ids: readonly RecordId[]): Promise<Map<RecordId, KeptReason>> {
  const { rows } = await client.query<{ record: string; why: KeptReason }>(
    `SELECT record, 'photo' AS why FROM photo_record WHERE district = $1 AND record = ANY ($2)
     UNION ALL SELECT record, CASE WHEN starts_with(device, $3) THEN 'later-list' ELSE 'written' END FROM change WHERE district = $1 AND record = ANY ($2) AND NOT device = ANY ($4)
     UNION ALL SELECT record, 'waiting' FROM held_change WHERE district = $1 AND record = ANY ($2) AND status = 'open'
     UNION ALL SELECT record, 'moved' FROM record_move WHERE district = $1 AND record = ANY ($2)`,
    [district, ids, LIST_DEVICE, passedOver],
  );
  const found = new Map<RecordId, KeptReason>();
  for (const { record, why } of rows) if (STRENGTH.indexOf(why) > STRENGTH.indexOf(found.get(record) ?? 'none')) found.set(record, why);
  return found;
}

/** Of several reasons the last is told. */
const STRENGTH: readonly string[] = ['none', 'later-list', 'photo', 'waiting', 'written', 'moved'];

/** Who has the numbers that these records ever had. */
async function holdersOfEarlier(client: PoolClient, district: number, type: RecordType, histories: ReadonlyMap<RecordId, readonly ChangeRow[]>): Promise<Map<string, RecordId>> {
  const paths = type.unique ?? [];
  const hashes = paths.length === 0 ? [] : [...histories.values()].flatMap((history) => history.flatMap((c) => paths.flatMap((path) => uniqueHash(c.body.values[path]) ?? [])));
  if (hashes.length === 0) return new Map();
  const { rows } = await client.query<{ path: string; value_hash: string; record: string }>(
    'SELECT path, value_hash, record FROM unique_value WHERE district = $1 AND type = $2 AND path = ANY ($3) AND value_hash = ANY ($4)', [district, type.name, paths, hashes],
  );
  return new Map(rows.map((r) => [`${r.path} ${r.value_hash}`, r.record]));
}

/** Of records that the batch changed, all their changes. */
async function historiesOf(client: PoolClient, district: number, ids: readonly RecordId[]): Promise<Map<RecordId, ChangeRow[]>> {
  const histories = new Map<RecordId, ChangeRow[]>();
  if (ids.length === 0) return histories;
  const { rows } = await client.query<ChangeRow>(
    'SELECT id, record, type, bucket, device, counter, author, seq, at, body FROM change WHERE district = $1 AND record = ANY ($2) ORDER BY record, seq', [district, ids],
  );
  for (const row of rows) {
    const history = histories.get(row.record);
    if (history === undefined) histories.set(row.record, [row]);
    else history.push(row);
  }
  return histories;
}

function columns(rows: readonly (readonly CopyCell[])[], width: number): CopyCell[][] {
  return Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? null));
}
