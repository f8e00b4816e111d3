// npm run sim -- [--seed N] [--seeds K] [--steps M] [--phones P] [--minutes T] [--jobs J] [--backend postgres] [--plant mistake] [--json]
//
// Plays K stories of P phones and M changes. A failing one is printed with its seed, made short, and kept
// under tests/sim/regressions/, where every later test run plays it again.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWorker, PLAIN_WORKER, ROOT } from './build.ts';
import { MUTANTS } from './mutant-list.ts';
import { driveSeeds, runTask } from './drive.ts';
import type { Plan } from './plan.ts';
import type { RunResult } from './run.ts';

const SHRINK_MS = 60_000;
const MOST_KEPT = 5;

const { values } = parseArgs({ options: {
  seed: { type: 'string', default: '1' }, seeds: { type: 'string', default: '5000' }, steps: { type: 'string', default: '300' }, phones: { type: 'string', default: '5' },
  minutes: { type: 'string', default: '60' }, jobs: { type: 'string', default: String(cpus().length) }, json: { type: 'boolean', default: false },
  /** `memory` or `postgres`. */
  backend: { type: 'string', default: 'memory' },
  /** With this mistake planted: to make a short story of it. */
  plant: { type: 'string', default: '' },
} });
const range = { seed: Number(values.seed), seeds: Number(values.seeds), phones: Number(values.phones), changes: Number(values.steps), jobs: Number(values.jobs), budget: Number(values.minutes) * 60_000, postgres: values.backend === 'postgres' };
const worker = range.postgres ? PLAIN_WORKER : await buildWorker(MUTANTS.find((m) => m.name === values.plant));
const began = performance.now();
const total = { seeds: 0, steps: 0, changes: 0, requests: 0 };
const failures: RunResult[] = [];

await driveSeeds(worker, range, (result) => {
  total.seeds += 1;
  total.steps += result.steps;
  total.changes += result.changes;
  total.requests += result.requests;
  if (result.failure !== undefined) {
    failures.push(result);
    console.error(`seed ${result.seed} (${revision()}): ${result.failure.message}`);
  } else if (!values.json && total.seeds % 100 === 0) console.error(`${total.seeds} seeds, ${total.changes} changes, ${failures.length} failures`);
  return true;
});

for (const { seed, failure } of range.postgres ? [] : failures.slice(0, MOST_KEPT)) {
  await runTask(worker, { ...range, from: 0, step: 1, until: 0, budget: SHRINK_MS, shrink: seed }, (line) => {
    const { plan }: { plan: Plan } = JSON.parse(line);
    const file = resolve(ROOT, 'tests/sim/regressions', `${failure?.invariant ?? 'crash'}-${seed}.json`);
    writeFileSync(file, `${JSON.stringify({ broke: failure?.invariant, at: revision(), plan }, null, 1)}\n`);
    console.error(`seed ${seed} fails with ${plan.steps.length} steps: ${file}`);
  });
}

const seconds = Math.round((performance.now() - began) / 100) / 10;
console.log(values.json
  ? JSON.stringify({ ...total, failures: failures.map((f) => ({ seed: f.seed, invariant: f.failure?.invariant })), seconds })
  : `${total.seeds} seeds, ${total.steps} steps, ${total.changes} changes, ${total.requests} requests, ${failures.length} failures, ${seconds} s`);
process.exitCode = failures.length > 0 ? 1 : 0;

function revision(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
