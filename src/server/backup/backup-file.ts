// The file of a backup:
//
//   {"dehri":"backup","v":1,"lock":{…}|null}\n     in clear: how to open the rest
//   gzip of frames, sealed unless lock is null
//   SHA-256 of all the bytes before it              32 bytes
//
//   frame = kind (1 byte), length (4 bytes, big-endian), content
//     B  JSON, first: what it is a backup of, and the tables with their columns
//     D  part of the current table, as COPY's text format writes it
//     T  JSON: the current table is whole, its rows and the SHA-256 of its text; the next one begins
//     E  JSON, last: sums over all
//
// Written and read as a stream: never more than some chunks of it are in memory.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod/mini';
import { BackupError } from './backup-error.ts';
import { keyOf, newLock, Sealer, Unsealer } from './sealing.ts';

const VERSION = 1;
const SUM = 32;
const MOST_FIRST_LINE = 1_024;

const firstLineSchema = z.object({
  dehri: z.literal('backup'),
  v: z.int(),
  lock: z.nullable(z.object({ kdf: z.literal('scrypt'), N: z.int().check(z.maximum(2 ** 22)), r: z.int().check(z.maximum(64)), p: z.int().check(z.maximum(64)), salt: z.string() })),
});

export const tableShapeSchema = z.object({ name: z.string(), columns: z.array(z.string()) });
export type TableShape = z.infer<typeof tableShapeSchema>;

const beginSchema = z.object({
  /** Of the database's clock, milliseconds since 1970: everything committed before is in it. */
  at: z.int(),
  /** Of the server that it is a backup of. */
  epoch: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(tableShapeSchema),
});
export type BackupBegin = z.infer<typeof beginSchema>;

const tableEndSchema = z.object({ name: z.string(), rows: z.int(), sha256: z.string() });
export type TableEnd = z.infer<typeof tableEndSchema>;

const endSchema = z.object({ tables: z.int(), rows: z.int() });
export type BackupEnd = z.infer<typeof endSchema>;

export type Part =
  | { readonly kind: 'begin'; readonly begin: BackupBegin }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'table'; readonly table: TableEnd }
  | { readonly kind: 'end'; readonly end: BackupEnd };

/** Writes the whole file and sees it on the disk. `secret` undefined: in clear. Returns its length in bytes. */
export async function writeBackupFile(path: string, parts: AsyncIterable<Part>, secret: Buffer | undefined): Promise<number> {
  const lock = secret === undefined ? null : newLock();
  const firstLine = Buffer.from(`${JSON.stringify({ dehri: 'backup', v: VERSION, lock })}\n`);
  const seal = secret === undefined || lock === null ? new PassThrough() : new Sealer(await keyOf(lock, secret), firstLine);
  const ending = new Ending(firstLine);
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(Readable.from(framesOf(parts), { objectMode: false }), createGzip({ level: 5 }), seal, ending, file);
  return ending.length;
}

/** Puts the first line before what passes and its checksum after it. */
class Ending extends Transform {
  readonly #hash: Hash = createHash('sha256');
  length = 0;

  constructor(firstLine: Buffer) {
    super();
    this.#count(firstLine);
    this.push(firstLine);
  }

  override _transform(part: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#count(part);
    done(null, part);
  }

  override _flush(done: TransformCallback): void {
    this.length += SUM;
    done(null, this.#hash.digest());
  }

  #count(part: Buffer): void {
    this.#hash.update(part);
    this.length += part.length;
  }
}

async function* framesOf(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    switch (part.kind) {
      case 'begin': yield* frame('B', json(part.begin)); break;
      case 'data': yield* frame('D', part.bytes); break;
      case 'table': yield* frame('T', json(part.table)); break;
      case 'end': yield* frame('E', json(part.end));
    }
  }
}

function* frame(kind: string, content: Buffer): Generator<Buffer> {
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(content.length, 1);
  yield head;
  yield content;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/**
 * The parts of a file, in order, after its checksum was found right. Ends only after the end was
 * seen. Throws `BackupError`.
 */
export async function* readBackupFile(path: string, secret: Buffer | undefined): AsyncGenerator<Part> {
  const { firstLine, lock, size } = await openFile(path);
  if (lock !== null && secret === undefined) throw new BackupError('needsSecret');
  const sealed = createReadStream(path, { start: firstLine.length, end: size - SUM - 1 });
  const unseal = lock === null || secret === undefined ? new PassThrough() : new Unsealer(await keyOf(lock, secret), firstLine);
  const plain = createGunzip({ chunkSize: 65_536 });
  const flow = pipeline(sealed, unseal, plain);
  // Whoever reads `plain` hears of it; the promise itself needs no one.
  flow.catch(() => undefined);
  let ended = false;
  try {
    for await (const part of partsOf(plain)) {
      if (ended) throw new BackupError('damaged', 'more after the end');
      yield part;
      ended = part.kind === 'end';
    }
    await flow;
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError('damaged', error instanceof Error && 'code' in error ? String(error.code) : '');
  } finally {
    plain.destroy();
    sealed.destroy();
  }
  if (!ended) throw new BackupError('damaged', 'no end');
}

async function openFile(path: string): Promise<{ readonly firstLine: Buffer; readonly lock: z.infer<typeof firstLineSchema>['lock']; readonly size: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_FIRST_LINE), 0, MOST_FIRST_LINE, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    const first = end < 0 ? undefined : firstLineSchema.safeParse(parsed(buffer.subarray(0, end)));
    if (first === undefined || !first.success) throw new BackupError('notBackup');
    if (first.data.v > VERSION) throw new BackupError('newer');
    const firstLine = Buffer.from(buffer.subarray(0, end + 1));
    if (size < firstLine.length + SUM) throw new BackupError('damaged', 'cut short');
    const hash = createHash('sha256');
    for await (const part of createReadStream(path, { end: size - SUM - 1, highWaterMark: 1 << 20 })) if (Buffer.isBuffer(part)) hash.update(part);
    const sum = (await file.read(Buffer.alloc(SUM), 0, SUM, size - SUM)).buffer;
    if (!hash.digest().equals(sum)) throw new BackupError('damaged', 'checksum');
    return { firstLine, lock: first.data.lock, size };
  } finally {
    await file.close();
  }
}

async function* partsOf(plain: AsyncIterable<unknown>): AsyncGenerator<Part> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const piece of plain) {
    if (!Buffer.isBuffer(piece)) continue;
    waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
    while (waiting.length >= 5) {
      const end = 5 + waiting.readUInt32BE(1);
      if (waiting.length < end) break;
      yield partOf(waiting.toString('latin1', 0, 1), waiting.subarray(5, end));
      waiting = waiting.subarray(end);
    }
  }
  if (waiting.length > 0) throw new BackupError('damaged', 'cut short');
}

function partOf(kind: string, content: Buffer): Part {
  switch (kind) {
    case 'B': return { kind: 'begin', begin: beginSchema.parse(parsed(content)) };
    case 'D': return { kind: 'data', bytes: content };
    case 'T': return { kind: 'table', table: tableEndSchema.parse(parsed(content)) };
    case 'E': return { kind: 'end', end: endSchema.parse(parsed(content)) };
    default: throw new BackupError('damaged', 'unknown part');
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
