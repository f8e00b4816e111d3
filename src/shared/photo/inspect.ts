// Is this a photo and nothing else? Looks at the structure, not at the name: JPEG, PNG or WebP from its
// first byte to its last, without a place where something else could be hidden (comments, EXIF,
// bytes behind the end), and with no more pixels than a cheap phone can draw. Pixels are not decoded.
import { begins, little, number16, number32, text } from './bytes.ts';
import { JPEG, pictureSize, PNG } from './picture-size.ts';

export const PHOTO_MEDIA = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoMedia = (typeof PHOTO_MEDIA)[number];

/** `unknown-kind`: none of the three. `broken`: its parts do not fit. `too-many-pixels`. `says-more`: it carries what is no picture. */
export type PhotoFault = 'unknown-kind' | 'broken' | 'too-many-pixels' | 'says-more';
export type Inspected =
  | { readonly ok: true; readonly media: PhotoMedia; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly fault: PhotoFault };

/** Pictures of 100 million pixels fit in a few kilobytes and take 400 MB to draw. */
export const MOST_PIXELS = 16_000_000;

type Found = PhotoMedia | PhotoFault;

export function inspectPhoto(bytes: Uint8Array): Inspected {
  const found = begins(bytes, JPEG) ? jpeg(bytes) : begins(bytes, PNG) ? png(bytes) : text(bytes, 0) === 'RIFF' && text(bytes, 8) === 'WEBP' ? webp(bytes) : 'unknown-kind';
  if (!isMedia(found)) return { ok: false, fault: found };
  const { width, height } = pictureSize(bytes) ?? { width: 0, height: 0 };
  if (width === 0 || height === 0) return { ok: false, fault: 'broken' };
  return width * height > MOST_PIXELS ? { ok: false, fault: 'too-many-pixels' } : { ok: true, media: found, width, height };
}

function isMedia(found: Found): found is PhotoMedia {
  return found.includes('/');
}

/** What a JPEG may carry beside the picture itself: JFIF head, colour profile, Adobe's colour note. */
const JPEG_NOTES: Readonly<Record<number, string>> = { 0xe0: 'JFIF\0', 0xe2: 'ICC_PROFILE\0', 0xee: 'Adobe' };
const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda];

function jpeg(bytes: Uint8Array): Found {
  let at = 2;
  let frames = 0;
  let scans = 0;
  for (;;) {
    if (bytes[at] !== 0xff) return 'broken';
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1] ?? SOI;
    at += 2;
    if (marker === EOI) {
      if (at !== bytes.length) return 'says-more';
      return frames === 0 || scans === 0 ? 'broken' : 'image/jpeg';
    }
    const length = number16(bytes, at);
    const body = at + 2;
    at += length;
    if (length < 2 || at > bytes.length) return 'broken';
    if (marker === SOS) {
      scans += 1;
      at = endOfScan(bytes, at);
    } else if (marker >= 0xc0 && marker <= 0xc2) {
      // Baseline, extended and progressive: one frame in a file.
      if (frames > 0 || length < 8) return 'broken';
      frames += 1;
    } else if (marker >= 0xe0 && marker <= 0xef) {
      const note = JPEG_NOTES[marker];
      if (note === undefined || text(bytes, body, note.length) !== note) return 'says-more';
    } else if (marker === 0xfe) return 'says-more';
    // Tables: quantisation, Huffman, restart interval.
    else if (marker !== 0xdb && marker !== 0xc4 && marker !== 0xdd) return 'broken';
  }
}

/** Where the next marker stands that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && !isRestart(bytes[at + 1] ?? 0))) at += 1;
  return at;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

const PNG_CHUNKS: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB', 'gAMA', 'cHRM', 'sBIT', 'pHYs']);

function png(bytes: Uint8Array): Found {
  let at = PNG.length;
  let head = false;
  let data = false;
  for (;;) {
    if (at + 12 > bytes.length) return 'broken';
    const length = number32(bytes, at);
    const kind = text(bytes, at + 4);
    at += 12 + length;
    if (at > bytes.length) return 'broken';
    if (!PNG_CHUNKS.has(kind)) return 'says-more';
    if ((kind === 'IHDR') === head || (kind === 'IHDR' && length !== 13)) return 'broken';
    head = true;
    if (kind === 'IDAT') data = true;
    if (kind !== 'IEND') continue;
    if (length !== 0 || !data) return 'broken';
    return at === bytes.length ? 'image/png' : 'says-more';
  }
}

const WEBP_CHUNKS: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);

function webp(bytes: Uint8Array): Found {
  const told = little(bytes, 4, 4) + 8;
  if (told !== bytes.length) return told < bytes.length ? 'says-more' : 'broken';
  let at = 12;
  let picture = false;
  while (at < bytes.length) {
    if (at + 8 > bytes.length) return 'broken';
    const kind = text(bytes, at);
    const length = little(bytes, at + 4, 4);
    const body = at + 8;
    at = body + length + (length % 2);
    if (at > bytes.length) return 'broken';
    if (!WEBP_CHUNKS.has(kind)) return 'says-more';
    if (kind === 'VP8X' && length < 10) return 'broken';
    if (kind === 'VP8 ') {
      if (picture || length < 10 || little(bytes, body + 3, 3) !== 0x2a019d) return 'broken';
      picture = true;
    } else if (kind === 'VP8L') {
      if (picture || length < 5 || bytes[body] !== 0x2f) return 'broken';
      picture = true;
    }
  }
  return picture ? 'image/webp' : 'broken';
}

/**
 * The same JPEG without EXIF, comments and other notes: where and with what it was taken. The picture's own
 * bytes stay as they are. What is no JPEG, or a broken one, comes back unchanged.
 */
export function withoutNotes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (begins(bytes, JPEG) && bytes[at] === 0xff && bytes[at + 1] !== SOS && at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + number16(bytes, at + 2);
    const note = JPEG_NOTES[marker];
    const isNote = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);
    if (!isNote || (note !== undefined && text(bytes, at + 4, note.length) === note)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of kept) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
