// A server with a block, a person and the family programme, and hands to load lists into it.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIST_DEVICE, signatureOf, type Change, type Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange, withOrigins } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Programme } from '#shared/programme.ts';
import type { ProgrammeList } from '#shared/import/target.ts';
import { recordDigest } from '#shared/sync/digest.ts';
import { readBatch, setWaiting, type Batch } from '#server/imports/batch-store.ts';
import { tableFile } from '#server/exports/table-file.ts';
import { faultReport } from '#server/imports/fault-report.ts';
import { receiveList, type ListOffer, type ReceivedList } from '#server/imports/receive-list.ts';
import { columnKey, targetOf } from '#server/imports/targets.ts';
import { runBatch, type RunOptions } from '#server/imports/run-batch.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { changeBody, changeFromRow, recordFromRow, recordState, uniqueHash, type ChangeRow, type RecordRow } from '#server/sync/stored.ts';
import { SumDelta } from '#server/sync/sums.ts';
import { testDatabase } from '#tests/support/postgres.ts';
import { familyProgramme, familyTarget } from './family-list.ts';
import { testKeys } from '#tests/support/keys.ts';

export const DISTRICT = 193;
export const BLOCK = '10.193.1690';
export const TARGETS: readonly ProgrammeList[] = [{ programme: familyProgramme.id, target: familyTarget }];
const [TARGET] = TARGETS;

export interface ImportFixture {
  readonly services: Services;
  receive(content: string | Uint8Array, fileName?: string, offer?: Partial<ListOffer>): Promise<ReceivedList>;
  /** Receives, confirms the suggested mapping, runs to the end. */
  load(content: string | Uint8Array, options?: RunOptions & { readonly dry?: boolean; readonly key?: readonly string[]; readonly offer?: Partial<ListOffer> }): Promise<Batch>;
  batch(id: string): Promise<Batch>;
  report(batch: Batch): Promise<string>;
  records(): Promise<DehriRecord[]>;
  changes(): Promise<Change[]>;
  /** A change as a field worker's phone would hand it in. */
  edit(record: DehriRecord, edits: Values, author: string): Promise<void>;
  /** Everything that `sync/stored.ts` promises, recomputed from the history; sentences of what is wrong. */
  audit(): Promise<string[]>;
  close(): Promise<void>;
}

export interface FixtureOptions {
  readonly programmes?: readonly Programme[];
  readonly targets?: readonly ProgrammeList[];
}

export async function importFixture({ programmes = [familyProgramme], targets = TARGETS }: FixtureOptions = {}): Promise<ImportFixture> {
  if (TARGET === undefined) throw new Error('the programme has a list');
  const db = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'import-test-'));
  let now = 1_760_000_000_000;
  let files = 0;
  let edits = 0;
  const services: Services = {
    db, keys: testKeys(), registry: createRegistry(programmes), meta: { epoch: 'e1', secret: randomBytes(32) }, clock: () => (now += 1), random: randomBytes, utcOffsetMinutes: 330,
  };
  await db.pool.query(
    `INSERT INTO place (district, code, depth, hi, en) VALUES (0, '10', 1, 'बिहार', 'Bihar'), ($1, '10.193', 2, 'भोजपुर', 'Bhojpur'), ($1, '10.193.1690', 3, 'आरा', 'Ara'), ($1, '10.193.1691', 3, 'बड़हरा', 'Barhara')`, [DISTRICT]);
  await db.pool.query(`INSERT INTO person (id, name, made_at) VALUES ('adm', 'प्रशासक', 0)`);

  const receive = async (content: string | Uint8Array, fileName = 'list.csv', offer: Partial<ListOffer> = {}): Promise<ReceivedList> => {
    const path = join(folder, `file-${(files += 1)}`);
    await writeFile(path, content);
    return receiveList(services, { target: TARGET, place: BLOCK, source: 'test', fileName, author: 'adm', grant: 'g1', ...offer }, path);
  };
  const batch = async (id: string): Promise<Batch> => {
    const found = await readBatch(db.pool, DISTRICT, id);
    if (found === undefined) throw new Error('no such batch');
    return found;
  };
  const records = async (): Promise<DehriRecord[]> => (await db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record ORDER BY bucket, id')).rows.map(recordFromRow);
  const changeRows = async (): Promise<ChangeRow[]> => (await db.pool.query<ChangeRow>('SELECT * FROM change ORDER BY bucket, seq')).rows;

  return {
    services, receive, batch, records,
    load: async (content, { dry = false, key = [], offer = {}, ...options } = {}) => {
      const { id, mapping } = await receive(content, 'list.csv', offer);
      await setWaiting(db.pool, DISTRICT, id, mapping, dry, key);
      await runBatch(services, targets, DISTRICT, id, options);
      return batch(id);
    },
    report: async (of) => {
      let text = '';
      for await (const piece of tableFile(faultReport(db.pool, of, 'hi', (column) => columnKey(targetOf(targets, of), column)), 'csv')) text += String(piece);
      return text;
    },
    changes: async () => (await changeRows()).map(changeFromRow),
    edit: async (record, values, author) => {
      const entry = services.registry.type(record.type);
      edits += 1;
      const change = entry && editToChange(entry.type, record, values, {
        id: `run.${edits}`, record: record.id, bucket: record.bucket, device: `phone-${author}`, counter: edits, author, grant: 'g', deviceTime: 0, form: null,
      });
      if (entry === undefined || change === undefined) throw new Error('nothing to edit');
      const { rows: [bucket] } = await db.pool.query<{ seq: number; checksum: number }>('SELECT seq, checksum FROM bucket WHERE id = $1', [record.bucket]);
      const seq = (bucket?.seq ?? 0) + 1;
      const at = services.clock();
      const after = applyChange(entry.type, record, change, { seq, at });
      await db.pool.query('INSERT INTO change (district, bucket, seq, id, record, type, device, counter, author, at, body) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)',
        [DISTRICT, record.bucket, seq, change.id, record.id, record.type, change.device, edits, author, at, changeBody(change)]);
      await db.pool.query('UPDATE record SET seq = $2, digest = $3, state = $4 WHERE id = $1', [record.id, seq, recordDigest(after), recordState(after)]);
      await db.pool.query('UPDATE bucket SET seq = $2, checksum = $3 WHERE id = $1', [record.bucket, seq, ((bucket?.checksum ?? 0) - recordDigest(record) + recordDigest(after) + 2 ** 32) % 2 ** 32]);
    },
    audit: async () => {
      const wrong: string[] = [];
      const folded = new Map<string, DehriRecord>();
      const last = new Map<string, number>();
      const counters = new Map<string, number[]>();
      const rows = await changeRows();
      for (const row of rows) {
        if (row.seq !== (last.get(row.bucket) ?? 0) + 1) wrong.push(`gap before seq ${row.seq} of ${row.bucket}`);
        last.set(row.bucket, row.seq);
        counters.set(row.device, [...(counters.get(row.device) ?? []), row.counter]);
        const type = services.registry.type(row.type)?.type;
        if (type !== undefined) folded.set(row.record, applyChange(type, folded.get(row.record), changeFromRow(row), { seq: row.seq, at: row.at }));
      }
      const origins = new Map(rows.map((row) => [row.id, { by: signatureOf(row), at: row.at }]));
      for (const [id, record] of folded) folded.set(id, withOrigins(record, (change) => origins.get(change)));
      for (const [device, seen] of counters) if (device.startsWith(LIST_DEVICE) && seen.toSorted((a, b) => a - b).some((c, i) => c !== i + 1)) wrong.push(`counters of ${device} have gaps`);
      const sums = new SumDelta();
      const buckets = new Map<string, { checksum: number; records: number }>();
      const stored = (await db.pool.query<RecordRow & { digest: number }>('SELECT id, bucket, type, seq, state, digest FROM record')).rows;
      if (stored.length !== folded.size) wrong.push(`${stored.length} records, ${folded.size} in the history`);
      for (const row of stored) {
        const record = recordFromRow(row);
        const again = folded.get(record.id);
        if (again === undefined || recordDigest(again) !== row.digest || recordDigest(record) !== row.digest) wrong.push(`record ${record.id} is not the fold of its changes`);
        const entry = services.registry.type(record.type);
        if (entry !== undefined) sums.add(entry, record);
        const bucket = buckets.get(record.bucket) ?? { checksum: 0, records: 0 };
        buckets.set(record.bucket, { checksum: (bucket.checksum + row.digest) % 2 ** 32, records: bucket.records + 1 });
        for (const path of entry?.type.unique ?? []) {
          const hash = uniqueHash(record.values[path]);
          if (hash === undefined) continue;
          const { rows } = await db.pool.query<{ record: string }>('SELECT record FROM unique_value WHERE district = $1 AND type = $2 AND path = $3 AND value_hash = $4', [DISTRICT, record.type, path, hash]);
          if (rows[0]?.record !== record.id) wrong.push(`${path} of ${record.id} is not kept unique`);
        }
      }
      for (const row of (await db.pool.query<{ id: string; seq: number; checksum: number; records: number }>('SELECT id, seq, checksum, records FROM bucket')).rows) {
        const bucket = buckets.get(row.id) ?? { checksum: 0, records: 0 };
        if (row.seq !== (last.get(row.id) ?? 0) || row.checksum !== bucket.checksum || row.records !== bucket.records) wrong.push(`bucket ${row.id} does not add up`);
      }
      const key = (s: { place: string; indicator: string; day: string; amount: number }): string => `${s.place} ${s.indicator} ${s.day} ${s.amount}`;
      const kept = (await db.pool.query<{ place: string; indicator: string; day: string; amount: number }>('SELECT place, indicator, day, amount FROM indicator_sum WHERE amount <> 0')).rows.map(key).sort();
      if (JSON.stringify(kept) !== JSON.stringify(sums.rows().map(key).sort())) wrong.push('the sums are not those of the records');
      return wrong;
    },
    close: async () => {
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
