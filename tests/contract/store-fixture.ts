// A small world for store tests: one record type, one worker, one bucket, and a server that answers
// with pages.
import type { HeldQuestions } from '#client/store/contract.ts';
import type { BucketId, Change, Values } from '#shared/record/change.ts';
import { applyChange } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { ChangeResult, PageLine, SettledHeld } from '#shared/sync/protocol.ts';
import { encodeRecords } from '#shared/sync/wire-records.ts';

export const BUCKET: BucketId = '10.193.1710.p03.v2.t1/doorstep';
export const OTHER_BUCKET: BucketId = '10.193.1710.p03.v2.t2/doorstep';

export const HOUSEHOLD: RecordType = {
  name: 'household', version: 1, accessClass: 'family', shelf: 'doorstep',
  fields: {
    headName: { kind: 'text' }, phone: { kind: 'phone' }, note: { kind: 'text' },
    outcome: { kind: 'choice', merge: 'ask' },
    needs: { kind: 'choices', merge: 'union' },
    photo: { kind: 'photo' },
    'members.*.name': { kind: 'text' },
  },
};

export const PROFILE: Profile = {
  digest: 'p1', epoch: 'e1', person: { id: 'person-1', name: 'Kiran' }, device: 'device-1',
  grants: [{ id: 'grant-1', person: 'person-1', role: 'mitra', place: '10.193.1710.p03', from: '2026-01-01', to: null }],
  places: [], colleagues: {}, leaseDays: 7, idleMinutes: 5,
};

/** Folds what it is given, as the server does, and pages it out. */
export class ToyServer {
  readonly records = new Map<string, DehriRecord>();
  readonly seen = new Map<string, number>();
  readonly held = new Map<string, Change>();
  /** Held changes that were closed or taken back. */
  readonly ends = new Map<string, 'closed' | 'withdrawn'>();
  private seq = 0;
  readonly bucket: BucketId;
  generation = 1;

  constructor(bucket: BucketId = BUCKET) {
    this.bucket = bucket;
  }

  push(changes: readonly Change[], refuse: (change: Change) => boolean = () => false): ChangeResult[] {
    return changes.map((change): ChangeResult => {
      const before = this.seen.get(change.id);
      if (before !== undefined) return ['d', before];
      if (this.ends.has(change.id)) return ['h', 'settled-elsewhere', []];
      if (refuse(change)) {
        this.held.set(change.id, change);
        return ['h', 'validation', Object.keys(change.values)];
      }
      this.apply(change);
      return ['a', this.seq];
    });
  }

  /** An officer applies whatever is held. */
  applyHeld(): void {
    for (const change of this.held.values()) this.apply(change);
    this.held.clear();
  }

  end(change: string, how: 'closed' | 'withdrawn'): void {
    if (this.held.delete(change)) this.ends.set(change, how);
  }

  answer({ held, withdraw }: HeldQuestions): SettledHeld[] {
    for (const id of withdraw) this.end(id, 'withdrawn');
    return [...held, ...withdraw].flatMap((id): SettledHeld[] => {
      const [end, seq] = [this.ends.get(id), this.seen.get(id)];
      return seq !== undefined ? [{ id, end: 'applied', seq }] : end !== undefined ? [{ id, end }] : [];
    });
  }

  /** A colleague's work. */
  edit(record: string, values: Values, id = `other.${this.seq + 1}`, saw?: readonly string[]): void {
    const base = this.records.get(record);
    const replaces: Record<string, readonly string[]> = {};
    for (const path of Object.keys(values)) {
      if (base !== undefined && path in base.values) replaces[path] = saw ?? [base.heads[path] ?? base.base];
    }
    this.apply({
      id, record, type: 'household', bucket: this.bucket, device: 'device-2', counter: this.seq + 1, author: 'person-2', grant: 'grant-2',
      deviceTime: 0, form: null, schema: 1, values, replaces,
    });
  }

  versionOf(record: string, path: string): string[] {
    const found = this.records.get(record);
    return found?.rivals[path]?.map((v) => v.change) ?? [found?.heads[path] ?? found?.base ?? ''];
  }

  page(after: number, limit = 1000): PageLine {
    const rows = [...this.records.values()].filter((r) => r.seq > after).sort((a, b) => a.seq - b.seq).slice(0, limit);
    return { t: 'page', b: this.bucket, g: this.generation, s: rows.at(-1)?.seq ?? Math.max(after, this.seq), rows: wire(rows) };
  }

  get head(): number {
    return this.seq;
  }

  skipTo(seq: number): void {
    this.seq = seq;
  }

  private apply(change: Change): void {
    this.seq += 1;
    this.seen.set(change.id, this.seq);
    this.records.set(change.record, applyChange(HOUSEHOLD, this.records.get(change.record), change, { seq: this.seq, at: this.seq }));
  }
}

/** As it comes out of the stream. */
export function wire(records: readonly DehriRecord[]): unknown {
  return JSON.parse(JSON.stringify(encodeRecords(records)));
}

export function family(n: number, bucket = BUCKET): DehriRecord {
  const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  return { id, type: 'household', bucket, seq: n, schema: 1, values: { headName: `Family ${n}`, phone: `98${String(n).padStart(8, '0')}` }, base: `import/${id}`, heads: {}, rivals: {} };
}
