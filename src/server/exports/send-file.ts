// The file of a job, whole or from where the line broke (`Range`, RFC 9110 section 14). Read part by
// part as it is taken; a part that is missing breaks the answer off, which never looks whole then.
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';
import { partAt, type ExportJob } from './job-store.ts';
import { CONTENT_TYPES } from './table-file.ts';

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Undefined: the whole (also for what asks for several parts, which is not served). null: nothing of it is there. */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | undefined | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return Number(to) === 0 || bytes === 0 ? null : { first: Math.max(0, bytes - Number(to)), last: bytes - 1 };
  const last = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < Number(from)) return undefined;
  return Number(from) >= bytes ? null : { first: Number(from), last };
}

export function sendFile(services: Services, request: FastifyRequest, reply: FastifyReply, job: ExportJob, name: string): FastifyReply {
  const tag = `"${job.id}.${job.attempt}"`;
  const asksFor = request.headers['if-range'] === undefined || request.headers['if-range'] === tag ? request.headers.range : undefined;
  const range = rangeOf(asksFor, job.bytes);
  void reply.header('accept-ranges', 'bytes').header('etag', tag).header('content-disposition', `attachment; filename="${name}"`);
  if (range === null) return reply.code(416).header('content-range', `bytes */${job.bytes}`).send();
  const { first, last } = range ?? { first: 0, last: job.bytes - 1 };
  if (range !== undefined) void reply.code(206).header('content-range', `bytes ${first}-${last}/${job.bytes}`);
  return reply.type(CONTENT_TYPES[job.format]).header('content-length', String(last - first + 1)).send(Readable.from(bytesOf(services, job, first, last), { objectMode: false }));
}

const unpack = promisify(gunzip);

async function* bytesOf({ db }: Services, job: ExportJob, first: number, last: number): AsyncGenerator<Buffer> {
  for (let at = first; at <= last;) {
    const part = await partAt(db.pool, job, at);
    if (part === undefined) throw new Error('a part of the file is gone');
    const bytes = part.packed ? await unpack(part.bytes) : part.bytes;
    const piece = bytes.subarray(at - part.first, Math.min(part.size, last - part.first + 1));
    yield piece;
    at += piece.length;
  }
}
