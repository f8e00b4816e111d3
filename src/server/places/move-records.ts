// Moves records from one place to another of the same district: out of their buckets and into those of
// the new place, in one transaction. Whoever calls has decided that it may be done.
//
//   old bucket                              new bucket
//     seq n    record departs ───────────▶    seq m    record arrives
//     checksum, count less                    seq m+1  its own words for the place, where it has such
//                                             checksum, count more
//
// Its changes stay in the history where they were made; running sums go along, unique values do not change.
import { crc32 } from 'node:zlib';
import type pg from 'pg';
import { bucketOf, bucketPlace, bucketShelf } from '#shared/place/bucket.ts';
import { districtOf, levelOf, PLACE_LEVELS, type Place, type PlaceCode } from '#shared/place/place.ts';
import type { BucketId, FieldPath, FieldValue, RecordId } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange } from '#shared/record/merge.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { addDigest, canonicalText, removeDigest } from '#shared/sync/digest.ts';
import { appendAudits } from '../audit/audit.ts';
import { inTransaction, sqlState } from '../db/database.ts';
import { sealWritten } from '../keys/seal-written.ts';
import { bumpVersions } from '../people/people.ts';
import type { TypeEntry } from '../registry.ts';
import type { Services } from '../services.ts';
import { changeBody, recordFromRow, recordState } from '../sync/stored.ts';
import { SumDelta } from '../sync/sums.ts';
import { PushBusy, type LockedBucket, type NewChange, type NewRecord, type StoredRecord } from '../sync/sync-tables.ts';
import { addSums } from '../sync/write-sums.ts';

export interface Move {
  /** Made by whoever asks, 16 characters or more: asking twice moves once. */
  readonly id: string;
  readonly from: PlaceCode;
  /** A known place, or a new tola of that village. */
  readonly to: PlaceCode | { readonly village: PlaceCode; readonly hi: string; readonly en: string };
  readonly records: readonly RecordId[];
  readonly by: { readonly person: string; readonly grant: string };
}

export type Moved =
  | { readonly ok: true; readonly place: Place; readonly records: number }
  /**
   * `other-district`: keys never cross districts. `same-place`: nothing to do. `no-place`: the target is not
   * known. `not-there`: some records are not (or no longer) at `from`. `name-taken`: the village has a
   * tola of that name. `id-taken`: another move has this id.
   */
  | { readonly ok: false; readonly reason: 'other-district' | 'same-place' | 'no-place' | 'not-there' | 'name-taken' | 'id-taken' };

/** Tried again when a push or another move got in between. */
const MOST_TRIES = 8;
const RETRYABLE: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

/** Throws `PushBusy` when others keep getting in between. */
export async function moveRecords(services: Services, move: Move): Promise<Moved> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      return await inTransaction(services.db, async (client) => {
        const moved = await moveNow(client, services, move);
        if (!moved.ok) throw new Undone(moved);
        return moved;
      });
    } catch (error) {
      if (error instanceof Undone) return error.refusal;
      if (!RETRYABLE.has(sqlState(error))) throw error;
    }
  }
  throw new PushBusy();
}

/** Takes back the new tola with the rest. */
class Undone extends Error {
  readonly refusal: Moved;
  constructor(refusal: Moved) {
    super('undone');
    this.refusal = refusal;
  }
}

async function moveNow(client: pg.ClientBase, services: Services, move: Move): Promise<Moved> {
  const { from, to } = move;
  const district = districtOf(from);
  const before = await doneBefore(client, district, move);
  if (before !== undefined) return before;
  if (districtOf(typeof to === 'string' ? to : to.village) !== district) return refused('other-district');
  const target = typeof to === 'string' ? await knownPlace(client, district, to) : await makeTola(client, district, to);
  if ('ok' in target) return target;
  if (target.code === from) return refused('same-place');

  const ids = [...new Set(move.records)];
  const homes = await client.query<{ bucket: string }>('SELECT DISTINCT bucket FROM record WHERE district = $1 AND id = ANY($2::text[])', [district, ids]);
  const buckets = await lockBuckets(client, district, homes.rows.flatMap(({ bucket }) => [bucket, bucketOf(target.code, bucketShelf(bucket))]));
  const { rows: found } = await client.query<StoredRecord>('SELECT id, bucket, type, seq, digest, state FROM record WHERE district = $1 AND id = ANY($2::text[])', [district, ids]);
  if (found.length < ids.length || found.some((r) => bucketPlace(r.bucket) !== from || !buckets.has(r.bucket))) return refused('not-there');

  const going = new Going(services, move, target, buckets);
  const rows = new Map(found.map((r) => [r.id, r]));
  for (const id of ids) {
    const row = rows.get(id);
    const entry = row === undefined ? undefined : services.registry.type(row.type);
    if (row === undefined || entry === undefined) return refused('not-there');
    going.take(row, entry);
  }
  await going.write(client, district);
  return { ok: true, place: target, records: ids.length };
}

type LiveBucket = { -readonly [K in keyof LockedBucket]: LockedBucket[K] };

interface Gone {
  readonly record: RecordId;
  readonly from: BucketId;
  readonly fromSeq: number;
  readonly to: BucketId;
  readonly toSeq: number;
}

/** What one move amounts to, gathered record by record and written at the end. */
class Going {
  readonly #services: Services;
  readonly #move: Move;
  readonly #target: Place;
  readonly #buckets: ReadonlyMap<BucketId, LiveBucket>;
  readonly #at: number;
  readonly #sums = new SumDelta();
  readonly #gone: Gone[] = [];
  readonly #records: NewRecord[] = [];
  readonly #changes: NewChange[] = [];

  constructor(services: Services, move: Move, target: Place, buckets: ReadonlyMap<BucketId, LiveBucket>) {
    this.#services = services;
    this.#move = move;
    this.#target = target;
    this.#buckets = buckets;
    this.#at = services.clock();
  }

  take(row: StoredRecord, entry: TypeEntry): void {
    const before = migrateRecord(entry.type, recordFromRow(row));
    const from = this.#bucket(row.bucket);
    const to = this.#bucket(bucketOf(this.#target.code, bucketShelf(row.bucket)));
    from.seq += 1;
    to.seq += 1;
    this.#gone.push({ record: row.id, from: from.id, fromSeq: from.seq, to: to.id, toSeq: to.seq });
    const after = this.#inItsOwnWords(entry.type, { ...before, bucket: to.id, seq: to.seq }, to);
    const digest = crc32(canonicalText(after));
    from.checksum = removeDigest(from.checksum, row.digest);
    from.records -= 1;
    to.checksum = addDigest(to.checksum, digest);
    to.records += 1;
    this.#sums.remove(entry, before);
    this.#sums.add(entry, after);
    this.#records.push({ id: after.id, bucket: after.bucket, type: after.type, seq: after.seq, digest, state: recordState(after) });
  }

  async write(client: pg.ClientBase, district: number): Promise<void> {
    const { changes, oldRecords: records } = await sealWritten(client, this.#services, { district, changes: this.#changes, oldRecords: this.#records });
    const { id, from, by } = this.#move;
    const { code } = this.#target;
    const gone = this.#gone;
    const touched = new Set(gone.flatMap((g) => [g.from, g.to]));
    await client.query('INSERT INTO place_move (district, id, from_place, to_place, by, at, records) VALUES ($1, $2, $3, $4, $5, $6, $7)', [district, id, from, code, by.person, this.#at, gone.length]);
    await client.query(
      `UPDATE bucket SET seq = n.seq, checksum = n.checksum, records = n.records FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::int[]) AS n (id, seq, checksum, records)
       WHERE bucket.district = $1 AND bucket.id = n.id`,
      [district, ...columns([...this.#buckets.values()].filter((b) => touched.has(b.id)), (b) => [b.id, b.seq, b.checksum, b.records], 4)],
    );
    await client.query(
      `INSERT INTO record_move (district, record, n, move, from_bucket, from_seq, to_bucket, to_seq)
       SELECT $1, m.record, 1 + coalesce((SELECT max(n) FROM record_move r WHERE r.district = $1 AND r.record = m.record), 0), $2, m.from_bucket, m.from_seq, m.to_bucket, m.to_seq
       FROM unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[]) AS m (record, from_bucket, from_seq, to_bucket, to_seq)`,
      [district, id, ...columns(gone, (g) => [g.record, g.from, g.fromSeq, g.to, g.toSeq], 5)],
    );
    await client.query(
      `INSERT INTO departed (district, bucket, record, seq) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[])
       ON CONFLICT (district, bucket, record) DO UPDATE SET seq = excluded.seq`, [district, ...columns(gone, (g) => [g.from, g.record, g.fromSeq], 3)],
    );
    // What comes back is no longer gone.
    await client.query('DELETE FROM departed d USING unnest($2::text[], $3::text[]) AS n (bucket, record) WHERE d.district = $1 AND d.bucket = n.bucket AND d.record = n.record',
      [district, ...columns(gone, (g) => [g.to, g.record], 2)]);
    await client.query(
      `INSERT INTO change (district, bucket, seq, id, record, type, device, counter, author, at, body)
       SELECT $1, c.bucket, c.seq, c.id, c.record, c.type, c.device, c.counter, c.author, $2, c.body::json
       FROM unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[]) AS c (bucket, seq, id, record, type, device, counter, author, body)`,
      [district, this.#at, ...columns(changes, (c) => [c.bucket, c.seq, c.id, c.record, c.type, c.device, c.counter, c.author, c.body], 9)],
    );
    await client.query(
      `UPDATE record SET bucket = r.bucket, seq = r.seq, digest = r.digest, state = r.state::json FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[]) AS r (id, bucket, seq, digest, state)
       WHERE record.district = $1 AND record.id = r.id`,
      [district, ...columns(records, (r) => [r.id, r.bucket, r.seq, r.digest, r.state], 5)],
    );
    await addSums(client, district, this.#sums.rows());
    await appendAudits(client, this.#services, gone.map(({ record }) => ({ act: 'record-moved', actor: by.person, place: from, subject: record, detail: `${id} ${code}` })));
  }

  /** The record with its place said anew, where its type has words for it: a change like any other, by the person who moves it. */
  #inItsOwnWords(type: RecordType, record: DehriRecord, bucket: LiveBucket): DehriRecord {
    const { id, by } = this.#move;
    const edits = wordsOf(type, record, this.#target);
    const counter = this.#changes.length + 1;
    const change = editToChange(type, record, edits, {
      id: `m${id}/${record.id}`, record: record.id, bucket: bucket.id, device: `desk:${id}`, counter, author: by.person, grant: by.grant, deviceTime: this.#at, form: null,
    });
    if (change === undefined) return record;
    bucket.seq += 1;
    this.#changes.push({ bucket: bucket.id, seq: bucket.seq, id: change.id, record: record.id, type: type.name, device: change.device, counter, author: by.person, body: changeBody(change) });
    return applyChange(type, record, change, { seq: bucket.seq, at: this.#at });
  }

  #bucket(id: BucketId): LiveBucket {
    const bucket = this.#buckets.get(id);
    if (bucket === undefined) throw new Error('a bucket is locked before it is written');
    return bucket;
  }
}

/** Only what the record already says of its place; a name of a tola only where the target is one. */
function wordsOf({ home }: RecordType, { values }: DehriRecord, target: Place): Record<FieldPath, FieldValue> {
  const words: Record<FieldPath, FieldValue> = {};
  if (home?.place !== undefined && typeof values[home.place] === 'string') words[home.place] = target.code;
  if (home?.name !== undefined) words[home.name] = levelOf(target.code) === 'tola' ? target.hi : null;
  return words;
}

async function doneBefore(client: pg.ClientBase, district: number, { id, from, by }: Move): Promise<Moved | undefined> {
  const { rows: [row] } = await client.query<{ from_place: string; by: string; records: number; code: string; hi: string; en: string }>(
    'SELECT m.from_place, m.by, m.records, p.code, p.hi, p.en FROM place_move m JOIN place p ON p.district = m.district AND p.code = m.to_place WHERE m.district = $1 AND m.id = $2', [district, id],
  );
  if (row === undefined) return undefined;
  const { code, hi, en } = row;
  return row.from_place === from && row.by === by.person ? { ok: true, place: { code, hi, en }, records: row.records } : refused('id-taken');
}

async function knownPlace(client: pg.ClientBase, district: number, code: PlaceCode): Promise<Place | Moved> {
  const { rows: [place] } = await client.query<Place>('SELECT code, hi, en FROM place WHERE district = $1 AND code = $2', [district, code]);
  return place ?? refused('no-place');
}

/** The next tola of the village; two at once meet in its key, and the later one tries again. */
async function makeTola(client: pg.ClientBase, district: number, { village, hi, en }: Exclude<Move['to'], string>): Promise<Place | Moved> {
  if (levelOf(village) !== 'village' || 'ok' in await knownPlace(client, district, village)) return refused('no-place');
  const depth = PLACE_LEVELS.indexOf('tola') + 1;
  const { rows } = await client.query<Place>(`SELECT code, hi, en FROM place WHERE district = $1 AND depth = $2 AND code > $3 || '.' AND code < $3 || '/'`, [district, depth, village]);
  if (rows.some((p) => sameName(p.hi, hi) || sameName(p.en, en))) return refused('name-taken');
  const last = Math.max(0, ...rows.map((p) => Number(/\.t(\d+)$/u.exec(p.code)?.[1] ?? 0)));
  const tola = { code: `${village}.t${last + 1}`, hi, en };
  await client.query('INSERT INTO place (district, code, depth, hi, en) VALUES ($1, $2, $3, $4, $5)', [district, tola.code, depth, hi, en]);
  await bumpVersions(client, [tola.code]);
  return tola;
}

function sameName(a: string, b: string): boolean {
  const plain = (name: string): string => name.normalize('NFKD').replace(/[\s\u093c]/gu, '').toLowerCase();
  return plain(a) === plain(b);
}

/** Makes those that are not there and locks all, in the order of their ids as every push does. */
async function lockBuckets(client: pg.ClientBase, district: number, named: readonly BucketId[]): Promise<Map<BucketId, LiveBucket>> {
  const ids = [...new Set(named)].sort();
  await client.query('INSERT INTO bucket (district, id, shelf) SELECT $1, b.id, b.shelf FROM unnest($2::text[], $3::text[]) AS b (id, shelf) ORDER BY b.id ON CONFLICT DO NOTHING', [district, ids, ids.map(bucketShelf)]);
  const { rows } = await client.query<LiveBucket>('SELECT id, generation, seq, checksum, records FROM bucket WHERE district = $1 AND id = ANY($2::text[]) ORDER BY id FOR UPDATE', [district, ids]);
  return new Map(rows.map((b) => [b.id, b]));
}

function refused(reason: Extract<Moved, { ok: false }>['reason']): Moved {
  return { ok: false, reason };
}

function columns<T>(rows: readonly T[], cells: (row: T) => readonly (string | number)[], width: number): (string | number)[][] {
  const lines = rows.map(cells);
  return Array.from({ length: width }, (_, i) => lines.map((line) => line[i] ?? ''));
}
