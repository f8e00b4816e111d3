// Lists of any kind of record: here a register of events, made for the test with every kind of answer,
// and the self-help groups of the drive.
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FormDefinition } from '#shared/form/definition.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import { jeevika } from '#programmes/jeevika/index.ts';
import { LISTS } from '#programmes/lists.ts';
import { setWaiting, type Batch } from '#server/imports/batch-store.ts';
import { faultWords, readFaults } from '#server/imports/fault-report.ts';
import { rememberConfirmed } from '#server/imports/receive-list.ts';
import { runBatch } from '#server/imports/run-batch.ts';
import { templateFile } from '#server/imports/template-file.ts';
import { allLists } from '#server/imports/type-lists.ts';
import { createRegistry } from '#server/registry.ts';
import { BLOCK, DISTRICT, importFixture, type ImportFixture } from './fixture.ts';

const EVENT: RecordType = {
  name: 'event', version: 1, accessClass: 'mission', shelf: 'events', levels: ['office'],
  fields: {
    title: { kind: 'text', merge: 'ask' }, day: { kind: 'date' }, lastDay: { kind: 'date' }, kind: { kind: 'choice', choices: ['camp', 'rally', 'other'] }, otherKind: { kind: 'text' },
    partners: { kind: 'choices', choices: ['police', 'school', 'health'] }, people: { kind: 'integer', min: 0, max: 100_000 }, cost: { kind: 'decimal' },
    minuted: { kind: 'boolean' }, phone: { kind: 'phone' }, register: { kind: 'digits', length: [4, 10] }, notes: { kind: 'text', maxLength: 40 }, status: { kind: 'choice', choices: ['held', 'checked'] },
  },
  unique: ['register'],
  approves: { status: ['checked'] },
  rules: [{ code: 'cost-without-people', broken: (values) => (typeof values['cost'] === 'number' && values['people'] === 0 ? ['cost', 'people'] : []) }],
};
const words = (text: string): { readonly hi: string } => ({ hi: text });
const FORM: FormDefinition = {
  id: 'trial.event', version: 1, recordType: 'event',
  children: [
    { type: 'text', name: 'title', required: true, label: words('कार्यक्रम का नाम') },
    { type: 'date', name: 'day', required: true, constraint: '. <= today()', label: words('तारीख') },
    { type: 'date', name: 'lastDay', constraint: '. >= ${day}', label: words('अंतिम तारीख') },
    { type: 'select_one', name: 'kind', list: 'kind', required: true, label: words('किस तरह का') },
    { type: 'text', name: 'otherKind', relevant: "${kind} = 'other'", required: true, label: words('दूसरा तरीका') },
    { type: 'select_multiple', name: 'partners', list: 'partner', label: words('किसके साथ') },
    { type: 'integer', name: 'people', label: words('कितने लोग आए') },
    { type: 'decimal', name: 'cost', label: words('खर्च') },
    { type: 'yes_no', name: 'minuted', label: words('कार्यवाही लिखी गई?') },
    { type: 'tel', name: 'phone', label: words('मोबाइल') },
    { type: 'text', name: 'notes', label: words('टिप्पणी') },
    { type: 'select_one', name: 'status', list: 'status', default: "'held'", label: words('स्थिति') },
  ],
  choices: { kind: [{ value: 'camp' }, { value: 'rally' }, { value: 'other' }], partner: [{ value: 'police' }, { value: 'school' }, { value: 'health' }], status: [{ value: 'held' }, { value: 'checked' }] },
};
const TRIAL: Programme = {
  id: 'trial', recordTypes: [EVENT], forms: [FORM], tasks: [],
  indicators: [{ recordType: 'event', counts: ['events', 'people'], contributions: ({ values, bucket }) => [
    { count: 'events', place: bucket.slice(0, bucket.indexOf('/')), day: '', amount: 1 },
    ...(typeof values['people'] === 'number' ? [{ count: 'people', place: bucket.slice(0, bucket.indexOf('/')), day: '', amount: values['people'] }] : []),
  ] }],
};
const TARGETS = allLists([TRIAL, jeevika], LISTS);
const target = TARGETS.find((t) => t.target.name === 'event') ?? TARGETS[0];
const groups = TARGETS.find((t) => t.target.name === 'shg') ?? TARGETS[0];
if (target === undefined || groups === undefined) throw new Error('there are lists');
const AT_DISTRICT = { target, place: '10.193' };
const OFFICE = '10.193.hub1';

let it: ImportFixture;
beforeEach(async () => {
  it = await importFixture({ programmes: [TRIAL, jeevika], targets: TARGETS });
  await it.services.db.pool.query(`INSERT INTO place (district, code, depth, hi, en) VALUES ($1, $2, 3, 'जिला मिशन केंद्र', 'Hub')`, [DISTRICT, OFFICE]);
});
afterEach(async () => { await it.close(); });

const HEAD = 'title,day,kind,people';
const load = async (text: string, options: Parameters<ImportFixture['load']>[1] = {}): Promise<Batch> => it.load(text, { offer: AT_DISTRICT, ...options });
const faults = async (batch: Batch): Promise<string[]> => (await readFaults(it.services.db.pool, batch, 0, 50)).map((row) => `${row.line} ${row.faults.map((f) => `${f.code}:${f.columns.join('+')}`).join(' ')}`);
const values = async () => (await it.records()).map((r) => r.values);

describe('a list of any kind of record', () => {
  test('is known by the words of its form and its fields, and its rows lie at the office below the place', async () => {
    const { mapping, missing } = await it.receive('कार्यक्रम का नाम,DAY,किस तरह का,कितने लोग आए,जगह या कार्यालय\nबाल विवाह पर बैठक,05/04/2025,camp,"1,25",\n', 'e.csv', AT_DISTRICT);
    expect(missing).toEqual([]);
    expect(mapping).toMatchObject({ day: 1, people: 3, '@place': 4 });
    const batch = await load('title,DAY,kind,people,lastDay,partners,cost,minuted,phone,notes,Place or office\nबैठक,05/04/2025,camp,"1,250",06.04.2025,police; school,"₹ 1,50,000.50",हाँ,+91 98765 43210,x,जिला मिशन केंद्र\n');
    expect(batch).toMatchObject({ status: 'done', created: 1, faulty: 0 });
    expect(await values()).toEqual([{ title: 'बैठक', day: '2025-04-05', kind: 'camp', people: 1250, lastDay: '2025-04-06', partners: ['police', 'school'], cost: 150000.5, minuted: true, phone: '9876543210', notes: 'x', status: 'held' }].map((v) => expect.objectContaining(v)));
    expect((await it.records())[0]?.bucket).toBe(`${OFFICE}/events`);
    expect(await it.audit()).toEqual([]);
  });

  test('dates come in the styles of offices and as numbers of a spreadsheet; a day that is none is said', async () => {
    const days = ['05/04/2025', '05-04-25', '5.4.2025', '2025-04-05', '5 अप्रैल 2025', '5-Apr-2025', '०५/०४/२०२५', '45752', '2025-04-05T00:00:00'];
    const batch = await load(`${HEAD}\n${days.map((day, i) => `बैठक ${i},${day},camp,1`).join('\n')}\nगलत,31/02/2025,camp,1\nअमरीकी,04/25/2025,camp,1\n`);
    expect(batch).toMatchObject({ created: days.length, faulty: 2 });
    expect(new Set((await values()).map((v) => v['day']))).toEqual(new Set(['2025-04-05']));
    expect(await faults(batch)).toEqual(['11 date-unreadable:day', '12 date-unreadable:day']);
  });

  test('what the form, the record or its rules do not let through is said of its row', async () => {
    const batch = await load([
      'title,day,kind,people,cost,otherKind,notes,status,lastDay,minuted,phone',
      'दस करोड़,05/04/2025,camp,"1,00,00,000",,,,,,,',
      ',05/04/2025,camp,1,,,,,,,', 'कल की,05/04/2099,camp,1,,,,,,,', 'अनजान,05/04/2025,मेला,1,,,,,,,', 'दूसरा,05/04/2025,other,1,,,,,,,', 'फालतू,05/04/2025,camp,1,,कुछ,,,,,',
      `लंबा,05/04/2025,camp,1,,,${'क'.repeat(41)},,,,`, 'स्वीकृत,05/04/2025,camp,1,,,,checked,,,', 'उल्टी,05/04/2025,camp,1,,,,,01/04/2025,,', 'बेमेल,05/04/2025,camp,0,500,,,,,,',
      'अंक,05/04/2025,camp,"12,3",,,,,,,', 'आधा,05/04/2025,camp,1.5,,,,,,,', 'शायद,05/04/2025,camp,1,,,,,,शायद,', 'फोन,05/04/2025,camp,1,,,,,,,12345',
    ].join('\n'));
    expect(batch).toMatchObject({ rows: 14, created: 0, faulty: 14 });
    expect(await faults(batch)).toEqual([
      '2 too-big:people', '3 required:title', '4 constraint:day', '5 choice-unknown:kind', '6 required:otherKind', '7 not-asked:otherKind', '8 too-long:notes', '9 needs-approval:status', '10 constraint:lastDay',
      '11 rule:cost+people', '12 number-unreadable:people', '13 number-whole:people', '14 yes-no:minuted', '15 tel:phone',
    ]);
    const [first] = await readFaults(it.services.db.pool, batch, 0, 1);
    expect(first?.faults.map((fault) => faultWords('hi', batch, fault)).join()).toMatch(/1,?00,?000|100000/);
  });

  test('a cell like a formula stays text and comes out harmless', async () => {
    await load(`${HEAD}\n"=cmd|' /C calc'!A0",05/04/2025,camp,1\n`);
    expect((await values())[0]?.['title']).toBe("=cmd|' /C calc'!A0");
  });

  test('the same file again changes nothing, whatever its rows are known by', async () => {
    const text = `${HEAD}\nबैठक,05/04/2025,camp,1\nबैठक,06/04/2025,camp,1\n`;
    expect(await load(text)).toMatchObject({ created: 2 });
    expect(await load(text)).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect(await load(text, { offer: { ...AT_DISTRICT, source: 'other' } })).toMatchObject({ created: 2 });
    expect(await load(`${HEAD}\nबैठक,05/04/2025,camp,2\n`)).toMatchObject({ created: 1 });
    expect(await it.audit()).toEqual([]);
  });

  test('a row known by the columns a person chose is corrected, not written twice', async () => {
    const key = ['title', 'day'];
    expect(await load(`${HEAD}\nबैठक,05/04/2025,camp,1\nरैली,05/04/2025,rally,9\n`, { key })).toMatchObject({ created: 2 });
    expect(await load(`${HEAD}\nबैठक ,05-04-2025,camp,40\nरैली,05/04/2025,rally,9\n`, { key })).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
    expect((await values()).map((v) => v['people']).sort()).toEqual([40, 9].sort());
    expect(await load(`${HEAD}\nनया,05/04/2025,camp,1\nनया,05/04/2025,camp,2\n,05/04/2025,camp,2\n`, { key })).toMatchObject({ created: 1, faulty: 2 });
    expect(await load(`${HEAD}\nबैठक,05/04/2025,camp,40\n`, { key, dry: true })).toMatchObject({ unchanged: 1 });
    expect(await it.audit()).toEqual([]);
  });

  test('a correction that would break a rule of the record is a fault of its row', async () => {
    const key = ['title'];
    await load('title,day,kind,people,cost\nबैठक,05/04/2025,camp,5,100\n', { key });
    const batch = await load('title,day,kind,people\nबैठक,05/04/2025,camp,0\n', { key });
    expect(await faults(batch)).toEqual(['2 rule:people+cost'.replace('people+cost', 'cost+people')]);
  });

  test('a number that may stand once is refused a second time, in the file and beside what is there', async () => {
    const head = 'title,day,kind,register';
    expect(await load(`${head}\nक,05/04/2025,camp,1234\nख,05/04/2025,camp,1234\n`)).toMatchObject({ created: 1, faulty: 1 });
    const batch = await load(`${head}\nग,05/04/2025,camp,1234\n`);
    expect(await faults(batch)).toEqual(['2 value-taken:register']);
    expect(await load(`${head}\nक नया,05/04/2025,camp,1234\n`, { key: ['register'] })).toMatchObject({ created: 0, changed: 1 });
  });

  test('a row of another district, of a place nobody knows, or of several is said', async () => {
    const head = 'name,formedDay,meetingDay,saving,@place';
    const row = (place: string): string => `उजाला,05/04/2025,monday,20,${place}`;
    const at = { offer: { target: groups, place: BLOCK } };
    const batch = await it.load(`${head}\n${['10.192.1700', 'कहीं नहीं', '10.193.1691', BLOCK, 'आरा', 'Bhojpur'].map(row).join('\n')}\n`, at);
    expect(await faults(batch)).toEqual(['2 place-outside:', '3 place-unknown:', '4 place-outside:', '6 same-in-file:', '7 place-outside:']);
    expect((await it.records()).map((r) => r.values['place'])).toEqual([BLOCK]);
    await it.services.db.pool.query(`INSERT INTO place (district, code, depth, hi, en) VALUES ($1, '10.193.hub2', 3, 'दूसरा केंद्र', 'Hub two')`, [DISTRICT]);
    expect(await faults(await load(`${HEAD}\nकहाँ,05/04/2025,camp,1\n`))).toEqual(['2 place-missing:']);
  });

  test('a list that was broken off goes on by the form it began with, though a newer one is published', async () => {
    const { id, mapping } = await it.receive(`${HEAD}\nक,05/04/2025,camp,1\nख,05/04/2025,camp,2\n`, 'e.csv', AT_DISTRICT);
    await setWaiting(it.services.db.pool, DISTRICT, id, mapping, false);
    const stop = new AbortController();
    await runBatch(it.services, TARGETS, DISTRICT, id, { chunkRows: 1, signal: stop.signal, onProgress: () => { stop.abort(); } });
    const newer: FormDefinition = { ...FORM, version: 2, children: FORM.children.map((c) => (c.name === 'notes' ? { type: 'text', name: 'notes', required: true, label: words('टिप्पणी') } : c)) };
    const programmes = [{ ...TRIAL, forms: [FORM, newer] }];
    const services = { ...it.services, registry: createRegistry(programmes) };
    await runBatch(services, allLists(programmes, LISTS), DISTRICT, id);
    expect(await it.batch(id)).toMatchObject({ status: 'done', created: 2, faulty: 0 });
    const renamed: FormDefinition = { ...newer, version: 3, schema: 2 };
    const { id: late, mapping: again } = await it.receive(`${HEAD}\nग,05/04/2025,camp,1\n`, 'e.csv', AT_DISTRICT);
    await setWaiting(it.services.db.pool, DISTRICT, late, again, false);
    const third = [{ ...TRIAL, forms: [FORM, newer, renamed] }];
    await runBatch({ ...it.services, registry: createRegistry(third) }, allLists(third, LISTS), DISTRICT, late);
    expect(await it.batch(late)).toMatchObject({ status: 'failed', fault: { code: 'form-changed' } });
  });

  test('the empty sheet comes back filled in: its example is passed over, its choices are on the second sheet', async () => {
    const out: Buffer[] = [];
    for await (const piece of templateFile({ programme: 'trial', target: target.target, language: 'hi', placeName: 'भोजपुर' })) if (Buffer.isBuffer(piece)) out.push(piece);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(Buffer.concat(out)).buffer);
    const [sheet, choices] = book.worksheets;
    if (sheet === undefined || choices === undefined) throw new Error('two sheets');
    const heads = Array.from({ length: sheet.columnCount }, (_, i) => sheet.getCell(1, i + 1).text);
    expect(choices.getCell(2, 1).text).toBe('camp');
    const put = (head: string, value: string): void => { sheet.getCell(3, heads.indexOf(head) + 1).value = value; };
    for (const [head, value] of [['कार्यक्रम का नाम', 'असली'], ['तारीख', '05/04/2025'], ['किस तरह का', 'camp']] as const) put(heads.includes(head) ? head : head, value);
    const filled = new Uint8Array(await book.xlsx.writeBuffer());
    const { mapping, list } = await it.receive(filled, 'e.xlsx', AT_DISTRICT);
    expect(mapping['title']).toBe(list.headers.indexOf('कार्यक्रम का नाम'));
    expect(await load('', { offer: AT_DISTRICT }).catch((error: unknown) => String(error))).toContain('empty');
    expect(await it.load(filled, { offer: AT_DISTRICT })).toMatchObject({ rows: 1, created: 1, faulty: 0 });
  });

  test('columns that were confirmed are remembered for every kind of list', async () => {
    const { list, mapping, remembered } = await it.receive(`t,tarikh,k\nक,05/04/2025,camp\n`, 'e.csv', AT_DISTRICT);
    expect({ mapping, remembered }).toEqual({ mapping: {}, remembered: false });
    await rememberConfirmed(it.services, target, list.headers, { title: 0, day: 1, kind: 2 }, 'adm');
    expect(await it.receive(`k,t,tarikh\ncamp,क,05/04/2025\n`, 'e.csv', AT_DISTRICT)).toMatchObject({ remembered: false });
    expect(await it.receive(`t,tarikh,k\nख,05/04/2025,camp\n`, 'e.csv', AT_DISTRICT)).toMatchObject({ remembered: true, mapping: { title: 0, day: 1, kind: 2 } });
  });
});

test('files of persons, and what only the engine writes, come in by no list; a list written by hand stands alone', () => {
  const names = TARGETS.map((t) => t.target.name);
  expect(names).toContain('ration-card-list');
  expect(names).not.toContain('household');
});
