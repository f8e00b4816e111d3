// What every service of the server is given: the database, the programmes, and the clock and
// randomness as arguments, so that tests decide them.
import type { Database } from './db/database.ts';
import type { ServerMeta } from './db/meta.ts';
import type { ErasedList } from './erase/erased-list.ts';
import type { SubjectKeys } from './keys/subject-keys.ts';
import type { Registry } from './registry.ts';

export interface Services {
  readonly db: Database;
  readonly registry: Registry;
  readonly meta: ServerMeta;
  /** Keys of the persons that files and lists are about. */
  readonly keys: SubjectKeys;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: (bytes: number) => Buffer;
  /** Minutes that local time is ahead of UTC; a day begins at local midnight. */
  readonly utcOffsetMinutes: number;
  /** Where ids of erased records are kept beside the database; absent: only in it. */
  readonly erasedList?: ErasedList;
}

/** The local ISO day of a moment; of a nonsensical one the nearest that has a four-digit year. */
export function dayOf({ utcOffsetMinutes }: Pick<Services, 'utcOffsetMinutes'>, ms: number): string {
  return new Date(Math.min(LAST, Math.max(0, ms + utcOffsetMinutes * 60_000))).toISOString().slice(0, 10);
}

const LAST = Date.UTC(9999, 11, 31);

export function today(services: Pick<Services, 'clock' | 'utcOffsetMinutes'>): string {
  return dayOf(services, services.clock());
}

/** A short random id, 72 bits unless told. */
export function newId(services: Pick<Services, 'random'>, bytes = 9): string {
  return services.random(bytes).toString('base64url');
}
