// One young person from the institution to her own feet, through the real server: every form, filled as on
// the phone, is taken; what must not be is held, with the rule that says why.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { careLeavers } from '#programmes/care-leavers/index.ts';
import { matches, mentorFiles } from '#programmes/care-leavers/mentors.ts';
import { leavers } from '#programmes/care-leavers/practice.ts';
import { RECORD_TYPES } from '#programmes/care-leavers/records.ts';
import { TASKS } from '#programmes/care-leavers/tasks.ts';
import { upsertPlaces } from '#server/people/people.ts';
import type { CaseContext } from '#shared/case-work.ts';
import { formRef } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { rowAnswers, rowEdits, typeOfRow } from '#shared/form/row-form.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { rulesAmong } from '#shared/record/judge-rules.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { createTestServer, type TestPhone, type TestServer, uuid } from '#tests/support/server.ts';
import { contextOn, rulesAt } from './record-of.ts';
import { say } from './say.ts';

const OFFICE = '10.193.dcpu1';
// The day of the test server's clock.
const TODAY = '2026-05-10';
let server: TestServer;
let phone: TestPhone;
let context: CaseContext;

beforeAll(async () => {
  server = await createTestServer({ programmes: [careLeavers] });
  await upsertPlaces(server.services, [{ code: OFFICE, hi: 'जिला बाल संरक्षण इकाई, भागलपुर', en: 'District Child Protection Unit, Bhagalpur' }]);
  phone = await server.worker('case-worker', OFFICE);
  context = { ...contextOn(TODAY), person: phone.profile.person.id, place: OFFICE };
});
afterAll(() => server.close());

const typeNamed = (name: string) => {
  const type = RECORD_TYPES.find((one) => one.name === name);
  if (type === undefined) throw new Error(`no record type ${name}`);
  return type;
};

async function hand(id: string, record: DehriRecord | undefined, answers: Record<string, FieldValue>, { row, begun = {} }: { row?: string; begun?: Values } = {}) {
  const form = careLeavers.forms.find((one) => one.id === `care-leavers.${id}`);
  if (form === undefined) throw new Error(`no form ${id}`);
  const type = typeNamed(form.recordType);
  const saved = rowAnswers(form, record?.values ?? {}, row);
  const engine = createFormEngine(form, { answers: { ...saved, ...begun }, saved, today: TODAY, recordType: typeOfRow(form, type) });
  for (const [path, value] of Object.entries(answers)) engine.set(path, value);
  expect(engine.problems().map(({ path, code }) => [id, path, code])).toEqual([]);
  const edits = { ...(record === undefined ? begun : {}), ...rowEdits(form, row, engine.output()) };
  const stands = leavers.objections(form.id, record, edits, context, (name) => [...phone.records.values()].filter(({ type: of }) => of === name)).map(({ word, blocks }) => (blocks ? '!' : '') + word.key);
  const change = phone.change(edits, { type, place: OFFICE, ...(record === undefined ? { id: uuid() } : { record }), over: { form: formRef(form) } });
  const result = (await phone.sync([change])).head?.results?.[0];
  await phone.sync();
  return { stands, result, record: phone.records.get(change.record), edits, id: change.record };
}

/** A write without a form: a tap, or what belongs to another save. */
async function write(type: string, edits: Values, record?: DehriRecord, id?: string) {
  const change = phone.change(edits, { type: typeNamed(type), place: OFFICE, ...(record === undefined ? {} : { record }), ...(id === undefined ? {} : { id }) });
  const result = (await phone.sync([change])).head?.results?.[0];
  await phone.sync();
  return { result, record: phone.records.get(change.record) };
}

const taken = ['a', expect.any(Number)];
const only = (record: DehriRecord | undefined): DehriRecord => {
  if (record === undefined) throw new Error('the record did not come back');
  return record;
};
const PROFILE: Record<string, FieldValue> = {
  source: 'home_file', consentRegister: true, name: 'पूजा कुमारी', sex: 'female', birthDate: '2008-04-20', ageProof: 'school', socialCategory: 'ebc', homeKind: 'children', homeName: 'बालिका गृह, भागलपुर',
  admittedDay: '2015-06-01', parents: 'unknown', stay: 'institution', schooling: 'matric', bank: 'joint', wishes: ['papers', 'study'], safePhone: '9876543210', phoneMayCall: true,
};

test('a file goes from the profile over papers, plan and mentor to its end', async () => {
  const made = await hand('profile', undefined, PROFILE, { begun: leavers.beginAt(context, 'CL/2026-27/A7-0001') });
  expect([made.stands, made.result]).toEqual([[], taken]);
  let record = only(made.record);
  expect([record.values['number'], record.values['age'], record.values['worker']]).toEqual(['CL/2026-27/A7-0001', 18, context.person]);

  const steps: readonly (readonly [form: string, answers: Record<string, FieldValue>, row?: string])[] = [
    ['leaving', { leftDay: '2026-04-21', leftWhy: 'eighteen', stay: 'group_home', hasSomeone: true }],
    ['paper', { state: 'issued', nameOn: 'PUJA KUMARI', birthOn: '2008-04-20' }, 'marksheet'],
    ['paper', { state: 'issued', nameOn: 'पूजा कुमारी', last4: '4821' }, 'aadhaar'],
    ['paper', { state: 'submitted', appliedDay: '2026-04-28', ackNumber: 'BRCCO/2026/114', ackDay: '2026-04-28', complete: false, missing: 'फ़ोटो' }, 'residence'],
    ['paper', { complete: true, completedDay: '2026-05-04' }, 'residence'],
    ['paper', { state: 'issued', issuedDay: '2026-05-09', nameOn: 'पूजा कुमारी' }, 'residence'],
    ['aftercare', { aftercare: 'approved', aftercareDay: '2026-05-02', stipendFrom: '2026-04-21' }],
    ['stipend', { amount: 4000, receivedDay: '2026-05-07' }, '2026-04'],
    ['plan', { domain: 'education', goal: '12वीं पूरी हो', step: 'नामांकन कराना', owner: 'self', dueDay: '2026-06-15', score: 3 }, 'p1'],
    ['follow-up', { way: 'visit', state: 'needs_help', stay: 'group_home', mood: 'low', note: 'कमरे का किराया', nextDay: '2026-05-25' }, 'm1'],
    ['linkage', { kind: 'skill', name: 'कुशल युवा कार्यक्रम', startDay: '2026-05-05', outcome: 'going_on' }, 'l1'],
    ['alliance', { allianceMember: true, allianceNumber: 'BGP-014', allianceDay: '2026-05-03' }],
    ['link', { wantsHandover: false, consentLink: true, linkedCase: 'case-41' }],
    ['link', { consentLink: false }],
    ['mentor-wish', { mentorAnySex: false }],
    ['team', { person: 'person-2', task: 'education' }, 't1'],
    ['barred', { person: 'person-9', reason: 'रिश्तेदार' }, 'b1'],
    ['never-kept', { neverKept: false }],
  ];
  for (const [form, answers, row] of steps) {
    const step = await hand(form, record, answers, row === undefined ? {} : { row });
    expect([form, step.stands, step.result]).toEqual([form, [], taken]);
    record = only(step.record);
  }
  expect([record.values['consentLink'], record.values['linkedCase']]).toEqual([false, null]);
  expect(record.values['papers.residence.dueDay'] ?? null).toBeNull();

  const helper = await hand('mentor', undefined, { kind: 'volunteer', name: 'रेखा देवी', sex: 'female', age: 31, willing: true, trainedDay: '2026-02-01', checkedDay: '2026-02-01', domains: ['education'] }, { begun: mentorFiles.beginAt(context, 'MEN/2026-27/A7-0001') });
  expect(helper.result).toEqual(taken);
  const all = [...phone.records.values()];
  const [best] = matches.candidates(record, all, context);
  expect([best?.mentor, best?.fits]).toEqual([helper.id, true]);
  const pair = await write('careLeaver', matches.pair(record, only(helper.record), 'g1', context).edits, record);
  expect(pair.result).toEqual(taken);
  record = only((await hand('meeting', only(pair.record), { way: 'visit', note: 'पढ़ाई की बात' }, { row: 'v1' })).record);
  record = only((await hand('pairing-end', record, { endWhy: 'goal_reached' }, { row: 'g1' })).record);

  const willing = await hand('become-mentor', record, { mentorWilling: true, mentorTrainedDay: '2026-05-01', mentorDomains: ['identity'] });
  expect(willing.stands).toEqual([]);
  for (const planned of leavers.alsoWrites?.('care-leavers.become-mentor', record.id, record, willing.edits, context, () => []) ?? []) {
    const known = planned.record === undefined ? undefined : phone.records.get(planned.record);
    expect((await write(planned.type, planned.edits, known, planned.record)).result).toEqual(taken);
  }
  record = only(phone.records.get(record.id));
  expect(record.values['asMentor']).toBe(`mentor-${record.id}`);
  expect(phone.records.get(`mentor-${record.id}`)?.values['leaver']).toBe(record.id);
  expect(matches.candidates(record, [...phone.records.values()], context).map(({ mentor, fits }) => [mentor, fits])).toEqual([[helper.id, true], [`mentor-${record.id}`, false]]);

  expect(TASKS.flatMap((rule) => rule.tasks(record, TODAY, rulesAt())).map(({ kind }) => kind)).toEqual(['paper-next', 'follow-up', 'follow-up', 'follow-up', 'plan-step']);
  const closed = await hand('closing', record, { status: 'closed', closedWhy: 'independent' });
  expect([closed.stands, closed.result]).toEqual([[], taken]);
  const again = await hand('closing', only(closed.record), { status: 'open' });
  expect([again.result, again.record?.values['closedWhy']]).toEqual([taken, null]);
  expect(Object.keys(only(again.record).rivals)).toEqual([]);
});

test('what a phone should have refused the server holds, with the rule', async () => {
  const made = await hand('profile', undefined, { ...PROFILE, name: 'अंजली', safePhone: '9876543211' }, { begun: leavers.beginAt(context, 'CL/2026-27/A7-0002') });
  expect(made.stands).toEqual([]);
  const record = only(made.record);
  const held = async (edits: Values) => {
    const { result } = await write('careLeaver', edits, record);
    return [result?.[0], rulesAmong(Array.isArray(result?.[2]) ? result[2] : [])];
  };
  const applied = { 'papers.residence.state': 'submitted', 'papers.residence.appliedDay': '2026-05-04' };
  expect(await held({ ...applied, 'papers.residence.ackDay': '2026-05-03' })).toEqual(['h', ['paper-ack-first']]);
  expect(await held({ ...applied, 'papers.residence.issuedDay': '2026-05-03' })).toEqual(['h', ['paper-issued-first']]);
  expect(await held({ ...applied, 'papers.residence.dueDay': '2026-05-20', 'papers.residence.complete': false })).toEqual(['h', ['paper-due-incomplete']]);
  expect(await held({ birthDate: '2008-04-20', age: 15, ageDay: TODAY })).toEqual(['h', ['birth-age']]);
  expect(await held({ asMentor: 'm1', 'mentorships.a.mentor': 'm1', 'mentorships.a.from': TODAY })).toEqual(['h', ['own-mentor']]);
  expect(await held({ 'stipend.2026-04-again.amount': 4000 })).toEqual(['h', ['stipend-month']]);
  expect(await held({ linkedCase: 'case-41' })).toEqual(['h', ['link-consent']]);
  expect(await held({ 'papers.aadhaar.note': 'नंबर 2345 6789 0124' })).toEqual(['h', []]);
  expect(say({ key: 'rule.paper-due-incomplete' })).toContain('समय-सीमा');
});

test('the same name and birth date in another file is mentioned before the save', async () => {
  const twin = await hand('profile', undefined, { ...PROFILE, name: 'PUJA KUMARI' }, { begun: leavers.beginAt(context, 'CL/2026-27/A7-0003') });
  expect([twin.stands, twin.result]).toEqual([['objection.same'], taken]);
});

test('a file of a child reaches only those named on it and the head of the office', async () => {
  const made = await hand('profile', undefined, { ...PROFILE, name: 'रिया', birthDate: '2010-01-05' }, { begun: leavers.beginAt(context, 'CL/2026-27/A7-0004') });
  const child = only(made.record).id;
  const [colleague, head] = [await server.worker('case-worker', OFFICE), await server.worker('centre-administrator', OFFICE)];
  await colleague.sync();
  await head.sync();
  expect([colleague.records.get(child)?.values['name'], head.records.get(child)?.values['name']]).toEqual([undefined, 'रिया']);
});
