// Looks into a zip before a sheet reader may: is it a workbook, and does what is inside stay within
// bounds when really unpacked? Sizes written in a zip are claims; they are counted here, not believed.
import { open, type FileHandle } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createInflateRaw } from 'node:zlib';
import { FileError } from './file-error.ts';

export interface ZipLimits {
  /** Bytes of all parts unpacked. */
  readonly total: number;
  /** Bytes of the table of shared texts, which a reader holds in memory. */
  readonly sharedStrings: number;
  readonly entries: number;
}

/** A sheet of some 2,00,000 rows; a longer list is asked for as CSV. */
export const XLSX_LIMITS: ZipLimits = { total: 400_000_000, sharedStrings: 40_000_000, entries: 2_000 };

/** Bytes of one text or one tag, which a reader holds whole: a cell of a hundred thousand letters and more. */
const LONGEST_STRETCH = 1_000_000;
const TAG = 0x3c;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** @throws FileError `not-a-sheet`, `zip-bomb`, `sheet-too-big` */
export async function checkWorkbook(path: string, limits: ZipLimits = XLSX_LIMITS): Promise<void> {
  const file = await open(path, 'r');
  try {
    const entries = await readDirectory(file, limits);
    const names = new Set(entries.map((e) => e.name));
    if (!names.has('xl/workbook.xml') || !entries.some((e) => /^xl\/worksheets\/sheet\d+\.xml$/.test(e.name))) throw new FileError({ code: 'not-a-sheet' });
    await refuseHidden(file, entries);
    let left = limits.total;
    for (const entry of entries) {
      const allowed = entry.name === 'xl/sharedStrings.xml' ? Math.min(left, limits.sharedStrings) : left;
      const size = await unpackedSize(file, path, entry, allowed);
      // Text of tables shrinks ten to thirty times; two hundred times is no table.
      if (size > 1_000_000 && size > entry.packed * 200) throw new FileError({ code: 'zip-bomb' });
      if (size > allowed) throw new FileError({ code: 'sheet-too-big' });
      left -= size;
    }
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle, limits: ZipLimits): Promise<Entry[]> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 66_000), Math.min(size, 66_000));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) throw new FileError({ code: 'not-a-sheet' });
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (count > limits.entries || length > 4_000_000) throw new FileError({ code: 'zip-bomb' });
  if (offset + length > size) throw new FileError({ code: 'not-a-sheet' });
  const directory = await readAt(file, offset, length);
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw new FileError({ code: 'not-a-sheet' });
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw new FileError({ code: 'locked-excel' });
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** A reader that goes from part to part would also see parts that the directory does not list. */
async function refuseHidden(file: FileHandle, entries: readonly Entry[]): Promise<void> {
  let expected = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    // A data descriptor of up to 24 bytes may follow each part.
    if (entry.offset < expected || entry.offset > expected + 24) throw new FileError({ code: 'not-a-sheet' });
    expected = (await dataStart(file, entry)) + entry.packed;
  }
}

async function dataStart(file: FileHandle, entry: Entry): Promise<number> {
  const header = await readAt(file, entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new FileError({ code: 'not-a-sheet' });
  return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function unpackedSize(file: FileHandle, path: string, entry: Entry, allowed: number): Promise<number> {
  if (entry.packed === 0 || entry.method === 0) return entry.packed;
  if (entry.method !== 8) throw new FileError({ code: 'not-a-sheet' });
  const start = await dataStart(file, entry);
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  const inflate = createInflateRaw();
  let size = 0;
  let stretch = 0;
  let endless = false;
  try {
    for await (const chunk of packed.pipe(inflate)) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > allowed || (size > 1_000_000 && size > entry.packed * 200)) break;
      // Pieces are far shorter than the longest stretch, so what lies between two tags of one need not be looked at.
      const first = chunk.indexOf(TAG);
      stretch += first < 0 ? chunk.length : first;
      endless ||= stretch > LONGEST_STRETCH && entry.name.endsWith('.xml');
      if (first >= 0) stretch = chunk.length - chunk.lastIndexOf(TAG);
    }
  } catch {
    throw new FileError({ code: 'not-a-sheet' });
  } finally {
    packed.destroy();
    inflate.destroy();
  }
  if (endless && size <= entry.packed * 200) throw new FileError({ code: 'sheet-too-big' });
  return size;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
