// The corpus through the imports: every text in every column of the ration-card list, as CSV and as a
// workbook, between good rows; and every file that is no list. No row vanishes: each is a family, as
// it was written, or a bad row with its cells.
import ExcelJS from 'exceljs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LISTS } from '#programmes/lists.ts';
import { readTyped } from '#shared/form/answer.ts';
import { normaliseText } from '#shared/people/text.ts';
import { createNameIndex } from '#client/search/name-index.ts';
import { recordFromRow, type RecordRow } from '#server/sync/stored.ts';
import { expectWhole } from '#tests/support/whole.ts';
import { BODIES, bombs, TEXTS } from './corpus.ts';
import { PICTURES } from './pictures.ts';
import { pollution } from './pollution.ts';
import { BLOCK } from './samples.ts';
import { createWholeServer, type WholeServer } from './whole-server.ts';
import { zip } from './zip.ts';

let whole: WholeServer;
beforeAll(async () => {
  whole = await createWholeServer();
});
afterAll(async () => {
  await expectWhole(whole.server.services);
  await whole.close();
});

const HEADERS = { cardNumber: 'राशन कार्ड संख्या', headName: 'मुखिया का नाम', guardian: 'पति/पिता का नाम', panchayat: 'पंचायत', village: 'ग्राम', tola: 'टोला', phone: 'मोबाइल' } as const;
type Column = keyof typeof HEADERS;
type Row = Readonly<Record<Column, string>>;
const COLUMNS = Object.keys(HEADERS) as Column[];

let cards = 10_200_000;
const row = (over: Partial<Row> = {}): Row => ({
  cardNumber: String(cards += 1), headName: 'सुनीता देवी', guardian: 'राम यादव', panchayat: 'बरारी', village: 'रामपुर', tola: 'पूरब टोला', phone: '9876543210', ...over,
});

/** One row per text with it in the column, good rows around each. */
function rowsWith(column: Column): { readonly rows: readonly Row[]; readonly odd: ReadonlyMap<Row, string> } {
  const odd = new Map<Row, string>();
  const rows = TEXTS.flatMap(({ text }) => {
    const hostile = row({ [column]: text });
    odd.set(hostile, text);
    return [row(), hostile];
  });
  return { rows: [...rows, row()], odd };
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const csv = (rows: readonly Row[], end = '\r\n'): Buffer => Buffer.from([Object.values(HEADERS), ...rows.map((r) => COLUMNS.map((c) => r[c]))].map((cells) => cells.map(quoted).join(',')).join(end) + end);

async function workbook(rows: readonly Row[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('सूची');
  sheet.addRow(Object.values(HEADERS));
  for (const r of rows) sheet.addRow(COLUMNS.map((c) => r[c]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

interface Uploaded {
  readonly ok: boolean;
  readonly fault?: { readonly code: string };
  readonly batch?: { readonly id: string };
  readonly columns?: readonly { readonly name: string; readonly header: number | null }[];
}

async function upload(file: Uint8Array, headers: Record<string, string> = {}): Promise<{ status: number; said: Uploaded }> {
  const query = `place=${BLOCK}&programme=${LISTS[0]?.programme ?? ''}&target=${LISTS[0]?.target.name ?? ''}&source=test`;
  const reply = await whole.server.app.inject({
    method: 'POST', url: `/api/imports?${query}`, headers: { cookie: whole.admin.cookie, 'content-type': 'application/octet-stream', ...headers }, payload: Buffer.from(file),
  });
  return { status: reply.statusCode, said: reply.json() };
}

interface Refusal {
  readonly failed: boolean;
  readonly taken: boolean;
  readonly kept: number;
  readonly polluted: readonly string[];
}

interface Loaded {
  readonly status: string;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly faulty: number;
  readonly fault: unknown;
}

async function load(file: Uint8Array): Promise<{ readonly batch: Loaded; readonly faults: readonly string[] }> {
  const { said } = await upload(file);
  if (said.batch === undefined) throw new Error(`refused: ${JSON.stringify(said)}`);
  const mapping = Object.fromEntries((said.columns ?? []).flatMap(({ name, header }) => (header === null ? [] : [[name, header]])));
  const url = `/api/imports/193/${said.batch.id}`;
  await whole.server.app.inject({ method: 'POST', url: `${url}/start`, headers: { cookie: whole.admin.cookie }, payload: { mapping, dry: false } });
  for (;;) {
    const batch: Loaded = (await whole.server.app.inject({ url, headers: { cookie: whole.admin.cookie } })).json();
    if (batch.status === 'done' || batch.status === 'failed') {
      const { rows } = await whole.server.db.pool.query<{ cells: string[] }>('SELECT cells FROM import_fault WHERE batch = $1 ORDER BY line', [said.batch.id]);
      return { batch, faults: rows.map((r) => r.cells.join('\u0001')) };
    }
    await new Promise((next) => { setTimeout(next, 20); });
  }
}

async function families(): Promise<Map<string, ReturnType<typeof recordFromRow>>> {
  const { rows } = await whole.server.db.pool.query<RecordRow>(`SELECT id, bucket, type, seq, state FROM record WHERE type = 'household'`);
  return new Map(rows.map((r) => [String(r.state.values['cardNumber']), recordFromRow(r)]));
}

describe.each(COLUMNS)('every text in the column %s', (column) => {
  test.each([['CSV', csv], ['a workbook', workbook]] as const)('of %s: each row is a family or a bad row, and the good ones are families', { timeout: 60_000 }, async (_, write) => {
    const { rows, odd } = rowsWith(column);
    const { batch, faults } = await load(await write(rows));
    expect([batch.status, batch.fault]).toEqual(['done', null]);
    const known = await families();
    expect(rows.filter((r) => !odd.has(r) && !known.has(r.cardNumber))).toEqual([]);
    const kept = [...known.values()].map(({ values }) => JSON.stringify(values)).join('\n');
    const gone = [...odd].filter(([r, text]) =>
      !(column === 'cardNumber' ? faults.some((cells) => letters(cells).includes(letters(text))) || kept.includes(readDigits(text)) : known.has(r.cardNumber) || faults.some((cells) => cells.includes(r.cardNumber))));
    expect(gone.map(([, text]) => text)).toEqual([]);
    expect(pollution()).toEqual([]);
    expect(whole.failed).toEqual([]);
  });
});

test('a name taken in is the name that was written, and the same name however it was typed', { timeout: 60_000 }, async () => {
  const written = ['ख़ातून', 'ख\u093cातून', 'फ़ातिमा', 'फ\u093cातिमा', 'ज़ैनब', 'ज\u093cैनब'];
  const rows = written.map((headName) => row({ headName }));
  expect((await load(csv(rows))).batch).toMatchObject({ created: rows.length, faulty: 0 });
  const known = await families();
  const index = createNameIndex();
  for (const r of rows) {
    const name = known.get(r.cardNumber)?.values['headName'];
    // What a list brings and what a form keeps are one spelling, so they never contradict each other.
    expect(name).toBe(readTyped('text', r.headName));
    expect(normaliseText(String(name))).toBe(normaliseText(r.headName));
    index.add(r.cardNumber, { texts: [String(name)] });
  }
  for (const r of rows) expect(index.query(r.headName)).toContain(r.cardNumber);
  expect(index.query('ख\u093cातून').sort()).toEqual(index.query('ख़ातून').sort());
  const again = rows.map((r) => ({ ...r, headName: r.headName.normalize('NFD') }));
  expect((await load(csv(again))).batch).toMatchObject({ created: 0, changed: 0, unchanged: rows.length });
});

describe('a file that is no list', () => {
  test.each(BODIES)('$name is answered with what is wrong, and nothing is kept', async ({ bytes }) => {
    expect(await refusalOf(bytes)).toEqual(REFUSED);
  });

  test.each(PICTURES)('$name is answered with what is wrong', async ({ make }) => {
    expect(await refusalOf(await make())).toEqual(REFUSED);
  });

  test('that unfolds a thousand times on the way is cut off, or found to be none', async () => {
    for (const { name, bytes, encoding } of bombs(20_000_000)) {
      const { status, said } = await upload(bytes, { 'content-encoding': encoding });
      expect([name, status < 500 && !said.ok]).toEqual([name, true]);
    }
    expect(await upload(gzipSync(Buffer.alloc(310_000_000, 0x61), { level: 9 }), { 'content-encoding': 'gzip' })).toMatchObject({ status: 413, said: { code: 'too-large' } });
  });

  const part = (name: string, text: string | Buffer): readonly [string, Buffer] => [name, Buffer.isBuffer(text) ? text : Buffer.from(text)];
  const book = part('xl/workbook.xml', '<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>');
  const sheet = (rows: string): readonly [string, Buffer] => part('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`);
  const cell = (text: string): string => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
  const noise = (length: number): string => Array.from({ length: length / 8 }, (_, i) => ((i * 2_654_435_761) >>> 0).toString(16).padStart(8, '0')).join('');

  test.each<[string, () => Buffer]>([
    ['a zip cut off', () => zip([book, sheet('')]).subarray(0, 100)],
    ['a workbook of one endless cell', () => zip([book, sheet(cell(noise(8_000_000)))])],
    ['a workbook of one endless tag', () => zip([book, sheet(`<row r="${noise(8_000_000)}"/>`)])],
    ['a workbook of spaces', () => zip([book, part('xl/worksheets/sheet1.xml', Buffer.alloc(60_000_000, 32))])],
    ['entities that multiply', () => zip([book, part('xl/worksheets/sheet1.xml', `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(1_000)}">${[...'bcdefgh'].map((n, i) => `<!ENTITY ${n} "${`&${'abcdefgh'[i] ?? ''};`.repeat(10)}">`).join('')}]><worksheet><sheetData>${cell('&h;')}</sheetData></worksheet>`)])],
    ['a file of the machine as entity', () => zip([book, part('xl/worksheets/sheet1.xml', `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${cell('&f;')}</sheetData></worksheet>`)])],
    ['tags ten thousand deep', () => zip([book, part('xl/worksheets/sheet1.xml', `${'<row>'.repeat(10_000)}${'</row>'.repeat(10_000)}`)])],
    ['a cell a million columns away', () => zip([book, sheet('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')])],
    ['a row a thousand million down', () => zip([book, sheet('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>')])],
    ['names of the language as parts', () => zip([book, sheet(cell('x')), part('__proto__', 'x'), part('constructor', 'x'), part('../../escape', 'x')])],
    ['half of the markup', () => zip([book, part('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row r="1"><c r="A1"')])],
  ])('%s is answered with what is wrong', { timeout: 60_000 }, async (_, make) => {
    expect(await refusalOf(make())).toEqual(REFUSED);
  });

  const REFUSED: Refusal = { failed: false, taken: false, kept: 0, polluted: [] };
  async function refusalOf(bytes: Uint8Array): Promise<Refusal> {
    const files = async (): Promise<number> => Number((await whole.server.db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM import_file')).rows[0]?.n);
    const before = await files();
    const { status, said } = await upload(bytes);
    return { failed: status >= 500, taken: said.ok === true, kept: (await files()) - before, polluted: pollution() };
  }
});

/** What of a text no file changes: a line may end in other ways, a workbook holds no control characters. */
function letters(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\s\ufffd\u2400-\u241f]|_x[0-9a-f]{4}_/giu, '');
}

/** A card number in another script is one too; text without a digit is none. */
function readDigits(text: string): string {
  const digits = String(readTyped('digits', text));
  return /^\d{8,20}$/.test(digits) ? digits : '\u0000';
}
