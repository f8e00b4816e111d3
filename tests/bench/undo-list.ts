// How fast a loaded list is looked at and taken back: every family that nobody has touched goes, with
// its sums and numbers. Beside it a plain DELETE of as many rows.
import { LISTS } from '#programmes/lists.ts';
import { allLists } from '#server/imports/type-lists.ts';
import { runUndo } from '#server/imports/run-undo.ts';
import { askUndo, readUndo } from '#server/imports/undo-store.ts';
import type { Services } from '#server/services.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { checkSums } from '#server/sync/check-sums.ts';
import { printFigure } from './line.ts';

const DISTRICT = 192;

export async function benchUndo(services: Services): Promise<void> {
  const { pool } = services.db;
  const { rows: [batch] } = await pool.query<{ id: string; created: number }>(`SELECT id, created FROM import_batch WHERE district = $1 AND status = 'done' AND NOT dry ORDER BY created DESC LIMIT 1`, [DISTRICT]);
  if (batch === undefined) throw new Error('a list was loaded');
  const targets = allLists([], LISTS);
  const before = process.memoryUsage.rss();
  let peak = before;
  const run = async (dry: boolean): Promise<number> => {
    await askUndo(pool, { district: DISTRICT, batch: batch.id, dry, reason: dry ? null : 'wrong-file', by: 'bench', grant: 'bench', at: services.clock() });
    const begun = performance.now();
    await runUndo(services, targets, DISTRICT, batch.id, { onProgress: () => { peak = Math.max(peak, process.memoryUsage.rss()); } });
    return (performance.now() - begun) / 1000;
  };
  await pool.query('CREATE TABLE floor_record AS SELECT * FROM record WHERE district = $1', [DISTRICT]);
  const begun = performance.now();
  const { rowCount } = await pool.query('DELETE FROM floor_record');
  const floor = (rowCount ?? 0) / ((performance.now() - begun) / 1000);
  await pool.query('DROP TABLE floor_record');
  const looked = await run(true);
  const taken = await run(false);
  const undo = await readUndo(pool, DISTRICT, batch.id);
  const note = `${batch.created} families, ${undo?.gone ?? 0} of them untouched`;
  printFigure({ name: 'undo.look-rows-per-second', value: batch.created / looked, unit: 'rows/s', target: '>= 5000', note });
  printFigure({ name: 'undo.rows-per-second', value: batch.created / taken, unit: 'rows/s', target: '>= 2000', beside: { name: 'DELETE of the same rows', value: floor, unit: 'rows/s' }, note });
  printFigure({ name: 'undo.memory-added', value: (peak - before) / 1e6, unit: 'MB', target: '<= 200', note: `${note}; beside what this process held before` });
  printFigure({ name: 'undo.differences', value: (await checkSums(services)).differences.length + (await checkFold(services)).faults.length, unit: 'faults', target: '= 0', note: 'sums and histories added up again' });
}
