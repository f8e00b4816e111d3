// Departments' lists over HTTP: what goes in, what does not and why, who may, and that nothing of a child lies in the clear.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import ExcelJS from 'exceljs';
import { signIn } from '#tests/server/imports/desk-people.ts';
import { HEALTH, LABOUR, listsFixture, POLICE, WOMEN, type ListsFixture } from './lists-fixture.ts';

let it: ListsFixture;
beforeEach(async () => {
  it = await listsFixture();
});
afterEach(async () => {
  await it.close();
});

const HEAD = 'बच्चे का नाम,पिता का नाम,जन्मतिथि,उम्र,लिंग,जिला,ग्राम,मोबाइल,रेस्क्यू की तारीख,नियोजक,खतरनाक काम';
const ROW = 'रीना कुमारी,राम प्रसाद,05/04/2014,12,बालिका,देहरादून,रायपुर,9876543210,01/11/2026,होटल एक,नहीं';

describe('a department hands in its list', () => {
  test('rows become entries under canonical names, and the same again changes nothing', async () => {
    const { status, faults } = await it.load(`${HEAD}\n${ROW}\n`, { cookie: it.labour });
    expect({ ...status, faults }).toMatchObject({ status: 'done', created: 1, faulty: 0, category: 'labour', place: LABOUR, fileName: '', absent: 0 });
    expect(await it.entries()).toEqual([{
      name: 'रीना कुमारी', father: 'राम प्रसाद', birthDay: '2014-04-05', age: 12, sex: 'female', district: '5.49', village: 'रायपुर', phone: '9876543210',
      rescueDay: '2026-11-01', seenDay: '2026-11-01', employer: 'होटल एक', hazardous: false,
    }]);
    const again = await it.load(`${HEAD}\n${ROW}\n`, { cookie: it.labour });
    expect(again.status).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
    const mended = await it.load(`${HEAD}\n${ROW.replace('होटल एक', 'ढाबा दो')}\n`, { cookie: it.labour });
    expect(mended.status).toMatchObject({ created: 0, changed: 1, unchanged: 0 });
    expect(await it.entries()).toMatchObject([{ employer: 'ढाबा दो' }]);
    expect((await it.services.db.pool.query('SELECT version FROM subject_entry_past')).rows).toEqual([{ version: 1 }]);
  });

  test('headers in Roman letters are the same list', async () => {
    const { status } = await it.load('Name of Child,Father Name,DOB,Gender,District,Village,Mobile No,Date of Rescue,Employer Name\nReena Kumari,Ram Prasad,2014-04-05,F,Dehradun,Raipur,+91 98765 43210,1-Nov-2026,Hotel One\n');
    expect(status).toMatchObject({ created: 1, faulty: 0 });
    expect(await it.entries()).toMatchObject([{ name: 'Reena Kumari', district: '5.49', phone: '9876543210', birthDay: '2014-04-05', seenDay: '2026-11-01' }]);
  });

  test('only looking counts the same and writes nothing', async () => {
    const { status } = await it.load(`${HEAD}\n${ROW}\n`, { dry: true });
    expect(status).toMatchObject({ dry: true, created: 1, absent: 0 });
    expect((await it.services.db.pool.query('SELECT FROM subject_entry UNION ALL SELECT FROM subject_facet UNION ALL SELECT FROM subject_link UNION ALL SELECT FROM subject_said')).rowCount).toBe(0);
  });

  test('every entry has a facet and a person of its own', async () => {
    await it.load(`${HEAD}\n${ROW}\n${ROW.replace('रीना', 'मीना')}\n`);
    const { rows } = await it.services.db.pool.query('SELECT f.district, f.sex, f.birth_year, f.seen_day, f.needs FROM subject_facet f JOIN subject_link l ON l.state = f.state AND l.entry = f.entry');
    expect(rows).toEqual([1, 2].map(() => ({ district: 49, sex: 'female', birth_year: 2014, seen_day: '2026-11-01', needs: ['school', 'wages'] })));
    expect((await it.services.db.pool.query('SELECT DISTINCT token FROM subject_link')).rowCount).toBe(2);
  });

  test('rows of the list before that the newer one does not name stay, and it is told how many', async () => {
    await it.load(`${HEAD}\n${ROW}\n${ROW.replace('रीना', 'मीना')}\n${ROW.replace('रीना', 'टीना')}\n`);
    expect((await it.load(`${HEAD}\n${ROW}\n`)).status).toMatchObject({ unchanged: 1, absent: 2 });
    expect(await it.entries()).toHaveLength(3);
  });
});

describe('bad rows are told in words and nothing is lost', () => {
  const codes = async (rows: readonly string[], head = HEAD): Promise<readonly string[]> => (await it.load(`${head}\n${rows.join('\n')}\n`)).faults.map((fault) => fault.replace(/^\d+ /u, ''));

  test('dates in five styles and as a spreadsheet counts days are one day', async () => {
    const days = ['05/04/2014', '5-4-14', '05.04.2014', '2014-04-05', '5 अप्रैल 2014', '5-Apr-2014', '41734', '०५/०४/२०१४'];
    expect((await it.load(`नाम,जन्मतिथि\n${days.map((day, i) => `बच्चा ${'कखगघचछजझ'[i] ?? ''},${day}`).join('\n')}\n`)).status).toMatchObject({ created: days.length, faulty: 0 });
    expect(new Set((await it.entries()).map((entry) => entry['birthDay']))).toEqual(new Set(['2014-04-05']));
    expect(await codes(['नीतू,31/02/2014'], 'नाम,जन्मतिथि')).toEqual(['date-unreadable:birthDay']);
  });

  test('an age of 200, a birth to come, an age against the birth date', async () => {
    expect(await codes([
      ROW.replace(',12,', ',200,'), ROW.replace('05/04/2014', '05/04/2027'), ROW.replace(',12,', ',7,'), ROW.replace('05/04/2014', '05/04/1990').replace(',12,', ',,'), ROW.replace(',12,', ',बारह,'),
      ROW.replace('01/11/2026', '01/12/2026'),
    ])).toEqual(['age-too-old:age', 'birth-ahead:birthDay', 'age-against-birth:age+birthDay', 'birth-too-old:birthDay', 'age:age', 'day-ahead:rescueDay']);
    expect(await it.entries()).toEqual([]);
  });

  test('one who is of age by now is taken in, with a note', async () => {
    await it.load(`${HEAD}\n${ROW.replace('05/04/2014', '05/04/2007').replace(',12,', ',19 वर्ष,')}\n`);
    expect(await it.entries()).toMatchObject([{ age: 19, notes: ['grown'] }]);
    expect((await it.sources(LABOUR)).find(({ category }) => category === 'labour')?.mend).toContainEqual({ code: 'rows-grown', count: 1, share: 100 });
  });

  test('the father\'s name in the child\'s place, in either script', async () => {
    expect(await codes([ROW.replace('रीना कुमारी', 'राम प्रसाद'), ROW.replace('रीना कुमारी,राम प्रसाद', 'Ram Prasad,श्री राम प्रसाद'), ROW.replace('रीना कुमारी', '12'), ROW.replace('रीना कुमारी', '')]))
      .toEqual(['father-in-name:name+father', 'father-in-name:name+father', 'name-no-letters:name', 'name-missing:name']);
  });

  test('a row for another State, by its district or by the State\'s name', async () => {
    expect(await codes([ROW.replace('देहरादून', 'भागलपुर'), ROW.replace('देहरादून', '10.193'), ROW.replace('देहरादून', 'कहीं नहीं')])).toEqual(['place-outside:district', 'place-outside:district', 'place-unknown:district']);
    expect(await codes(['रीना,बिहार,', 'मीना,उत्तराखण्ड,', 'टीना,Uttarakhand,49'], 'नाम,राज्य,जिला')).toEqual(['place-outside:homeState']);
    expect((await it.entries()).map(({ name, district }) => [name, district])).toEqual([['टीना', '5.49'], ['मीना', undefined]]);
  });

  test('districts are known by code, in either script and however they are spelled', async () => {
    const said = ['Dehradun', 'देहरादून', 'Dehra Dun', '49', '5.49', 'जिला देहरादून', 'DEHRADUN (Uttarakhand)', 'Hardwar', 'हरिद्वार', 'Udham Singh Nagar', 'US Nagar', 'पौड़ी', 'Pithoragarh'];
    await it.load(`नाम,जिला\n${said.map((district, i) => `बच्चा ${String.fromCodePoint(0x915 + i)},${district}`).join('\n')}\n`);
    expect((await it.entries()).map(({ district }) => district)).toEqual([...Array.from({ length: 7 }, () => '5.49'), '5.50', '5.50', '5.56', '5.56', '5.52', '5.53']);
  });

  test('twins are two rows; the same row twice is told, not doubled', async () => {
    const { status, faults } = await it.load(`${HEAD}\n${ROW}\n${ROW.replace('रीना', 'मीना')}\n${ROW}\n`);
    expect({ status, faults }).toMatchObject({ status: { created: 2, faulty: 1 }, faults: ['4 same-in-file:'] });
  });

  test('a list number makes a row known again whatever else was corrected', async () => {
    await it.load('पंजीकरण संख्या,नाम,पिता का नाम\nL/7,रिना,राम\nL/8,मीना,श्याम\n');
    expect((await it.load('पंजीकरण संख्या,नाम,पिता का नाम\nl/7,रीना,राम\nL/8,मीना,श्याम\n')).status).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
  });

  test('contradictory birth dates in two files leave the later one, and what was said before', async () => {
    await it.load('केस संख्या,नाम,जन्मतिथि\nC1,रीना,05/04/2014\n');
    expect((await it.load('केस संख्या,नाम,जन्मतिथि\nC1,रीना,05/04/2012\n')).status).toMatchObject({ changed: 1 });
    expect(await it.entries()).toMatchObject([{ birthDay: '2012-04-05' }]);
    expect((await it.services.db.pool.query('SELECT FROM subject_entry_past')).rowCount).toBe(1);
  });

  test('swapped and mixed names, and one phone for a whole institution, go in as they are written', async () => {
    const { status } = await it.load(`${HEAD}\n${ROW.replace('रीना कुमारी', 'कुमारी रीना')}\n${ROW.replace('रीना कुमारी', 'Reena कुमारी')}\n${ROW.replace('रीना कुमारी', 'मो. आरिफ़')}\n`);
    expect(status).toMatchObject({ created: 3, faulty: 0 });
    expect(new Set((await it.entries()).map(({ phone }) => phone))).toEqual(new Set(['9876543210']));
  });

  test('of an Aadhaar number the last four digits are taken, and a whole one is refused anywhere else', async () => {
    const { faults } = await it.load('नाम,आधार संख्या,ग्राम\nरीना,2345 6789 0124,रायपुर\nमीना,XXXX-XXXX-9012,रायपुर\nटीना,12345,रायपुर\nनीतू,,2345 6789 0124\n');
    expect(faults).toEqual(['4 id-tail:idTail', '5 aadhaar:village']);
    expect((await it.entries()).map(({ idTail }) => idTail).sort()).toEqual(['0124', '9012']);
  });

  test('bad rows come back as a file to mend, with the row as it was', async () => {
    const { status } = await it.load(`${HEAD}\n${ROW.replace(',12,', ',200,')}\n`, { cookie: it.labour });
    const report = await it.get(it.labour, `/api/imports/0/${status.id}/report`);
    expect(report.body).toContain('रीना कुमारी,राम प्रसाद,05/04/2014,200');
    expect(report.body).toContain('उम्र 25 से अधिक है');
    const head = report.body.replace(/^\ufeff/u, '').split('\r\n');
    const mended = [head[0] ?? '', (head[1] ?? '').replace(',200,', ',12,')].join('\r\n');
    expect((await it.load(mended, { cookie: it.labour })).status).toMatchObject({ created: 1, faulty: 0 });
  });
});

describe('files that are not this list', () => {
  test('another department\'s file is named before it is started, by its columns or by its words', async () => {
    expect(await it.upload('नाम,हीमोग्लोबिन,एनीमिया श्रेणी\nरीना,8.2,मध्यम\n')).toMatchObject({ ok: true, beware: { looksLike: { target: 'anaemia-list', title: 'resource-centre:import.anaemia-list.title' } } });
    expect(await it.upload('नाम,श्रेणी\nरीना,बाल विवाह\nमीना,बाल विवाह\n')).toMatchObject({ beware: { looksLike: { target: 'marriage-list' } } });
    expect(await it.upload(`${HEAD}\n${ROW}\n`)).toMatchObject({ beware: { looksLike: null, names: [] } });
    expect((await it.load('नाम,श्रेणी\nरीना,बाल विवाह\nमीना,बाल श्रम\n')).faults).toEqual(['2 other-list:listCategory']);
  });

  test('merged headings, no headings, and a sheet with a password are refused with what to do', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('1');
    sheet.addRow(['बाल श्रम की सूची', '', '', '']);
    sheet.addRow(['रीना', 'राम', 'देहरादून', '12']);
    sheet.addRow(['मीना', 'राम', 'देहरादून', '11']);
    sheet.mergeCells('A1:D1');
    expect(await it.upload(new Uint8Array(await book.xlsx.writeBuffer()))).toEqual({ ok: false, fault: { code: 'header-merged', where: 1 } });
    expect(await it.upload('रीना,राम,देहरादून\nमीना,राम,देहरादून\n')).toEqual({ ok: false, fault: { code: 'header-none' } });
    const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(512)]);
    expect(await it.upload(locked)).toEqual({ ok: false, fault: { code: 'locked-excel' } });
    expect((await it.services.db.pool.query('SELECT FROM import_file UNION ALL SELECT FROM subject_key')).rowCount).toBe(0);
  });

  test('a workbook with real dates and numbers goes in like text', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('1');
    sheet.addRow(['नाम', 'जन्मतिथि', 'उम्र', 'मोबाइल', 'बकाया मजदूरी']);
    sheet.addRow(['रीना', new Date(Date.UTC(2014, 3, 5)), 12, 9_876_543_210, 15_000]);
    expect(await it.load(new Uint8Array(await book.xlsx.writeBuffer()))).toMatchObject({ status: { status: 'done', fault: null, created: 1, faulty: 0 }, faults: [] });
    expect(await it.entries()).toMatchObject([{ birthDay: '2014-04-05', age: 12, phone: '9876543210', wageDues: 15_000 }]);
  });
});

describe('the empty sheet', () => {
  test('is filled in and comes back, its example passed over', async () => {
    const reply = await it.app.inject({ url: `/api/imports/template?place=${LABOUR}&programme=resource-centre&target=labour-list&language=hi`, headers: { cookie: it.labour } });
    expect(reply.statusCode).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(reply.rawPayload).buffer);
    const sheet = book.worksheets[0];
    const at = new Map<unknown, number>();
    sheet?.getRow(1).eachCell((cell, column) => { at.set(cell.value, column); });
    const row = sheet?.addRow([]);
    for (const [header, value] of [['नाम', 'रीना'], ['जिला', 'देहरादून'], ['उम्र (पूरे वर्ष)', '12']] as const) if (row !== undefined) row.getCell(at.get(header) ?? 0).value = value;
    const { status, faults } = await it.load(new Uint8Array(await book.xlsx.writeBuffer()), { cookie: it.labour });
    expect({ status, faults }).toMatchObject({ status: { rows: 1, created: 1 }, faults: [] });
    expect(await it.entries()).toEqual([{ name: 'रीना', district: '5.49', age: 12, listedDay: '2026-11-22' }]);
    expect((await it.get(it.labour, '/api/imports/template?place=5.dep4&programme=resource-centre&target=hiv-list')).statusCode).toBe(404);
  });
});

describe('a list without names', () => {
  const FILE = 'केस संख्या,पीड़िता का नाम,पिता का नाम,उम्र,वाद का चरण\nP/1,छुपाना,गुप्त,14,विचारण\nP/2,छुपाना,गुप्त,200,विचारण\nछुपाना,छुपाना,गुप्त,14,विचारण\n';

  test('takes none in: they are told of, not shown, cannot be mapped, and lie nowhere', async () => {
    const received = await it.upload(FILE, { place: POLICE, target: 'pocso-list', fileName: 'छुपाना.csv' });
    expect(received).toMatchObject({ ok: true, beware: { names: [1, 2] }, preview: [['P/1', '', '', '14', 'विचारण'], ['P/2', '', '', '200', 'विचारण'], ['छुपाना', '', '', '14', 'विचारण']] });
    const { status, faults } = await it.load(FILE, { place: POLICE, target: 'pocso-list', fileName: 'छुपाना.csv' });
    expect({ status, faults }).toMatchObject({ status: { created: 1 }, faults: ['3 age-too-old:age', '4 case-number:caseNumber'] });
    expect(await it.entries()).toEqual([{ caseNumber: 'P/1', age: 14, stage: 'trial', listedDay: '2026-11-22' }]);
    const report = await it.get(it.officer, `/api/imports/0/${status.id}/report`);
    expect(report.body.split('\r\n')[1]).toMatch(/,P\/2,,,200,विचारण$/u);
    await expect(it.load(FILE, { place: POLICE, target: 'pocso-list', map: { caseNumber: 1 } })).rejects.toThrow('names-refused');
    expect(await inTheClear('छुपाना', 'गुप्त')).toEqual([]);
  });
});

describe('nothing of a child lies in the clear', () => {
  test('not in a table, while it waits, is loaded, has bad rows, or is taken back', async () => {
    const words = ['गुमनाम', 'छिपेराम', '9123456789', '2011-07-09', '09/07/2011', 'नन्हागाँव'];
    const row = 'गुमनाम,छिपेराम,09/07/2011,9123456789,नन्हागाँव,4321';
    const file = `नाम,पिता का नाम,जन्मतिथि,मोबाइल,ग्राम,आधार\n${row}\n${row.replace('09/07', '09/17')}\n`;
    await it.upload(file);
    expect(await inTheClear(...words)).toEqual([]);
    const { status } = await it.load(file, { fileName: 'गुमनाम.csv' });
    await it.load(file.replace('नन्हागाँव', 'नन्हागाँव दो'));
    expect(await inTheClear(...words)).toEqual([]);
    await it.undo(status.id, false);
    expect(await inTheClear(...words)).toEqual([]);
  });

  test('bad rows are kept a month, and their key goes with them', async () => {
    const { status } = await it.load(`${HEAD}\n${ROW.replace(',12,', ',200,')}\n`);
    it.moveClock(31 * 86_400_000);
    it.jobs.wake();
    await it.jobs.idle();
    expect((await it.services.db.pool.query(`SELECT FROM import_fault UNION ALL SELECT FROM subject_key WHERE starts_with(id, 'b:')`)).rowCount).toBe(0);
    expect((await it.services.db.pool.query('SELECT FROM import_batch WHERE id = $1', [status.id])).rowCount).toBe(1);
  });

  test('a file whose key is gone ends with what to do', async () => {
    const received = await it.upload(`${HEAD}\n${ROW}\n`);
    if (!received.ok) throw new Error('it is a list');
    await it.services.keys.destroy(it.services.db.pool, [`b:${received.batch.id}`]);
    await it.post(it.officer, `/api/imports/0/${received.batch.id}/start`, { mapping: { name: 0 }, dry: false });
    await it.jobs.idle();
    expect((await it.get(it.officer, `/api/imports/0/${received.batch.id}`)).json()).toMatchObject({ status: 'failed', fault: { code: 'not-kept' } });
  });
});

describe('who may', () => {
  test('a department loads and sees its own lists only; the centre those with names; protected ones who has the duty', async () => {
    const health = await signIn(it.services, 'health', 'department', HEALTH);
    const targets = async (cookie: string): Promise<unknown[]> => {
      const { targets: found } = (await it.get(cookie, '/api/imports/targets')).json() as { targets: { target: string; subjects?: { sources: string[] } }[] };
      return found.map(({ target, subjects }) => `${target} ${subjects?.sources.join(' ') ?? ''}`);
    };
    expect(await targets(it.labour)).toEqual(['labour-list 5.dep1']);
    expect(await targets(health)).toEqual(['anaemia-list 5.dep4', 'addiction-list 5.dep4', 'hiv-list 5.dep4']);
    expect(await targets(it.operator)).toEqual(['labour-list 5.dep1', 'marriage-list 5.dep3', 'malnutrition-list 5.dep3', 'anaemia-list 5.dep4', 'disability-list 5.dep5', 'addiction-list 5.dep4 5.dep5']);
    expect(await targets(it.officer)).toHaveLength(9);

    await expect(it.upload(`${HEAD}\n${ROW}\n`, { cookie: health })).rejects.toThrow('404');
    await expect(it.upload('केस संख्या\n1\n', { cookie: it.operator, place: POLICE, target: 'pocso-list' })).rejects.toThrow('404');
    await expect(it.upload('नाम\nरीना\n', { cookie: it.officer, place: WOMEN, target: 'labour-list' })).rejects.toThrow('404');
    const admin = await signIn(it.services, 'admin', 'administrator', '5');
    await expect(it.upload(`${HEAD}\n${ROW}\n`, { cookie: admin })).rejects.toThrow('404');

    const { status } = await it.load(`${HEAD}\n${ROW}\n`, { cookie: it.labour });
    const hidden = await it.load('केस संख्या,उम्र\n7,200\n', { place: POLICE, target: 'pocso-list' });
    const batches = async (cookie: string, place: string): Promise<unknown> => {
      const reply = await it.get(cookie, `/api/imports?place=${place}`);
      return reply.statusCode === 200 ? (reply.json() as { batches: { id: string }[] }).batches.map(({ id }) => id) : reply.statusCode;
    };
    expect(await batches(it.labour, LABOUR)).toEqual([status.id]);
    expect(await batches(it.labour, '5')).toBe(404);
    expect(await batches(health, HEALTH)).toEqual([]);
    expect(await batches(it.operator, '5')).toEqual([status.id]);
    expect(await batches(it.officer, '5')).toEqual([hidden.status.id, status.id]);
    expect(await batches(admin, '5')).toEqual([]);
    for (const path of ['', '/faults', '/report', '/undo']) {
      expect((await it.get(health, `/api/imports/0/${status.id}${path}`)).statusCode).toBe(404);
      expect((await it.get(it.operator, `/api/imports/0/${hidden.status.id}${path}`)).statusCode).toBe(404);
      expect((await it.get(admin, `/api/imports/0/${status.id}${path}`)).statusCode).toBe(404);
    }
    expect((await it.post(health, `/api/imports/0/${status.id}/undo`, { dry: true })).statusCode).toBe(404);
    const acts = await it.services.db.pool.query(`SELECT act, actor, place FROM audit ORDER BY n`);
    expect(acts.rows).toEqual([{ act: 'import', actor: 'nodal', place: LABOUR }, { act: 'import', actor: 'officer', place: POLICE }]);
  });
});

/** Names of the tables that say one of the words in any column. */
async function inTheClear(...words: readonly string[]): Promise<string[]> {
  const { pool } = it.services.db;
  const { rows } = await pool.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: said } = await pool.query<{ text: string; bytes: string }>(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM "${name}" t`);
    const text = said[0]?.text ?? '';
    // Bytes are written in hexadecimal: the words are looked for in both.
    if (words.some((word) => text.includes(word) || text.includes(Buffer.from(word).toString('hex')))) found.push(name);
  }
  return found;
}
