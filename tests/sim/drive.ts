// Drives workers, as many as there are cores, over a range of seeds.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { RunResult } from './run.ts';
import type { Task } from './worker.ts';

/** Arguments for Node. */
export type Command = readonly string[];

export interface Range {
  readonly seed: number;
  readonly seeds: number;
  readonly phones: number;
  readonly changes: number;
  readonly jobs: number;
  /** Milliseconds. */
  readonly budget: number;
  readonly postgres: boolean;
}

/** @param onResult returns false when enough is known */
export async function driveSeeds(worker: Command, { seed, seeds, jobs, ...rest }: Range, onResult: (result: RunResult) => boolean): Promise<void> {
  const tasks = Array.from({ length: jobs }, (_, n): Task => ({ ...rest, from: seed + n, step: jobs, until: seed + seeds }));
  const stops: (() => void)[] = [];
  await Promise.all(tasks.map((task) => runTask(worker, task, (line) => {
    const result: RunResult = JSON.parse(line);
    if (!onResult(result)) for (const stop of stops) stop();
  }, stops)));
}

export function runTask(worker: Command, task: Task, onLine: (line: string) => void, stops: (() => void)[] = []): Promise<void> {
  const child = spawn(process.execPath, [...worker, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let stopped = false;
  stops.push(() => {
    stopped = true;
    child.kill('SIGKILL');
  });
  createInterface({ input: child.stdout }).on('line', (line) => { if (!stopped) onLine(line); });
  return new Promise((done, fail) => {
    child.once('close', (code) => {
      if (code === 0 || stopped) done();
      else fail(new Error(`a worker ended with ${code}`));
    });
  });
}
