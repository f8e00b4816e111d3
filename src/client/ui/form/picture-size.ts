// What a file's first bytes say it is, and how large it would be unfolded: asked before anything
// unfolds it, for a few kilobytes may claim gigabytes, and a name ending in .jpg claims anything.

export interface PictureSize {
  readonly kind: 'jpeg' | 'png' | 'webp' | 'gif';
  readonly width: number;
  readonly height: number;
}

/** @param head the first bytes of the file. Undefined when it is none of these, or its size stands further on. */
export function pictureSize(head: Uint8Array): PictureSize | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const has = (at: number, mark: string): boolean => at + mark.length <= head.length && [...mark].every((c, i) => head[at + i] === c.charCodeAt(0));
  if (has(0, '\xff\xd8\xff')) return jpegSize(view);
  if (has(0, '\x89PNG\r\n\x1a\n') && has(12, 'IHDR') && head.length >= 24) return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  if ((has(0, 'GIF87a') || has(0, 'GIF89a')) && head.length >= 10) return { kind: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (has(0, 'RIFF') && has(8, 'WEBP') && head.length >= 30) {
    const at24 = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
    if (has(12, 'VP8X')) return { kind: 'webp', width: at24(24) + 1, height: at24(27) + 1 };
    if (has(12, 'VP8 ')) return { kind: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    if (has(12, 'VP8L')) {
      const bits = view.getUint32(21, true);
      return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
  }
  return undefined;
}

/** From segment to segment, as far as the frame's. */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // SOF0 … SOF15, without DHT, JPG and DAC that stand between them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
