// The server of the push bench in a process of its own, and beside it, in the same process and over the
// same database, the bare peer: Fastify, a pool, one statement that inserts the rows it is given.
// A third keeps no sums: the same application, whose programmes count nothing.
// Prints `{"app":port,"bare":port,"uncounted":port}` and ends when its input ends. DATABASE_URL says where.
import fastify from 'fastify';
import { randomBytes } from 'node:crypto';
import { PROGRAMMES } from '#programmes/index.ts';
import { openDatabase } from '#server/db/database.ts';
import { readMeta } from '#server/db/meta.ts';
import { createApp } from '#server/http/app.ts';
import { createRegistry } from '#server/registry.ts';
import type { BareRow } from './server-push.ts';
import { testKeys } from '#tests/support/keys.ts';

const db = openDatabase(process.env['DATABASE_URL'] ?? '');
const services = { db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 };
const app = await createApp({ services, limits: { requestsPerMinute: 1e9, enrolPerMinute: 1e9, sessionPerMinute: 1e9 } });
const appAddress = await app.listen({ host: '127.0.0.1', port: 0 });
const uncounted = await createApp({ services: { ...services, registry: createRegistry(PROGRAMMES.map((programme) => ({ ...programme, indicators: [], review: [] }))) }, limits: { requestsPerMinute: 1e9 } });
const uncountedAddress = await uncounted.listen({ host: '127.0.0.1', port: 0 });

await db.pool.query('CREATE TABLE IF NOT EXISTS bare (id text PRIMARY KEY, body json NOT NULL)');
const bare = fastify();
bare.post<{ Body: BareRow[] }>('/rows', async ({ body }) => {
  await db.pool.query({
    name: 'bare', text: 'INSERT INTO bare (id, body) SELECT * FROM unnest($1::text[], $2::json[])',
    values: [body.map((r) => r.id), body.map((r) => JSON.stringify(r.body))],
  });
  return { rows: body.length };
});
const bareAddress = await bare.listen({ host: '127.0.0.1', port: 0 });

const port = (address: string): number => Number(new URL(address).port);
process.stdout.write(`${JSON.stringify({ app: port(appAddress), bare: port(bareAddress), uncounted: port(uncountedAddress) })}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void Promise.all([app.close(), bare.close(), uncounted.close()]).then(() => db.close()).then(() => process.exit());
});
