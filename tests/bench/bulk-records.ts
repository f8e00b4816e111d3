// Writes whole lives of records into buckets of their own as if phones had handed them in: changes by the phone's own
// function, folded by the server's, with seqs, checksums, unique values and sums, by COPY in one transaction. Nobody
// is asked whether they may, and nothing is held: for data that are made to be many.
import type pg from 'pg';
import { bucketOf } from '#shared/place/bucket.ts';
import type { BucketId, Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { addDigest, recordDigest } from '#shared/sync/digest.ts';
import { inTransaction } from '#server/db/database.ts';
import { copyRows, type CopyCell } from '#server/imports/copy-rows.ts';
import { districtPart } from '#server/people/people.ts';
import type { TypeEntry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { changeBody, liveUnique, recordState } from '#server/sync/stored.ts';
import { SumDelta } from '#server/sync/sums.ts';
import { addSums } from '#server/sync/write-sums.ts';

export interface Life {
  readonly type: string;
  readonly id: string;
  readonly place: string;
  /** In their order; `at` in milliseconds since 1970. */
  readonly steps: readonly { readonly by: string; readonly at: number; readonly edits: Values }[];
}

export interface Written {
  readonly records: number;
  readonly changes: number;
}

interface Bucket {
  readonly shelf: string;
  seq: number;
  checksum: number;
  records: number;
}

const CHUNK = 20_000;

/** @param lives all of one district, in buckets that are not there yet; an author has one phone and one grant */
export function writeLives(services: Services, district: number, lives: Iterable<Life>): Promise<Written> {
  return inTransaction(services.db, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0');
    const writing = new Writing(services, district, client);
    for (const life of lives) await writing.add(life);
    return writing.end();
  });
}

class Writing {
  readonly #services: Services;
  readonly #district: number;
  readonly #client: pg.PoolClient;
  readonly #buckets = new Map<BucketId, Bucket>();
  readonly #counters = new Map<string, number>();
  readonly #sums = new SumDelta();
  #changes: CopyCell[][] = [];
  #records: CopyCell[][] = [];
  #unique: CopyCell[][] = [];
  #written: Written = { records: 0, changes: 0 };

  constructor(services: Services, district: number, client: pg.PoolClient) {
    this.#services = services;
    this.#district = district;
    this.#client = client;
  }

  async add({ type: name, id, place, steps }: Life): Promise<void> {
    if (districtPart(place) !== this.#district) throw new Error('all lives are of one district');
    const entry = this.#entry(name);
    const { type } = entry;
    const bucketId = bucketOf(place, type.shelf);
    const bucket = this.#bucket(bucketId, type.shelf);
    let record: DehriRecord | undefined;
    for (const { by, at, edits } of steps) {
      const device = `phone-${by}`;
      const counter = (this.#counters.get(device) ?? 0) + 1;
      const change = editToChange(type, record, edits, { id: `${device}.${counter}`, record: id, bucket: bucketId, device, counter, author: by, grant: `grant-${by}`, deviceTime: at, form: null });
      if (change === undefined) continue;
      this.#counters.set(device, counter);
      bucket.seq += 1;
      record = applyChange(type, record, change, { seq: bucket.seq, at });
      this.#changes.push([this.#district, bucketId, bucket.seq, change.id, id, type.name, device, counter, by, at, changeBody(change)]);
    }
    if (record === undefined) return;
    const digest = recordDigest(record);
    bucket.checksum = addDigest(bucket.checksum, digest);
    bucket.records += 1;
    this.#sums.add(entry, record);
    this.#records.push([this.#district, id, bucketId, type.name, record.seq, digest, recordState(record)]);
    for (const { path, hash } of liveUnique(type.unique ?? [], record)) this.#unique.push([this.#district, type.name, path, hash, id]);
    if (this.#changes.length >= CHUNK) await this.#flush();
  }

  async end(): Promise<Written> {
    await this.#flush();
    await copyRows(this.#client, 'bucket (district, id, shelf, seq, checksum, records)', [...this.#buckets].map(([id, b]) => [this.#district, id, b.shelf, b.seq, b.checksum, b.records]));
    await addSums(this.#client, this.#district, this.#sums.rows());
    return this.#written;
  }

  async #flush(): Promise<void> {
    await copyRows(this.#client, 'change (district, bucket, seq, id, record, type, device, counter, author, at, body)', this.#changes);
    await copyRows(this.#client, 'record (district, id, bucket, type, seq, digest, state)', this.#records);
    await copyRows(this.#client, 'unique_value (district, type, path, value_hash, record)', this.#unique);
    this.#written = { records: this.#written.records + this.#records.length, changes: this.#written.changes + this.#changes.length };
    [this.#changes, this.#records, this.#unique] = [[], [], []];
  }

  #entry(name: string): TypeEntry {
    const entry = this.#services.registry.type(name);
    if (entry === undefined) throw new Error(`no programme keeps records of the type ${name}`);
    return entry;
  }

  #bucket(id: BucketId, shelf: string): Bucket {
    const known = this.#buckets.get(id);
    if (known !== undefined) return known;
    const bucket = { shelf, seq: 0, checksum: 0, records: 0 };
    this.#buckets.set(id, bucket);
    return bucket;
  }
}
