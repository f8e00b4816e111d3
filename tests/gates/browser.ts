// The browser's gate: everything that happens to a phone, played on the built app and the real server;
// of what the app called saved nothing may be lost. One JSON line a scenario; fails on any loss.
//
//   npm run gate:browser -- [--kills 100] [--minutes 5] [--seed 1] [--only name,name] [--shots folder]
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#server/db/database.ts';
import { startEmbedded, urlOf } from '#server/db/embedded.ts';
import { createRandom, mixSeed } from '#server/demo/random.ts';
import { SCENARIOS } from './browser/scenarios.ts';
import type { Tally } from './browser/scenario.ts';
import { openGateWorld } from './browser/world.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    only: { type: 'string' },
    /** Where a picture of each phone goes when a scenario fails. */
    shots: { type: 'string' },
  },
});
const amounts = { kills: Number(values.kills), minutes: Number(values.minutes) };
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const wanted = values.only?.split(',');
const chosen = SCENARIOS.filter(({ name }) => wanted === undefined || wanted.includes(name));
if (chosen.length === 0) throw new Error(`--only takes: ${SCENARIOS.map(({ name }) => name).join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'dehri-gate-'));
chmodSync(folder, 0o711);
const postgres = await startEmbedded({ dir: join(folder, 'data'), durable: false });
const admin = openDatabase(postgres.connection, { connections: 1 });
let failed = false;
try {
  for (const { name, play } of chosen) {
    // A district of its own, so that no scenario uses up another's houses.
    const database = name.replaceAll('-', '_');
    await admin.pool.query(`CREATE DATABASE "${database}"`);
    const world = await openGateWorld(urlOf({ ...postgres.connection, database }));
    const begun = performance.now();
    // A seed of its own, so that one scenario can be played again alone.
    const random = createRandom(mixSeed(seed, SCENARIOS.findIndex((s) => s.name === name)));
    const end = await play(world, random, amounts).catch((error: unknown): { error: string } => ({ error: error instanceof Error ? error.stack ?? error.message : String(error) }));
    if ('error' in end || end.lost > 0) {
      failed = true;
      if (values.shots !== undefined) await world.photograph(join(values.shots, name));
    }
    await world.close();
    say({ name, seed, ...end, seconds: Math.round((performance.now() - begun) / 100) / 10 });
  }
} finally {
  await admin.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

function say(line: { readonly name: string; readonly seed: number; readonly seconds: number } & (Tally | { readonly error: string })): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
