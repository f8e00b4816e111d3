// Part `export`: every family of a district as one file, by the real server in a process of its own, beside
// COPY of the same rows by the database alone. FAMILIES=30000 makes a smaller district for a quick look.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { to as copyTo } from 'pg-copy-streams';
import { exportItemSchema, exportResponseSchema, type ExportItem } from '#shared/desk/exports.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { BHAGALPUR } from '#server/demo/bhagalpur.ts';
import { createPerson } from '#server/people/people.ts';
import type { Services } from '#server/services.ts';
import { cookieFrom, newKeys, publicJwk } from '#tests/support/server.ts';
import { printFigure } from './line.ts';
import { scratchServer, type ScratchServer } from './server-database.ts';
import { DISTRICT, loadDistrict } from './server-district.ts';

const ROOT = new URL('../../', import.meta.url).pathname;

export async function benchExport(): Promise<void> {
  const families = Number(process.env['FAMILIES'] ?? BHAGALPUR.listed);
  const scratch = await scratchServer();
  try {
    await loadDistrict(scratch, families, () => undefined);
    await scratch.services.db.pool.query('VACUUM ANALYZE record');
    const floor = await copySeconds(scratch.services);
    for (const [format, most] of [['csv', 300], ['xlsx', 300]] as const) {
      const { job, seconds, peakBytes, download } = await takeOut(scratch, format);
      if (job.rows !== families) throw new Error(`${job.rows} of ${families} families`);
      const note = `${job.rows} families, ${Math.round(job.bytes / 1e6)} MB, ${seconds.toFixed(1)} s; fetched in ${download.toFixed(1)} s`;
      printFigure({ name: `export.${format}-rows-per-second`, value: job.rows / seconds, unit: 'rows/s', target: format === 'csv' ? '>= 20000' : '>= 5000', beside: { name: 'COPY of the same rows to nowhere', value: job.rows / floor, unit: 'rows/s' }, note });
      printFigure({ name: `export.${format}-peak-memory`, value: peakBytes / 1e6, unit: 'MB', target: `<= ${most}`, note: 'the whole server process, making and giving out' });
    }
  } finally {
    await scratch.close();
  }
}

async function copySeconds({ db }: Services): Promise<number> {
  const client = await db.pool.connect();
  try {
    const begun = performance.now();
    for await (const _ of client.query(copyTo(`COPY (SELECT id, bucket, seq, state FROM record WHERE district = 192 AND type = 'household' ORDER BY bucket, seq) TO STDOUT`)));
    return (performance.now() - begun) / 1000;
  } finally {
    client.release();
  }
}

interface Taken {
  readonly job: ExportItem;
  /** From the request to the file that is ready. */
  readonly seconds: number;
  readonly download: number;
  readonly peakBytes: number;
}

async function takeOut({ services, url }: ScratchServer, format: 'csv' | 'xlsx'): Promise<Taken> {
  const folder = await mkdtemp(join(tmpdir(), 'dehri-export-'));
  const peak = join(folder, 'peak');
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', join(ROOT, 'tests/bench/server-peak.ts'), join(ROOT, 'tests/bench/export-process.ts')], {
    cwd: ROOT, env: { ...process.env, DATABASE_URL: url, PEAK_FILE: peak }, stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [said]: unknown[] = await once(child.stdout, 'data');
    const base = `http://127.0.0.1:${String(said).trim()}`;
    const cookie = await signedIn(services, base);
    const begun = performance.now();
    const reply = await fetch(`${base}/api/exports`, {
      method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ place: DISTRICT, type: 'household', format, reason: 'measuring' }),
    });
    const path = `${base}/api/exports/192/${exportResponseSchema.parse(await reply.json()).export.id}`;
    const state = async (): Promise<ExportItem> => exportItemSchema.parse(await (await fetch(path, { headers: { cookie } })).json());
    let job = await state();
    while (job.status === 'waiting' || job.status === 'running') {
      await new Promise((next) => { setTimeout(next, 100); });
      job = await state();
    }
    const seconds = (performance.now() - begun) / 1000;
    if (job.status !== 'done') throw new Error(`the export is ${job.status}`);
    const fetched = performance.now();
    let bytes = 0;
    const file = await fetch(`${path}/file`, { headers: { cookie } });
    for await (const piece of file.body ?? []) bytes += piece.length;
    if (bytes !== job.bytes) throw new Error(`${bytes} of ${job.bytes} bytes came`);
    const download = (performance.now() - fetched) / 1000;
    child.stdin.end();
    await once(child, 'exit');
    return { job, seconds, download, peakBytes: Number(await readFile(peak, 'utf8')) };
  } finally {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function signedIn(services: Services, base: string): Promise<string> {
  const { person } = await createPerson(services, 'प्रबंधक', { role: 'block-manager', place: DISTRICT, from: '2026-01-01' }, null);
  const { code } = await issueCode(services, person, null);
  const enrolled = await fetch(`${base}/api/enrol`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, publicKey: await publicJwk(await newKeys()), app: 'bench' }),
  });
  if (!enrolled.ok) throw new Error(`could not sign in: ${enrolled.status}`);
  return cookieFrom(enrolled.headers.get('set-cookie') ?? undefined);
}
