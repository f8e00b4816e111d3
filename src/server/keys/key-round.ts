// What follows an erasure: within the hour the master key is replaced and the copy of the keys beside the backups
// is written anew, so that destroyed keys are in neither. What fails is tried again with the next round, by
// whichever server comes first.
import type { Database } from '../db/database.ts';
import type { MasterKeys } from './master-keys.ts';
import { rotateMaster, withKeyLock } from './rotate-master.ts';
import { currentMaster } from './subject-keys.ts';

const EVERY = 3_600_000;

export interface KeyRound {
  readonly db: Database;
  readonly masters: MasterKeys;
  /** Writes the copy beside the backups anew; absent where no backups are made. */
  readonly copy?: (() => Promise<void>) | undefined;
}

/** Says whether keys had been destroyed and now are for good. */
export async function keyRound({ db, masters, copy }: KeyRound): Promise<boolean> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM key_destruction');
  if (rows.length === 0) return false;
  return await withKeyLock(db, false, async () => {
    for await (const _ of rotateMaster(db, masters));
    await copy?.();
    await db.pool.query('DELETE FROM key_destruction WHERE id = ANY ($1::text[])', [rows.map((r) => r.id)]);
    return true;
  }) ?? false;
}

/**
 * The same, again and again, by a server that keeps backups beside others that do not: what another has replaced
 * is copied here with the next call, and once at the first.
 */
export function keyRounds({ db, masters, copy }: KeyRound): () => Promise<void> {
  let copied: string | undefined;
  const noted = copy === undefined ? undefined : async (): Promise<void> => {
    const { name } = await currentMaster(db.pool, masters);
    await copy();
    copied = name;
  };
  return async () => {
    if (await keyRound({ db, masters, copy: noted }) || noted === undefined) return;
    if ((await currentMaster(db.pool, masters)).name !== copied) await withKeyLock(db, false, noted);
  };
}

/** Returns the way to stop. */
export function startKeyRounds(round: KeyRound, onError: (error: unknown) => void): () => Promise<void> {
  const once = keyRounds(round);
  let running: Promise<unknown> | undefined;
  const look = (): void => {
    running ??= once().catch(onError).finally(() => { running = undefined; });
  };
  const timer = setInterval(look, EVERY);
  timer.unref();
  look();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
