// One line of an answer: `<crc32 of the JSON's UTF-8, 8 hex digits> <json>\n`.
import { crc32Text } from './digest.ts';
import { endLineSchema, headLineSchema, pageLineSchema, type SyncLine } from './protocol.ts';

export type ReadLine =
  | { readonly ok: true; readonly line: SyncLine }
  /** `damaged`: bytes were changed on the way. `unknown`: whole, but of a kind this version does not know. */
  | { readonly ok: false; readonly reason: 'damaged' | 'unknown' };

export function writeLine(line: SyncLine): string {
  const json = JSON.stringify(line);
  return `${crc32Text(json).toString(16).padStart(8, '0')} ${json}\n`;
}

/** Reads a line without its `\n`. */
export function readLine(text: string): ReadLine {
  const json = text.slice(9);
  if (text[8] !== ' ' || crc32Text(json).toString(16).padStart(8, '0') !== text.slice(0, 8)) return { ok: false, reason: 'damaged' };
  let message: unknown;
  try {
    message = JSON.parse(json);
  } catch {
    return { ok: false, reason: 'damaged' };
  }
  for (const schema of [headLineSchema, pageLineSchema, endLineSchema]) {
    const read = schema.safeParse(message);
    if (read.success) return { ok: true, line: read.data };
  }
  return { ok: false, reason: 'unknown' };
}
