// A workbook written line by line, its sheets one after the other: numbers as numbers, everything else as
// text that no spreadsheet runs (cells that look like a formula get their apostrophe all the same, for
// someone may save the sheet as CSV).
import { neutraliseFormula } from '#shared/import/formula.ts';
import type { TableCell } from './table-file.ts';
import { ZipStream, type PutBytes } from './zip-stream.ts';

/** The most lines a sheet can have. */
export const SHEET_LINES = 1_048_576;
const PIECE = 262_144;
const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const BOLD = 1;
const TEXT = 2;

export class XlsxBook {
  readonly #zip: ZipStream;
  readonly #names: string[] = [];
  readonly #allText: boolean;
  #text = '';
  #line = 0;

  /** @param allText its cells are of the kind Text, so that long numbers keep their digits when it comes back */
  constructor(put: PutBytes, { allText = false }: { readonly allText?: boolean } = {}) {
    this.#zip = new ZipStream(put);
    this.#allText = allText;
  }

  /** Lines of the sheet so far, header counted. */
  get lines(): number {
    return this.#line;
  }

  async beginSheet(name: string, headers: readonly string[]): Promise<void> {
    await this.#endSheet();
    this.#names.push(sheetName(name, this.#names));
    this.#zip.begin(`xl/worksheets/sheet${this.#names.length}.xml`);
    const columns = this.#allText ? `<cols><col min="1" max="${headers.length}" width="20" style="${TEXT}" customWidth="1"/></cols>` : '';
    this.#text = `${XML}<worksheet xmlns="${NS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns}<sheetData>`;
    this.#line = 0;
    this.#add(headers, BOLD);
  }

  row(cells: readonly TableCell[]): void {
    this.#add(cells, this.#allText ? TEXT : 0);
  }

  /** To be waited for now and then: writes what has gathered. */
  async settle(): Promise<void> {
    if (this.#text.length < PIECE) return;
    const text = this.#text;
    this.#text = '';
    await this.#zip.write(text);
  }

  async end(): Promise<void> {
    await this.#endSheet();
    const sheets = this.#names.map((_, i) => i + 1);
    await this.#zip.add('[Content_Types].xml', `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`);
    await this.#zip.add('_rels/.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
    await this.#zip.add('xl/workbook.xml', `${XML}<workbook xmlns="${NS}" xmlns:r="${RELATIONS}"><sheets>${this.#names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`);
    await this.#zip.add('xl/_rels/workbook.xml.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`);
    await this.#zip.add('xl/styles.xml', `${XML}<styleSheet xmlns="${NS}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`);
    this.#zip.close();
  }

  #add(cells: readonly TableCell[], style: number): void {
    this.#line += 1;
    const line = this.#line;
    const of = style === 0 ? '' : ` s="${style}"`;
    let text = `<row r="${line}">`;
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i];
      if (typeof cell === 'number') text += `<c r="${letters(i)}${line}"${of}><v>${cell}</v></c>`;
      else if (typeof cell === 'string' && cell !== '') text += `<c r="${letters(i)}${line}" t="inlineStr"${of}><is><t xml:space="preserve">${escaped(neutraliseFormula(cell))}</t></is></c>`;
    }
    this.#text += `${text}</row>`;
  }

  async #endSheet(): Promise<void> {
    if (this.#names.length === 0) return;
    await this.#zip.write(`${this.#text}</sheetData></worksheet>`);
    this.#text = '';
    await this.#zip.end();
  }
}

const LETTERS: string[] = [];

/** Of a column: A … Z, AA … */
function letters(column: number): string {
  return (LETTERS[column] ??= (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26)));
}

/** At most 31 letters, none of \ / ? * [ ] : and no apostrophe at an end, none twice. */
function sheetName(wanted: string, taken: readonly string[]): string {
  const plain = wanted.replace(/[\\/?*[\]:\p{Cc}]/gu, ' ').replace(/^'+|'+$/gu, '').trim() || '1';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? cut(plain, 31) : `${cut(plain, 26)} (${n})`;
    if (!taken.some((other) => other.toLowerCase() === name.toLowerCase())) return name;
  }
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/u, '').trim();
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNSAFE = /[&<>"\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
/** Also what XML cannot hold: control characters, half characters. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const EACH = /[&<>"]|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu;
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return UNSAFE.test(text) ? text.replace(EACH, (c) => NAMED[c] ?? '\ufffd') : text;
}
