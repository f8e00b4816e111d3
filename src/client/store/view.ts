// What is shown: each record as the server last sent it, with this phone's pending changes folded on
// top by the same merge that the server runs, and brought to the present shape. All in memory.
import { applyChange, contestedRegisters, withOrigins, type Origin } from '#shared/record/merge.ts';
import { migrateRecord } from '#shared/record/migrate.ts';
import type { BucketId, ChangeId, RecordId, Register } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { addDigest, bucketChecksum, recordDigest, removeDigest } from '#shared/sync/digest.ts';
import type { Receipt } from './contract.ts';
import { isGivenUp, type Entry } from './entry.ts';
import { OnlineRecords } from './online-records.ts';

const NONE: readonly DehriRecord[] = [];

export class View {
  /** As the server sent them. */
  readonly base = new Map<RecordId, DehriRecord>();
  /** What is looked at and not kept. */
  readonly online = new OnlineRecords();
  /** All entries by record and counter. */
  private readonly entries = new Map<RecordId, Map<number, Entry>>();
  private readonly mended = new Set<ChangeId>();
  private readonly shown = new Map<string, Map<RecordId, DehriRecord>>();
  private readonly typeOf = new Map<RecordId, string>();
  private readonly lists = new Map<string, readonly DehriRecord[]>();
  private readonly sums = new Map<BucketId, number>();
  private contestedList: readonly RecordId[] | undefined;

  private readonly types: ReadonlyMap<string, RecordType>;

  constructor(types: ReadonlyMap<string, RecordType>) {
    this.types = types;
  }

  get(id: RecordId): DehriRecord | undefined {
    const type = this.typeOf.get(id);
    return type === undefined ? undefined : this.shown.get(type)?.get(id);
  }

  /** The record as it would be without one of its changes. */
  without(id: RecordId, skipped: Entry): DehriRecord | undefined {
    return this.fold(id, this.pending(id).filter((e) => e.change.id !== skipped.change.id));
  }

  ofType(type: string): readonly DehriRecord[] {
    const records = this.shown.get(type);
    if (records === undefined) return NONE;
    let list = this.lists.get(type);
    if (list === undefined) {
      list = [...records.values()];
      this.lists.set(type, list);
    }
    return list;
  }

  *all(): Generator<DehriRecord> {
    for (const records of this.shown.values()) yield* records.values();
  }

  receipt(id: RecordId): Receipt {
    const pending = this.pending(id);
    if (pending.some((e) => e.offer === 'held')) return 'held';
    if (pending.some((e) => e.offer === 'unsent')) return 'unsent';
    const record = this.get(id);
    return record !== undefined && this.isContested(record) ? 'contested' : 'sent';
  }

  /** Registers that she settled and that another answer has opened again. */
  openedAgain(id: RecordId): Register[] {
    const own = this.entriesOf(id);
    return Object.entries(this.get(id)?.rivals ?? {})
      .filter(([register, live]) => own.some(({ change }) => (change.replaces[register]?.length ?? 0) > 1 && live.some((v) => v.change === change.id)))
      .map(([register]) => register);
  }

  contested(): readonly RecordId[] {
    if (this.contestedList === undefined) {
      const ids: RecordId[] = [];
      for (const records of this.shown.values()) for (const record of records.values()) if (this.isContested(record)) ids.push(record.id);
      this.contestedList = ids;
    }
    return this.contestedList;
  }

  checksum(bucket: BucketId): number {
    let sum = this.sums.get(bucket);
    if (sum === undefined) {
      sum = bucketChecksum([...this.base.values()].filter((r) => r.bucket === bucket));
      this.sums.set(bucket, sum);
    }
    return sum;
  }

  /** Once, after `base` has been filled. */
  showAll(entries: Iterable<Entry>): void {
    this.show(this.base.keys());
    this.setEntries(entries, []);
  }

  /** Once these types have become known. */
  showAgain(types: ReadonlySet<string>): void {
    const touched = [...this.base.values()].flatMap(({ id, type }) => (types.has(type) ? [id] : []));
    for (const [id, entries] of this.entries) if ([...entries.values()].some(({ change }) => types.has(change.type))) touched.push(id);
    this.show(touched);
  }

  /** Shows again the records that these entries touch. */
  setEntries(puts: Iterable<Entry>, gone: Iterable<Entry>): void {
    const touched = new Set<RecordId>();
    for (const { change } of gone) {
      this.entries.get(change.record)?.delete(change.counter);
      if (this.entries.get(change.record)?.size === 0) this.entries.delete(change.record);
      if (change.mends !== undefined) this.mended.delete(change.mends);
      touched.add(change.record);
    }
    for (const entry of puts) {
      const { change } = entry;
      let list = this.entries.get(change.record);
      if (list === undefined) this.entries.set(change.record, (list = new Map()));
      list.set(change.counter, entry);
      if (change.mends !== undefined) this.mended.add(change.mends);
      touched.add(change.record);
    }
    this.show(touched);
  }

  /** Every entry of a record, also those no longer pending. */
  entriesOf(id: RecordId): readonly Entry[] {
    return [...(this.entries.get(id)?.values() ?? [])];
  }

  isMended(entry: Entry): boolean {
    return this.mended.has(entry.change.id);
  }

  setBase(puts: Iterable<DehriRecord>, gone: Iterable<RecordId>): void {
    const touched: RecordId[] = [];
    for (const id of gone) {
      this.count(this.base.get(id), undefined);
      this.base.delete(id);
      touched.push(id);
    }
    for (const record of puts) {
      this.count(this.base.get(record.id), record);
      this.base.set(record.id, record);
      touched.push(record.id);
    }
    // What is kept, or is hers no longer, is not shown from an older look.
    const known = new Set(touched);
    this.online.letGo((record) => known.has(record.id));
    this.show(touched);
  }

  /** Shown as it came and with what is written in it here, until it is let go of. */
  showOnline(record: DehriRecord): void {
    this.online.show(record);
    this.show([record.id]);
  }

  letGoOnline(of: (record: DehriRecord) => boolean): boolean {
    const gone = this.online.letGo(of);
    this.show(gone);
    return gone.length > 0;
  }

  /** Is it on this phone only for as long as it is looked at? */
  isOnlineOnly(id: RecordId): boolean {
    return !this.base.has(id) && this.online.get(id) !== undefined;
  }

  clear(): void {
    this.online.clear();
    for (const map of [this.base, this.entries, this.mended, this.shown, this.typeOf, this.lists, this.sums]) map.clear();
    this.contestedList = undefined;
  }

  /** What the server does not have in its record yet, oldest first. */
  private pending(id: RecordId): Entry[] {
    const all = this.entries.get(id);
    if (all === undefined) return [];
    // What came online has nothing of what was written in it since, though the server has it.
    const online = this.isOnlineOnly(id) ? this.online.get(id) : undefined;
    const isOut = (e: Entry): boolean => e.offer === 'unsent' || (online === undefined ? !e.folded : !holdsChange(online, e));
    return [...all.values()]
      .filter((e) => !isGivenUp(e) && (e.offer === 'held' ? !e.folded && !this.mended.has(e.change.id) : isOut(e)))
      .sort((a, b) => a.change.counter - b.change.counter);
  }

  private show(ids: Iterable<RecordId>): void {
    for (const id of ids) {
      const record = this.fold(id, this.pending(id));
      const before = this.typeOf.get(id);
      if (before !== undefined && before !== record?.type) {
        this.shown.get(before)?.delete(id);
        this.lists.delete(before);
        this.typeOf.delete(id);
      }
      if (record === undefined) continue;
      let records = this.shown.get(record.type);
      if (records === undefined) this.shown.set(record.type, (records = new Map()));
      records.set(id, record);
      this.typeOf.set(id, record.type);
      this.lists.delete(record.type);
    }
    this.contestedList = undefined;
  }

  /** Undefined when there is nothing to show: an edit alone, whose record has left this phone, is no record. */
  private fold(id: RecordId, pending: readonly Entry[]): DehriRecord | undefined {
    const kept = this.base.get(id);
    const base = kept ?? this.online.get(id);
    if (base === undefined && !pending.some((e) => e.fresh)) return undefined;
    const type = this.types.get(base?.type ?? pending[0]?.change.type ?? '');
    if (type === undefined) return base;
    let record = base === undefined ? undefined : migrateRecord(type, base);
    for (const { change, folded } of pending) {
      if (folded && kept === base) continue;
      record = applyChange(type, record, change, { seq: base?.seq ?? 0, at: change.deviceTime });
    }
    return record === undefined || pending.length === 0 ? record : withOrigins(record, (change) => this.ownOrigin(id, change));
  }

  /** What she wrote herself is hers before the server says so. */
  private ownOrigin(id: RecordId, change: ChangeId): Origin | undefined {
    const own = this.entriesOf(id).find((e) => e.change.id === change)?.change;
    return own === undefined ? undefined : { by: own.author, at: own.deviceTime };
  }

  private isContested(record: DehriRecord): boolean {
    for (const _ in record.rivals) {
      const type = this.types.get(record.type);
      return type !== undefined && type.quiet !== true && contestedRegisters(type, record).length > 0;
    }
    return false;
  }

  /** Keeps the checksums that were asked for once. */
  private count(before: DehriRecord | undefined, after: DehriRecord | undefined): void {
    for (const [record, step] of [[before, removeDigest], [after, addDigest]] as const) {
      const sum = record === undefined ? undefined : this.sums.get(record.bucket);
      if (record !== undefined && sum !== undefined) this.sums.set(record.bucket, step(sum, recordDigest(record)));
    }
  }
}

/** Does what the server sent of the record have this change in it? */
export function holdsChange(base: DehriRecord, entry: Entry): boolean {
  if (isLiveIn(base, entry.change.id)) return true;
  return entry.offer === 'sent' && base.bucket === entry.change.bucket && base.seq >= entry.seq;
}

/** Is what it wrote still a version of some register? */
export function isLiveIn({ base, heads, rivals }: DehriRecord, id: ChangeId): boolean {
  return base === id || Object.values(heads).includes(id) || Object.values(rivals).some((live) => live.some((v) => v.change === id));
}
