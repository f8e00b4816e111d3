// The comparison of the joins bench in a process of its own, so that its memory is its own. DATABASE_URL and KEY_DIR
// say where; prints one line of JSON.
import { randomBytes } from 'node:crypto';
import { PROGRAMMES } from '#programmes/index.ts';
import { inTransaction, openDatabase } from '#server/db/database.ts';
import { masterKeysIn } from '#server/keys/master-keys.ts';
import { subjectKeys } from '#server/keys/subject-keys.ts';
import { compareRows } from '#server/matching/compare-rows.ts';
import { joinCertain } from '#server/matching/join-certain.ts';
import { matchOne } from '#server/matching/match-one.ts';
import { readRows } from '#server/matching/read-rows.ts';
import { RULES } from '#server/matching/rules.ts';
import { beginRun } from '#server/matching/runs.ts';
import { createRegistry } from '#server/registry.ts';
import { percentile } from './line.ts';

const STATE = 5;
const ONES = 300;
const PAGE = 2_000;

const db = openDatabase(process.env['DATABASE_URL'] ?? '');
const services = { db, keys: subjectKeys(await masterKeysIn(process.env['KEY_DIR'] ?? '', randomBytes), randomBytes), registry: createRegistry(PROGRAMMES), clock: Date.now, random: randomBytes };
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

const bare = await seconds(async () => {
  for (let after: string | undefined = ''; after !== undefined;) {
    const { rows }: { rows: { id: string }[] } = await db.pool.query('SELECT id, sealed FROM subject_entry WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3', [STATE, after, PAGE]);
    after = rows.at(-1)?.id;
  }
});
const id = await inTransaction(db, (client) => beginRun(client, services, STATE));
let compared = 0;
let rows = 0;
const comparing = await seconds(async () => { ({ compared, rows } = await compareRows(services, STATE, id, { stopping: new AbortController().signal, few: 0 })); });
const peak = process.resourceUsage().maxRSS * 1024;
let joined = { joined: 0, refused: 0 };
const joining = await seconds(async () => { joined = await joinCertain(services, { state: STATE, id, rules: RULES }); });
await db.pool.query('ANALYZE');
const { rows: chosen } = await db.pool.query<{ id: string }>(`SELECT id FROM subject_entry WHERE state = $1 AND category <> 'pocso' ORDER BY md5(id) LIMIT $2`, [STATE, ONES]);
const [ones, own]: [number[], number[]] = [[], []];
for (const row of (await readRows(db.pool, services, STATE, chosen.map((one) => one.id))).rows) {
  const before = process.cpuUsage();
  ones.push(1000 * await seconds(() => matchOne(db.pool, services, STATE, row)));
  const { user, system } = process.cpuUsage(before);
  own.push((user + system) / 1000);
}
process.stdout.write(`${JSON.stringify({ bare, comparing, joining, rows, compared, peak, ...joined, p50: percentile(ones, 50), p95: percentile(ones, 95), own95: percentile(own, 95) })}\n`);
await db.close();
process.exit();
