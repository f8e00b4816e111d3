// What a world needs of its server, whatever keeps its tables.
import type { ChangeResult, SyncRequest } from '#shared/sync/protocol.ts';
import type { Written } from '#server/sync/sync-tables.ts';
import type { Contents } from './memory-database.ts';
import type { Office } from './office.ts';
import type { Rng } from './random.ts';
import type { Timeline } from './timeline.ts';

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Chance of each, per step of a transaction. */
export interface ServerFaults {
  readonly slow: number;
  readonly tryAgain: number;
  readonly busy: number;
  readonly dieBefore: number;
  readonly dieAfter: number;
}

export const CALM: ServerFaults = { slow: 0, tryAgain: 0, busy: 0, dieBefore: 0, dieAfter: 0 };

export interface Watcher {
  /** An answer leaves the server. */
  answered(device: string, asked: SyncRequest, results: readonly ChangeResult[], lines: readonly string[]): void;
  committed(written: Pick<Written, 'changes' | 'newRecords' | 'oldRecords' | 'held'>): void;
}

export interface Backend {
  readonly office: Office;
  /** What is committed. */
  readonly contents: Contents;
  readonly epoch: string;
  faults: ServerFaults;
  /** How far the server's clock is from the right one, milliseconds. */
  skew: number;
  clock(): number;
  /** Never answers when the server dies meanwhile. */
  ask(device: string, path: string, body: string): Promise<Reply>;
  /** Power cut, and up again at once: what was not committed is gone. */
  kill(): void;
  /** A backup that was tried by restoring it: what is in it is safe. */
  backup(): void | Promise<void>;
  /** Back to the newest backup, or to an empty database when there is none. */
  restore(): void | Promise<void>;
  /** An officer ends a held change without applying it. */
  closeHeld(id: string): void | Promise<void>;
}

export type MakeBackend = (timeline: Timeline, rng: Rng, watcher: Watcher) => Backend;
