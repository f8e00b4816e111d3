// The store over any ledger and journal. Everything is in memory; every write goes through one queue,
// becomes durable, and only then is seen.
import { isInForce } from '#shared/access/access.ts';
import { bucketReaches } from '#shared/place/bucket.ts';
import type { BucketId, Change, ChangeId, RecordId, Register } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { ChangeResult, PageLine, SettledHeld } from '#shared/sync/protocol.ts';
import { decodeRecords } from '#shared/sync/wire-records.ts';
import type { Cipher } from '../vault/cipher.ts';
import { newRun, type Random } from '../vault/random.ts';
import { StorageFailure, type Draft, type HeldAnswer, type HeldChange, type HeldQuestions, type Incident, type KeptPhoto, type OwnChange, type PhotoStage, type RecordStore, type SaveRequest, type SaveResult, type Unsent } from './contract.ts';
import { emptied, forgettable, isGivenUp, type Entry } from './entry.ts';
import { wireBytes } from './estimate.ts';
import { indiaDay } from './grant-for.ts';
import { answersOf, ended, offeredAgain, questionsOf, stageOf, standingOn, withoutEnd } from './held-ends.ts';
import { applyEdit, type KeepsakeEdit, type Keepsakes } from './journal-state.ts';
import type { CursorRow, LedgerContents, StoredPage } from './ledger-rows.ts';
import { makeEntries } from './make-entries.ts';
import { PAGE_SIZE, Pages } from './pages.ts';
import { PhotoKeep } from './photo-keep.ts';
import type { Ballast, Journal, Ledger, LedgerBatch, LedgerKey, PhotoShelf } from './ports.ts';
import { SealedCopies, type OpenSealer } from './sealed-copies.ts';
import { StoreRows } from './store-rows.ts';
import { TwoCopies, type CopyState } from './two-copies.ts';
import { holdsChange, isLiveIn, View } from './view.ts';

export interface StoreParts {
  readonly cipher: Cipher;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly photos: PhotoShelf;
  readonly ballast: Ballast;
  readonly types: readonly RecordType[];
  /** Further types that a person's rights ask for, fetched when they do; empty when they cannot be had now. */
  readonly typesFor?: (profile: Profile) => Promise<readonly RecordType[]>;
  readonly now: () => number;
  readonly random: Random;
  /** False while the lease is over: nothing may be read, but what is unsent can be handed in. */
  readonly readable: () => boolean;
  /** Absent: nothing is sealed. */
  readonly openSealer?: OpenSealer;
}

/** A pulled page up to this size is kept as it came. */
const MOST_IN_ROW = 1000;
/** Changes sealed afterwards in one go: a save never waits for more. */
const SEALED_AT_ONCE = 50;

export class DurableStore implements RecordStore {
  version = 0;
  private readonly parts: StoreParts;
  private readonly types: Map<string, RecordType>;
  private readonly view: View;
  private readonly pages = new Pages();
  private readonly kept: Keepsakes;
  private readonly copies: TwoCopies;
  private readonly rows: StoreRows;
  private readonly sealed: SealedCopies;
  private readonly photos: PhotoKeep;
  private readonly latestDraft = new Map<string, Draft>();
  /** Drafts that could not be written: here until they can be, or the app closes. */
  private readonly unkept = new Map<string, Draft>();
  private readonly listeners = new Set<() => void>();
  private readonly run: string;
  private made = 0;
  private place: CursorRow;
  private repairs: readonly Incident[];
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;
  private cache: { version: number; unsent?: Unsent; held?: readonly HeldChange[]; answers?: readonly HeldAnswer[]; drafts?: readonly Draft[] } = { version: -1 };

  constructor(parts: StoreParts, contents: LedgerContents, kept: Keepsakes, incidents: readonly Incident[], states: { ledger: CopyState; journal: CopyState }) {
    this.parts = parts;
    this.types = new Map(parts.types.map((type) => [type.name, type]));
    this.view = new View(this.types);
    this.kept = kept;
    this.repairs = incidents;
    this.place = contents.cursors;
    this.run = newRun(parts.random);
    for (const { row, records } of contents.pages) {
      this.pages.loaded(row, records);
      for (const record of records) this.view.base.set(record.id, record);
    }
    for (const { table, key } of contents.unreadable) if (table === 'pages') this.pages.skipped(Number(key));
    this.rows = new StoreRows(parts.cipher, new Map([...contents.drafts].map(([id, { slot }]) => [id, slot])));
    this.sealed = new SealedCopies(parts.openSealer, contents.sealed);
    this.sealed.follow(kept.profile);
    this.view.showAll(kept.entries.values());
    this.photos = new PhotoKeep({ cipher: parts.cipher, photos: parts.photos, types: this.types, now: parts.now });
    this.copies = new TwoCopies({
      cipher: parts.cipher, ledger: parts.ledger, journal: parts.journal, ballast: parts.ballast,
      ledgerState: states.ledger, journalState: states.journal,
      wholeLedger: async (whole, behind) => joined(await this.rows.whole(whole, behind), await this.sealed.batch([...whole.entries.values()], this.place.epoch)),
      deviceBatch: async (whole, behind) => ({ puts: [await this.rows.device(whole, behind)] }),
    });
  }

  /** Writes what recovery found lacking. Rows of records that do not open are dropped and pulled again. */
  async repair(needs: { ledger: boolean; journal: boolean }, isIncident: boolean, unreadable: readonly LedgerKey[]): Promise<void> {
    if (needs.ledger || needs.journal) await this.copies.mend(this.kept, needs);
    const lost = unreadable.length > 0;
    if (lost) this.place = { ...this.place, cursors: {} };
    if (!isIncident && !lost) return;
    const puts = [await this.rows.meta('incidents', this.repairs)];
    if (lost) puts.push(await this.rows.cursors(this.place));
    await this.copies.writeRows(this.kept, { puts, dels: unreadable }).catch(() => undefined);
  }

  /** Photos that wait, told from their notes. A phone whose files do not open tells of none until they do. */
  async openPhotos(): Promise<void> {
    const inDrafts = new Set([...this.kept.drafts.values()].flatMap((d) => Object.values(d.answers)).filter((v): v is string => typeof v === 'string'));
    await this.photos.open(() => this.view.all(), this.entries().map((e) => e.change), inDrafts).catch(ifStorage);
  }

  get person(): string {
    return this.kept.profile?.person.id ?? '';
  }

  profile(): Profile | undefined {
    return this.kept.profile;
  }

  async setProfile(profile: Profile): Promise<void> {
    this.learnTypes((await this.parts.typesFor?.(profile)) ?? []);
    return this.alone(async () => {
      if (this.person !== '' && this.person !== profile.person.id) throw new Error('a vault belongs to one person');
      await this.keep({ profile }, { puts: [await this.rows.meta('profile', profile)] });
      this.sealed.follow(profile);
      void this.sealMissing();
      const out = this.entries().filter((e) => e.offer === 'sent' && !e.folded && this.isOutOfReach(e));
      if (out.length > 0) await this.keepEntries(out.map((e) => ({ ...e, folded: true })));
    });
  }

  learnTypes(types: readonly RecordType[]): void {
    const unknown = types.filter(({ name }) => !this.types.has(name));
    for (const type of unknown) this.types.set(type.name, type);
    if (unknown.length === 0 || this.closed) return;
    this.view.showAgain(new Set(unknown.map(({ name }) => name)));
    this.changed();
  }

  /** Seals what is not sealed to the server's present key; what cannot be now is tried at the next opening. */
  async sealMissing(): Promise<void> {
    for (;;) {
      const done = await this.alone(async () => {
        const { epoch } = this.place;
        const entries = this.entries();
        const unsealed = await this.sealed.unsealed(entries, SEALED_AT_ONCE);
        const tidy = { puts: this.sealed.unmarked(entries, epoch), dels: this.sealed.leftOver(this.kept.entries, this.kept.safe) };
        if (unsealed.length + tidy.puts.length + tidy.dels.length > 0) await this.copies.writeRows(this.kept, joined(await this.sealed.batch(unsealed, epoch), tidy));
        return unsealed.length < SEALED_AT_ONCE;
      }).catch((error: unknown) => {
        if (error instanceof StorageFailure) return true;
        throw error;
      });
      if (done) return;
    }
  }

  get(id: RecordId): DehriRecord | undefined {
    return this.parts.readable() ? this.view.get(id) : undefined;
  }

  ofType(type: string): readonly DehriRecord[] {
    return this.parts.readable() ? this.view.ofType(type) : NO_RECORDS;
  }

  receipt(id: RecordId): ReturnType<RecordStore['receipt']> {
    return this.view.receipt(id);
  }

  ownChanges(id: RecordId): readonly OwnChange[] {
    if (!this.parts.readable()) return [];
    const entries = [...this.view.entriesOf(id)].sort((a, b) => b.change.counter - a.change.counter);
    return entries.flatMap((e) => (this.view.isMended(e) ? [] : [{ change: e.change, at: stageOf(e, this.kept.safe) }]));
  }

  isBackedUp(id: RecordId): boolean | undefined {
    if (this.kept.safe === 0) return undefined;
    return this.view.entriesOf(id).every((e) => isGivenUp(e) || this.view.isMended(e) || (e.offer === 'sent' && e.change.counter <= this.kept.safe));
  }

  openedAgain(id: RecordId): readonly Register[] {
    return this.parts.readable() ? this.view.openedAgain(id) : [];
  }

  contested(): readonly RecordId[] {
    return this.parts.readable() ? this.view.contested() : NO_IDS;
  }

  unsent(): Unsent {
    const cache = this.fresh();
    if (cache.unsent === undefined) {
      const unsent = this.unsentEntries();
      const bytes = unsent.reduce((sum, { change }) => sum + wireBytes(change), 0);
      cache.unsent = { records: new Set(unsent.map((e) => e.change.record)).size, changes: unsent.length, bytes };
    }
    return cache.unsent;
  }

  held(): readonly HeldChange[] {
    if (!this.parts.readable()) return [];
    const cache = this.fresh();
    cache.held ??= this.openHeld().map(({ change, code, paths }) => ({ change, code: code ?? 'unreadable', paths: paths ?? [] }));
    return cache.held;
  }

  heldAnswers(): readonly HeldAnswer[] {
    if (!this.parts.readable()) return [];
    const cache = this.fresh();
    cache.answers ??= answersOf(this.entries());
    return cache.answers;
  }

  heldAnswersRead(changes: readonly ChangeId[]): Promise<void> {
    return this.alone(async () => {
      const read = this.entries().filter((e) => e.end !== undefined && e.told !== true && changes.includes(e.change.id));
      if (read.length > 0) await this.keepEntries(read.map((e) => ({ ...e, told: true })));
    });
  }

  standingOn(change: ChangeId): readonly Change[] {
    return this.parts.readable() ? standingOn(this.openHeld(), change).map((e) => e.change) : [];
  }

  withdraw(change: ChangeId): Promise<void> {
    return this.alone(async () => {
      const taken = standingOn(this.openHeld(), change);
      if (taken.length > 0) await this.keepEntries(taken.map((e) => ({ ...e, takenBack: true })));
    });
  }

  heldQuestions(): HeldQuestions {
    return questionsOf(this.openHeld(), this.entries());
  }

  learnSettled(settled: readonly SettledHeld[]): Promise<void> {
    return this.alone(async () => {
      const entries = new Map(this.entries().map((e) => [e.change.id, e]));
      const learned = settled.flatMap((said) => {
        const entry = entries.get(said.id);
        if (entry === undefined || entry.offer !== 'held' || entry.folded) return [];
        return [ended(said.end === 'applied' && said.seq !== undefined ? this.settled(entry, ['d', said.seq]) : entry, said, entry.takenBack)];
      });
      if (learned.length > 0) await this.keepEntries(learned);
    });
  }

  drafts(): readonly Draft[] {
    if (!this.parts.readable()) return [];
    const cache = this.fresh();
    cache.drafts ??= [...new Map([...this.kept.drafts, ...this.unkept]).values()];
    return cache.drafts;
  }

  incidents(): readonly Incident[] {
    return this.repairs;
  }

  dismissIncidents(): Promise<void> {
    return this.alone(async () => {
      await this.copies.writeRows(this.kept, { dels: [{ table: 'meta', key: 'incidents' }] }).catch(() => undefined);
      this.repairs = [];
      this.changed();
    });
  }

  save(request: SaveRequest): Promise<SaveResult> {
    return this.saveAll([request]);
  }

  async saveAll(requests: readonly SaveRequest[]): Promise<SaveResult> {
    try {
      return await this.alone(() => this.saveNow(requests));
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      return { ok: false, reason: error.kind === 'elsewhere' ? 'locked' : error.kind };
    }
  }

  showOnline(record: DehriRecord): () => void {
    if (this.closed) throw new StorageFailure('locked');
    this.view.showOnline(record);
    this.changed();
    return () => { this.letGoOnline((shown) => shown === record); };
  }

  isOnlineOnly(id: RecordId): boolean {
    return this.view.isOnlineOnly(id);
  }

  /** With the drafts over them, which are nowhere else. */
  private letGoOnline(of: (record: DehriRecord) => boolean): void {
    if (!this.view.letGoOnline(of)) return;
    for (const [id, { record }] of this.unkept) if (record !== undefined && this.view.get(record) === undefined) this.unkept.delete(id);
    this.changed();
  }

  putDraft(draft: Draft): Promise<void> {
    if (draft.record !== undefined && this.view.isOnlineOnly(draft.record)) {
      this.unkept.set(draft.id, draft);
      this.changed();
      return Promise.resolve();
    }
    this.latestDraft.set(draft.id, draft);
    return this.alone(async () => {
      // Typing outruns writing: the newest is written once, and the waiting older ones find it done.
      const newest = this.latestDraft.get(draft.id);
      if (newest === undefined) return;
      this.latestDraft.delete(draft.id);
      this.unkept.set(draft.id, newest);
      try {
        await this.keep({ drafts: [newest] }, { puts: [await this.rows.draft(newest)] });
      } catch (error) {
        this.changed();
        throw error;
      }
      this.unkept.delete(draft.id);
    });
  }

  dropDraft(id: string): Promise<void> {
    this.latestDraft.delete(id);
    if (this.unkept.delete(id)) this.changed();
    return this.alone(async () => {
      if (this.kept.drafts.has(id)) await this.keep({ dropDrafts: [id] }, { dels: this.rows.draftKeys([id]) });
    });
  }

  async putPhoto(bytes: Uint8Array): Promise<string> {
    return this.photos.put(bytes).catch(async (error: unknown) => {
      if (error instanceof StorageFailure && error.kind === 'storage-full') await this.parts.ballast.release().catch(() => undefined);
      throw error;
    });
  }

  async getPhoto(name: string): Promise<Uint8Array | undefined> {
    return this.parts.readable() ? this.view.online.photo(name) ?? this.photos.get(name) : undefined;
  }

  photosKept(): readonly KeptPhoto[] {
    return this.photos.kept();
  }

  photoToSend(name: string): Promise<Uint8Array | undefined> {
    return this.photos.toSend(name);
  }

  settlePhoto(name: string, stage: PhotoStage | 'safe'): Promise<void> {
    return this.alone(async () => {
      await this.photos.settle(name, stage);
      this.changed();
    });
  }

  keepFetchedPhoto(name: string, bytes: Uint8Array, record?: RecordId): Promise<boolean> {
    if (record !== undefined && this.view.isOnlineOnly(record)) return this.view.online.keepPhoto(record, name, bytes);
    return this.photos.keepFetched(name, bytes);
  }

  outbox(limit: number): readonly Change[] {
    return this.unsentEntries().slice(0, limit).map((e) => e.change);
  }

  settle(changes: readonly Change[], results: readonly ChangeResult[]): Promise<void> {
    return this.alone(async () => {
      const settled: Entry[] = [];
      changes.forEach((change, at) => {
        const result = results[at];
        const entry = this.kept.entries.get(change.counter);
        if (result === undefined || entry === undefined || entry.change.id !== change.id) return;
        if (!isErased(result)) settled.push(this.settled(entry, result));
      });
      if (settled.length > 0) await this.keepEntries(settled);
      const erased = changes.filter((_, at) => isErased(results[at]));
      if (erased.length > 0) await this.eraseHere(new Set(erased.map((c) => c.record)), new Set(erased.map((c) => c.counter)));
    });
  }

  applyPage(page: PageLine): Promise<number> {
    return this.alone(async () => {
      const at = this.place.cursors[page.b];
      const begins = page.fresh === true || at === undefined || at[0] !== page.g;
      if (!begins && page.s < at[1]) return 0;
      const incoming = decodeRecords(page.b, page.rows);
      const { base } = this.view;
      const puts = begins ? incoming : incoming.filter((r) => !isHeldAlready(base.get(r.id), r));
      const put = new Set(puts.map((r) => r.id));
      const gone = new Set((page.gone ?? []).filter((id) => base.get(id)?.bucket === page.b && !put.has(id)));
      if (begins) for (const { id, bucket } of base.values()) if (bucket === page.b && !put.has(id)) gone.add(id);
      // What she wrote of a record that is not in the bucket, though she has not heard of it: it is shown no longer once it is sent.
      const written = begins ? this.entries().filter((e) => e.change.bucket === page.b).map((e) => e.change.record) : [];
      const left = [...(page.gone ?? []), ...written].filter((id) => !base.has(id) && !put.has(id));
      const asItCame: StoredPage | undefined = puts.length > 0 && puts.length === incoming.length && puts.length <= MOST_IN_ROW ? [[page.b, page.rows]] : undefined;
      const cursors = { ...this.place.cursors, [page.b]: [page.g, page.s] as [number, number] };
      await this.changeBase(puts, gone, { ...this.place, cursors }, asItCame, left);
      if (page.erased !== undefined) await this.eraseHere(new Set(page.erased), new Set());
      return puts.length + gone.size;
    });
  }

  forgetSafe(counter: number): Promise<void> {
    return this.alone(async () => {
      await this.forget(Math.max(counter, this.kept.safe));
    });
  }

  resetEpoch(epoch: string): Promise<void> {
    return this.alone(async () => {
      const place = { epoch, cursors: {} };
      const again = this.entries().filter((e) => e.offer !== 'unsent').map(offeredAgain);
      const rows = await this.rows.entries(again);
      await this.keep({ entries: again }, { puts: [...rows, await this.rows.cursors(place)], dels: this.sealed.unmark() });
      this.place = place;
    });
  }

  dropBuckets(buckets: readonly BucketId[] | 'all'): Promise<void> {
    return this.alone(async () => {
      const named = new Set(buckets);
      const isDropped = (bucket: BucketId): boolean => buckets === 'all' || named.has(bucket);
      this.letGoOnline((record) => isDropped(record.bucket));
      const gone = new Set([...this.view.base.values()].filter((r) => isDropped(r.bucket)).map((r) => r.id));
      const cursors = Object.fromEntries(Object.entries(this.place.cursors).filter(([bucket]) => !isDropped(bucket)));
      const left = this.entries().filter((e) => isDropped(e.change.bucket)).map((e) => e.change.record);
      await this.changeBase([], gone, { ...this.place, cursors }, undefined, left);
    });
  }

  strays(): readonly BucketId[] {
    const followed = this.place.cursors;
    const sent = this.entries().filter((e) => e.offer === 'sent' && !e.folded).map((e) => e.change.bucket);
    return [...new Set([...[...this.view.base.values()].map((r) => r.bucket), ...sent])].filter((bucket) => followed[bucket] === undefined);
  }

  cursors(): CursorRow {
    return this.place;
  }

  checksum(bucket: BucketId): number {
    return this.view.checksum(bucket);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.queue.catch(() => undefined);
    await Promise.all([this.parts.journal.close(), this.parts.ledger.close()]);
    this.view.clear();
    this.kept.entries.clear();
    this.kept.drafts.clear();
    this.photos.clear();
    this.unkept.clear();
    this.changed();
  }

  private async saveNow(requests: readonly SaveRequest[]): Promise<SaveResult> {
    if (!this.parts.readable()) throw new StorageFailure('locked');
    const { profile, counter } = this.kept;
    if (profile === undefined) return { ok: false, reason: 'no-grant' };
    const nextId = (): ChangeId => `${this.run}.${(this.made += 1)}`;
    const made = makeEntries(requests, { view: this.view, types: this.types, profile, now: this.parts.now(), random: this.parts.random, counter, nextId });
    if (!made.ok) return made;
    const { entries } = made;
    await this.photos.note(entries.map((e) => e.change));
    const finished = requests.flatMap((r) => (r.draft !== undefined && this.kept.drafts.has(r.draft) ? [r.draft] : []));
    if (entries.length > 0 || finished.length > 0) {
      const rows = Promise.all([this.rows.entries(entries), this.sealed.batch(entries, this.place.epoch)]);
      await this.keep(
        { ...(entries.length > 0 && { entries }), ...(finished.length > 0 && { dropDrafts: finished }) },
        rows.then(([adds, sealed]) => joined({ adds, dels: this.rows.draftKeys(finished) }, sealed)),
      );
    }
    for (const { draft } of requests) if (draft !== undefined && this.unkept.delete(draft)) this.changed();
    return { ok: true, record: made.first, changed: entries.length > 0 };
  }

  private settled(entry: Entry, result: ChangeResult): Entry {
    const { code: _code, paths: _paths, ...rest } = entry;
    if (result[0] === 'h') return { ...(result[1] === 'settled-elsewhere' ? rest : withoutEnd(rest)), offer: 'held', code: result[1], paths: result[2] };
    const { takenBack: _takenBack, ...plain } = withoutEnd(rest);
    const sent: Entry = { ...plain, offer: 'sent', seq: result[1] };
    const base = this.view.base.get(entry.change.record);
    return { ...sent, folded: entry.folded || this.isOutOfReach(entry) || (base === undefined ? this.isPassed(sent) : holdsChange(base, sent)) };
  }

  /**
   * The office has erased these records. What is said of them here goes: the record, its drafts and photos, the
   * words of its changes and their sealed copies, in the journal too. Unsent changes wait for the server's
   * word on each, for their numbers must reach it.
   */
  private async eraseHere(records: ReadonlySet<RecordId>, answered: ReadonlySet<number>): Promise<void> {
    const isOf = (record: RecordId | undefined): boolean => record !== undefined && records.has(record);
    const said = this.entries().filter((e) => answered.has(e.change.counter) || (isOf(e.change.record) && e.offer !== 'unsent' && saysAnything(e)));
    const drafts = [...this.kept.drafts.values(), ...this.unkept.values()].filter((d) => isOf(d.record)).map((d) => d.id);
    const base = new Set([...records].filter((id) => this.view.base.has(id)));
    if (base.size > 0) await this.changeBase([], base, this.place, undefined);
    this.letGoOnline((record) => records.has(record.id));
    for (const record of records) await this.photos.erase(record).catch(ifStorage);
    if (said.length + drafts.length + base.size === 0) return;
    for (const id of drafts) {
      this.latestDraft.delete(id);
      this.unkept.delete(id);
    }
    const entries = said.map(emptied);
    if (said.some(saysAnything) || drafts.length + base.size > 0) this.repairs = [...this.repairs, { kind: 'record-erased', changes: 0, at: this.parts.now() }];
    await this.keep(
      { ...(entries.length > 0 && { entries }), ...(drafts.length > 0 && { dropDrafts: drafts }) },
      joined({ puts: [...(await this.rows.entries(entries)), await this.rows.meta('incidents', this.repairs)], dels: this.rows.draftKeys(drafts) }, { dels: this.sealed.gone(entries.map((e) => e.change.counter)) }),
    );
    // Frames written before still say it: the journal begins anew.
    await this.copies.mend(this.kept, { ledger: false, journal: true });
    await this.forget(this.kept.safe);
  }

  /** Records and cursor in one transaction; entries learn what has come back. */
  private async changeBase(puts: readonly DehriRecord[], gone: ReadonlySet<RecordId>, place: CursorRow, asItCame: StoredPage | undefined, left: readonly RecordId[] = []): Promise<void> {
    const plan = this.pages.plan(puts, gone, this.view.base, asItCame === undefined ? PAGE_SIZE : MOST_IN_ROW);
    const learned: Entry[] = [];
    const learn = (id: RecordId, base: DehriRecord | undefined): void => {
      for (const entry of this.view.entriesOf(id)) {
        const folded = entry.offer === 'sent' || (base !== undefined && holdsChange(base, entry));
        const { settles, ...rest } = entry;
        const stands = settles === true && (!folded || (base !== undefined && isLiveIn(base, entry.change.id)));
        if (folded !== entry.folded || stands !== (settles === true)) learned.push({ ...rest, folded, ...(stands && { settles }) });
      }
    };
    for (const record of puts) learn(record.id, record);
    for (const id of new Set([...gone, ...left])) learn(id, undefined);
    await this.photos.leave([...gone].flatMap((id) => this.view.base.get(id) ?? []));
    const batch = await this.rows.pages(plan, asItCame);
    await this.copies.writeRows(this.kept, { ...batch, puts: [...(batch.puts ?? []), ...(await this.rows.entries(learned)), await this.rows.cursors(place)] });
    this.pages.done(plan);
    this.place = place;
    for (const entry of learned) this.kept.entries.set(entry.change.counter, entry);
    this.view.setEntries(learned, []);
    this.view.setBase(puts, gone);
    this.changed();
    await this.gatherPages();
    await this.forget(this.kept.safe);
  }

  private async gatherPages(): Promise<void> {
    const plan = this.pages.gather(this.view.base);
    if (plan === undefined) return;
    try {
      await this.copies.writeRows(this.kept, await this.rows.pages(plan, undefined));
      this.pages.done(plan);
    } catch {
      // It only tidies; the next page tries again.
    }
  }

  /** Makes room; when even that cannot be written, the next word of the server tries again. */
  private async forget(safe: number): Promise<void> {
    const gone = forgettable(this.kept.entries, safe).map((e) => e.change.counter);
    if (gone.length === 0 && safe <= this.kept.safe) return;
    const device = await this.rows.device({ ...this.kept, safe }, this.copies.states.journal !== 'up');
    const dels = [...gone.map((counter) => ({ table: 'outbox' as const, key: counter })), ...this.sealed.gone(gone)];
    try {
      await this.keep({ forget: gone, safe, counter: this.kept.counter }, { dels, puts: [device] });
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
    }
  }

  private async keepEntries(entries: readonly Entry[]): Promise<void> {
    await this.keep({ entries }, { puts: [...(await this.rows.entries(entries)), ...this.sealed.marks(entries, this.place.epoch)] });
    await this.forget(this.kept.safe);
  }

  /** Both copies, then memory, then whoever watches. */
  private async keep(edit: KeepsakeEdit, rows: LedgerBatch | Promise<LedgerBatch>): Promise<void> {
    await this.copies.write(this.kept, edit, rows);
    const gone = (edit.forget ?? []).flatMap((counter) => this.kept.entries.get(counter) ?? []);
    applyEdit(this.kept, edit);
    this.rows.freeSlots(edit.dropDrafts ?? []);
    this.view.setEntries(edit.entries ?? [], gone);
    this.changed();
  }

  /** Its record will not come to this phone: where it lies is hers no longer. */
  private isOutOfReach({ change: { record, bucket } }: Entry): boolean {
    return !this.view.base.has(record) && this.place.cursors[bucket] === undefined && !this.reaches(bucket);
  }

  /** All of the bucket up to this change has come, and its record was not in it: it is not for this phone. */
  private isPassed({ change: { bucket }, seq }: Entry): boolean {
    return (this.place.cursors[bucket]?.[1] ?? -1) >= seq;
  }

  private reaches(bucket: BucketId): boolean {
    const day = indiaDay(this.parts.now());
    return this.kept.profile?.grants.some((g) => isInForce(g, day) && bucketReaches(bucket, g.place)) ?? false;
  }

  private entries(): Entry[] {
    return [...this.kept.entries.values()].sort((a, b) => a.change.counter - b.change.counter);
  }

  private openHeld(): Entry[] {
    return this.entries().filter((e) => e.offer === 'held' && !e.folded && !isGivenUp(e) && !this.view.isMended(e));
  }

  private unsentEntries(): Entry[] {
    return this.entries().filter((e) => e.offer === 'unsent');
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new StorageFailure('locked'));
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private fresh(): typeof this.cache {
    if (this.cache.version !== this.version) this.cache = { version: this.version };
    return this.cache;
  }

  private changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}

const NO_RECORDS: readonly DehriRecord[] = [];
const NO_IDS: readonly RecordId[] = [];

function joined(a: LedgerBatch, b: LedgerBatch): LedgerBatch {
  return { adds: [...(a.adds ?? []), ...(b.adds ?? [])], puts: [...(a.puts ?? []), ...(b.puts ?? [])], dels: [...(a.dels ?? []), ...(b.dels ?? [])] };
}

function saysAnything({ change }: Entry): boolean {
  return Object.keys(change.values).length > 0;
}

function isErased(result: ChangeResult | undefined): boolean {
  return result?.[0] === 'h' && result[1] === 'erased';
}

function ifStorage(error: unknown): void {
  if (!(error instanceof StorageFailure)) throw error;
}

function isHeldAlready(before: DehriRecord | undefined, record: DehriRecord): boolean {
  return before !== undefined && before.bucket === record.bucket && before.seq >= record.seq;
}
