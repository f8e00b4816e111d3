// The journal's file: frames one after another, nothing else.
//
//   frame = "DJF1" | length u32 | crc32 of payload u32 | payload     (big-endian)
//
// A crash can only leave the last frame cut: it is recognised by its length or checksum and removed.
// Damage further up costs the frames it hit; reading goes on at the next mark.
import { crc32 } from '#shared/sync/digest.ts';

export const FRAME_HEAD = 12;
const MARK = [0x44, 0x4a, 0x46, 0x31] as const;
/** A frame larger than this is damage. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface Scanned {
  readonly payloads: readonly Uint8Array<ArrayBuffer>[];
  /** Where the next frame goes: the end of the last whole frame. */
  readonly end: number;
  readonly torn: boolean;
  readonly holes: boolean;
}

export function encodeFrame(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_HEAD + payload.byteLength);
  const view = new DataView(frame.buffer);
  frame.set(MARK, 0);
  view.setUint32(4, payload.byteLength);
  view.setUint32(8, crc32(payload));
  frame.set(payload, FRAME_HEAD);
  return frame;
}

export function scanFrames(bytes: Uint8Array): Scanned {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const payloads: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  let end = 0;
  let holes = false;
  while (at < bytes.byteLength) {
    const length = wholeFrame(bytes, view, at);
    if (length === undefined) {
      at = nextMark(bytes, at + 1);
      continue;
    }
    if (at !== end) holes = true;
    payloads.push(bytes.slice(at + FRAME_HEAD, at + FRAME_HEAD + length));
    at += FRAME_HEAD + length;
    end = at;
  }
  return { payloads, end, torn: end < bytes.byteLength, holes };
}

/** Length of the payload of the whole and sound frame that begins here, if one does. */
function wholeFrame(bytes: Uint8Array, view: DataView, at: number): number | undefined {
  if (at + FRAME_HEAD > bytes.byteLength || !isMark(bytes, at)) return undefined;
  const length = view.getUint32(at + 4);
  const from = at + FRAME_HEAD;
  if (length > MOST_BYTES || from + length > bytes.byteLength) return undefined;
  return crc32(bytes.subarray(from, from + length)) === view.getUint32(at + 8) ? length : undefined;
}

function nextMark(bytes: Uint8Array, from: number): number {
  for (let at = from; at + FRAME_HEAD <= bytes.byteLength; at += 1) if (isMark(bytes, at)) return at;
  return bytes.byteLength;
}

function isMark(bytes: Uint8Array, at: number): boolean {
  return MARK.every((byte, i) => bytes[at + i] === byte);
}
