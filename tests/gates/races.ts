// `npm run gate:races -- [--minutes 1] [--writers 16] [--processes 4] [--readers 4] [--kills 10] [--seed n]`:
// many phones write to four buckets through several server processes over one durable PostgreSQL, readers
// follow by their cursors, and nobody may miss a record. Then the same for a few seconds with a fault
// planted that must be caught. Then the server and its PostgreSQL are killed in turn while phones hand
// in. One JSON line each; exit 1 when one is not clean or the planted fault not caught.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '#server/db/database.ts';
import { startEmbedded, type Connection } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { checkFold } from '#server/sync/check-fold.ts';
import { killAndCount } from './kill-run.ts';
import type { ProcessOrder } from './race-process.ts';
import { racePhones, raceServices } from './race-office.ts';
import { readAlong, type Written } from './race-run.ts';
import { plantCounters } from './seq-before-lock.ts';

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' }, writers: { type: 'string', default: '16' }, processes: { type: 'string', default: '4' },
    readers: { type: 'string', default: '4' }, kills: { type: 'string', default: '10' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [writers, processes, readers, seed] = [Number(flags.writers), Number(flags.processes), Number(flags.readers), Number(flags.seed)];
/** A planted fault shows within some seconds. */
const PLANTED_MS = 10_000;

const folder = await mkdtemp(join(tmpdir(), 'dehri-races-'));
await chmod(folder, 0o711);
const postgres = await startEmbedded({ dir: join(folder, 'data'), durable: true });
try {
  const right = await race('races', Number(flags.minutes) * 60_000, false);
  const planted = await race('races, seq taken before the lock', PLANTED_MS, true);
  if (!right.clean || planted.missed === 0 || planted.gaps === 0) process.exitCode = 1;
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
const phones = 24;
const killed = await killAndCount({ phones, kills: Number(flags.kills), seed, say: (line) => { process.stderr.write(`${line}\n`); } });
const { lost, missing, doubled, unsent, held, differing, faults } = killed;
const whole = [lost, missing, doubled, unsent, held, differing, faults].every((n) => n === 0) && killed.told === killed.saved;
process.stdout.write(`${JSON.stringify({ name: 'kills', seed, phones, ...killed, clean: whole })}\n`);
if (!whole) process.exitCode = 1;

async function race(name: string, milliseconds: number, planted: boolean): Promise<{ readonly clean: boolean; readonly missed: number; readonly gaps: number }> {
  const at = await newDatabase(planted ? 'planted' : 'races');
  const office = await raceServices(at, 4);
  const other = await raceServices(at, 4);
  if (planted) await plantCounters(office.db);
  const phones = await racePhones(office, writers + readers);
  const shares = Array.from({ length: processes }, (_, p) => phones.slice(0, writers).filter((__, n) => n % processes === p));
  const writing = Promise.all(shares.map((sessions, p) => writeElsewhere({ at, sessions, seed: seed + 100 * p, planted, milliseconds })));
  const { written, ...read } = await readAlong([office, other], phones.slice(writers), planted, writing.then(joined));
  const { acks, ...wrote } = written;
  const faults = planted ? undefined : (await checkFold(office)).faults.length;
  const clean = [read.missed, read.gaps, read.backwards, read.unkept, wrote.unkept, wrote.doubled, faults ?? 0].every((n) => n === 0) && acks.length > 0;
  process.stdout.write(`${JSON.stringify({ name, seed, writers, processes, readers, seconds: milliseconds / 1_000, acknowledged: acks.length, ...wrote, ...read, unkept: wrote.unkept + read.unkept, foldFaults: faults, clean })}\n`);
  await Promise.all([office.db.close(), other.db.close()]);
  return { clean, missed: read.missed, gaps: read.gaps };
}

async function newDatabase(database: string): Promise<Connection> {
  const admin = new pg.Client({ ...postgres.connection });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  const at = { ...postgres.connection, database };
  const db = openDatabase(at, { connections: 1 });
  await migrate(db);
  await db.close();
  return at;
}

async function writeElsewhere(order: ProcessOrder): Promise<Written> {
  const child = fork(fileURLToPath(new URL('race-process.ts', import.meta.url)), { execArgv: process.execArgv });
  child.send(order);
  const [said]: Written[] = await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => { throw new Error(`a writing process ended with ${String(code)}`); })]);
  if (said === undefined) throw new Error('a writing process said nothing');
  return said;
}

function joined(parts: readonly Written[]): Written {
  const sum = (of: (w: Written) => number): number => parts.reduce((total, w) => total + of(w), 0);
  return {
    acks: parts.flatMap((w) => w.acks), pushes: sum((w) => w.pushes), twice: sum((w) => w.twice), doubled: sum((w) => w.doubled), unkept: sum((w) => w.unkept), busy: sum((w) => w.busy),
  };
}
