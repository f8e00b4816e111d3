// A list of 1,00,000 families through the real programme: memory stays bounded, a server killed in
// the middle (SIGKILL, no farewell) loses nothing, and the sums are those of the records.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import { LISTS } from '#programmes/lists.ts';
import { recordDigest } from '#shared/sync/digest.ts';
import { openDatabase, type Database } from '#server/db/database.ts';
import { startImportJobs } from '#server/imports/jobs.ts';
import { createRegistry } from '#server/registry.ts';
import { recordFromRow, type RecordRow } from '#server/sync/stored.ts';
import { SumDelta } from '#server/sync/sums.ts';
import { testDatabaseUrl } from '#tests/support/postgres.ts';
import { testKeys } from '#tests/support/keys.ts';

const FAMILIES = 100_000;
const ROOT = new URL('../../../', import.meta.url).pathname;
let folder = '';
let url = '';
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-list-'));
  url = await testDatabaseUrl();
  db = openDatabase(url, { connections: 4 });
  const out = createWriteStream(join(folder, 'list.csv'));
  out.write('राशन कार्ड संख्या,मुखिया का नाम,पति का नाम,पंचायत,ग्राम,टोला,कार्ड का प्रकार,सदस्य संख्या\n');
  for (let i = 0; i < FAMILIES; i++) {
    if (!out.write(`${String(10_209_001_000_111n + BigInt(i))},सुनीता देवी,राम ${i % 97 === 0 ? 'कुमार' : 'यादव'},पंचायत ${Math.floor(i / 3_000)},गांव ${Math.floor(i / 600)},टोला ${Math.floor(i / 100) % 6},PHH,${1 + (i % 7)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

function load(): { child: ReturnType<typeof spawn>; said: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/server/imports/cli.ts'), join(folder, 'list.csv'), '--place', '10.193.1690', '--source', 'test'], {
    cwd: ROOT, env: { ...process.env, DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => { text += piece.toString(); });
  return { child, said: () => text };
}
const count = async (sql: string): Promise<number> => (await db.pool.query<{ n: number }>(sql)).rows[0]?.n ?? -1;

test('a load that is killed goes on in another process to the right end', { timeout: 180_000 }, async () => {
  const { child, said } = load();
  const ended = once(child, 'exit');
  const deadline = Date.now() + 60_000;
  let settled = 0;
  while (settled < 5_000 && Date.now() < deadline) {
    settled = await count('SELECT coalesce(max(rows), 0) AS n FROM import_batch');
    await new Promise((next) => setTimeout(next, 50));
  }
  child.kill('SIGKILL');
  await ended;
  if (settled < 5_000) throw new Error(`it did not begin: ${said()}`);
  expect(await count('SELECT count(*) AS n FROM record')).toBeLessThan(FAMILIES);

  const errors: unknown[] = [];
  const services = { db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 };
  const jobs = startImportJobs(services, LISTS, (error) => errors.push(error));
  global.gc?.();
  let peak = 0;
  const start = process.memoryUsage().rss;
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
  while ((await count(`SELECT count(*) AS n FROM import_batch WHERE status = 'done'`)) === 0 && errors.length === 0) {
    jobs.wake();
    await Promise.race([jobs.idle(), new Promise((next) => setTimeout(next, 500))]);
  }
  clearInterval(watch);
  await jobs.stop();
  expect(errors).toEqual([]);
  expect((peak - start) / 1e6).toBeLessThan(300);
  expect(await count('SELECT count(*) AS n FROM record')).toBe(FAMILIES);
  expect(await count('SELECT count(*) AS n FROM change')).toBe(FAMILIES);
  expect(await count('SELECT max(counter) AS n FROM change')).toBe(FAMILIES);

  const sums = new SumDelta();
  let checksum = 0;
  const entry = services.registry.type('household');
  for (const row of (await db.pool.query<RecordRow>('SELECT id, bucket, type, seq, state FROM record')).rows) {
    const record = recordFromRow(row);
    checksum = (checksum + recordDigest(record)) % 2 ** 32;
    if (entry !== undefined) sums.add(entry, record);
  }
  expect(await count('SELECT sum(checksum) % 4294967296 AS n FROM bucket').then(Number)).toBe(checksum);
  expect(await count('SELECT sum(records) AS n FROM bucket').then(Number)).toBe(FAMILIES);
  const key = (s: { place: string; indicator: string; day: string; amount: number }): string => `${s.place} ${s.indicator} ${s.day} ${s.amount}`;
  const kept = (await db.pool.query<{ place: string; indicator: string; day: string; amount: number }>('SELECT place, indicator, day, amount FROM indicator_sum WHERE amount <> 0')).rows;
  expect(kept.map(key).sort()).toEqual(sums.rows().map(key).sort());
});

test('the same list from the command line changes nothing', { timeout: 120_000 }, async () => {
  const before = await count('SELECT sum(seq) AS n FROM bucket').then(Number);
  const { child, said } = load();
  const [code] = await once(child, 'exit');
  expect({ code, said: code === 0 ? '' : said() }).toEqual({ code: 0, said: '' });
  expect(said()).toContain(`"created":0,"changed":0,"unchanged":${FAMILIES},"faulty":0,"places":0`);
  expect(await count('SELECT sum(seq) AS n FROM bucket').then(Number)).toBe(before);
});
