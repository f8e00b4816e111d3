// The store as screens and sync see it. After unlocking, all records of a vault are in memory; every
// write is durable before memory changes. Every implementation (browser, memory) passes the same
// contract suite in `tests/contract`.
import type { BucketId, Change, ChangeId, PersonId, RecordId, Register, Values } from '#shared/record/change.ts';
import type { BrokenRule } from '#shared/record/judge-rules.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Profile } from '#shared/sync/profile.ts';
import type { ChangeResult, Cursors, HeldCode, PageLine, SettledHeld } from '#shared/sync/protocol.ts';

/** Where a record's words are: on this phone only, with the server, or needing a person. */
export type Receipt = 'unsent' | 'sent' | 'held' | 'contested';

export interface SaveRequest {
  readonly type: string;
  /** Absent: a new record; its id is made by the store. An id that is not here yet makes a new one under it. */
  readonly record?: RecordId;
  /** Required for a new record. */
  readonly bucket?: BucketId;
  readonly edits: Values;
  /**
   * The record as she saw it when she began. Only what differs from it is written, and versions that
   * came since are not replaced unseen: they meet in the merge. Absent: the record as it is now.
   */
  readonly seen?: DehriRecord;
  readonly form?: string;
  /** Version of the record type whose names `edits` use: of an older form, its own. Absent: the present one. */
  readonly schema?: number;
  /** The held change that this save puts right. */
  readonly mends?: ChangeId;
  /** Draft that this save finishes; removed in the same transaction. */
  readonly draft?: string;
}

export type SaveResult =
  | { readonly ok: true; readonly record: RecordId; readonly changed: boolean }
  /** Nothing was written anywhere; what was typed is still on the screen. */
  | { readonly ok: false; readonly reason: 'storage-full' | 'storage-broken' | 'locked' | 'no-grant' }
  /** What was typed does not fit together with the rest of the record: words `<programme>:rule.<code>`. */
  | { readonly ok: false; readonly reason: 'rule'; readonly rules: readonly BrokenRule[] };

/** An unfinished form: answers as typed. Kept encrypted; survives a kill and the loss of IndexedDB. */
export interface Draft {
  readonly id: string;
  /** Stays on the form version it was begun with. */
  readonly form: string;
  readonly record?: RecordId;
  /** The row that a form of a row fills. */
  readonly row?: string;
  /** The record when the form was begun; see `SaveRequest.seen`. */
  readonly seen?: DehriRecord;
  readonly bucket: BucketId;
  readonly answers: Values;
  readonly page: number;
  readonly savedAt: number;
}

/** One of her own changes that is still kept here, and where it is. */
export interface OwnChange {
  readonly change: Change;
  /** On this phone only, with the server, in its verified backup; or held, taken back, not taken by the office. */
  readonly at: 'phone' | 'server' | 'backup' | 'held' | 'taken-back' | 'closed';
}

export interface HeldChange {
  readonly change: Change;
  readonly code: HeldCode;
  readonly paths: readonly string[];
}

/** What her coordinator decided about a held change, until she has read it. */
export interface HeldAnswer {
  readonly change: Change;
  /** `closed`: it was not taken. `applied`: it was, although she wished to take it back. */
  readonly end: 'closed' | 'applied';
  /** What was said to her, '' if nothing. */
  readonly note: string;
}

/** What the next request asks about held changes; see `SyncRequest`. */
export interface HeldQuestions {
  readonly held: readonly ChangeId[];
  readonly withdraw: readonly ChangeId[];
}

/** A repair made at start, or a record that the office has erased; shown once to the worker in plain words, counted, never hidden. */
export interface Incident {
  readonly kind: 'rebuilt-from-journal' | 'journal-rebuilt' | 'journal-missing' | 'page-unreadable' | 'record-erased';
  readonly changes: number;
  readonly at: number;
}

export interface Unsent {
  /** Records with at least one change not with the server. */
  readonly records: number;
  readonly changes: number;
  /** Estimated bytes on the wire. */
  readonly bytes: number;
}

/** `waiting`: to be handed in. `sent`: the server has the same SHA-256, but perhaps no second copy. `refused`: it takes it for no photo. */
export type PhotoStage = 'waiting' | 'sent' | 'refused';

/** A photo of a saved change that is not known to be safe: it stays on this phone. */
export interface KeptPhoto {
  /** SHA-256 of its bytes in hex. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly stage: PhotoStage;
  /** Records that name it, and the buckets in which they were captured. */
  readonly uses: readonly { readonly record: RecordId; readonly bucket: BucketId }[];
}

/**
 * What a write other than `save` rejects with; nothing was written. `elsewhere`: another tab has
 * taken the vault over.
 */
export class StorageFailure extends Error {
  override name = 'StorageFailure';
  readonly kind: 'storage-full' | 'storage-broken' | 'locked' | 'elsewhere';
  constructor(kind: StorageFailure['kind'], options?: ErrorOptions) {
    super(kind, options);
    this.kind = kind;
  }
}

export interface RecordStore {
  /** '' until the first profile. */
  readonly person: PersonId;
  /** Who she is, her grants and places; undefined between the making of the vault and enrolment. */
  profile(): Profile | undefined;
  /** Durable in both copies. Throws for another person's profile: a vault is one person's. */
  setProfile(profile: Profile): Promise<void>;
  /** From now on records of these types are shown in their present shape and may be written. */
  learnTypes(types: readonly RecordType[]): void;
  get(id: RecordId): DehriRecord | undefined;
  /** All records of a type. The same array until one of them changes. */
  ofType(type: string): readonly DehriRecord[];
  /**
   * Shows a record that was opened online and that this phone does not keep, until the returned function is
   * called, its bucket is dropped, or the app locks. It is in memory only, drafts over it and photos of it
   * too; what is saved in it goes to the outbox like all work. A copy that the phone keeps goes before it.
   */
  showOnline(record: DehriRecord): () => void;
  /** Is it shown only because it was opened online? */
  isOnlineOnly(id: RecordId): boolean;
  receipt(id: RecordId): Receipt;
  unsent(): Unsent;
  held(): readonly HeldChange[];
  /** How held changes ended that she has not read yet. */
  heldAnswers(): readonly HeldAnswer[];
  /** She has read them. Durable in both copies. */
  heldAnswersRead(changes: readonly ChangeId[]): Promise<void>;
  /** The held change and those held ones that stand on it: what goes when it is taken back. */
  standingOn(change: ChangeId): readonly Change[];
  /**
   * Takes it back, with what stands on it: no longer shown nor counted, but kept until it is safe.
   * Durable in both copies; the server is told at the next contact.
   */
  withdraw(change: ChangeId): Promise<void>;
  /** Newest first; those in a backup are soon forgotten, those put right by a later one are left out. */
  ownChanges(id: RecordId): readonly OwnChange[];
  /** Is all that was written here of the record in the server's verified backup? Undefined while the server has none. */
  isBackedUp(id: RecordId): boolean | undefined;
  /** Registers that were settled here, and that an answer which came later has opened again. */
  openedAgain(id: RecordId): readonly Register[];
  /** Ids of records with a contested register. */
  contested(): readonly RecordId[];
  incidents(): readonly Incident[];
  dismissIncidents(): Promise<void>;
  /** Resolves after both copies are durable. */
  save(request: SaveRequest): Promise<SaveResult>;
  /** Several records as one unit (a new group and its members' families). */
  saveAll(requests: readonly SaveRequest[]): Promise<SaveResult>;

  drafts(): readonly Draft[];
  /**
   * Rejects with `StorageFailure` (full, broken, locked); the draft is then among `drafts()` until the
   * app closes. Of several in quick succession the newest is written.
   */
  putDraft(draft: Draft): Promise<void>;
  dropDraft(id: string): Promise<void>;
  /** Rejects with `StorageFailure`. Encrypted photo in OPFS, named by the SHA-256 of its bytes; returns that name. */
  putPhoto(bytes: Uint8Array): Promise<string>;
  getPhoto(name: string): Promise<Uint8Array | undefined>;
  /** Photos of saved changes that the server is not known to hold safely. The same array until one of them changes. */
  photosKept(): readonly KeptPhoto[];

  /** For sync. The oldest changes not yet with the server, in counter order. */
  outbox(limit: number): readonly Change[];
  /** Results for the changes sent, in order. */
  settle(changes: readonly Change[], results: readonly ChangeResult[]): Promise<void>;
  /** Also while nothing may be read. */
  heldQuestions(): HeldQuestions;
  /** What became of held changes. Durable in both copies. */
  learnSettled(settled: readonly SettledHeld[]): Promise<void>;
  /** Rows and cursor in one transaction. A bucket without a cursor, or of another generation, begins anew. Returns how many records changed. */
  applyPage(page: PageLine): Promise<number>;
  /** Changes with a counter up to this are in a verified backup. */
  forgetSafe(counter: number): Promise<void>;
  /** The bytes of a kept photo, also while nothing may be read here; undefined when they are lost or damaged. Rejects with `StorageFailure`. */
  photoToSend(name: string): Promise<Uint8Array | undefined>;
  /** What the server said of a photo. `safe`: in a verified backup; from now on it may be dropped here. */
  settlePhoto(name: string, stage: PhotoStage | 'safe'): Promise<void>;
  /** A photo that came from the server, kept encrypted until the space is wanted; of a record shown online (`record`) it is in memory only. False when the bytes are not what the name says. */
  keepFetchedPhoto(name: string, bytes: Uint8Array, record?: RecordId): Promise<boolean>;
  /** Another server epoch: cursors are void, everything not safe is offered again. */
  resetEpoch(epoch: string): Promise<void>;
  /** `all`: also records whose cursor is void. Changes and drafts stay. */
  dropBuckets(buckets: readonly BucketId[] | 'all'): Promise<void>;
  /** Buckets of which something the server has is held, and which no cursor follows: after a whole answer they are not hers any more. */
  strays(): readonly BucketId[];
  cursors(): { readonly epoch: string; readonly cursors: Cursors };
  /** Checksum of what the phone holds of a bucket as the server last sent it. */
  checksum(bucket: BucketId): number;

  /** Called after every change of what is shown; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Increases with every change of what is shown (for useSyncExternalStore). */
  readonly version: number;
  close(): Promise<void>;
}
