// Lists that are small on the line and large when read: what a server of half a gigabyte must refuse
// or read within its means.
import { gzipSync } from 'node:zlib';
import { zip } from './zip.ts';

export interface HeavyFile {
  readonly name: string;
  readonly encoding?: 'gzip';
  readonly make: () => Buffer;
}

const workbook: readonly [string, Buffer] = ['xl/workbook.xml', Buffer.from('<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>')];
const sheet = (xml: string): readonly [string, Buffer] => ['xl/worksheets/sheet1.xml', Buffer.from(`<worksheet><sheetData>${xml}</sheetData></worksheet>`)];
const cell = (text: string): string => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
/** Text that packs about tenfold, so that it does not look like a bomb. */
const noise = (length: number): string => Array.from({ length: length / 8 }, (_, i) => ((i * 2_654_435_761) >>> 0).toString(16).padStart(8, '0')).join('');

export const HEAVY_FILES: readonly HeavyFile[] = [
  { name: 'a gzip of 290 MB of one line', encoding: 'gzip', make: () => gzipSync(Buffer.alloc(290_000_000, 0x61)) },
  { name: 'a gzip of 290 MB of short lines', encoding: 'gzip', make: () => gzipSync(Buffer.alloc(290_000_000, 'a,b\n')) },
  { name: 'a gzip of 290 MB of quotes', encoding: 'gzip', make: () => gzipSync(Buffer.alloc(290_000_000, '"",""\n"')) },
  { name: 'a gzip beyond the limit', encoding: 'gzip', make: () => gzipSync(Buffer.alloc(400_000_000, 0x61)) },
  { name: 'a workbook of one cell of 200 MB', make: () => zip([workbook, sheet(cell(noise(200_000_000)))]) },
  { name: 'a workbook of one tag of 100 MB', make: () => zip([workbook, sheet(`<row r="${noise(100_000_000)}"/>`)]) },
  { name: 'a workbook of three million shared texts', make: () => zip([workbook, ['xl/sharedStrings.xml', Buffer.from(`<sst>${Array.from({ length: 1_500_000 }, (_, i) => `<si><t>${i.toString(36)}</t></si>`).join('')}</sst>`)], sheet(cell('x'))]) },
  { name: 'a workbook of a million cells in a row', make: () => zip([workbook, sheet(`<row r="1">${Array.from({ length: 1_000_000 }, () => '<c><v>1</v></c>').join('')}</row>`)]) },
];
