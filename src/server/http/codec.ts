// Bytes in and out of the sync route: bounded inflating of what comes, lines with a checksum going out.
import { promisify } from 'node:util';
import {
  brotliCompressSync, constants, crc32, createBrotliCompress, createGzip, gunzip, gunzipSync, gzipSync, inflate as inflateZlib, inflateSync, type ZlibOptions,
} from 'node:zlib';
import type { SyncLine } from '#shared/sync/protocol.ts';

/** Most bytes of a request as sent, and after inflating. */
export const MAX_BODY = 2_000_000;
export const MAX_INFLATED = 8_000_000;
/** Deepest nesting of JSON that anything of ours has, several times over. */
const MAX_DEPTH = 32;

export type BodyFault = 'bad-request' | 'too-large';

/** Bodies up to this are inflated on the spot; a trip to the thread pool would cost more. */
const SMALL_BODY = 32_000;

/** Inflates at most `MAX_INFLATED` bytes: a small file that grows without end is cut off, not held. */
export async function inflate(body: Buffer, encoding: string | undefined): Promise<Buffer | BodyFault> {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return body;
  const codec = encoding === 'gzip' ? GZIP : encoding === 'deflate' ? DEFLATE : undefined;
  if (codec === undefined) return 'bad-request';
  try {
    return body.length <= SMALL_BODY ? codec.sync(body, BOUND) : await codec.later(body, BOUND);
  } catch (error) {
    return error instanceof RangeError ? 'too-large' : 'bad-request';
  }
}

const BOUND = { maxOutputLength: MAX_INFLATED };
const GZIP = { sync: gunzipSync, later: promisify<Buffer, ZlibOptions, Buffer>(gunzip) };
const DEFLATE = { sync: inflateSync, later: promisify<Buffer, ZlibOptions, Buffer>(inflateZlib) };

/** Strict UTF-8, bounded depth, then JSON. */
export function parseJson(body: Buffer): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (isTooDeep(text)) return { ok: false };
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

export function lineBytes(line: SyncLine): Buffer {
  const json = Buffer.from(JSON.stringify(line));
  return Buffer.concat([Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} `), json, NEWLINE]);
}

const NEWLINE = Buffer.from('\n');

/** A small answer for what the phone accepts, undefined when it accepts neither. */
export function compressSmall(bytes: Buffer, accepted: string): { readonly name: string; readonly bytes: Buffer } | undefined {
  const name = acceptedOf(accepted);
  if (name === 'br') return { name, bytes: brotliCompressSync(bytes, { params: { ...BROTLI, [constants.BROTLI_PARAM_LGWIN]: 16 } }) };
  return name === 'gzip' ? { name, bytes: gzipSync(bytes, { level: 6 }) } : undefined;
}

/** A compressor for what the phone accepts; flush it after each page so that a break costs one page. */
export function compressorFor(accepted: string): { readonly name: string; readonly stream: ReturnType<typeof createBrotliCompress> | ReturnType<typeof createGzip>; readonly flush: number } | undefined {
  switch (acceptedOf(accepted)) {
    case 'br':
      return { name: 'br', stream: createBrotliCompress({ params: { ...BROTLI, [constants.BROTLI_PARAM_LGWIN]: 20 } }), flush: constants.BROTLI_OPERATION_FLUSH };
    case 'gzip':
      return { name: 'gzip', stream: createGzip({ level: 6 }), flush: constants.Z_SYNC_FLUSH };
    default:
      return undefined;
  }
}

const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };

function acceptedOf(header: string): 'br' | 'gzip' | undefined {
  const offers = header.toLowerCase().split(',').map((o) => o.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((name) => offers.includes(name));
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === BACKSLASH) i += 1;
      else if (c === QUOTE) quoted = false;
    } else if (c === QUOTE) quoted = true;
    else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) depth -= 1;
  }
  return false;
}

const [QUOTE, BACKSLASH, OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACE, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x5b, 0x7d, 0x5d];
