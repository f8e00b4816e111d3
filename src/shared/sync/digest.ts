// Checksums. A line of the protocol carries the CRC-32 of its bytes, so a flipped bit on the way is
// seen; a bucket is compared by the sum of its records' digests, so phone and server can ask "do we
// hold the same?" in four bytes, and one changed record costs one subtraction and one addition.
import type { FieldValue, Values } from '../record/change.ts';
import type { DehriRecord } from '../record/record.ts';

/** CRC-32 (IEEE 802.3, as in gzip and PNG) of bytes. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** CRC-32 of a text's UTF-8 bytes; a lone surrogate counts as U+FFFD, as TextEncoder writes it. */
export function crc32Text(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i += 1) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      crc = (crc >>> 8) ^ (TABLE[(crc ^ code) & 0xff] ?? 0);
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = code < 0xdc00 ? text.charCodeAt(i + 1) : 0;
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i += 1;
      } else {
        code = 0xfffd;
      }
    }
    if (code < 0x800) {
      crc = step(crc, 0xc0 | (code >> 6));
    } else {
      if (code < 0x10000) {
        crc = step(crc, 0xe0 | (code >> 12));
      } else {
        crc = step(crc, 0xf0 | (code >> 18));
        crc = step(crc, 0x80 | ((code >> 12) & 0x3f));
      }
      crc = step(crc, 0x80 | ((code >> 6) & 0x3f));
    }
    crc = step(crc, 0x80 | (code & 0x3f));
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Digest of a record's reduced state, an unsigned 32-bit integer. Two records have the same digest
 * when they say the same, in whatever order their keys were written.
 */
export function recordDigest(record: DehriRecord): number {
  return crc32Text(canonicalText(record));
}

/** Checksum of a bucket: the sum of its records' digests modulo 2^32. */
export function bucketChecksum(records: Iterable<DehriRecord>): number {
  let sum = 0;
  for (const record of records) sum = addDigest(sum, recordDigest(record));
  return sum;
}

export function addDigest(sum: number, digest: number): number {
  return (sum + digest) >>> 0;
}

export function removeDigest(sum: number, digest: number): number {
  return (sum - digest) >>> 0;
}

/** What a record says, as the one text its digest is the CRC-32 of. */
export function canonicalText(record: DehriRecord): string {
  let text = `${JSON.stringify([record.id, record.type, record.seq, record.schema, record.base])}${valuesText(record.values)}`;
  for (const register of Object.keys(record.heads).sort()) text += `h${quoted(register)}${quoted(record.heads[register] ?? '')}`;
  for (const register of Object.keys(record.rivals).sort()) {
    text += `r${quoted(register)}`;
    for (const rival of record.rivals[register] ?? []) {
      text += `${JSON.stringify([rival.change, rival.by, rival.at])}${valuesText(rival.values)}`;
    }
  }
  return text;
}

function valuesText(values: Values): string {
  let text = '{';
  for (const path of Object.keys(values).sort()) text += `${quoted(path)}:${valueText(values[path])},`;
  return `${text}}`;
}

function valueText(value: FieldValue | undefined): string {
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value ?? null);
}

/** As `JSON.stringify`, without the call where there is nothing to escape: nearly everywhere. */
function quoted(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const NEEDS_ESCAPE = /["\\\p{Cc}\p{Cs}]/u;

function step(crc: number, byte: number): number {
  return (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
}

const TABLE = Int32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
