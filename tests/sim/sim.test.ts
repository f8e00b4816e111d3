// A handful of stories each time, and every story that once went wrong. `npm run sim` plays thousands.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testConnection } from '#tests/support/postgres.ts';
import { planted, ROOT } from './build.ts';
import { MUTANTS } from './mutant-list.ts';
import { planOf, type Plan } from './plan.ts';
import { runOn } from './postgres-runs.ts';
import { runPlan, runSeed } from './run.ts';

const SEEDS = 25;
const REGRESSIONS = resolve(import.meta.dirname, 'regressions');

describe('phones and server, simulated', () => {
  test.each(Array.from({ length: SEEDS }, (_, n) => n + 1))('keep every promise in the story of seed %i', { timeout: 120_000 }, async (seed) => {
    const { failure, changes } = await runSeed(seed, 5, 300);
    expect(failure).toBeUndefined();
    expect(changes).toBeGreaterThan(20);
  });

  test.each([1, 2, 3])('keep every promise in the story of seed %i with the whole server on PostgreSQL', { timeout: 180_000 }, async (seed) => {
    const { failure, changes } = await runOn(await testConnection(), planOf(seed, 5, 150));
    expect(failure).toBeUndefined();
    expect(changes).toBeGreaterThan(20);
  });

  test('tell the same story twice from one seed', { timeout: 120_000 }, async () => {
    expect(await runSeed(77, 5, 120)).toEqual(await runSeed(77, 5, 120));
  });

  test.each(readdirSync(REGRESSIONS).filter((f) => f.endsWith('.json')))('keep every promise in %s', { timeout: 120_000 }, async (file) => {
    const { plan }: { plan: Plan } = JSON.parse(readFileSync(resolve(REGRESSIONS, file), 'utf8'));
    expect((await runPlan(plan)).failure).toBeUndefined();
  });
});

describe('planted mistakes', () => {
  test.each(MUTANTS.map((m) => [m.name, m] as const))('%s: can still be planted', (name, { edits }) => {
    for (const edit of edits) expect(() => planted(name, readFileSync(resolve(ROOT, edit.file), 'utf8'), [edit])).not.toThrow();
  });
});
