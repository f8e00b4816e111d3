// POST /api/sync as `shared/sync/protocol.ts` says, and POST /api/sync/cost.
import { once } from 'node:events';
import { PassThrough, pipeline, Transform } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import { bucketPlace } from '#shared/place/bucket.ts';
import {
  costRequestSchema, PROTOCOL_VERSION, SYNC_MEDIA_TYPE, syncRequestSchema, type CostResponse, type EndLine, type HeadLine, type PageLine,
} from '#shared/sync/protocol.ts';
import { countRecords } from '#shared/sync/wire-records.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction } from '../db/database.ts';
import { readEpoch } from '../db/meta.ts';
import type { Services } from '../services.ts';
import { answerSync } from '../sync/answer.ts';
import { contactsOf } from '../sync/contacts.ts';
import { onPostgres } from '../sync/postgres-tables.ts';
import { planPull } from '../sync/pull.ts';
import { voidEpoch } from '../sync/void-epoch.ts';
import type { Lanes } from './admission.ts';
import { compressorFor, compressSmall, inflate, lineBytes, MAX_BODY, parseJson } from './codec.ts';
import { Refused } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { SentBytes } from './sent-bytes.ts';
import { anySession, liveSession } from './who.ts';

/** Answers up to this size go out in one piece. */
const SMALL = 60_000;
/** Below this a stream of the compressor costs more than compressing. */
const AT_ONCE = 8_000;

/** Up to so many bytes a request mostly fetches; it is put off as a push only when it is read and is one. */
const SMALL_REQUEST = 1_500;
/** Above, the person is looked up before anything is read: a stranger fills no memory. */
const LARGE_REQUEST = 64_000;

export function syncRoutes(app: FastifyInstance, services: Services, metrics: Metrics, lanes: Lanes): void {
  const sent = new SentBytes();
  const contacts = contactsOf(services);
  const door = async (request: FastifyRequest): Promise<void> => {
    const length = Number(request.headers['content-length'] ?? LARGE_REQUEST + 1);
    if (length > MAX_BODY) throw new Refused('too-large');
    if (length <= SMALL_REQUEST) lanes.fetch.enter(0);
    else lanes.push.enter(length);
    if (length > LARGE_REQUEST) await anySession(services, request);
  };
  app.post('/api/sync', { onRequest: door, schema: { tags: ['sync'], summary: 'Hands in changes and fetches what is new; NDJSON lines with checksums', hide: false } }, async (request, reply) => {
    const [session, epoch] = await Promise.all([anySession(services, request), readEpoch(services.db)]);
    const renew = async (device: string): Promise<string> => {
      const next = await voidEpoch(services, device, epoch);
      metrics.wentBack.inc();
      request.log.warn({ reqId: request.id, device, renewed: next !== epoch }, 'the database is behind a phone');
      return next;
    };
    const { asked, inexact } = await readRequest(request, syncRequestSchema);
    const handsIn = asked.push !== null && asked.push !== undefined;
    const work = async () => {
      const answer = await answerSync({ ...onPostgres(services), meta: { ...services.meta, epoch }, voidEpoch: renew }, contacts, session, asked, inexact);
      return { answer, begun: answer.ok && answer.rest !== undefined ? await gather(answer.head, answer.rest) : undefined };
    };
    const { answer, begun } = await (handsIn && Buffer.isBuffer(request.body) ? lanes.push.run(session.device, request.body.length, work) : lanes.fetch.run(session.device, 0, work));
    if (!answer.ok) throw new Refused(answer.code);
    for (const [kind] of answer.results) metrics.changes.inc({ result: kind });
    metrics.pulled.inc(answer.coming);
    // That copies of files go to a phone is known before the first of them does.
    for (const { bucket, records } of answer.files) {
      await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'files-sent', actor: session.person, place: bucketPlace(bucket), subject: session.device, detail: String(records) }));
    }
    if (begun === undefined) return sendLines(reply, request, [answer.head, { t: 'end' }]);
    return streamLines(reply, request, begun, sent);
  });

  app.post('/api/sync/cost', { schema: { tags: ['sync'], summary: 'How much a full sync would bring' } }, async (request): Promise<CostResponse> => {
    const [session, now] = await Promise.all([liveSession(services, request), readEpoch(services.db)]);
    const { v, epoch, cursors } = (await readRequest(request, costRequestSchema)).asked;
    if (v !== PROTOCOL_VERSION) throw new Refused('protocol-unknown');
    const plan = await planPull(onPostgres(services), session.grants, epoch === now ? cursors : {}, cursors);
    return { records: plan.coming, bytes: sent.estimate(plan.coming, plan.buckets.length) };
  });
}

async function readRequest<T extends z.ZodMiniType>(request: FastifyRequest, schema: T): Promise<{ readonly asked: z.infer<T>; readonly inexact: string | undefined }> {
  if (!Buffer.isBuffer(request.body)) throw new Refused('bad-request');
  const body = await inflate(request.body, request.headers['content-encoding']);
  if (typeof body === 'string') throw new Refused(body);
  const json = parseJson(body);
  if (!json.ok) throw new Refused('bad-request');
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) throw new Refused('bad-request', { paths: parsed.error.issues.slice(0, 5).map((i) => i.path.join('.').slice(0, 60)) });
  const text = body.toString('utf8').trim();
  return { asked: parsed.data, inexact: JSON.stringify(json.value) === text ? undefined : text };
}

async function sendLines(reply: FastifyReply, request: FastifyRequest, lines: readonly (HeadLine | EndLine)[]): Promise<FastifyReply> {
  const bytes = Buffer.concat(lines.map(lineBytes));
  void reply.type(SYNC_MEDIA_TYPE);
  if (bytes.length < 400) return reply.send(bytes);
  return sendWhole(reply, request, bytes);
}

/** @param onSent told how many compressed bytes go out */
async function sendWhole(reply: FastifyReply, request: FastifyRequest, bytes: Buffer, onSent?: (bytes: number) => void): Promise<FastifyReply> {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (bytes.length < AT_ONCE) {
    const small = compressSmall(bytes, accepted);
    if (small !== undefined) onSent?.(small.bytes.length);
    return small === undefined ? reply.send(bytes) : reply.header('content-encoding', small.name).send(small.bytes);
  }
  const compressor = compressorFor(accepted);
  if (compressor === undefined) return reply.send(bytes);
  compressor.stream.end(bytes);
  const parts: Buffer[] = [];
  for await (const part of compressor.stream) if (Buffer.isBuffer(part)) parts.push(part);
  const packed = Buffer.concat(parts);
  onSent?.(packed.length);
  return reply.header('content-encoding', compressor.name).send(packed);
}

/** An answer, as far as it has been read. */
interface Gathered {
  readonly ready: readonly Buffer[];
  records: number;
  pages: number;
  /** What is still to be read; undefined: nothing. */
  readonly rest: AsyncGenerator<PageLine | EndLine> | undefined;
}

/** Reads a small answer whole, of a longer one the beginning. */
async function gather(first: HeadLine, rest: AsyncGenerator<PageLine | EndLine>): Promise<Gathered> {
  const ready: Buffer[] = [lineBytes(first)];
  const so = { records: 0, pages: 0 };
  for (let size = 0; size <= SMALL;) {
    const next = await rest.next();
    if (next.done === true) return { ready, ...so, rest: undefined };
    count(so, next.value);
    const bytes = lineBytes(next.value);
    ready.push(bytes);
    size += bytes.length;
  }
  return { ready, ...so, rest };
}

function count(so: { records: number; pages: number }, line: PageLine | EndLine): void {
  if (line.t !== 'page') return;
  so.records += countRecords(line.rows);
  so.pages += 1;
}

/** Small answers in one piece; longer ones page by page, each flushed. */
async function streamLines(reply: FastifyReply, request: FastifyRequest, begun: Gathered, sent: SentBytes): Promise<FastifyReply> {
  void reply.type(SYNC_MEDIA_TYPE);
  const { ready, rest } = begun;
  if (rest === undefined) return sendWhole(reply, request, Buffer.concat(ready), (bytes) => sent.note({ ...begun, bytes }));
  const compressor = compressorFor(String(request.headers['accept-encoding'] ?? ''));
  const out = compressor?.stream ?? new PassThrough();
  if (compressor !== undefined) void reply.header('content-encoding', compressor.name);
  const write = async (bytes: Buffer): Promise<void> => {
    if (!out.write(bytes)) await Promise.race([once(out, 'drain'), once(out, 'close')]);
    if (compressor !== undefined && !out.destroyed) await new Promise<void>((done) => { compressor.stream.flush(compressor.flush, done); });
  };
  void (async () => {
    try {
      for (const bytes of ready) await write(bytes);
      for await (const line of rest) {
        if (out.destroyed) return;
        count(begun, line);
        await write(lineBytes(line));
      }
      out.end();
    } catch {
      // Without its end line the phone knows that the answer broke off.
      out.destroy();
    }
  })();
  if (compressor === undefined) return reply.send(out);
  let bytes = 0;
  const counted = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length;
      done(null, part);
    },
  });
  pipeline(out, counted, (broken) => {
    if (!broken) sent.note({ ...begun, bytes });
  });
  return reply.send(counted);
}
