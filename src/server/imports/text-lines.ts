// A text file as physical lines, in pieces of about 256 kB. In UTF-8 a line with broken bytes is
// marked and the others go on; a strict decoder alone would lose the rest of the file.
import { createReadStream } from 'node:fs';
import { FileError } from './file-error.ts';
import type { DetectedEncoding } from './encoding.ts';

export interface TextLine {
  readonly text: string;
  readonly broken: boolean;
}

const MAX_LINE_BYTES = 1_000_000;

/** Lines without their ends (`\n`, `\r\n`, `\r`). @throws FileError when a line has no end in sight. */
export async function* readLines(path: string, { encoding, skip }: DetectedEncoding): AsyncGenerator<TextLine[]> {
  const stream = createReadStream(path, { start: skip, highWaterMark: 262_144 });
  if (encoding === 'utf-8') yield* utf8Lines(stream);
  else yield* utf16Lines(stream, encoding);
}

async function* utf8Lines(stream: AsyncIterable<Buffer>): AsyncGenerator<TextLine[]> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest: Buffer = Buffer.alloc(0);
  let seen = 0;
  const toLines = (bytes: Buffer): TextLine[] => {
    try {
      return splitLines(strict.decode(bytes)).map((text) => ({ text, broken: false }));
    } catch {
      const lines: TextLine[] = [];
      for (let from = 0; from <= bytes.length; ) {
        const end = bytes.indexOf(0x0a, from);
        const line = bytes.subarray(from, end < 0 ? bytes.length : end);
        const text = lenient.decode(line);
        lines.push({ text: text.endsWith('\r') ? text.slice(0, -1) : text, broken: text.includes('\ufffd') });
        if (end < 0) break;
        from = end + 1;
      }
      return lines;
    }
  };
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    // Old Macintosh files end lines with \r alone; a file without any \n is cut there.
    const cut = Math.max(bytes.lastIndexOf(0x0a), seen === 0 && !bytes.includes(0x0a) ? bytes.subarray(0, -1).lastIndexOf(0x0d) : -1);
    if (cut < 0) {
      if (bytes.length > MAX_LINE_BYTES) throw new FileError({ code: 'line-too-long', where: seen + 1 });
      rest = bytes;
      continue;
    }
    const lines = toLines(bytes.subarray(0, cut));
    seen += lines.length;
    yield lines;
    rest = bytes.subarray(cut + 1);
  }
  if (rest.length > 0) yield toLines(rest);
}

async function* utf16Lines(stream: AsyncIterable<Buffer>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<TextLine[]> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let rest = '';
  let seen = 0;
  for await (const chunk of stream) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const cut = text.lastIndexOf('\n');
    if (cut < 0) {
      if (text.length > MAX_LINE_BYTES) throw new FileError({ code: 'line-too-long', where: seen + 1 });
      rest = text;
      continue;
    }
    const lines = splitLines(text.slice(0, cut)).map((line) => ({ text: line, broken: false }));
    seen += lines.length;
    yield lines;
    rest = text.slice(cut + 1);
  }
  rest += decoder.decode();
  if (rest !== '') yield splitLines(rest).map((text) => ({ text, broken: false }));
}

function splitLines(text: string): string[] {
  if (!text.includes('\r')) return text.split('\n');
  return text.split(/\r\n|\n|\r(?!\n)/);
}
