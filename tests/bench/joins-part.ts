// Part `joins`: rows of departments' lists, made up with their true child, compared with as many that are there already,
// and one row by itself. `--rows 50000` makes it smaller.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { HELD_OUT_NOISE } from '#server/demo/list-habits.ts';
import { makeChildren } from '#server/demo/made-children.ts';
import { makeLists } from '#server/demo/made-lists.ts';
import { createRandom, mixSeed } from '#server/demo/random.ts';
import { masterKeysIn } from '#server/keys/master-keys.ts';
import { subjectKeys } from '#server/keys/subject-keys.ts';
import { makeBlocks } from '#server/matching/compare-rows.ts';
import type { Services } from '#server/services.ts';
import { writeEntries, type EntryRow } from '#tests/support/entries.ts';
import { printFigure } from './line.ts';
import { scratchServer } from './server-database.ts';

const STATE = 5;
const SEED = 77;
/** Children made at a time. */
const PORTION = 20_000;
const CHUNK = 2_000;

const measuredSchema = z.object({
  bare: z.number(), comparing: z.number(), joining: z.number(), rows: z.number(), compared: z.number(), peak: z.number(), joined: z.number(), refused: z.number(), p50: z.number(), p95: z.number(), own95: z.number(),
});

export async function benchJoins(): Promise<void> {
  const said = process.argv.indexOf('--rows');
  const rows = said < 0 ? 500_000 : Number(process.argv[said + 1]);
  const keyDir = await mkdtemp(join(tmpdir(), 'dehri-bench-keys-'));
  const scratch = await scratchServer();
  try {
    const services: Services = { ...scratch.services, keys: subjectKeys(await masterKeysIn(keyDir, randomBytes), randomBytes) };
    await load(services, rows);
    const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, new URL('./joins-process.ts', import.meta.url).pathname], { env: { ...process.env, DATABASE_URL: scratch.url, KEY_DIR: keyDir }, maxBuffer: 1e7 });
    const measured = measuredSchema.parse(JSON.parse(stdout));
    const note = `${measured.rows} rows against ${rows}`;
    const beside = { name: 'bare reading of all sealed rows', value: measured.bare / 60, unit: 'min' };
    printFigure({ name: 'joins.minutes', value: (measured.comparing + measured.joining) / 60, unit: 'min', target: '<= 30', beside, note: `${note}, of it ${Math.round(measured.joining)} s to join ${measured.joined}` });
    printFigure({ name: 'joins.rows-per-second', value: measured.rows / (measured.comparing + measured.joining), unit: 'rows/s', target: '>= 278', note });
    printFigure({ name: 'joins.peak-memory', value: measured.peak / 1e6, unit: 'MB', target: '<= 2000', note });
    printFigure({ name: 'joins.compared-per-row', value: measured.compared / measured.rows, unit: 'rows', target: '', note });
    printFigure({ name: 'joins.one-row-p95', value: measured.p95, unit: 'ms', target: '<= 50', note: `against ${2 * rows}; p50 ${Math.round(measured.p50)} ms; p95 of this process's own time ${Math.round(measured.own95)} ms` });
    await truth(services, note);
  } finally {
    await scratch.close();
    await rm(keyDir, { recursive: true, force: true });
  }
}

/** How many of the pairs called certain are of one child. The made rows' ids tell. */
async function truth({ db }: Services, note: string): Promise<void> {
  const { rows: [row] } = await db.pool.query<{ certain: number; right: number; asked: number }>(
    `SELECT count(*) FILTER (WHERE band = 'certain') AS certain, count(*) FILTER (WHERE band = 'certain' AND split_part(a, '-', 2) = split_part(b, '-', 2)) AS right, count(*) FILTER (WHERE band = 'ask') AS asked FROM subject_pair WHERE state = $1`, [STATE],
  );
  printFigure({ name: 'joins.certain-right', value: (row?.right ?? 0) / Math.max(1, row?.certain ?? 0), unit: '', target: '>= 0.99', note: `${note}; ${row?.certain ?? 0} certain, ${row?.asked ?? 0} to be asked` });
}

/** Half of the rows are there and have been compared; the other half wait. */
async function load(services: Services, rows: number): Promise<void> {
  let [made, portion] = [0, 0];
  for (let later: EntryRow[] = []; made < 2 * rows; portion += 1) {
    const random = createRandom(mixSeed(SEED, portion));
    const children = makeChildren(random, { children: PORTION, fold: 'heldOut' });
    const all = makeLists(random, children, HELD_OUT_NOISE).flatMap(({ habits, rows: listed }) => listed.map(({ child, values }, at): EntryRow => ({
      id: `${habits.id.slice(0, 4)}${String(at).padStart(6, '0')}p${portion}-${portion}x${child}-r`, category: habits.category, source: habits.source, batch: `${habits.id}-${portion}`, values,
    })));
    const wanted = all.slice(0, 2 * rows - made);
    made += wanted.length;
    // Each child's rows fall to either half.
    const first = wanted.filter((_, at) => at % 2 === 0);
    later.push(...wanted.filter((_, at) => at % 2 === 1));
    await write(services, first);
    if (made < 2 * rows) continue;
    await services.db.pool.query('DELETE FROM subject_waiting');
    await services.db.pool.query('ANALYZE');
    await makeBlocks(services, STATE, new AbortController().signal);
    await write(services, later);
    later = [];
  }
  await services.db.pool.query('VACUUM ANALYZE');
}

async function write(services: Services, rows: readonly EntryRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK) await writeEntries(services, STATE, rows.slice(from, from + CHUNK));
}
