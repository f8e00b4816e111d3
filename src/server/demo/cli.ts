// `npm run demo -- csv [--families 532630] [--setting bhagalpur] [--hindi 0.17] [--seed 1]` writes a
// ration-card list to the standard output; `npm run demo -- load --setting bhagalpur` fills an empty
// server with the district and compares its sums with the figures.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PROGRAMMES } from '#programmes/index.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { startEmbedded } from '../db/embedded.ts';
import { readMeta } from '../db/meta.ts';
import { migrate } from '../db/migrate.ts';
import { masterKeysIn } from '../keys/master-keys.ts';
import { subjectKeys } from '../keys/subject-keys.ts';
import { createRegistry } from '../registry.ts';
import type { Services } from '../services.ts';
import { recountSums } from '../sync/recount-sums.ts';
import { sumsFingerprints } from '../sync/sums-fingerprint.ts';
import { BHAGALPUR, BHAGALPUR_SEED, planBhagalpur, plainSetting } from './bhagalpur.ts';
import { planDistrict } from './district-plan.ts';
import { familiesOf, FIELD_HINDI_SHARE } from './families.ts';
import { writeList } from './import-list.ts';
import { loadBhagalpur } from './load-bhagalpur.ts';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { families: { type: 'string' }, setting: { type: 'string' }, hindi: { type: 'string' }, seed: { type: 'string' } },
  });
  if (values.setting !== undefined && values.setting !== 'bhagalpur') throw new Error('the only setting is bhagalpur');
  const whole = values.setting === 'bhagalpur';
  switch (positionals[0]) {
    case 'csv':
      await csv(whole, number(values.families, BHAGALPUR.listed), number(values.hindi, FIELD_HINDI_SHARE), number(values.seed, 1));
      break;
    case 'load':
      if (!whole) throw new Error('say which: load --setting bhagalpur');
      await load();
      break;
    default:
      throw new Error('say what: csv, or load --setting bhagalpur');
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function csv(whole: boolean, families: number, hindi: number, seed: number): Promise<void> {
  if (whole && families !== BHAGALPUR.listed) throw new Error(`bhagalpur has ${BHAGALPUR.listed} families`);
  const plan = whole ? planBhagalpur() : planDistrict(seed, families, plainSetting(families));
  // A reader that has seen enough (`head`) is no failure.
  process.stdout.on('error', () => process.exit(0));
  await writeList(familiesOf(plan, whole ? BHAGALPUR_SEED : seed, hindi), process.stdout);
}

async function load(): Promise<void> {
  const config = readConfig(process.env);
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ dir: config.dataDir, durable: true }) : undefined;
  const keys = subjectKeys(await masterKeysIn(config.keyDir, randomBytes), randomBytes);
  const db = openDatabase(config.databaseUrl ?? embedded?.connection ?? '', { connections: config.connections, keys });
  try {
    await migrate(db);
    const services: Services = {
      db, keys, registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: config.utcOffsetMinutes,
    };
    await recountSums(services, sumsFingerprints(PROGRAMMES), { begun: () => undefined, district: () => undefined });
    const sums = await loadBhagalpur(services, say);
    let right = true;
    for (const count of ['listed', 'linked', 'newGroups', 'newGroupFamilies', 'mahadalitLinked'] as const) {
      const matches = sums[count] === BHAGALPUR[count];
      right &&= matches;
      say(`${matches ? 'ok ' : 'NOT'} ${count}: ${sums[count].toLocaleString('en-IN')} (${BHAGALPUR[count].toLocaleString('en-IN')})`);
    }
    if (!right) process.exitCode = 1;
  } finally {
    await db.close();
    await embedded?.stop();
  }
}

function number(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${text ?? ''} is no number`);
  return value;
}
