// POST /api/sync as `shared/sync/protocol.ts` says, and POST /api/sync/cost.
import { once } from 'node:events';
import { PassThrough, pipeline, Transform } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import {
  costRequestSchema, MAX_CHANGES_PER_PUSH, PROTOCOL_VERSION, SYNC_MEDIA_TYPE, syncRequestSchema,
  type ChangeResult, type CostResponse, type EndLine, type HeadLine, type PageLine, type SyncRequest,
} from '#shared/sync/protocol.ts';
import { decodeChanges } from '#shared/sync/wire-changes.ts';
import { countRecords } from '#shared/sync/wire-records.ts';
import { profileDigest } from '../auth/profile.ts';
import type { Session } from '../auth/session.ts';
import type { Services } from '../services.ts';
import { applyChanges } from '../sync/apply-changes.ts';
import { planPull, pullLines, type PullPlan } from '../sync/pull.ts';
import { compressorFor, compressSmall, inflate, lineBytes, parseJson } from './codec.ts';
import { Refused } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { printable } from './printable.ts';
import { SentBytes } from './sent-bytes.ts';
import { anySession, liveSession } from './who.ts';

/** How often at least a phone's last contact is written down when nothing else changed. */
const SEEN_EVERY = 300_000;
/** Answers up to this size go out in one piece. */
const SMALL = 60_000;
/** Below this a stream of the compressor costs more than compressing. */
const AT_ONCE = 8_000;

export function syncRoutes(app: FastifyInstance, services: Services, metrics: Metrics): void {
  const sent = new SentBytes();
  app.post('/api/sync', { schema: { tags: ['sync'], summary: 'Hands in changes and fetches what is new; NDJSON lines with checksums', hide: false } }, async (request, reply) => {
    const session = await anySession(services, request);
    const asked = await readRequest(request, syncRequestSchema);
    if (asked.v !== PROTOCOL_VERSION) throw new Refused('protocol-unknown');
    const results = await handIn(services, session, asked, metrics);
    if (session.revoked) {
      if (results === undefined) throw new Refused('device-revoked');
      return sendLines(reply, request, [head(services, { results, drop: Object.keys(asked.cursors), revoked: true }), { t: 'end' }]);
    }
    const reset = asked.epoch !== '' && asked.epoch !== services.meta.epoch;
    const [plan, digest] = await Promise.all([
      asked.limit === 0 ? NOTHING : planPull(services, session.grants, reset || asked.epoch === '' ? {} : asked.cursors, asked.cursors),
      profileDigest(services, session),
      noteContact(services, session, asked),
    ]);
    const first = head(services, {
      ...(reset && { reset }),
      ...(results !== undefined && { results }),
      ...(session.safeCounter > 0 && { safe: session.safeCounter }),
      ...(digest !== asked.profile && { profile: digest }),
      ...(plan.drop.length > 0 && { drop: [...plan.drop] }),
      ...(plan.coming > 0 && { coming: Math.min(plan.coming, asked.limit ?? Infinity) }),
    });
    metrics.pulled.inc(plan.coming);
    if (plan.buckets.length === 0) return sendLines(reply, request, [first, { t: 'end' }]);
    return streamLines(reply, request, first, pullLines(services, plan, asked.limit), sent);
  });

  app.post('/api/sync/cost', { schema: { tags: ['sync'], summary: 'How much a full sync would bring' } }, async (request): Promise<CostResponse> => {
    const session = await liveSession(services, request);
    const { v, epoch, cursors } = await readRequest(request, costRequestSchema);
    if (v !== PROTOCOL_VERSION) throw new Refused('protocol-unknown');
    const plan = await planPull(services, session.grants, epoch === services.meta.epoch ? cursors : {}, cursors);
    return { records: plan.coming, bytes: sent.estimate(plan.coming, plan.buckets.length) };
  });
}

const NOTHING: PullPlan = { buckets: [], drop: [], coming: 0 };

function head({ meta, clock }: Services, rest: Partial<HeadLine>): HeadLine {
  return { t: 'head', v: PROTOCOL_VERSION, epoch: meta.epoch, time: clock(), ...rest };
}

async function readRequest<T extends z.ZodMiniType>(request: FastifyRequest, schema: T): Promise<z.infer<T>> {
  if (!Buffer.isBuffer(request.body)) throw new Refused('bad-request');
  const body = await inflate(request.body, request.headers['content-encoding']);
  if (typeof body === 'string') throw new Refused(body);
  const json = parseJson(body);
  if (!json.ok) throw new Refused('bad-request');
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) throw new Refused('bad-request', { paths: parsed.error.issues.slice(0, 5).map((i) => i.path.join('.').slice(0, 60)) });
  return parsed.data;
}

/** Undefined when nothing was handed in. */
async function handIn(services: Services, session: Session, { push }: SyncRequest, metrics: Metrics): Promise<ChangeResult[] | undefined> {
  if (push === null || push === undefined) return undefined;
  const items = decodeChanges(push);
  if (items.length > MAX_CHANGES_PER_PUSH) throw new Refused('too-large');
  const results = await applyChanges(services, session, items);
  for (const [kind] of results) metrics.changes.inc({ result: kind });
  return results;
}

/** What the coordinator sees: last contact, unsent, held, app. Written when it differs. */
async function noteContact({ db, clock }: Services, session: Session, { counts: [unsent, held], app: said }: SyncRequest): Promise<void> {
  const app = printable(said);
  const now = clock();
  if (now - session.lastSeen < SEEN_EVERY && session.app === app && session.unsent === unsent && session.held === held) return;
  await db.pipelined.query({
    name: 'seen', text: 'UPDATE device SET last_seen = $2, unsent = $3, held = $4, app = $5 WHERE id = $1',
    values: [session.device, now, Math.max(0, Math.min(unsent, 1e6)), Math.max(0, Math.min(held, 1e6)), app],
  });
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

/** Small answers in one piece; longer ones page by page, each flushed. */
async function streamLines(reply: FastifyReply, request: FastifyRequest, first: HeadLine, rest: AsyncGenerator<PageLine | EndLine>, sent: SentBytes): Promise<FastifyReply> {
  void reply.type(SYNC_MEDIA_TYPE);
  const ready: Buffer[] = [lineBytes(first)];
  let size = 0;
  let [records, pages] = [0, 0];
  const count = (line: PageLine | EndLine): void => {
    if (line.t !== 'page') return;
    records += countRecords(line.rows);
    pages += 1;
  };
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return sendWhole(reply, request, Buffer.concat(ready), (bytes) => sent.note({ records, pages, bytes }));
    count(next.value);
    const bytes = lineBytes(next.value);
    ready.push(bytes);
    size += bytes.length;
    if (size > SMALL) break;
  }
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
        count(line);
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
    if (!broken) sent.note({ records, pages, bytes });
  });
  return reply.send(counted);
}
