// What kind of list a file is, whatever its name says, and its rows.
//
//   bytes ──▶ zip? ──▶ workbook, checked ──▶ rows of the sheet
//         └─▶ text? ──▶ encoding ──▶ lines ──▶ delimiter ──▶ rows
import { open } from 'node:fs/promises';
import { MAX_COLUMNS } from '#shared/import/file-fault.ts';
import { csvRows, detectDelimiter, type Delimiter } from './csv-rows.ts';
import { detectEncoding, refuseFalseHindi, type DetectedEncoding } from './encoding.ts';
import { FileError } from './file-error.ts';
import type { RawRow } from './raw-row.ts';
import { readLines } from './text-lines.ts';
import { xlsxRows } from './xlsx-rows.ts';
import { checkWorkbook } from './zip-check.ts';

export interface OpenList {
  readonly kind: 'csv' | 'xlsx';
  readonly encoding: DetectedEncoding | null;
  readonly delimiter: Delimiter | null;
  readonly headers: readonly string[];
  /** The first rows after the header, at most `PREVIEW_ROWS`. */
  readonly preview: readonly RawRow[];
  /** All rows after the header, in pieces. May be called again. */
  readonly rows: () => AsyncGenerator<readonly RawRow[]>;
}

export const PREVIEW_ROWS = 200;
const SAMPLE_BYTES = 262_144;

/** @throws FileError with the reason why the file cannot be taken */
export async function openList(path: string): Promise<OpenList> {
  const sample = await readSample(path);
  if (sample.length === 0) throw new FileError({ code: 'empty' });
  const magic = sample.toString('latin1', 0, 8);
  if (magic.startsWith('\xd0\xcf\x11\xe0')) {
    throw new FileError({ code: sample.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'locked-excel' : 'old-excel' });
  }
  if (magic.startsWith('PK')) {
    await checkWorkbook(path);
    return withHeader('xlsx', null, null, () => xlsxRows(path));
  }
  for (const [mark, what] of NOT_TEXT) if (magic.startsWith(mark)) throw new FileError({ code: 'binary', what });

  const encoding = detectEncoding(sample);
  const head = firstText(sample, encoding);
  refuseFalseHindi(head);
  if (/^\s*(?:<!doctype|<html|<table|<\?xml)/i.test(head)) throw new FileError({ code: 'binary', what: 'HTML' });
  const delimiter = detectDelimiter(head.split(/\r\n|\n|\r/).slice(0, -1).concat(sample.length < SAMPLE_BYTES ? lastLine(head) : []));
  return withHeader('csv', encoding, delimiter, () => csvRows(readLines(path, encoding), delimiter));
}

const NOT_TEXT: readonly (readonly [string, string])[] = [['%PDF', 'PDF'], ['\xff\xd8\xff', 'JPEG'], ['\x89PNG', 'PNG'], ['\x1f\x8b', 'GZIP'], ['Rar!', 'RAR'], ['7z\xbc\xaf', '7z']];

async function withHeader(
  kind: OpenList['kind'],
  encoding: DetectedEncoding | null,
  delimiter: Delimiter | null,
  all: () => AsyncGenerator<readonly RawRow[]>,
): Promise<OpenList> {
  let header: RawRow | undefined;
  const preview: RawRow[] = [];
  for await (const piece of all()) {
    for (const row of piece) {
      if (header === undefined) header = row;
      else if (preview.length < PREVIEW_ROWS) preview.push(row);
    }
    if (preview.length >= PREVIEW_ROWS) break;
  }
  if (header === undefined) throw new FileError({ code: 'empty' });
  if (header.fault !== undefined) throw new FileError({ code: 'encoding', where: header.line });
  if (header.cells.length > MAX_COLUMNS) throw new FileError({ code: 'too-many-columns', where: header.line });
  if (preview.length === 0) throw new FileError({ code: 'no-rows' });
  refuseMergedHeader(header, preview);
  const headerLine = header.line;
  const width = header.cells.length;
  return {
    kind, encoding, delimiter, preview,
    headers: header.cells.map((h) => h.trim()),
    rows: async function* () {
      for await (const piece of all()) yield piece.filter((r) => r.line > headerLine).map((r) => (r.fault === undefined && isTooWide(r, width) ? { ...r, fault: 'too-many-cells' as const } : r));
    },
  };
}

/**
 * A title over several columns, or a heading over two and more of them: a spreadsheet keeps what is written
 * in the first cell alone, and nobody can tell what the columns below are.
 */
function refuseMergedHeader(header: RawRow, preview: readonly RawRow[]): void {
  const width = Math.max(...preview.map((row) => row.cells.length));
  const nameless = Array.from({ length: width }, (_, i) => i).filter((i) => (header.cells[i] ?? '').trim() === '' && preview.filter((row) => (row.cells[i] ?? '').trim() !== '').length * 2 > preview.length);
  const named = header.cells.filter((cell) => cell.trim() !== '').length;
  if (nameless.length >= 2 && (named <= 1 || header.cells.some((cell, i) => cell.trim() !== '' && nameless.includes(i + 1)))) throw new FileError({ code: 'header-merged', where: header.line });
}

/** Cells beyond the header that hold something: a delimiter inside a value, so columns have slipped. */
function isTooWide(row: RawRow, width: number): boolean {
  return row.cells.length > width && row.cells.slice(width).some((c) => c.trim() !== '');
}

function firstText(sample: Buffer, { encoding, skip }: DetectedEncoding): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(sample.subarray(skip));
}

function lastLine(text: string): string[] {
  return [text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)];
}

async function readSample(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await file.read(buffer, 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
