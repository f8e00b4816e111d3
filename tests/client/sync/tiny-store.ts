// The least that keeps the store's contract as sync uses it, in memory; remembers what was done to it.
import type { BucketId, Change, ChangeId, RecordId } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { bucketChecksum } from '#shared/sync/digest.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { ChangeResult, Cursors, PageLine, SettledHeld } from '#shared/sync/protocol.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import type { HeldChange, HeldQuestions, RecordStore, SaveResult, Unsent } from '#client/store/contract.ts';

export class TinyStore implements RecordStore {
  readonly person = 'p1';
  version = 0;
  /** Everything not known to be safe, with where it stands. */
  readonly kept: { readonly change: Change; state: 'unsent' | 'sent' | 'held'; result?: ChangeResult }[] = [];
  takenBack: ChangeId[] = [];
  readonly log: string[] = [];
  /** Thrown by the next applyPage. */
  breakPage: Error | undefined;
  readonly profiles: Profile[] = [];
  #epoch = '';
  #cursors: Cursors = {};
  #records = new Map<BucketId, Map<RecordId, DehriRecord>>();
  #listeners = new Set<() => void>();
  #counter = 0;

  /** Makes and keeps `n` changes, as saving would. */
  work(n: number, values: Change['values'] = { outcome: 'old_group' }): void {
    for (let i = 0; i < n; i += 1) {
      this.#counter += 1;
      this.kept.push({
        state: 'unsent',
        change: {
          id: `run.${this.#counter}`, record: `k-${this.#counter}`, type: 'household', bucket: 'b1', device: 'd1', counter: this.#counter,
          author: 'p1', grant: 'g1', deviceTime: 1_000 + this.#counter, form: null, schema: 1, values, replaces: {},
        },
      });
    }
    this.#changed();
  }

  unsent(): Unsent {
    const changes = this.kept.filter((k) => k.state === 'unsent').length;
    return { records: changes, changes, bytes: changes * 10 };
  }

  held(): readonly HeldChange[] {
    return this.kept.flatMap(({ change, result }) => (result?.[0] === 'h' ? [{ change, code: result[1], paths: result[2] }] : []));
  }

  heldQuestions(): HeldQuestions {
    return { held: this.held().map((h) => h.change.id).filter((id) => !this.takenBack.includes(id)), withdraw: this.takenBack };
  }

  async withdraw(change: ChangeId): Promise<void> {
    this.takenBack.push(change);
    this.#changed();
  }

  async learnSettled(settled: readonly SettledHeld[]): Promise<void> {
    for (const { id, end } of settled) this.log.push(`${end} ${id}`);
    this.takenBack = this.takenBack.filter((taken) => !settled.some((s) => s.id === taken));
    for (const kept of this.kept) if (settled.some((s) => s.id === kept.change.id)) kept.result = ['d', 0];
    this.#changed();
  }

  outbox(limit: number): readonly Change[] {
    return this.kept.filter((k) => k.state === 'unsent').slice(0, limit).map((k) => k.change);
  }

  async settle(changes: readonly Change[], results: readonly ChangeResult[]): Promise<void> {
    changes.forEach((change, at) => {
      const kept = this.kept.find((k) => k.change.id === change.id);
      const result = results[at];
      if (kept === undefined || result === undefined) throw new Error('a result is of a change that was sent');
      kept.result = result;
      kept.state = result[0] === 'h' ? 'held' : 'sent';
    });
    this.log.push(`settle ${changes.length}`);
    this.#changed();
  }

  async applyPage(page: PageLine): Promise<number> {
    const error = this.breakPage;
    this.breakPage = undefined;
    if (error !== undefined) throw error;
    const records = decodeRecords(page.b, page.rows);
    const bucket = page.fresh === true ? new Map<RecordId, DehriRecord>() : this.#records.get(page.b) ?? new Map<RecordId, DehriRecord>();
    for (const id of page.gone ?? []) bucket.delete(id);
    for (const record of records) bucket.set(record.id, record);
    this.#records.set(page.b, bucket);
    this.#cursors = { ...this.#cursors, [page.b]: [page.g, page.s] };
    this.log.push(`page ${page.b} ${page.s}${page.fresh === true ? ' fresh' : ''}`);
    this.#changed();
    return records.length;
  }

  async forgetSafe(counter: number): Promise<void> {
    const left = this.kept.filter((k) => k.state !== 'sent' || k.change.counter > counter);
    this.kept.splice(0, this.kept.length, ...left);
  }

  async resetEpoch(epoch: string): Promise<void> {
    this.#epoch = epoch;
    this.#cursors = {};
    for (const kept of this.kept) kept.state = 'unsent';
    this.log.push(`reset ${epoch}`);
    this.#changed();
  }

  async dropBuckets(named: readonly BucketId[] | 'all'): Promise<void> {
    if (this.unsent().changes > 0) throw new Error('work is handed in before a bucket is dropped');
    const buckets = named === 'all' ? [...this.#records.keys()] : named;
    for (const bucket of buckets) this.#records.delete(bucket);
    this.#cursors = Object.fromEntries(Object.entries(this.#cursors).filter(([bucket]) => !buckets.includes(bucket)));
    this.log.push(`drop ${named === 'all' ? named : named.join()}`);
    this.#changed();
  }

  cursors(): { readonly epoch: string; readonly cursors: Cursors } {
    return { epoch: this.#epoch, cursors: this.#cursors };
  }

  strays(): readonly BucketId[] {
    return [];
  }

  checksum(bucket: BucketId): number {
    return bucketChecksum(this.bucket(bucket));
  }

  bucket(bucket: BucketId): DehriRecord[] {
    return [...(this.#records.get(bucket)?.values() ?? [])];
  }

  /** As if a record had been damaged on the phone. */
  damage(bucket: BucketId): void {
    const [first] = this.bucket(bucket);
    if (first !== undefined) this.#records.get(bucket)?.set(first.id, { ...first, values: { damaged: true } });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  #changed(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }

  ownChanges(): readonly [] { return []; }
  isBackedUp(): undefined { return undefined; }
  openedAgain(): readonly [] { return []; }
  heldAnswers(): readonly [] { return []; }
  async heldAnswersRead(): Promise<void> { /* none */ }
  standingOn(): readonly [] { return []; }
  profile(): Profile | undefined { return this.profiles.at(-1); }
  async setProfile(profile: Profile): Promise<void> { this.profiles.push(profile); }
  learnTypes(): void { /* it shows none */ }
  get(): DehriRecord | undefined { return undefined; }
  ofType(): readonly DehriRecord[] { return []; }
  receipt(): 'unsent' { return 'unsent'; }
  contested(): readonly RecordId[] { return []; }
  incidents(): readonly [] { return []; }
  async dismissIncidents(): Promise<void> { /* none */ }
  async save(): Promise<SaveResult> { return { ok: false, reason: 'locked' }; }
  async saveAll(): Promise<SaveResult> { return { ok: false, reason: 'locked' }; }
  drafts(): readonly [] { return []; }
  async putDraft(): Promise<void> { /* none */ }
  async dropDraft(): Promise<void> { /* none */ }
  async putPhoto(): Promise<string> { return ''; }
  showOnline(): () => void { return () => undefined; }
  isOnlineOnly(): boolean { return false; }
  async getPhoto(): Promise<undefined> { return undefined; }
  photosKept(): readonly [] { return []; }
  async photoToSend(): Promise<undefined> { return undefined; }
  async settlePhoto(): Promise<void> { /* none */ }
  async keepFetchedPhoto(): Promise<boolean> { return false; }
  async close(): Promise<void> { /* nothing open */ }
}
