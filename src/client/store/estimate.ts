// What a change will cost on the wire, before anything is packed.
import type { Change } from '#shared/record/change.ts';
import { utf8 } from '../vault/bytes.ts';

/** Bytes on the wire per byte of a change's JSON, compressed; and what every change costs beside it. */
const WIRE_SHARE = 0.3;
const WIRE_HEAD = 20;
const measured = new WeakMap<Change, number>();

/** Estimated bytes. Remembered, for it is asked again at every change of what is shown. */
export function wireBytes(change: Change): number {
  let bytes = measured.get(change);
  if (bytes === undefined) {
    bytes = Math.ceil(utf8(JSON.stringify([change.values, change.replaces])).byteLength * WIRE_SHARE) + WIRE_HEAD;
    measured.set(change, bytes);
  }
  return bytes;
}
