// `npm run audit:check [district …]`: checks the chain of the audit log of every district, or of those named, from the
// first row to the last. How far it is goes to the error stream; the result is one line of JSON per district.
// Exit: 0 all whole, 1 one is broken: `broken` is the number of the first row that does not fit.
import { chainsOf, checkChain } from './audit/check-chain.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { runningEmbedded, startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';

const config = readConfig(process.env);
const asked = process.argv.slice(2).map(Number);
const running = config.databaseUrl ?? (await runningEmbedded(config.dataDir));
const embedded = running === undefined ? await startEmbedded({ dir: config.dataDir, durable: true }) : undefined;
const db = openDatabase(running ?? embedded?.connection ?? '', { connections: 1 });
try {
  await migrate(db);
  for (const { district } of (await chainsOf(db.pool)).filter((chain) => asked.length === 0 || asked.includes(chain.district))) {
    const { rows, broken } = await checkChain(db.pool, district, (piece) => { process.stderr.write(`\r${district}: ${piece.checked} / ${piece.rows}`); });
    process.stderr.write('\n');
    process.stdout.write(`${JSON.stringify({ district, rows, broken: broken ?? null })}\n`);
    if (broken !== undefined) process.exitCode = 1;
  }
} finally {
  await db.close();
  await embedded?.stop();
}
