// Takes one batch from where it stands to its end. Safe to stop anywhere: every chunk is one
// transaction together with the batch's place in the file, and one run per district holds a lock.
//
//        ┌────────────── prepare chunk n+1 ─────────────┐
//   file ┴▶ rows ▶ prepare ▶ write chunk n ▶ commit ────┴─▶ … ▶ done | failed
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileFault } from '#shared/import/file-fault.ts';
import type { ProgrammeList } from '#shared/import/target.ts';
import type { PoolClient } from 'pg';
import { inTransaction, sqlState } from '../db/database.ts';
import type { Services } from '../services.ts';
import { entryWork } from '../subjects/entry-work.ts';
import { batchSeal } from './batch-seal.ts';
import { readBatch, restoreFile, setEnded, setRunning, type Batch } from './batch-store.ts';
import { copyRows } from './copy-rows.ts';
import { withDistrictLock } from './district-lock.ts';
import { FileError } from './file-error.ts';
import { ChunkConflict, type ListWork } from './list-work.ts';
import { openList } from './open-list.ts';
import { CHUNK_ROWS, type FaultyRow, type PreparedChunk } from './prepare.ts';
import { recordWork } from './record-work.ts';
import { targetOf } from './targets.ts';
import { targetAsBegun } from './type-lists.ts';

export interface RunOptions {
  /** After each chunk, with the batch as it stands. */
  readonly onProgress?: (batch: Batch) => void;
  readonly signal?: AbortSignal;
  readonly chunkRows?: number;
  /** A copy of the file that lies here already. */
  readonly path?: string;
}

/** More wrong rows than this, and more than half of all: the columns are wrong, not the rows. */
const MAX_FAULTY = 5_000;

/** `busy`: another import of the district runs, or another server has this one. */
export async function runBatch(services: Services, targets: readonly ProgrammeList[], district: number, id: string, options: RunOptions = {}): Promise<'ended' | 'busy' | 'stopped'> {
  return withDistrictLock(services.db, district, () => runLocked(services, targets, district, id, options));
}

async function runLocked(services: Services, targets: readonly ProgrammeList[], district: number, id: string, options: RunOptions): Promise<'ended' | 'stopped'> {
  const { db, clock } = services;
  const folder = await mkdtemp(join(tmpdir(), 'dehri-import-'));
  try {
    const path = options.path ?? join(folder, 'list');
    if (options.path === undefined && !(await fetchFile(services, targets, district, id, path))) return 'ended';
    for (let attempt = 1; ; attempt += 1) {
      const batch = await readBatch(db.pool, district, id);
      if (batch === undefined || (batch.status !== 'waiting' && batch.status !== 'running')) return 'ended';
      await setRunning(db.pool, batch);
      try {
        if ((await runFrom(services, targets, batch, path, options)) === 'stopped') return 'stopped';
        await setEnded(db.pool, batch, 'done', null, clock());
        return 'ended';
      } catch (error) {
        // A place or record made elsewhere meanwhile: begin again from the last chunk with fresh eyes.
        if (isConflict(error) && attempt < 5) continue;
        if (!(error instanceof FileError)) throw error;
        await setEnded(db.pool, batch, 'failed', error.fault, clock());
        return 'ended';
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** False: it can no longer be opened, and the batch has ended. */
async function fetchFile(services: Services, targets: readonly ProgrammeList[], district: number, id: string, path: string): Promise<boolean> {
  const batch = await readBatch(services.db.pool, district, id);
  if (batch === undefined) return false;
  const seal = await batchSeal(services, services.db.pool, targetOf(targets, batch).target, id);
  if (seal !== 'gone') {
    await restoreFile(services.db, district, id, path, seal);
    return true;
  }
  await setEnded(services.db.pool, batch, 'failed', { code: 'not-kept' }, services.clock());
  return false;
}

async function runFrom(services: Services, targets: readonly ProgrammeList[], start: Batch, path: string, options: RunOptions): Promise<'ended' | 'stopped'> {
  const target = targetAsBegun(targetOf(targets, start), start.form, (ref) => services.registry.form(ref));
  if (target === undefined) throw new FileError({ code: 'form-changed' });
  const list = await openList(path);
  const work = await (target.subjects === undefined ? recordWork : entryWork)(services, start, target, options.chunkRows ?? CHUNK_ROWS);
  const chunks = work.chunks(list);
  let batch = start;
  let coming = chunks.next();
  let isStopped = false;
  try {
    for (;;) {
      const { value: chunk, done } = await coming;
      if (done === true) return 'ended';
      isStopped = options.signal?.aborted === true;
      if (isStopped) return 'stopped';
      // The next chunk is prepared while the database works on this one.
      coming = chunks.next();
      coming.catch(() => undefined);
      batch = await writeWithProgress(services, batch, work, chunk);
      options.onProgress?.(batch);
      refuseTooManyFaults(batch);
    }
  } finally {
    await coming.catch(() => undefined);
    await chunks.return(undefined);
    if (!isStopped) await work.end?.(batch);
  }
}

async function writeWithProgress({ db, clock }: Services, before: Batch, work: ListWork, chunk: PreparedChunk): Promise<Batch> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(db, async (client) => {
        const result = await work.write(client, chunk, { counter: before.counter, now: clock() });
        const faulty = [...chunk.faulty, ...result.faulty];
        await writeFaults(client, before, work, faulty);
        const after: Batch = {
          ...before, status: 'running', line: chunk.line, rows: before.rows + chunk.rows.length + chunk.faulty.length, created: before.created + result.created,
          changed: before.changed + result.changed, unchanged: before.unchanged + result.unchanged, faulty: before.faulty + faulty.length,
          places: before.places + result.places, counter: result.counter,
        };
        const { rowCount } = await client.query(
          `UPDATE import_batch SET line = $3, rows = $4, created = $5, changed = $6, unchanged = $7, faulty = $8, places = $9, counter = $10
           WHERE district = $1 AND id = $2 AND line = $11 AND counter = $12`,
          [after.district, after.id, after.line, after.rows, after.created, after.changed, after.unchanged, after.faulty, after.places, after.counter, before.line, before.counter],
        );
        if (rowCount !== 1) throw new Error('this batch is being run twice');
        return after;
      });
    } catch (error) {
      if (attempt >= 5 || !isConflict(error)) throw error;
    }
  }
}

async function writeFaults(client: PoolClient, { district, id }: Batch, work: ListWork, faulty: readonly FaultyRow[]): Promise<void> {
  await copyRows(client, 'import_fault (district, batch, line, faults, cells)', faulty.map((row) => [
    district, id, row.line, JSON.stringify(row.faults), work.keep(row),
  ]));
}

function refuseTooManyFaults({ faulty, rows }: Batch): void {
  const fault: FileFault = { code: 'too-many-faults' };
  if (faulty > MAX_FAULTY && faulty * 2 > rows) throw new FileError(fault);
}

/** Unique violation, deadlock, serialization failure: someone else was there first. */
function isConflict(error: unknown): boolean {
  return error instanceof ChunkConflict || ['23505', '40001', '40P01'].includes(sqlState(error));
}
