// What screens may know about sync.
import type { RecordId } from '#shared/record/change.ts';
import type { Carried, CarriedFile } from '../store/carried-files.ts';

/** `photos`: answers are through on both sides, photos go. */
export type SyncPhase = 'idle' | 'measuring' | 'sending' | 'receiving' | 'photos';

export interface SyncProblem {
  /** Words in `sync:problem.<code>`; none of them means that anything is lost. */
  readonly code:
    | 'no-network' | 'server-unreachable' | 'captive-portal' | 'damaged-answer' | 'session-expired'
    | 'device-revoked' | 'device-unknown' | 'busy' | 'app-too-old' | 'storage-full' | 'storage-broken' | 'clock-wrong';
  /** When it will be tried again by itself, milliseconds since 1970. */
  readonly retryAt?: number;
}

export interface SyncStatus {
  readonly phase: SyncPhase;
  /** Records received and to come in this run. */
  readonly received: number;
  readonly coming: number;
  readonly sent: number;
  readonly toSend: number;
  /** Photos under way, while they are. */
  readonly photos: PhotoProgress | undefined;
  /** Last time the server confirmed that nothing is missing on either side. */
  readonly lastComplete: number | undefined;
  readonly problem: SyncProblem | undefined;
  /** Another tab of this app is doing the work. */
  readonly elsewhere: boolean;
}

export interface PhotoProgress {
  readonly photos: number;
  readonly sentBytes: number;
  readonly bytes: number;
}

/** `not-there`: the phone that took it has not handed it in yet. */
export type PhotoFetch = 'here' | 'not-there' | 'no-network';

/** Cost of what waits, shown before it starts. */
export interface SyncCost {
  readonly records: number;
  readonly bytes: number;
  /** At the speed measured just now. */
  readonly seconds: number;
  /** Of the photos, which travel apart. */
  readonly photoSeconds: number;
}

export interface SyncControl {
  status(): SyncStatus;
  subscribe(listener: () => void): () => void;
  /** What a full sync would move, both ways. Undefined without a network. */
  cost(): Promise<SyncCost | undefined>;
  /** Starts now unless running; resolves when the run ends (well or not). */
  syncNow(): Promise<void>;
  /** As `syncNow`, and then the photos that wait, however slow the line. */
  sendPhotos(): Promise<void>;
  /** Brings a photo of a record that another phone took. */
  fetchPhoto(record: RecordId, name: string): Promise<PhotoFetch>;
}

/** What can be told of a space, or of a file, without opening it: numbers of changes. */
export interface SealedStatus {
  /** False until it has been looked at. */
  readonly known: boolean;
  /** Sealed, and not with the server. */
  readonly waiting: number;
  /** With the server. */
  readonly delivered: number;
  /** Not with the server, and only the PIN opens them. */
  readonly closed: number;
  /** Handed in since the app was opened. */
  readonly received: number;
  /** The server would not take them. */
  readonly refused: number;
  readonly busy: boolean;
  /** The phone has been shut out. */
  readonly shut: boolean;
  readonly problem: SyncProblem['code'] | undefined;
}

/** Hands in what is sealed, without a PIN. */
export interface SealedControl {
  status(): SealedStatus;
  subscribe(listener: () => void): () => void;
  /** Resolves when it has been tried. */
  handIn(): Promise<void>;
}

/** Sealed work that any hand can carry to the server. */
export interface RescueFile {
  /** Holds nothing of its owner. */
  readonly name: string;
  readonly text: string;
  readonly changes: number;
}

/** Rescue files of colleagues on this phone. */
export interface CarriedControl {
  files(): readonly CarriedFile[];
  busy(): boolean;
  /** Why the last try did not bring them all in. */
  problem(): SyncProblem['code'] | undefined;
  subscribe(listener: () => void): () => void;
  /** Resolves when it is kept; it is then handed in as soon as there is a network. */
  add(text: string): Promise<Carried>;
  drop(id: string): Promise<void>;
  handIn(): Promise<void>;
}
