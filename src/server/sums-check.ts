// `npm run sums:check`: adds up every count from the records again and compares it with the running sums
// of the configured database; then compares records and buckets with their history. One line of JSON per
// difference, then one with the numbers.
// Exit: 0 all agree, 1 some differ.
import { randomBytes } from 'node:crypto';
import { PROGRAMMES } from '#programmes/index.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { runningEmbedded, startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { masterKeysIn } from './keys/master-keys.ts';
import { subjectKeys } from './keys/subject-keys.ts';
import { createRegistry } from './registry.ts';
import { checkFold } from './sync/check-fold.ts';
import { checkSums } from './sync/check-sums.ts';

const config = readConfig(process.env);
const running = config.databaseUrl ?? (await runningEmbedded(config.dataDir));
const embedded = running === undefined ? await startEmbedded({ dir: config.dataDir, durable: true }) : undefined;
const db = openDatabase(running ?? embedded?.connection ?? '', { connections: 2, keys: subjectKeys(await masterKeysIn(config.keyDir, randomBytes), randomBytes) });
try {
  await migrate(db);
  const registry = createRegistry(PROGRAMMES);
  const sums = await checkSums({ db, registry });
  const { buckets, faults } = await checkFold({ db, registry });
  const differences = [...sums.differences, ...faults];
  for (const difference of differences) process.stdout.write(`${JSON.stringify(difference)}\n`);
  process.stdout.write(`${JSON.stringify({ districts: sums.districts, records: sums.records, sums: sums.sums, buckets, differences: differences.length })}\n`);
  if (differences.length > 0) process.exitCode = 1;
} finally {
  await db.close();
  await embedded?.stop();
}
