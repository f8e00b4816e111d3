// Randomness as an argument: the app passes the system's, tests pass a seeded one.
import { toBase64Url, toHex, type Bytes } from './bytes.ts';

/** Fills a new array of that length with random bytes. */
export type Random = (length: number) => Bytes;

export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits. */
export function uuidv7(now: number, random: Random): string {
  const bytes = random(16);
  let ms = Math.max(0, Math.floor(now));
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = toHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 72 random bits in twelve base64url characters: the run that change ids begin with. */
export function newRun(random: Random): string {
  return toBase64Url(random(9));
}
