// Hands to take loaded lists back, and to look whether everything still adds up.
import type { Grant } from '#shared/access/access.ts';
import type { ChangeResult } from '#shared/sync/protocol.ts';
import type { Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { runUndo, type UndoOptions } from '#server/imports/run-undo.ts';
import { askUndo, readKept, readUndo, type Kept, type Undo } from '#server/imports/undo-store.ts';
import { applyChanges } from '#server/sync/apply-changes.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { onPostgres } from '#server/sync/postgres-tables.ts';
import { liveUnique, recordFromRow, type RecordRow } from '#server/sync/stored.ts';
import { BLOCK, DISTRICT, TARGETS, type ImportFixture } from './fixture.ts';

const GRANTS: readonly Grant[] = [{ id: 'gm', person: 'mitra', role: 'mitra', place: BLOCK, from: '2020-01-01', to: null }];

export interface UndoHands {
  undo(batch: string, options?: UndoOptions & { readonly dry?: boolean }): Promise<Undo>;
  kept(batch: string): Promise<Kept[]>;
  /** As a phone hands it in that holds `record` as it was. */
  push(record: DehriRecord, edits: Values): Promise<ChangeResult | undefined>;
  /** Sentences of what does not add up: history, buckets, sums, unique values. */
  wrong(): Promise<string[]>;
}

export function undoHands(it: ImportFixture): UndoHands {
  let counter = 0;
  const { services } = it;
  return {
    undo: async (batch, { dry = false, ...options } = {}) => {
      const asked = await askUndo(services.db.pool, { district: DISTRICT, batch, dry, reason: dry ? null : 'wrong-file', by: 'adm', grant: 'g1', at: services.clock() });
      if (!asked) throw new Error('it may not be taken back');
      await runUndo(services, TARGETS, DISTRICT, batch, options);
      const undo = await readUndo(services.db.pool, DISTRICT, batch);
      if (undo === undefined) throw new Error('it was asked');
      return undo;
    },
    kept: (batch) => readKept(services.db.pool, { district: DISTRICT, batch }, 0, 1_000),
    push: async (record, edits) => {
      const type = services.registry.type(record.type)?.type;
      const change = type && editToChange(type, record, edits, { id: `run.p${counter + 1}`, record: record.id, bucket: record.bucket, device: 'phone-mitra', counter: counter + 1, author: 'mitra', grant: 'gm', deviceTime: services.clock(), form: null });
      if (change === undefined) return undefined;
      counter += 1;
      return (await applyChanges(onPostgres(services), { person: 'mitra', device: 'phone-mitra', grants: GRANTS }, [{ ok: true, change }]))[0];
    },
    wrong: async () => {
      const fold = await checkFold(services);
      const sums = await checkSums(services);
      const { rows } = await services.db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record');
      const right = rows.flatMap((row) => liveUnique(services.registry.type(row.type)?.type.unique ?? [], recordFromRow(row)).map(({ path, hash }) => `${path} ${hash} ${row.id}`)).sort();
      const kept = (await services.db.pool.query<{ path: string; value_hash: string; record: string }>('SELECT path, value_hash, record FROM unique_value')).rows.map((u) => `${u.path} ${u.value_hash} ${u.record}`).sort();
      return [
        ...fold.faults.map((f) => `${f.kind} ${f.id}`), ...sums.differences.map((d) => `${d.place} ${d.indicator} says ${d.kept}, is ${d.counted}`),
        ...(JSON.stringify(right) === JSON.stringify(kept) ? [] : ['the unique values are not those of the records']),
      ];
    },
  };
}
