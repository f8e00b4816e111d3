// How fast a district's ration-card list goes in, against a bare COPY of the same rows into a table
// without indexes (the floor), and how much memory it takes.
// `tsx tests/bench/import-list.ts [families]` prints one line of JSON per measurement.
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAMMES } from '#programmes/index.ts';
import { openDatabase } from '#server/db/database.ts';
import { startEmbedded } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { copyRows } from '#server/imports/copy-rows.ts';
import { readBatch, setWaiting } from '#server/imports/batch-store.ts';
import { openList } from '#server/imports/open-list.ts';
import { receiveList } from '#server/imports/receive-list.ts';
import { runBatch } from '#server/imports/run-batch.ts';
import { targetsOf } from '#server/imports/targets.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const families = Number(process.argv[2] ?? 532_630);
const BLOCKS = 16;
const NAMES = ['रीता', 'मीना', 'अनीता', 'पूनम', 'रेखा', 'राम', 'मोहन', 'रमेश', 'गणेश', 'सुरेश', 'दिनेश'];
const folder = await mkdtemp(join(tmpdir(), 'dehri-bench-'));
await chmod(folder, 0o711);
const postgres = await startEmbedded({ dir: join(folder, 'data'), durable: true });
const db = openDatabase(postgres.connection, { connections: 6 });
let peak = 0;
const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 100);

try {
  await migrate(db);
  await db.pool.query(`INSERT INTO place (district, code, depth, hi, en) VALUES (193, '10.193', 2, 'भोजपुर', 'Bhojpur')`);
  for (let b = 0; b < BLOCKS; b++) await db.pool.query('INSERT INTO place (district, code, depth, hi, en) VALUES (193, $1, 3, $2, $3)', [`10.193.${1700 + b}`, `प्रखंड ${b}`, `Block ${b}`]);
  const path = join(folder, 'list.csv');
  await writeList(path);
  const services: Services = { db, registry: createRegistry(PROGRAMMES), meta: { epoch: 'e', secret: randomBytes(32) }, clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 };
  const targets = targetsOf(PROGRAMMES);
  const [target] = targets;
  if (target === undefined) throw new Error('no programme takes in a list');

  await measure('floor: COPY of the same cells', async () => {
    await db.pool.query('CREATE TABLE floor_cells (cells text[])');
    const client = await db.pool.connect();
    for await (const piece of (await openList(path)).rows()) await copyRows(client, 'floor_cells (cells)', piece.map((r) => [`{${r.cells.map((c) => JSON.stringify(c)).join(',')}}`]));
    client.release();
    await db.pool.query('DROP TABLE floor_cells');
  });
  for (const name of ['first import', 'the same file again']) {
    let batch = '';
    await measure(`${name}: receive`, async () => {
      const received = await receiveList(services, { target, place: '10.193', source: 'bench', fileName: 'list.csv', author: 'bench', grant: 'bench' }, path);
      await setWaiting(db.pool, received.district, received.id, received.mapping, false);
      batch = received.id;
    });
    await measure(name, async () => { await runBatch(services, targets, 193, batch, { path }); });
    const done = await readBatch(db.pool, 193, batch);
    say(JSON.stringify({ status: done?.status, created: done?.created, changed: done?.changed, unchanged: done?.unchanged, faulty: done?.faulty, places: done?.places }));
  }
  const { rows } = await db.pool.query<{ name: string; mb: number }>(`SELECT relname AS name, round(pg_total_relation_size(oid) / 1e6) AS mb FROM pg_class WHERE relname IN ('record', 'change', 'unique_value', 'indicator_sum')`);
  say(JSON.stringify(Object.fromEntries(rows.map((r) => [`${r.name} MB`, Number(r.mb)]))));
  const log = await readFile(join(folder, 'data', 'postgres.log'), 'utf8');
  if (log.includes('ERROR')) say(log.split('\n').filter((l) => l.includes('ERROR')).slice(0, 5).join('\n'));
} finally {
  clearInterval(watch);
  await db.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measure(name: string, work: () => Promise<void>): Promise<void> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  peak = 0;
  await work();
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  say(JSON.stringify({ name, seconds: round(seconds), rowsPerSecond: Math.round(families / seconds), nodeCpuSeconds: round((used.user + used.system) / 1e6), peakRssMb: Math.round(peak / 1e6) }));
}

/** Sorted by village, as districts send it: 16 blocks, some 12 panchayats each, 8 villages, 6 tolas. */
async function writeList(path: string): Promise<void> {
  const out = createWriteStream(path);
  out.write('राशन कार्ड संख्या,मुखिया का नाम,पति/पिता का नाम,प्रखंड,पंचायत,ग्राम,टोला,कार्ड का प्रकार,डीलर,मोबाइल,सदस्य संख्या,कोटि,समूह का नाम\n');
  const perTola = Math.ceil(families / (BLOCKS * 12 * 8 * 6));
  for (let i = 0; i < families; i++) {
    const tola = Math.floor(i / perTola);
    const village = Math.floor(tola / 6);
    const panchayat = Math.floor(village / 8);
    const line = `1020${String(9_001_000_000_000_000n + BigInt(i) * 7n)},सुनीता देवी ${NAMES[i % NAMES.length]},पति- ${NAMES[(i * 7) % NAMES.length]} यादव,Block ${Math.floor(panchayat / 12)},पंचायत ${panchayat},गांव ${village},टोला ${tola % 6},${i % 9 === 0 ? 'AAY' : 'PHH'},डीलर ${village},9${String(100_000_000 + i)},${1 + (i % 8)},${['SC', 'EBC', 'BC'][i % 3]},${i % 3 === 0 ? '' : `जीविका समूह ${tola}`}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  say(JSON.stringify({ families, fileMb: Math.round((await stat(path)).size / 1e6) }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
