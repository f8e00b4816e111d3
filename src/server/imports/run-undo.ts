// Takes one taking back from where it stands to its end. Safe to stop anywhere: every chunk is one
// transaction together with how far it is, and it holds the lock of its district's imports.
import { inTransaction, sqlState, type Sql } from '../db/database.ts';
import type { PoolClient } from 'pg';
import type { ImportTarget, ProgrammeList } from '#shared/import/target.ts';
import { stateOf } from '#shared/place/place.ts';
import type { RecordId } from '#shared/record/change.ts';
import type { Registry } from '../registry.ts';
import type { Services } from '../services.ts';
import { recountSource } from '../subjects/count-source.ts';
import { entryChunks } from '../subjects/undo-entries.ts';
import { readBatch, type Batch } from './batch-store.ts';
import { withDistrictLock } from './district-lock.ts';
import { entryOf, targetOf } from './targets.ts';
import { UndoConflict, undoChunk, type UndoStep } from './undo-chunk.ts';
import { readUndo, type Undo } from './undo-store.ts';

export interface UndoOptions {
  readonly signal?: AbortSignal;
  readonly chunkRows?: number;
  readonly onProgress?: (undo: Undo) => void;
}

const CHUNK_ROWS = 1_000;
const MOST_TRIES = 8;

/** `busy`: an import of the district runs, or another server has this one. */
export async function runUndo(services: Services, targets: readonly ProgrammeList[], district: number, id: string, options: UndoOptions = {}): Promise<'ended' | 'busy' | 'stopped'> {
  return withDistrictLock(services.db, district, async () => {
    const batch = await readBatch(services.db.pool, district, id);
    if (batch === undefined) return 'ended';
    const { target } = targetOf(targets, batch);
    const undone = await takenBack(services.db.pool, district, id);
    const chunk = target.subjects === undefined ? await recordChunks(services, target, batch, undone, options.chunkRows ?? CHUNK_ROWS) : entryChunks(services, batch, undone, options.chunkRows ?? CHUNK_ROWS);
    for (;;) {
      if (options.signal?.aborted === true) return 'stopped';
      const undo = await readUndo(services.db.pool, district, id);
      if (undo === undefined || undo.status === 'done') {
        const { subjects } = target;
        if (subjects !== undefined) await recountSource(services, { state: stateOf(batch.place), source: batch.place, category: subjects.category, programme: batch.programme, target: batch.target });
        return 'ended';
      }
      await step(services, undo, (client) => chunk(client, undo));
      const after = await readUndo(services.db.pool, district, id);
      if (after !== undefined) options.onProgress?.(after);
    }
  });
}

type Chunk = (client: PoolClient, undo: Undo) => Promise<UndoStep>;

async function recordChunks({ db, registry, clock }: Services, target: ImportTarget, { district }: Batch, undone: readonly string[], chunkRows: number): Promise<Chunk> {
  const entry = entryOf(registry, target);
  const named = await namedRecords(db.pool, registry, district);
  return (client, undo) => undoChunk(client, { undo, entry, named, undone, now: clock(), chunkRows });
}

async function step({ db, clock }: Services, undo: Undo, chunk: (client: PoolClient) => Promise<UndoStep>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(db, async (client) => {
        const after = await chunk(client);
        const { rowCount } = await client.query(
          `UPDATE import_undo SET status = $4, counter = $5, own_list = $6, own_person = $7, gone = $8, restored = $9, absent = $10, kept = $11, ended_at = $12
           WHERE district = $1 AND batch = $2 AND counter = $3 AND status IN ('waiting', 'running')`,
          [undo.district, undo.batch, undo.counter, after.more ? 'running' : 'done', after.counter, after.ownList, after.ownPerson, after.gone, after.restored, after.absent, after.kept, after.more ? null : clock()],
        );
        if (rowCount !== 1) throw new Error('this list is being taken back twice');
      });
    } catch (error) {
      if (tries >= MOST_TRIES || !(error instanceof UndoConflict || ['40001', '40P01', '23505'].includes(sqlState(error)))) throw error;
    }
  }
}

async function takenBack(sql: Sql, district: number, but: string): Promise<string[]> {
  const { rows } = await sql.query<{ batch: string }>('SELECT batch FROM import_undo WHERE district = $1 AND NOT dry AND batch <> $2', [district, but]);
  return rows.map((row) => row.batch);
}

/** Every record of the district that another one names: a family in a group's list, the camp of a card. Read once. */
async function namedRecords(sql: Sql, registry: Registry, district: number): Promise<Set<RecordId>> {
  const named = new Set<RecordId>();
  for (const type of registry.naming) {
    const patterns = Object.entries(registry.type(type)?.type.fields ?? {}).flatMap(([path, { kind }]) => (kind === 'record' ? [path] : []));
    const { rows } = await sql.query<{ named: string }>(
      `SELECT DISTINCT v.value AS named FROM record r, json_each_text(r.state->'values') v
       WHERE r.district = $1 AND r.type = $2 AND r.state::text ~ $3 AND regexp_replace(v.key, '^(\\w+)\\.[^.]+\\.', '\\1.*.') = ANY ($4) AND v.value IS NOT NULL`,
      [district, type, patterns.map((p) => `${p.slice(p.lastIndexOf('.') + 1)}"`).join('|'), patterns],
    );
    for (const row of rows) named.add(row.named);
  }
  return named;
}
