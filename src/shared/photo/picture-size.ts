// What a file's first bytes say it is, and how large it would be unfolded: asked before anything
// unfolds it, for a few kilobytes may claim gigabytes, and a name ending in .jpg claims anything.
import { begins, little, number16, number32, text } from './bytes.ts';

export interface PictureSize {
  readonly kind: 'jpeg' | 'png' | 'webp' | 'gif';
  readonly width: number;
  readonly height: number;
  /** Where the size stands. What comes before it in a JPEG may be another, small picture. */
  readonly at: number;
}

export const JPEG = [0xff, 0xd8, 0xff];
export const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @param head the first bytes of the file. Undefined when it is none of these, or its size stands further on. */
export function pictureSize(head: Uint8Array): PictureSize | undefined {
  if (begins(head, JPEG)) return jpegSize(head);
  if (begins(head, PNG) && text(head, 12) === 'IHDR' && head.length >= 24) return { kind: 'png', width: number32(head, 16), height: number32(head, 20), at: 16 };
  if (/^GIF8[79]a$/.test(text(head, 0, 6)) && head.length >= 10) return { kind: 'gif', width: little(head, 6, 2), height: little(head, 8, 2), at: 6 };
  if (text(head, 0) !== 'RIFF' || text(head, 8) !== 'WEBP' || head.length < 30) return undefined;
  switch (text(head, 12)) {
    case 'VP8X': return { kind: 'webp', width: little(head, 24, 3) + 1, height: little(head, 27, 3) + 1, at: 24 };
    case 'VP8 ': return { kind: 'webp', width: little(head, 26, 2) & 0x3fff, height: little(head, 28, 2) & 0x3fff, at: 26 };
    case 'VP8L': {
      const packed = little(head, 21, 4);
      return { kind: 'webp', width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1, at: 21 };
    }
    default: return undefined;
  }
}

/** From segment to segment, as far as the frame's. */
function jpegSize(head: Uint8Array): PictureSize | undefined {
  for (let at = 2; at + 9 <= head.length && head[at] === 0xff; ) {
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // SOF0 … SOF15, without DHT, JPG and DAC that stand between them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { kind: 'jpeg', width: number16(head, at + 7), height: number16(head, at + 5), at };
    at += 2 + number16(head, at + 2);
  }
  return undefined;
}

/** Files that people take for photos, or rename to .jpg. */
export type OtherFile = 'heic' | 'pdf' | 'other';

/** What a file is that is no picture of ours. @param head its first bytes */
export function otherFile(head: Uint8Array): OtherFile {
  if (text(head, 4) === 'ftyp' && /^(?:hei[cmsx]|hev[cmsx]|mif1|msf1)/.test(text(head, 8))) return 'heic';
  return text(head, 0, 1_024).includes('%PDF-') ? 'pdf' : 'other';
}
