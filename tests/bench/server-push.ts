// The way in: several phones at once, each handing in 50 filled surveys of listed families per
// request over HTTP, compressed, to a durable database; and in turns with it, as many phones sending
// the same 50 changes as plain JSON to a bare Fastify handler that inserts them with one statement.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { createInterface } from 'node:readline';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { Change } from '#shared/record/change.ts';
import { formRef } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { editToChange } from '#shared/record/edit.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { profileSchema } from '#shared/sync/profile.ts';
import { encodeChanges } from '#shared/sync/wire-changes.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { plainSetting } from '#server/demo/bhagalpur.ts';
import { planDistrict } from '#server/demo/district-plan.ts';
import { familiesOf } from '#server/demo/families.ts';
import { importFamilies } from '#server/demo/import-list.ts';
import { demoPerson } from '#server/demo/people.ts';
import { createRandom } from '#server/demo/random.ts';
import { recordsWithin } from '#server/demo/read-families.ts';
import { drawOutcome, fillSurvey } from '#server/demo/survey-answers.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { placesOfState } from '#server/places/directory.ts';
import { dayOf, type Services } from '#server/services.ts';
import { cookieFrom, newKeys, publicJwk, readLines } from '#tests/support/server.ts';
import { median, percentile, printFigure } from './line.ts';
import { flagsOf } from './server-command.ts';
import { scratchServer } from './server-database.ts';

/** A row of the bare peer. */
export interface BareRow {
  readonly id: string;
  readonly body: Change;
}

export const PHONES = 8;
export const ROWS = 50;
const REQUESTS = 8;
const ROUNDS = 3;
/** Requests per phone before anything counts: until then the code is still being compiled. */
const WARM_UP = 24;
const FAMILIES = 46_000;
const TARGET = 0.4;

interface Body {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

export interface Phone {
  /** Requests to come, in the two forms. */
  readonly pushes: Body[];
  readonly bare: Body[];
}

export async function benchPush(): Promise<void> {
  const scratch = await scratchServer();
  let started: StartedServer | undefined;
  const agent = new Agent({ keepAlive: true, maxSockets: PHONES });
  try {
    const { services } = scratch;
    const blocks = await loadFamilies(services);
    started = await startServer(scratch.url);
    const ports = started;
    const phones: Phone[] = [];
    for (const [n, block] of blocks.slice(0, PHONES).entries()) phones.push(await preparePhone(services, ports.app, n, block));
    const push = (phone: Phone): Promise<number> => timed(() => sendPush(agent, ports.app, phone));
    const bare = (phone: Phone): Promise<number> => timed(() => sendBare(agent, ports.bare, phone));
    const ratios: number[] = [];
    const rates: { readonly push: number[]; readonly bare: number[] } = { push: [], bare: [] };
    const times: number[] = [];
    await together(phones, WARM_UP, push);
    await together(phones, WARM_UP, bare);
    for (let round = 0; round < ROUNDS; round += 1) {
      const floor = await together(phones, REQUESTS, bare);
      const ours = await together(phones, REQUESTS, push);
      rates.push.push(ours.rowsPerSecond);
      rates.bare.push(floor.rowsPerSecond);
      ratios.push(ours.rowsPerSecond / floor.rowsPerSecond);
      times.push(...ours.times);
    }
    const note = `${PHONES} phones at once, ${ROWS} surveys of listed families per request, fsync on`;
    printFigure({ name: 'push.rows-per-second', value: median(rates.push), unit: 'rows/s', target: `>= ${TARGET} × bare`, beside: { name: 'bare Fastify + pg insert', value: median(rates.bare), unit: 'rows/s' }, note });
    printFigure({ name: 'push.of-bare', value: median(ratios), unit: '×', target: `>= ${TARGET}`, note: `of ${ROUNDS} rounds in turns` });
    printFigure({ name: 'push.request-p95', value: percentile(times, 95), unit: 'ms', target: '<= 1000' });
  } finally {
    agent.destroy();
    await started?.stop();
    await scratch.close();
  }
}

/** One list of one plain district; records of families by block. */
export async function loadFamilies(services: Services): Promise<(readonly [block: string, families: DehriRecord[]])[]> {
  await upsertPlaces(services, placesOfState('10'));
  const admin = await demoPerson(services, 'bench-admin', 'सुधीर कुमार', 'administrator', '10');
  const plan = planDistrict(1, FAMILIES, plainSetting(FAMILIES));
  await importFamilies(services, familiesOf(plan, 1, 0.5), { place: '10.192', author: admin.person, grant: admin.id });
  const blocks = new Map<string, DehriRecord[]>();
  for (const record of await recordsWithin(services, 192, '10.192')) {
    const block = record.bucket.split('.').slice(0, 3).join('.');
    const list = blocks.get(block) ?? [];
    blocks.set(block, list);
    list.push(record);
  }
  return [...blocks].sort(([, a], [, b]) => b.length - a.length);
}

export interface StartedServer {
  readonly app: number;
  readonly bare: number;
  /** The same application, keeping no sums. */
  readonly uncounted: number;
  stop(): Promise<void>;
}

export async function startServer(url: string): Promise<StartedServer> {
  const child = spawn(process.execPath, [...flagsOf('start'), '--import', 'tsx', new URL('./server-process.ts', import.meta.url).pathname], {
    env: { ...process.env, DATABASE_URL: url }, stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended.then(() => { throw new Error('the server of the bench did not start'); })]);
  return {
    ...z.parse(z.object({ app: z.int(), bare: z.int(), uncounted: z.int() }), JSON.parse(String(line))),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** Enrols a phone of the block's mitra and fills its surveys. */
export async function preparePhone(services: Services, port: number, n: number, [block, families]: readonly [string, readonly DehriRecord[]]): Promise<Phone> {
  const grant = await demoPerson(services, `bench-mitra-${n}`, 'सरिता देवी', 'mitra', block);
  const { code } = await issueCode(services, grant.person, null);
  const enrolled = await fetch(`http://127.0.0.1:${port}/api/enrol`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, publicKey: await publicJwk(await newKeys()), app: 'bench' }),
  });
  const { profile } = z.parse(z.object({ profile: profileSchema }), await enrolled.json());
  const cookie = cookieFrom(enrolled.headers.get('set-cookie') ?? undefined);

  const form = services.registry.form('jeevika.survey@1');
  const type = services.registry.type('household')?.type;
  if (form === undefined || type === undefined) throw new Error('the programme has a survey of households');
  const random = createRandom(n + 1);
  const now = services.clock();
  const today = dayOf(services, now);
  const wanted = (WARM_UP + ROUNDS * REQUESTS) * ROWS;
  const changes = families.slice(0, wanted).map((record, i): Change => {
    const engine = createFormEngine(form, { answers: record.values, saved: record.values, today, recordType: type });
    fillSurvey(engine, random, { outcome: drawOutcome(random, record.values, false), mahadalit: false });
    const change = editToChange(type, record, engine.output(), {
      id: `${profile.device}.${i + 1}`, record: record.id, bucket: record.bucket, device: profile.device, counter: i + 1,
      author: grant.person, grant: grant.id, deviceTime: now, form: formRef(form),
    });
    if (change === undefined) throw new Error('a survey always says something');
    return change;
  });
  if (changes.length < wanted) throw new Error(`${block} has too few families`);
  const phone: Phone = { pushes: [], bare: [] };
  for (let at = 0; at < wanted; at += ROWS) {
    const some = changes.slice(at, at + ROWS);
    const body = { v: 1, epoch: services.meta.epoch, cursors: {}, profile: profile.digest, push: encodeChanges(some), counts: [0, 0], app: 'bench', limit: 0 };
    phone.pushes.push({ bytes: gzipSync(JSON.stringify(body)), headers: { cookie, 'content-type': 'application/json', 'content-encoding': 'gzip', 'accept-encoding': 'br, gzip' } });
    phone.bare.push({ bytes: Buffer.from(JSON.stringify(some.map((c): BareRow => ({ id: c.id, body: c })))), headers: { 'content-type': 'application/json' } });
  }
  return phone;
}

/** Every phone sends `requests` one after another, all phones at once. */
export async function together(phones: readonly Phone[], requests: number, send: (phone: Phone) => Promise<number>): Promise<{ readonly rowsPerSecond: number; readonly times: readonly number[] }> {
  const begun = performance.now();
  const times: number[] = [];
  await Promise.all(phones.map(async (phone) => {
    for (let i = 0; i < requests; i += 1) times.push(await send(phone));
  }));
  return { rowsPerSecond: (phones.length * requests * ROWS * 1000) / (performance.now() - begun), times };
}

export async function sendPush(agent: Agent, port: number, phone: Phone): Promise<void> {
  const text = await post(agent, port, '/api/sync', phone.pushes.shift());
  const results = readLines(text).head?.results ?? [];
  const odd = results.find(([kind]) => kind !== 'a');
  if (results.length !== ROWS || odd !== undefined) throw new Error(`a change of the bench was not applied: ${JSON.stringify(odd ?? text)}`);
}

async function sendBare(agent: Agent, port: number, phone: Phone): Promise<void> {
  await post(agent, port, '/rows', phone.bare.shift());
}

async function post(agent: Agent, port: number, path: string, body: Body | undefined): Promise<string> {
  if (body === undefined) throw new Error('a phone has sent all it had');
  const { headers, bytes } = body;
  return new Promise((done, fail) => {
    const sent = httpRequest({ agent, host: '127.0.0.1', port, path, method: 'POST', headers: { ...headers, 'content-length': String(bytes.length) } }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.once('error', fail);
      reply.once('end', () => {
        const whole = Buffer.concat(parts);
        const text = (reply.headers['content-encoding'] === 'br' ? brotliDecompressSync(whole) : whole).toString();
        if (reply.statusCode === 200) done(text);
        else fail(new Error(`${path}: ${String(reply.statusCode)} ${text}`));
      });
    });
    sent.once('error', fail);
    sent.end(bytes);
  });
}

export async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
