import { readFileSync, readdirSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#shared/access/table.ts';
import { loadPeopleResponseSchema, type LoadedPeople, type LoadRow } from '#shared/desk/people-load.ts';
import type { DeskPerson } from '#shared/desk/people.ts';
import { roleOf } from '#shared/import/people-list.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import { TEXTS } from '#tests/hostile/corpus.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

const BLOCK = '10.193.1710';
let server: TestServer;
let admin: TestPhone;
let manager: TestPhone;
beforeAll(async () => {
  server = await createTestServer();
  admin = await server.worker('administrator', '10', 'प्रशासक');
  manager = await server.worker('block-manager', BLOCK, 'प्रबंधक');
});
afterAll(() => server.close());

async function send(phone: TestPhone, place: string, dry: boolean, file: string | Buffer): Promise<{ status: number; body: unknown }> {
  const reply = await server.app.inject({
    method: 'POST', url: `/api/people/load?place=${place}&dry=${dry}`, headers: { cookie: phone.cookie, 'content-type': 'application/octet-stream' }, payload: Buffer.from(file),
  });
  return { status: reply.statusCode, body: reply.json() };
}

async function load(phone: TestPhone, place: string, dry: boolean, file: string | Buffer): Promise<LoadedPeople> {
  const { body } = await send(phone, place, dry, file);
  const answer = loadPeopleResponseSchema.parse(body);
  if (!answer.ok) throw new Error(answer.fault.code);
  return answer;
}

const states = ({ rows }: LoadedPeople): LoadRow['state'][] => rows.map((r) => r.state);
const faults = ({ rows }: LoadedPeople): (readonly [number, string, string | undefined])[] => rows.flatMap((r) => r.faults.map((f) => [r.line, f.code, f.other] as const));
const people = async (place: string): Promise<DeskPerson[]> => ((await admin.get(`/api/people?place=${place}`)).body as { people: DeskPerson[] }).people;

test('a list in Hindi is looked at, then made, and the same file again changes nothing', async () => {
  const file = '\ufeffनाम,पद,जगह,से,तक,मोबाइल\r\nसीमा देवी,जीविका मित्र,ममलखा,01/06/2026,,9876543210\r\nकिरण कुमारी,मित्र,सबौर > लैलख,,31.03.2027,\r\nराधा देवी,सामुदायिक समन्वयक,10.193.1710,,,\r\n';
  const looked = await load(manager, BLOCK, true, file);
  expect(states(looked)).toEqual(['new', 'new', 'new']);
  expect(looked.columns).toEqual([{ name: 'name', header: 'नाम' }, { name: 'role', header: 'पद' }, { name: 'place', header: 'जगह' }, { name: 'from', header: 'से' }, { name: 'to', header: 'तक' }, { name: 'phone', header: 'मोबाइल' }]);
  expect((await people(BLOCK)).some((p) => p.name === 'सीमा देवी')).toBe(false);

  const made = await load(manager, BLOCK, false, file);
  expect(states(made)).toEqual(['new', 'new', 'new']);
  const here = await people(BLOCK);
  expect(here.find((p) => p.name === 'सीमा देवी')).toMatchObject({ id: made.rows[0]?.person, grants: [{ role: 'mitra', place: { code: VILLAGE }, from: '2026-06-01', to: null, current: false }], codeWaiting: false });
  expect(here.find((p) => p.name === 'किरण कुमारी')).toMatchObject({ grants: [{ place: { hi: 'लैलख' }, from: '2026-05-10', to: '2027-03-31', current: true }] });

  // As if it had been loaded some days ago, those without a first day too.
  await server.db.pool.query(`UPDATE role_grant SET from_day = '2026-05-03' WHERE person = ANY($1::text[]) AND from_day = '2026-05-10'`, [made.rows.map((r) => r.person)]);
  const again = await load(manager, BLOCK, false, file);
  expect(states(again)).toEqual(['there', 'there', 'there']);
  expect(again.rows.map((r) => r.person)).toEqual(made.rows.map((r) => r.person));
  expect(await people(BLOCK)).toHaveLength(here.length);
  const stored = await server.db.pool.query(`SELECT 1 FROM person p, role_grant g WHERE (p.*)::text LIKE '%9876543210%' OR (g.*)::text LIKE '%9876543210%'`);
  expect(stored.rows).toEqual([]);
});

test('hundreds at once, from both of two who press the button together: each is made once', async () => {
  const file = `name,role,place\n${Array.from({ length: 400 }, (_, i) => `कर्मी ${i},mitra,${VILLAGE}.t${(i % 2) + 1}`).join('\n')}\n`;
  const before = (await people(BLOCK)).length;
  const both = await Promise.all([load(manager, BLOCK, false, file), load(admin, BLOCK, false, file)]);
  expect(both.map((answer) => [...new Set(states(answer))]).sort()).toEqual([['new'], ['there']]);
  expect((await people(BLOCK)).length - before).toBe(400);
  expect(await verifyAudit(server.db.pool, 193)).toBeUndefined();
});

test('every row says what is wrong with it, and the good ones are made without the bad', async () => {
  const file = [
    'नाम;पद;जगह;कब से;कब तक', ';मित्र;ममलखा;;', 'क;राजा;ममलखा;;', 'ख;मित्र;अज्ञातपुर;;', 'ग;मित्र;;;', 'घ;मित्र;ममलखा;31/02/2026;', 'ङ;मित्र;ममलखा;01/08/2026;01/07/2026', 'च;मित्र;ममलखा;01/01/2026;01/02/2026',
    'छ;प्रशासक;ममलखा;;', 'ज;मित्र;परे;;', 'झ देवी;मित्र;ममलखा;;', 'झ  देवी;मित्र;ममलखा;;', 'ञ;मित्र;10.200.1800.p01.v1;;', '\u202eट;मित्र;ममलखा;;',
  ].join('\n');
  const made = await load(manager, BLOCK, false, file);
  expect(faults(made)).toEqual([
    [2, 'name-missing', undefined], [3, 'role-unknown', undefined], [4, 'place-unknown', undefined], [5, 'place-missing', undefined], [6, 'from-unreadable', undefined], [7, 'dates-crossed', undefined],
    [8, 'to-past', undefined], [9, 'not-yours', undefined], [10, 'place-unknown', undefined], [12, 'twice-in-file', '11'], [13, 'place-unknown', undefined], [14, 'control-character', undefined],
  ]);
  expect(made.rows.filter((r) => r.state === 'new').map((r) => r.name)).toEqual(['झ देवी']);
});

test('a name that two places share is asked for more exactly', async () => {
  await server.db.pool.query(`INSERT INTO place (district, code, depth, hi, en) VALUES (193, '10.193.1710.p02.v9', 5, 'ममलखा', 'Mamalkha')`);
  const rows = (place: string): Promise<LoadedPeople> => load(manager, BLOCK, true, `name,role,place\nक,mitra,"${place}"\n`);
  expect(faults(await rows('ममलखा'))).toEqual([[2, 'place-ambiguous', `${VILLAGE}, 10.193.1710.p02.v9`]]);
  expect((await rows('ममलखा, पंचायत दो')).rows[0]?.place?.code).toBe('10.193.1710.p02.v9');
  expect((await rows('बिहार > भागलपुर > सबौर > पंचायत एक > Mamalkha')).rows[0]?.place?.code).toBe(VILLAGE);
  await server.db.pool.query(`DELETE FROM place WHERE district = 193 AND code = '10.193.1710.p02.v9'`);
});

test('someone who was released is not brought back by an old list, and other days are said, not set', async () => {
  const file = 'name,role,place,to\nपुरानी देवी,mitra,ममलखा,\nबदली देवी,mitra,ममलखा,\n';
  const made = await load(manager, BLOCK, false, file);
  const [old, moved] = (await people(BLOCK)).filter((p) => made.rows.some((r) => r.person === p.id)).sort((a) => (a.name === 'पुरानी देवी' ? -1 : 1));
  await manager.send(`/api/grants/${old?.grants[0]?.id ?? ''}/end`, { version: 1 });
  await manager.send(`/api/grants/${moved?.grants[0]?.id ?? ''}/days`, { version: 1, from: '2026-05-01', to: '2026-12-31' });
  expect(states(await load(manager, BLOCK, false, file))).toEqual(['ended', 'differs']);
  expect((await people(BLOCK)).find((p) => p.id === moved?.id)?.grants[0]).toMatchObject({ to: '2026-12-31', version: 2 });
});

describe('a workbook', () => {
  test('is read as a person reads it: dates, formulas by what they show, a formula typed as a name as text', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('कर्मी');
    sheet.addRow(['कर्मी का नाम', 'पदनाम', 'स्थान', 'योगदान तिथि']);
    sheet.addRow([{ formula: 'CONCATENATE("मीना"," देवी")', result: 'मीना देवी' }, 'Jeevika Mitra', 'Lailakh', new Date(Date.UTC(2026, 5, 1))]);
    sheet.addRow(["'=HYPERLINK(\"http://x\",\"y\")", 'mitra', 'ममलखा']);
    const made = await load(manager, BLOCK, false, Buffer.from(await book.xlsx.writeBuffer()));
    expect(made.rows.map((r) => [r.name, r.state, r.from])).toEqual([['मीना देवी', 'new', '2026-06-01'], ['=HYPERLINK("http://x","y")', 'new', null]]);
    expect((await people(BLOCK)).some((p) => p.name === '=HYPERLINK("http://x","y")')).toBe(true);
  });
});

describe('a file that cannot be taken', () => {
  test.each([
    ['nothing', '', 'empty'], ['only a header', 'नाम,पद,जगह\n', 'no-rows'], ['a picture', '\x89PNG\r\n', 'binary'], ['without a column for the role', 'नाम,जगह\nक,ममलखा\n', 'column-missing'],
    ['too many rows', `name,role,place\n${'क,mitra,x\n'.repeat(2_001)}`, 'sheet-too-big'],
  ])('%s: is refused by name', async (_, file, code) => {
    expect((await send(manager, BLOCK, true, Buffer.from(file, code === 'binary' ? 'latin1' : 'utf8'))).body).toMatchObject({ ok: false, fault: { code } });
  });

  test('too large, or from someone who keeps no people there: is not read', async () => {
    expect((await send(manager, BLOCK, true, Buffer.alloc(5_100_000, 0x61))).status).toBe(413);
    const mitra = await server.worker('mitra', VILLAGE);
    expect((await send(mitra, VILLAGE, true, 'x')).status).toBe(404);
    expect((await send(manager, '10.200.1800', true, 'x')).status).toBe(404);
    expect((await send(manager, BLOCK, true, '')).body).toMatchObject({ ok: false });
  });
});

test('every role is known by the word that the app itself shows, in every language', () => {
  const root = new URL('../../../locales/', import.meta.url);
  for (const language of readdirSync(root).filter((name) => !name.includes('.'))) {
    const { setting }: { setting: { roles: Record<string, string> } } = JSON.parse(readFileSync(new URL(`${language}/app.json`, root), 'utf8'));
    expect(ROLES.map((role) => roleOf(setting.roles[role] ?? ''))).toEqual(ROLES);
  }
});

test('whatever stands in a cell: no row is lost, none is made half, and nothing breaks', async () => {
  const before = (await people(BLOCK)).length;
  const cells = TEXTS.map(({ text }) => `"${text.replaceAll('"', '""')}"`);
  const file = `name,role,place,from\n${cells.map((cell) => `${cell},mitra,ममलखा,`).join('\n')}\n${cells.map((cell) => `अच्छी देवी,${cell},${cell},${cell}`).join('\n')}\nआख़िरी देवी,mitra,ममलखा,\n`;
  const made = await load(manager, BLOCK, false, file);
  expect(made.rows.length).toBeGreaterThanOrEqual(TEXTS.length);
  expect(made.rows.at(-1)).toMatchObject({ name: 'आख़िरी देवी', state: 'new' });
  expect(made.rows.every((r) => (r.state === 'fault') === (r.person === null))).toBe(true);
  expect((await people(BLOCK)).length - before).toBe(made.rows.filter((r) => r.state === 'new').length);
  expect(states(await load(manager, BLOCK, false, file))).not.toContain('new');
});
