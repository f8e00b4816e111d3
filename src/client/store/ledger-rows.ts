// What the rows of the ledger say under their encryption, and back.
//   meta/device    counter, safe, whether the journal is behind: its presence says "this ledger was begun"
//   meta/profile   meta/cursors   meta/incidents
//   outbox/<counter> an entry     drafts/<slot> a draft     pages/<row> [[bucket, records], …]
import * as z from 'zod/mini';
import type { BucketId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { arrivedProfileSchema, type Profile } from '#shared/sync/profile.ts';
import { cursorsSchema, type Cursors } from '#shared/sync/protocol.ts';
import { decodeRecords, encodeRecords } from '#shared/sync/wire-records.ts';
import { openJson, sealJson, type Cipher } from '../vault/cipher.ts';
import type { Draft, Incident } from './contract.ts';
import { parseDraft, parseEntry, type Entry } from './entry.ts';
import type { LedgerKey, LedgerRow } from './ports.ts';

const deviceSchema = z.object({ counter: z.int(), safe: z.int(), journalBehind: z.boolean() });
export type DeviceRow = z.infer<typeof deviceSchema>;

const cursorRowSchema = z.object({ epoch: z.string(), cursors: cursorsSchema });
export type CursorRow = { readonly epoch: string; readonly cursors: Cursors };

const incidentsSchema = z.array(z.object({
  kind: z.enum(['rebuilt-from-journal', 'journal-rebuilt', 'journal-missing', 'page-unreadable', 'record-erased']), changes: z.int(), at: z.number(),
}));

const storedPageSchema = z.array(z.tuple([z.string(), z.unknown()]));
/** Records of one bucket in wire form. */
export type StoredPage = readonly (readonly [BucketId, unknown])[];

export interface LedgerContents {
  readonly device: DeviceRow | undefined;
  readonly profile: Profile | undefined;
  readonly cursors: CursorRow;
  readonly incidents: readonly Incident[];
  readonly entries: ReadonlyMap<number, Entry>;
  /** By id, with the slot it stands in. */
  readonly drafts: ReadonlyMap<string, { readonly slot: number; readonly draft: Draft }>;
  /** Ascending. */
  readonly pages: readonly { readonly row: number; readonly records: readonly DehriRecord[] }[];
  readonly unreadable: readonly LedgerKey[];
  /** Of the tables `sealed` and `delivered`. */
  readonly sealed: readonly LedgerKey[];
}

export async function readRows(cipher: Cipher, all: readonly LedgerRow[]): Promise<LedgerContents> {
  const rows = all.filter((row) => !isSealed(row));
  const unreadable: LedgerKey[] = [];
  let device: DeviceRow | undefined;
  let profile: Profile | undefined;
  let cursors: CursorRow = { epoch: '', cursors: {} };
  let incidents: readonly Incident[] = [];
  const entries = new Map<number, Entry>();
  const drafts = new Map<string, { slot: number; draft: Draft }>();
  const pages: { row: number; records: readonly DehriRecord[] }[] = [];
  const opened = await Promise.all(rows.map((row) => openJson(cipher, row.table, row.key, row.bytes).catch(() => undefined)));
  rows.forEach(({ table, key }, at) => {
    const value = opened[at];
    try {
      if (value === undefined) throw new Error('the row does not open');
      if (table === 'outbox') entries.set(Number(key), parseEntry(value));
      else if (table === 'drafts') {
        const draft = parseDraft(value);
        drafts.set(draft.id, { slot: Number(key), draft });
      } else if (table === 'pages') pages.push({ row: Number(key), records: readPage(value) });
      else if (key === 'device') device = deviceSchema.parse(value);
      else if (key === 'profile') profile = arrivedProfileSchema.parse(value);
      else if (key === 'cursors') cursors = cursorRowSchema.parse(value);
      else if (key === 'incidents') incidents = incidentsSchema.parse(value);
    } catch {
      unreadable.push({ table, key });
    }
  });
  pages.sort((a, b) => a.row - b.row);
  return { device, profile, cursors, incidents, entries, drafts, pages, unreadable, sealed: all.filter(isSealed) };
}

export async function pageRow(cipher: Cipher, row: number, page: StoredPage): Promise<LedgerRow> {
  return sealedRow(cipher, { table: 'pages', key: row }, page);
}

export function packPage(records: readonly DehriRecord[]): StoredPage {
  const byBucket = new Map<BucketId, DehriRecord[]>();
  for (const record of records) {
    const list = byBucket.get(record.bucket);
    if (list === undefined) byBucket.set(record.bucket, [record]);
    else list.push(record);
  }
  return [...byBucket].map(([bucket, list]) => [bucket, encodeRecords(list)] as const);
}

function isSealed({ table }: LedgerKey): boolean {
  return table === 'sealed' || table === 'delivered';
}

function readPage(value: unknown): readonly DehriRecord[] {
  return storedPageSchema.parse(value).flatMap(([bucket, wire]) => decodeRecords(bucket, wire));
}

export async function sealedRow(cipher: Cipher, { table, key }: LedgerKey, value: unknown): Promise<LedgerRow> {
  return { table, key, bytes: await sealJson(cipher, table, key, value) };
}
