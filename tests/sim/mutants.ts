// npm run sim:mutants -- [--only part of a name] [--seeds N] [--json]
//
// Plants each known mistake in turn and sees which promise notices, and after how many seeds. One that
// nobody notices is a hole in the net.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { buildWorker, ROOT } from './build.ts';
import { driveSeeds } from './drive.ts';
import { MUTANTS, type Mutant } from './mutant-list.ts';
import type { RunResult } from './run.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, seeds: { type: 'string', default: '300' }, json: { type: 'boolean', default: false } } });
let survivors = 0;

for (const mutant of MUTANTS.filter((m) => m.name.includes(values.only))) {
  const found = await tryMutant(mutant);
  if (!found.caught) survivors += 1;
  console.log(values.json ? JSON.stringify({ mutant: mutant.name, ...found }) : `${found.caught ? 'caught  ' : 'SURVIVES'}  ${mutant.name}: ${found.by} after ${found.seeds} seeds, ${found.seconds} s`);
}
process.exitCode = survivors > 0 ? 1 : 0;

interface Found {
  readonly caught: boolean;
  readonly by: string;
  readonly seeds: number;
  readonly seconds: number;
}

async function tryMutant(mutant: Mutant): Promise<Found> {
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10;
  const { caughtBy } = mutant;
  if ('file' in caughtBy) {
    const { status } = spawnSync('npx', ['vitest', 'run', '--project', caughtBy.project, caughtBy.file], { cwd: ROOT, env: { ...process.env, PLANT: mutant.name }, stdio: 'ignore' });
    return { caught: status !== 0, by: caughtBy.file, seeds: 0, seconds: seconds() };
  }
  const worker = await buildWorker(mutant);
  let seeds = 0;
  let first: RunResult | undefined;
  await driveSeeds(worker, { seed: 1, seeds: Math.max(Number(values.seeds), mutant.seeds ?? 0), phones: 5, changes: 300, jobs: cpus().length, budget: 600_000, postgres: false }, (result) => {
    seeds += 1;
    if (result.failure !== undefined) first ??= result;
    return first === undefined;
  });
  const by = first?.failure?.invariant;
  return { caught: by !== undefined && caughtBy.includes(by), by: by ?? 'nobody', seeds, seconds: seconds() };
}
