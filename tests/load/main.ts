// `npm run load`: phones enrol, pull and push on the server as `npm start` runs it, in a process of its
// own over a durable embedded PostgreSQL that goes away. Prints one JSON line per figure.
//
//   npm run load                                        25 phones a second for a minute, 60 changes each
//   npm run load -- --mitras 5000 --minutes 30          the evening of a district, at its own pace
//   npm run load -- --mitras 5000 --rush --minutes 3    everyone comes home at six
//   npm run load -- --probe --mitras 2000               raises the rate until p99 is over 3 s or phones are put off
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROGRAMMES } from '#programmes/index.ts';
import { openDatabase } from '#server/db/database.ts';
import { runningEmbedded, type Connection } from '#server/db/embedded.ts';
import { readMeta } from '#server/db/meta.ts';
import { createRandom } from '#server/demo/random.ts';
import { createRegistry } from '#server/registry.ts';
import type { Services } from '#server/services.ts';
import { printFigure } from '#tests/bench/line.ts';
import { flagsOf } from '#tests/bench/server-command.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';
import { evenArrivals, probeSteps, rushArrivals } from './arrivals.ts';
import type { LoadPhone } from './phone.ts';
import { prepare } from './prepare.ts';
import { peakMemory, usage, used, type Usage } from './processes.ts';
import { rawInsert } from './raw-insert.ts';
import { runPhones, type Ran } from './run.ts';
import { faultsOf, verify } from './verify.ts';
import { testKeys } from '#tests/support/keys.ts';

const { values: flags } = parseArgs({
  options: {
    mitras: { type: 'string', default: '1500' },
    changes: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '1' },
    drop: { type: 'string', default: '0.03' },
    expired: { type: 'string', default: '0.5' },
    rush: { type: 'boolean', default: false },
    probe: { type: 'boolean', default: false },
    from: { type: 'string', default: '16' },
    /** Folder for a CPU profile of the server. */
    profile: { type: 'string' },
  },
});
const mitras = Number(flags.mitras);
const changes = Number(flags.changes);
const ms = Number(flags.minutes) * 60_000;
const options = { dropShare: Number(flags.drop), patience: 600_000 };
const STEP_SECONDS = 8;
const P99_MS = 3_000;
const AIM = 25;

const begun = performance.now();
const say = (line: string): void => { process.stderr.write(`${Math.round((performance.now() - begun) / 1_000)} s: ${line}\n`); };
const print = (name: string, rest: object): void => { console.log(JSON.stringify({ name, ...rest })); };

const folder = await mkdtemp(join(tmpdir(), 'dehri-load-'));
await chmod(folder, 0o711);
const dataDir = join(folder, 'data');
const server = await runServer({
  DATA_DIR: dataDir, DEMO: 'no', LOG_LEVEL: 'warn',
  // All phones come from one address here; what one phone may ask stays as it is.
  ENROLMENTS_PER_MINUTE: '1000000', SESSIONS_PER_MINUTE: '1000000', REQUESTS_PER_MINUTE: '600',
}, [...flagsOf('start'), ...(flags.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', flags.profile])]);
try {
  // Started once more, so that neither building the app nor making the database counts.
  await server.stop();
  await server.start();
  const at = await runningEmbedded(dataDir);
  if (at === undefined) throw new Error('the server runs its database in its folder');
  const db = openDatabase(at, { connections: 10 });
  try {
    await measure({ db, keys: testKeys(), registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, randomBytes), clock: Date.now, random: randomBytes, utcOffsetMinutes: 330 }, at, server);
  } finally {
    await db.close();
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function measure(services: Services, at: Connection, { port, pid }: RunningServer): Promise<void> {
  const phones = await prepare(services, port, { mitras, changes, watchEvery: 20, expiredShare: Number(flags.expired) }, say);
  say('all is prepared');
  const memoryBefore = peakMemory(pid());
  const before = await sizes(services);
  const watched = { server: pid(), dataDir };
  const from = usage(watched);
  const random = createRandom(6).next;
  const ran = flags.probe ? await probe(phones, random) : await runPhones(phones, (flags.rush ? rushArrivals : evenArrivals)(random, phones.length, ms), options);
  const spent = used(from, usage(watched));
  const after = await sizes(services);
  say('the phones have their receipts');
  const raw = await rawInsert(at, changes);
  const came = phones.filter((p) => p.changes.length > 0 && p.results.length > 0);
  const verified = await verify(services, flags.probe ? came : phones);
  const faults = faultsOf(verified);

  const mode = flags.probe ? 'probe' : flags.rush ? 'rush' : 'even';
  print('load.run', { mode, mitras: phones.length, changes, minutes: Number(flags.minutes), ...ran, slowestPhoneSeconds: Math.round(Math.max(...came.map((p) => p.settledAfter ?? 0)) / 1_000) });
  print('load.verified', { ...verified });
  print('load.cpu', { ...shares(spent, ran.seconds), serverMsPerPhone: round((spent.server / ran.settled) * 1_000), postgresMsPerPhone: round((spent.postgres / ran.settled) * 1_000) });
  print('load.database', { bytesBefore: before.bytes, bytesAfter: after.bytes, bytesPerChange: Math.round((after.bytes - before.bytes) / (ran.settled * changes)), walBytesPerChange: Math.round((after.wal - before.wal) / (ran.settled * changes)) });
  if (!flags.probe) {
    printFigure({ name: 'load.phones-per-second', value: ran.perSecond, unit: 'phones/s', target: `>= ${AIM}`, beside: { name: 'raw insert of the same rows', value: raw / changes, unit: 'phones/s' }, note: `${changes} changes each, fsync on, generator on the same cores` });
    printFigure({ name: 'load.push-p99', value: ran.p99, unit: 'ms', target: '< 3000', note: `p50 ${ran.p50}, slowest ${ran.slowest}` });
  }
  printFigure({ name: 'load.raw-insert', value: raw, unit: 'rows/s', target: 'the limit', note: `${changes} rows per commit, 8 connections` });
  printFigure({ name: 'load.server-memory', value: peakMemory(pid()) / 1e6, unit: 'MB', target: '<= 512', note: `peak; ${Math.round(memoryBefore / 1e6)} MB before the run` });
  printFigure({ name: 'load.errors', value: faults.length + Object.values(ran.errors).reduce((a, b) => a + b, 0) + ran.busy, unit: 'errors', target: '= 0', note: [...faults, ...Object.keys(ran.errors)].join('; ') || `${ran.refused} put off by 429, ${ran.dropped} answers lost on the way` });
  if (faults.length > 0) process.exitCode = 1;
}

/** One step after another until phones wait too long or are put off. */
async function probe(phones: readonly LoadPhone[], random: () => number): Promise<Ran> {
  let used = 0;
  let last: Ran | undefined;
  let best = 0;
  for (const step of probeSteps(Number(flags.from), STEP_SECONDS, phones.length)) {
    const ran = await runPhones(phones.slice(used, used + step.phones), evenArrivals(random, step.phones, STEP_SECONDS * 1_000), options);
    used += step.phones;
    print('load.step', { perSecond: round(step.perSecond), p50: ran.p50, p99: ran.p99, refused: ran.refused, busy: ran.busy, dropped: ran.dropped, errors: ran.errors });
    last = last === undefined ? ran : { ...ran, settled: ran.settled + last.settled, seconds: ran.seconds + last.seconds };
    if (ran.p99 > P99_MS || ran.refused > step.phones * 0.01) break;
    best = step.perSecond;
  }
  if (last === undefined) throw new Error('too few phones for one step');
  printFigure({ name: 'load.most-phones-per-second', value: best, unit: 'phones/s', target: `>= ${AIM}`, note: `last rate held for ${STEP_SECONDS} s with p99 < 3 s and nobody put off` });
  return last;
}

async function sizes({ db }: Services): Promise<{ readonly bytes: number; readonly wal: number }> {
  const { rows: [row] } = await db.pool.query<{ bytes: number; wal: string }>(`SELECT pg_database_size(current_database()) AS bytes, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text AS wal`);
  return { bytes: row?.bytes ?? 0, wal: Number(row?.wal ?? 0) };
}

/** Of one core each. */
function shares(spent: Usage, seconds: number): Record<string, number> {
  const { server: ours, postgres, generator, machine } = spent;
  return { server: round(ours / seconds), postgres: round(postgres / seconds), generator: round(generator / seconds), others: round(Math.max(0, machine - ours - postgres - generator) / seconds) };
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
