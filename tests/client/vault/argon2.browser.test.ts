import { expect, test } from 'vitest';
import { argon2id } from '@noble/hashes/argon2.js';
import { COST_FLOOR, costFor, workerStretcher } from '#client/vault/key-stretch.ts';

test('the worker derives what Argon2id derives, while the screen keeps its thread', async () => {
  const stretcher = workerStretcher();
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const cost = { m: 64, t: 2 };
  expect(await stretcher.stretch('482915', salt, cost)).toEqual(argon2id('482915', salt, { ...cost, p: 1, dkLen: 32 }));
});

test('one unlocking at the measured cost takes about a second on this machine', async () => {
  const stretcher = workerStretcher();
  const floorMs = await stretcher.measure();
  const cost = costFor(floorMs);
  expect(cost.m).toBeGreaterThanOrEqual(COST_FLOOR.m);
  const start = performance.now();
  await stretcher.stretch('482915', new Uint8Array(16), cost);
  const took = performance.now() - start;
  expect(took).toBeGreaterThan(200);
  expect(took).toBeLessThan(6000);
});
