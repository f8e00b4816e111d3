// What screens may know about sync.
export type SyncPhase = 'idle' | 'measuring' | 'sending' | 'receiving';

export interface SyncProblem {
  /** Words in `sync:problem.<code>`; none of them means that anything is lost. */
  readonly code:
    | 'no-network' | 'server-unreachable' | 'captive-portal' | 'damaged-answer' | 'session-expired'
    | 'device-revoked' | 'busy' | 'app-too-old' | 'storage-full' | 'storage-broken' | 'clock-wrong';
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
  /** Last time the server confirmed that nothing is missing on either side. */
  readonly lastComplete: number | undefined;
  readonly problem: SyncProblem | undefined;
  /** Another tab of this app is doing the work. */
  readonly elsewhere: boolean;
}

/** Cost of what waits, shown before it starts. */
export interface SyncCost {
  readonly records: number;
  readonly bytes: number;
  /** At the speed measured just now. */
  readonly seconds: number;
}

export interface SyncControl {
  status(): SyncStatus;
  subscribe(listener: () => void): () => void;
  /** What a full sync would move, both ways. Undefined without a network. */
  cost(): Promise<SyncCost | undefined>;
  /** Starts now unless running; resolves when the run ends (well or not). */
  syncNow(): Promise<void>;
}
