// Small pictures, built by hand from their formats' parts, and the ways in which a file may only look like one.
import { createHash } from 'node:crypto';

const bytes = (...parts: readonly (Uint8Array | readonly number[] | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const segment = (marker: number, body: Uint8Array | readonly number[] | string): Buffer => {
  const inside = bytes(body);
  return bytes([0xff, marker, (inside.length + 2) >> 8, (inside.length + 2) & 0xff], inside);
};

export interface JpegParts {
  readonly width?: number;
  readonly height?: number;
  /** Bytes of the scan; made from `seed`. */
  readonly scan?: number;
  readonly seed?: number;
  /** Segments put in after the head. */
  readonly notes?: readonly Buffer[];
}

/** Head, tables, frame, scan and end as a camera writes them; the scan itself is noise. */
export function jpeg({ width = 640, height = 480, scan = 200, seed = 1, notes = [] }: JpegParts = {}): Buffer {
  let state = seed;
  const noise = Buffer.from(Array.from({ length: scan }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state >> 16) & 0x7f;
  }));
  return bytes(
    [0xff, 0xd8], segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'), ...notes, segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]), segment(0xc4, Buffer.alloc(20)),
    segment(0xda, [1, 1, 0, 0, 0x3f, 0]), noise, [0xff, 0, 0xff, 0xd3], noise.subarray(0, 9), [0xff, 0xd9],
  );
}

export const exif = segment(0xe1, 'Exif\0\0MM\0*GPS 25.24 86.98');
export const comment = segment(0xfe, '<script>alert(1)</script>');

export function png(width = 20, height = 10, extra: readonly Buffer[] = []): Buffer {
  const chunk = (kind: string, body: Buffer): Buffer => bytes(u32(body.length), kind, body, [0, 0, 0, 0]);
  return bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], chunk('IHDR', bytes(u32(width), u32(height), [8, 2, 0, 0, 0])), ...extra.map((b) => chunk('tEXt', b)), chunk('IDAT', Buffer.alloc(9)), chunk('IEND', Buffer.alloc(0)));
}

export function webp(width = 30, height = 40, extra: Buffer = Buffer.alloc(0)): Buffer {
  const body = bytes('WEBPVP8 ', [10, 0, 0, 0], [0, 0, 0, 0x9d, 0x01, 0x2a, width & 0xff, width >> 8, height & 0xff, height >> 8], extra);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return bytes('RIFF', size, body);
}

export function webpChunk(kind: string, body: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return bytes(kind, size, body, body.length % 2 === 0 ? '' : '\0');
}

function u32(n: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(n);
  return out;
}

export function nameOf(photo: Uint8Array): string {
  return createHash('sha256').update(photo).digest('hex');
}
