// npm run import -- <file> --place 10.193.1710 --source epds [--dry-run] [--map column=Header …]
//                   [--list ration-card-list] [--key column …] [--report bad-rows.xlsx] [--language hi]
// Loads a list from this machine. Progress goes to stderr; the result, one line of JSON, to stdout.
// Exit: 0 done, 1 wrong use, 2 the file or its columns, 3 done but with bad rows.
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { PROGRAMMES } from '#programmes/index.ts';
import { LISTS as WRITTEN } from '#programmes/lists.ts';
import type { FileFault } from '#shared/import/file-fault.ts';
import { normaliseHeader, type ProgrammeList } from '#shared/import/target.ts';
import { districtOf, isWithin, levelOf } from '#shared/place/place.ts';
import { appendAudit } from '../audit/audit.ts';
import { readConfig } from '../config.ts';
import { inTransaction, openDatabase } from '../db/database.ts';
import { runningEmbedded, startEmbedded } from '../db/embedded.ts';
import { readMeta } from '../db/meta.ts';
import { migrate } from '../db/migrate.ts';
import { tableFile } from '../exports/table-file.ts';
import { upsertPlaces } from '../people/people.ts';
import { placesOfState } from '../places/directory.ts';
import { masterKeysIn } from '../keys/master-keys.ts';
import { subjectKeys } from '../keys/subject-keys.ts';
import { createRegistry } from '../registry.ts';
import type { Services } from '../services.ts';
import { readBatch, setWaiting, type Batch } from './batch-store.ts';
import { faultReport } from './fault-report.ts';
import { FileError } from './file-error.ts';
import { mappingFault, receiveList, rememberConfirmed } from './receive-list.ts';
import { runBatch } from './run-batch.ts';
import { columnKey } from './targets.ts';
import { allLists } from './type-lists.ts';
import { word } from './words.ts';

/** Lists about persons come only from their departments. */
const LISTS = allLists(PROGRAMMES, WRITTEN).filter(({ target }) => target.subjects === undefined);

/** Author and grant of what the operator of the server loads. */
const OPERATOR = 'operator';

interface Order {
  readonly file: string;
  readonly place: string;
  readonly source: string;
  readonly target: ProgrammeList;
  readonly dry: boolean;
  readonly map: readonly string[];
  readonly key: readonly string[];
  readonly report: string | undefined;
  readonly language: string;
}

class UsageError extends Error {}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof FileError) process.stderr.write(`${faultText(error.fault, 'hi')}\n`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof FileError ? 2 : 1;
}

async function main(): Promise<number> {
  const order = await readOrder(process.argv.slice(2));
  const config = readConfig(process.env);
  const running = config.databaseUrl ?? (await runningEmbedded(config.dataDir));
  const embedded = running === undefined ? await startEmbedded({ dir: config.dataDir, durable: true }) : undefined;
  const random = (bytes: number): Buffer => randomBytes(bytes);
  const keys = subjectKeys(await masterKeysIn(config.keyDir, random), random);
  const db = openDatabase(running ?? embedded?.connection ?? '', { connections: 4, keys });
  try {
    await migrate(db);
    const services: Services = {
      db, keys, registry: createRegistry(PROGRAMMES), meta: await readMeta(db.pool, random), clock: Date.now, random, utcOffsetMinutes: config.utcOffsetMinutes,
    };
    await knowPlaces(services, order.place);
    return await load(services, order);
  } finally {
    await db.close();
    await embedded?.stop();
  }
}

async function load(services: Services, order: Order): Promise<number> {
  const { target } = order.target;
  const received = await receiveList(services, { target: order.target, place: order.place, source: order.source, fileName: basename(order.file), author: OPERATOR, grant: OPERATOR }, order.file);
  const { headers } = received.list;
  const mapping = { ...received.mapping };
  for (const pair of order.map) {
    const [column = '', header = ''] = pair.split(/=(.*)/s);
    const index = headers.findIndex((h) => normaliseHeader(h) === normaliseHeader(header));
    for (const [other, at] of Object.entries(mapping)) if (at === index) delete mapping[other];
    mapping[column] = index;
  }
  for (const column of target.columns) {
    const index = mapping[column.name];
    const sure = received.remembered || order.map.some((m) => m.startsWith(`${column.name}=`)) ? '' : received.suggestions.some((s) => s.column === column.name && s.sureness < 1) ? '?' : '';
    if (index !== undefined || column.required) process.stderr.write(`${column.name.padEnd(16)} ${index === undefined ? '—' : (headers[index] ?? '')} ${sure}\n`);
  }
  const fault = mappingFault(target, headers, mapping);
  if (fault !== undefined) throw new FileError(fault);
  if (!order.dry) await rememberConfirmed(services, order.target, headers, mapping, OPERATOR);
  await inTransaction(services.db, async (client) => {
    await setWaiting(client, received.district, received.id, mapping, order.dry, order.key);
    if (!order.dry) await appendAudit(client, services, { act: 'import', actor: OPERATOR, place: order.place, subject: received.id, detail: `${target.name} ${order.source}` });
  });

  const began = performance.now();
  let told = 0;
  const stop = new AbortController();
  process.once('SIGINT', () => { stop.abort(); });
  const outcome = await runBatch(services, LISTS, received.district, received.id, {
    path: order.file,
    signal: stop.signal,
    onProgress: (b) => {
      if (performance.now() - told < 1_000) return;
      told = performance.now();
      process.stderr.write(`${progressLine(b, told - began, order.language)}\n`);
    },
  });
  if (outcome === 'busy') throw new Error('another list of this district is being loaded; this one goes on by itself when the server runs');
  const batch = await readBatch(services.db.pool, received.district, received.id);
  if (batch === undefined) throw new Error('the batch went away');
  process.stderr.write(`${progressLine(batch, performance.now() - began, order.language)}\n`);
  if (batch.fault !== null) process.stderr.write(`${faultText(batch.fault, order.language)}\n`);
  if (batch.faulty > 0 && order.report !== undefined) await pipeline(tableFile(faultReport(services.db.pool, batch, order.language, (column) => columnKey(order.target, column)), order.report.endsWith('.xlsx') ? 'xlsx' : 'csv'), createWriteStream(order.report, { mode: 0o600 }));
  const { id, status, dry, rows, created, changed, unchanged, faulty, places } = batch;
  process.stdout.write(`${JSON.stringify({ id, status, dry, rows, created, changed, unchanged, faulty, places })}\n`);
  return status === 'failed' ? 2 : faulty > 0 ? 3 : 0;
}

async function readOrder(args: string[]): Promise<Order> {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true,
    options: {
      place: { type: 'string' }, source: { type: 'string', default: 'cli' }, list: { type: 'string' }, 'dry-run': { type: 'boolean', default: false },
      map: { type: 'string', multiple: true, default: [] }, key: { type: 'string', multiple: true, default: [] }, report: { type: 'string' }, language: { type: 'string', default: 'hi' },
    },
  });
  const [file] = positionals;
  const target = values.list === undefined ? LISTS[0] : LISTS.find((t) => t.target.name === values.list);
  if (file === undefined || values.place === undefined || target === undefined) {
    throw new UsageError(`npm run import -- <file> --place 10.193[.1710] [--source name] [--dry-run] [--map column=Header] [--report bad-rows.xlsx]\nlists: ${LISTS.map((t) => t.target.name).join(', ')}`);
  }
  const ofState = /^\d{1,3}$/.test(values.place) && target.target.made?.levels?.includes('state') === true;
  if (!ofState && (!/^\d{1,3}\.\d{1,4}(\.\d{1,5})?$/.test(values.place) || !['district', 'block'].includes(levelOf(values.place)))) throw new UsageError('--place is a district or a block: 10.193 or 10.193.1710; for the library also a state: 10');
  if (!/^[0-9A-Za-z_-]{1,40}$/.test(values.source)) throw new UsageError('--source: letters, digits, - and _');
  await access(file);
  return { file, place: values.place, source: values.source, target, dry: values['dry-run'], map: values.map, key: values.key, report: values.report, language: values.language };
}

/** A fresh server gets the state, district and blocks around the list from the directory. */
async function knowPlaces(services: Services, place: string): Promise<void> {
  const known = async (): Promise<boolean> => ((await services.db.pool.query('SELECT FROM place WHERE district = $1 AND code = $2', [districtOf(place), place])).rowCount ?? 0) > 0;
  if (await known()) return;
  const [state = '', district = ''] = place.split('.');
  const { rows } = await services.db.pool.query<{ code: string }>('SELECT code FROM place WHERE district IN (0, $1)', [districtOf(place)]);
  const have = new Set(rows.map((r) => r.code));
  await upsertPlaces(services, placesOfState(state).filter((p) => !have.has(p.code) && (p.code === state || isWithin(p.code, `${state}.${district}`))));
  if (!(await known())) throw new FileError({ code: 'place-unknown' });
}

function progressLine(b: Batch, ms: number, language: string): string {
  const of = b.totalRows === null ? '' : ` / ${indian(Math.max(b.totalRows - 1, b.rows))}`;
  const speed = indian(Math.round(b.rows / Math.max(ms / 1000, 0.001)));
  return `${indian(b.rows)}${of}  +${indian(b.created)}  ~${indian(b.changed)}  =${indian(b.unchanged)}  ✗${indian(b.faulty)}  ${speed}/s  ${word(language, `import:status.${b.status}`)}`;
}

function indian(n: number): string {
  return new Intl.NumberFormat('hi-IN', { numberingSystem: 'latn' }).format(n);
}

function faultText(fault: FileFault, language: string): string {
  return word(language, `import:file.${fault.code}`, { what: fault.what ?? '', where: fault.where ?? '' });
}
