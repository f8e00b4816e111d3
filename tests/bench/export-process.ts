// The server of the export bench in a process of its own, with its background jobs. Prints its port and
// ends when its input ends. DATABASE_URL says where.
import { randomBytes } from 'node:crypto';
import { PROGRAMMES } from '#programmes/index.ts';
import { openDatabase } from '#server/db/database.ts';
import { readMeta } from '#server/db/meta.ts';
import { startExports } from '#server/exports/start.ts';
import { createApp } from '#server/http/app.ts';
import { createRegistry } from '#server/registry.ts';
import { testKeys } from '#tests/support/keys.ts';

const db = openDatabase(process.env['DATABASE_URL'] ?? '');
const services = { db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 };
const exports = startExports(services, PROGRAMMES, (error) => { process.stderr.write(`${String(error)}\n`); });
const app = await createApp({ services, limits: { requestsPerMinute: 1e9 }, extend: (api) => { exports.routes(api); } });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${new URL(address).port}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void Promise.all([app.close(), exports.stop()]).then(() => db.close()).then(() => process.exit());
});
