// A child handed over from the centre to the unit of her district: what goes with her, who sees the file, and what
// the centre is told of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import type { LookReason } from '#shared/access/look.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { beganFileSchema, subjectOpeningsSchema, subjectsResponseSchema, subjectViewSchema, type SubjectView } from '#shared/subjects/child.ts';
import { eraseRecord } from '#server/erase/erase-record.ts';
import { CENTRE_PROGRAMME, CHILD } from '#tests/support/centre-programme.ts';
import { createTestServer, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';
import { addOffices, canaries, CENTRE, child, HEALTH, LABOUR, OTHER_UNIT, POLICE, UNIT, workingChild } from './child-fixture.ts';

let server: TestServer;
let operator: TestPhone;
let officer: TestPhone;
let second: TestPhone;
let head: TestPhone;
beforeAll(async () => {
  server = await createTestServer({ programmes: [CENTRE_PROGRAMME] });
  await addOffices(server);
  operator = await server.worker('resource-operator', CENTRE);
  officer = await server.worker('resource-officer', CENTRE);
  second = await server.worker('resource-officer', CENTRE);
  head = await server.worker('centre-administrator', UNIT);
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

const handOver = (phone: TestPhone, token: string, unit = UNIT, reason: LookReason = 'my_work'): ReturnType<TestPhone['send']> => phone.send(`/api/subjects/${token}/file`, { place: CENTRE, unit, reason });
const view = async (phone: TestPhone, token: string): Promise<SubjectView> => subjectViewSchema.parse((await phone.get(`/api/subjects/${token}?place=${CENTRE}`)).body);
async function fileOf(record: string): Promise<DehriRecord> {
  await head.sync();
  const found = head.records.get(record);
  if (found === undefined) throw new Error('the unit has no such file');
  return found;
}
async function openFor(phone: TestPhone, token: string): Promise<void> {
  await phone.send(`/api/subjects/${token}/look`, { place: CENTRE, what: 'protected', reason: 'my_work' });
  const { openings } = subjectOpeningsSchema.parse((await second.get(`/api/subjects/openings?place=${CENTRE}`)).body);
  await second.send(`/api/subjects/openings/${openings.find((one) => one.token === token)?.id}`, { place: CENTRE, allow: true });
}

describe('a child whom lists name', () => {
  test('goes to the unit of her district with her identity and what she needs, once', async () => {
    const { token, entry } = await workingChild(server.services, { needs: ['legal'], services: ['wages'] });
    const begun = beganFileSchema.parse((await handOver(operator, token)).body);
    expect(begun).toMatchObject({ district: 193, place: UNIT });
    const { values } = await fileOf(begun.record);
    expect(values).toMatchObject({ token, name: canaries(entry)[0], father: canaries(entry)[1], phone: '9812345670', needs: ['school', 'legal'], categories: ['labour'] });
    // Both handings-over are one file.
    const again = await Promise.all([handOver(operator, token), handOver(officer, token)]);
    expect(again.map(({ body }) => body)).toEqual([begun, begun]);
    const { rows: changes } = await server.db.pool.query<{ author: string }>('SELECT author FROM change WHERE district = 193 AND record = $1', [begun.record]);
    expect(changes).toEqual([{ author: operator.profile.person.id }]);
    const { rows: audit } = await server.db.pool.query<{ act: string; detail: string }>(`SELECT act, detail FROM audit WHERE district = 0 AND subject = $1 AND actor = $2`, [token, operator.profile.person.id]);
    expect(audit).toEqual([{ act: 'subject-filed', detail: 'my_work' }, { act: 'subject-filed', detail: 'my_work' }]);
  });

  test('is told of at the centre by her token: where, how far, by whom, what was asked of whom', async () => {
    const { token } = await workingChild(server.services);
    const { record } = beganFileSchema.parse((await handOver(operator, token)).body);
    const file = await fileOf(record);
    await head.sync([head.change({ worker: head.profile.person.id }, { record: file, type: CHILD })]);
    await head.sync([head.change({ 'asks.a1.department': 'education', 'asks.a1.service': 'school', 'asks.a1.day': '2026-05-10' }, { record: await fileOf(record), type: CHILD })]);
    const said = await view(operator, token);
    expect(said.files).toEqual([{
      district: 193, record, place: UNIT, state: 'work', responsible: 'रीना देवी', nextDay: '2026-05-10', referrals: [{ row: 'a1', department: 'education', service: 'school', day: '2026-05-10', due: '2026-05-10', state: 'sent' }],
    }]);
    expect(subjectsResponseSchema.parse((await operator.get(`/api/subjects?place=${CENTRE}&token=${token}`)).body).rows[0]?.hasFile).toBe(true);
  });

  test('goes to no district that no list says she is of, to no place that is no unit, and not by anybody else', async () => {
    const { token } = await workingChild(server.services);
    for (const unit of [OTHER_UNIT, '10.193.dcpu9', '10.193', '5.49.dcpu1', LABOUR]) expect(await handOver(operator, token, unit)).toMatchObject({ status: 400, body: { code: 'bad-request', paths: ['unit'] } });
    for (const phone of [head, await server.worker('department', POLICE), await server.worker('administrator', CENTRE)]) expect((await handOver(phone, token)).status).toBe(404);
    expect((await view(operator, token)).files).toEqual([]);
  });

  test('loses on the way only what a file cannot take', async () => {
    const { token } = await workingChild(server.services, { name: 'बहुत'.repeat(40), phone: 'कोई नहीं', birthDay: '2031-01-01' });
    const { record } = beganFileSchema.parse((await handOver(operator, token)).body);
    const { values } = await fileOf(record);
    expect([[...String(values['name'])].length, values['phone'], values['birthDay'], values['token']]).toEqual([30, null, null, token]);
    expect((await server.db.pool.query('SELECT FROM held_change')).rowCount).toBe(0);
  });
});

test('a hand-over that broke off before the file was written is finished by the next', async () => {
  const { token } = await workingChild(server.services);
  await server.db.pool.query(`INSERT INTO subject_file (state, token, district, record, at, place) VALUES (10, $1, 193, 'broken-off-record', 0, $2)`, [token, UNIT]);
  expect((await view(operator, token)).files).toEqual([]);
  expect(beganFileSchema.parse((await handOver(operator, token)).body).record).toBe('broken-off-record');
  expect((await view(operator, token)).files).toHaveLength(1);
});

describe('a child who is covered', () => {
  test('goes by her token alone until a second person has opened her, then with what was opened, and stays unknown to others', async () => {
    const token = await child(server.services, { id: 'traffick5', category: 'trafficking', source: POLICE });
    const { record } = beganFileSchema.parse((await handOver(officer, token)).body);
    const before = await fileOf(record);
    expect(before.values).toEqual({ token, begun: '2026-05-10', categories: [], needs: [] });
    await openFor(officer, token);
    expect(beganFileSchema.parse((await handOver(officer, token)).body).record).toBe(record);
    expect((await fileOf(record)).values).toMatchObject({ token, name: 'नाम-traffick5', father: 'पिता-traffick5' });
    expect(await handOver(operator, token)).toMatchObject({ status: 404 });
  });

  test('and named too, goes with what names her; a file with more is told to nobody who may not know why', async () => {
    const token = await child(server.services, { id: 'labour777', category: 'labour', source: LABOUR }, { id: 'traffick7', category: 'trafficking', source: POLICE });
    const { record } = beganFileSchema.parse((await handOver(operator, token)).body);
    expect((await fileOf(record)).values).toMatchObject({ name: 'नाम-labour777', categories: ['labour'], needs: ['school', 'wages'] });
    expect((await view(operator, token)).files).toHaveLength(1);
    await openFor(officer, token);
    await handOver(officer, token);
    expect((await view(operator, token)).files).toEqual([]);
    const row = subjectsResponseSchema.parse((await operator.get(`/api/subjects?place=${CENTRE}&token=${token}`)).body).rows[0];
    expect(row).toMatchObject({ hasFile: false, coveredRows: null });
    // What is asked for her may say what is covered: that takes a look.
    const file = await fileOf(record);
    await head.sync([head.change({ worker: head.profile.person.id }, { record: file, type: CHILD })]);
    await head.sync([head.change({ 'asks.a1.department': 'police', 'asks.a1.service': 'shelter', 'asks.a1.day': '2026-05-10' }, { record: await fileOf(record), type: CHILD })]);
    expect((await view(officer, token)).files).toMatchObject([{ record, referrals: [] }]);
    const looked = await officer.send(`/api/subjects/${token}/look`, { place: CENTRE, what: 'protected', reason: 'my_work' });
    expect(subjectViewSchema.parse(looked.body).files).toMatchObject([{ record, referrals: [{ row: 'a1', service: 'shelter' }] }]);
  });
});

test('a file that is erased is told of no more', async () => {
  const { token } = await workingChild(server.services);
  const { record } = beganFileSchema.parse((await handOver(operator, token)).body);
  await eraseRecord(server.services, { district: 193, record }, 'x', 'asked');
  expect((await view(operator, token)).files).toEqual([]);
  expect((await server.db.pool.query('SELECT FROM subject_file WHERE record = $1', [record])).rowCount).toBe(0);
});

test('who was erased while she was handed over does not come back by it', async () => {
  const { token } = await workingChild(server.services);
  await server.db.pool.query(`INSERT INTO subject_file (state, token, district, record, at, place) VALUES (10, $1, 193, 'erased-meanwhile', 0, $2)`, [token, UNIT]);
  await server.db.pool.query(`INSERT INTO erased (district, record, at, by, reason) VALUES (193, 'erased-meanwhile', 0, 'x', 'asked')`);
  expect((await handOver(operator, token)).status).toBe(404);
  expect((await server.db.pool.query(`SELECT FROM record WHERE id = 'erased-meanwhile'`)).rowCount).toBe(0);
});

test('with the real programme the file begins with all that her lists say and a file can take', async () => {
  const real = await createTestServer({ programmes: PROGRAMMES });
  await addOffices(real);
  const worker = await real.worker('resource-operator', CENTRE);
  const unit = await real.worker('centre-administrator', UNIT);
  const token = await child(real.services, { id: 'labour900', category: 'labour', source: LABOUR, more: { age: 13, caseNumber: 'x'.repeat(300) } }, { id: 'anaemia90', category: 'anaemia', source: HEALTH, more: { services: ['iron'] } });
  const begun = await worker.send(`/api/subjects/${token}/file`, { place: CENTRE, unit: UNIT, reason: 'my_work' });
  const { record } = beganFileSchema.parse(begun.body);
  await unit.sync();
  expect(unit.records.get(record)?.values).toMatchObject({ token, name: expect.stringMatching(/^नाम-/u), fatherName: expect.stringMatching(/^पिता-/u), sex: 'female', birthDate: '2012-04-03', phone: '9812345670', needs: expect.arrayContaining(['school', 'wages', 'health']) });
  const { body } = await worker.get(`/api/subjects/${token}?place=${CENTRE}`);
  expect(subjectViewSchema.parse(body).files).toMatchObject([{ record, place: UNIT, responsible: null }]);
  await expectWhole(real.services);
  await real.close();
});
