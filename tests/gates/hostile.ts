// npm run gate:hostile : the whole corpus through every door of the server as `npm start` runs it, in a
// process of its own, over a socket, heavy lists and all. How much memory it took at most is read from
// the system. One line of JSON; exit 1 when the server failed once or took more than `MOST_MEMORY`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import * as z from 'zod/mini';
import { builtClient } from '#server/build-client.ts';
import { bombs } from '#tests/hostile/corpus.ts';
import { HEAVY_FILES } from '#tests/hostile/heavy-files.ts';
import { operationsOf, type Reply, type Send } from '#tests/hostile/operations.ts';
import { BYTE_BODIES, ROOMS, samplesOf } from '#tests/hostile/samples.ts';
import { throughFields, throughFrames, type Storm } from '#tests/hostile/storm.ts';
import { runServer, type RunningServer } from '#tests/support/running-server.ts';

/** Bytes of the server's process, all its memory. */
const MOST_MEMORY = 512 * 1024 * 1024;
const AT_ONCE = 4;
const REFUSED: Reply = { status: 400, text: '{"code":"bad-request"}' };

const folder = mkdtempSync(join(tmpdir(), 'dehri-hostile-'));
// Building takes more memory than serving; it is done before.
await builtClient(new URL('../../', import.meta.url).pathname, () => undefined);
const server = await runServer({ DATA_DIR: folder, LOG_LEVEL: 'error', SEALED_PER_MINUTE: '100000' }, ['--max-semi-space-size=32']);
try {
  process.exitCode = await gate(server);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function gate({ port, pid, codes }: RunningServer): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const send = sender(port, agent);
  const cookie = await enrol(codes().find(({ role }) => role === 'block-manager')?.code ?? '');
  const admin = await enrol(codes().find(({ role }) => role === 'administrator')?.code ?? '');
  const description: unknown = JSON.parse((await send({ method: 'GET', url: '/api/openapi.json' })).text);
  const operations = operationsOf(description, samplesOf({ person: 'x', device: 'x', grant: 'x', record: 'x' }), BYTE_BODIES, ROOMS);
  const me = z.object({ grants: z.array(z.object({ place: z.object({ code: z.string() }) })) }).parse(JSON.parse((await send({ method: 'GET', url: '/api/me', headers: { cookie } })).text));
  const place = me.grants[0]?.place.code ?? '';
  const atRest = memory(pid());
  const storms = [cookie, admin].map((one): Storm => ({ send, cookie: one, faults: [], calls: 0 }));
  const packed = bombs(200_000_000);
  for (const storm of storms) {
    await inTurns(operations, (operation) => throughFields(storm, operation));
    await inTurns(operations, (operation) => throughFrames(storm, operation, packed));
  }
  const afterCorpus = memory(pid());
  const heavy: Record<string, string> = {};
  for (const { name, encoding, make } of HEAVY_FILES) {
    const reply = await send({
      method: 'POST', url: `/api/imports?place=${place}&programme=jeevika&target=ration-card-list&source=test`,
      headers: { cookie, 'content-type': 'application/octet-stream', ...(encoding !== undefined && { 'content-encoding': encoding }) }, body: make(),
    });
    heavy[name] = `${reply.status} ${reply.text.slice(0, 60)} ${megabytes(memory(pid()))} MB`;
    if (reply.status >= 500) storms[0]?.faults.push(`${name}: answered ${reply.status}`);
  }
  const alive = (await send({ method: 'GET', url: '/api/ready' })).status === 200;
  const most = memory(pid());
  const faults = storms.flatMap((storm) => storm.faults);
  process.stdout.write(`${JSON.stringify({
    gate: 'hostile', calls: storms.reduce((sum, { calls }) => sum + calls, 0), operations: operations.length, faults: faults.slice(0, 20), failures: faults.length, alive,
    atRestMB: megabytes(atRest), afterCorpusMB: megabytes(afterCorpus), mostMB: megabytes(most), limitMB: megabytes(MOST_MEMORY), heavy,
  })}\n`);
  agent.destroy();
  return faults.length === 0 && alive && most <= MOST_MEMORY ? 0 : 1;
}

/** A few at a time, as several people would. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}

/** Plain HTTP, so that headers go out as they are; one that no client may send counts as refused. */
function sender(port: number, agent: Agent): Send {
  return ({ method, url, headers = {}, body }) => new Promise<Reply>((done) => {
    try {
      const asked = httpRequest({ host: '127.0.0.1', port, agent, method, path: url, headers: { ...headers, 'content-length': String(Buffer.byteLength(body ?? '')) } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => { done(REFUSED); });
        answer.on('end', () => { done({ status: answer.statusCode ?? 0, text: answer.headers['content-encoding'] === undefined ? Buffer.concat(parts).toString() : '{}' }); });
      });
      // The server hangs up on a body that it will not read, often before its answer is read here.
      asked.on('error', () => { done(REFUSED); });
      asked.end(body);
    } catch {
      done(REFUSED);
    }
  });
}

async function enrol(code: string): Promise<string> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
  const reply = await new Promise<string>((done, fail) => {
    const body = JSON.stringify({ code, publicKey: { kty, crv, x, y }, app: 'test' });
    const asked = httpRequest({ host: '127.0.0.1', port: server.port, method: 'POST', path: '/api/enrol', headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume();
      done(z.array(z.string()).parse(answer.headers['set-cookie'])[0] ?? '');
    });
    asked.on('error', fail);
    asked.end(body);
  });
  return reply.split(';')[0] ?? '';
}

/** Most bytes that the process has ever held. */
function memory(pid: number): number {
  const [, kilobytes = 'NaN'] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
