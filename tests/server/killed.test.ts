// A server that is killed in the middle of pushes, and a PostgreSQL that is. `npm run gate:races` does it
// more often.
import { expect, test } from 'vitest';
import { killAndCount } from '#tests/gates/kill-run.ts';

test('a server killed while twenty phones hand in, and its database killed under it, loses and doubles nothing', { timeout: 300_000 }, async () => {
  const report = await killAndCount({ phones: 20, kills: 2, seed: 11 });
  expect(report).toMatchObject({ serverKills: 1, databaseKills: 1, lost: 0, missing: 0, doubled: 0, unsent: 0, held: 0, differing: 0, faults: 0 });
  expect(report.saved).toBeGreaterThan(20);
  expect(report.told).toBe(report.saved);
});
