// A list about persons lies nowhere in the clear: its file, and its bad rows, are kept under a key of the batch's own,
// which goes when they are no longer needed. Lists of records are kept as they come.
import type { ImportTarget } from '#shared/import/target.ts';
import type { Sql } from '../db/database.ts';
import { seal, unseal } from '../keys/seal.ts';
import type { Services } from '../services.ts';

export interface BatchSeal {
  /** @param about which part of the batch it is */
  close(about: string, plain: Buffer | string): Buffer;
  open(about: string, sealed: Buffer): Buffer;
}

/** Undefined: nothing of it is sealed. `gone`: its key is not there any more. */
export async function batchSeal({ keys }: Pick<Services, 'keys'>, sql: Sql, { subjects }: ImportTarget, batch: string): Promise<BatchSeal | undefined | 'gone'> {
  if (subjects === undefined) return undefined;
  const key = (await keys.of(sql, [keyId(batch)])).get(keyId(batch));
  return key === undefined ? 'gone' : sealOf(key, batch);
}

export async function newBatchSeal({ keys }: Pick<Services, 'keys'>, sql: Sql, { subjects }: ImportTarget, batch: string): Promise<BatchSeal | undefined> {
  if (subjects === undefined) return undefined;
  const key = (await keys.make(sql, [keyId(batch)])).get(keyId(batch));
  if (key === undefined) throw new Error('a key just made is there');
  return sealOf(key, batch);
}

/** How long bad rows wait to be mended. */
const KEEP_FAULTS_MS = 30 * 86_400_000;

/** Bad rows of lists about persons that nobody fetched in a month, and the keys of such batches. */
export async function dropOldSeals({ keys }: Pick<Services, 'keys'>, sql: Sql, now: number): Promise<void> {
  const { rows } = await sql.query<{ district: number; id: string }>(
    `SELECT b.district, b.id FROM import_batch b JOIN subject_key k ON k.id = 'b:' || b.id WHERE b.status NOT IN ('waiting', 'running') AND b.made_at < $1`, [now - KEEP_FAULTS_MS],
  );
  for (const { district, id } of rows) {
    await sql.query('DELETE FROM import_fault WHERE district = $1 AND batch = $2', [district, id]);
    await keys.destroy(sql, [keyId(id)]);
  }
}

function keyId(batch: string): string {
  return `b:${batch}`;
}

function sealOf(key: Buffer, batch: string): BatchSeal {
  return { close: (about, plain) => seal(key, `${batch}:${about}`, plain), open: (about, sealed) => unseal(key, `${batch}:${about}`, sealed) };
}
