// One case from the call to its end and back, through the real server: every form of the file, filled as
// on the phone, is taken; what must not be is held, with the rule that says why.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '#programmes/one-stop-centre/calls.ts';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { oneStopCentre } from '#programmes/one-stop-centre/index.ts';
import { call as callType, osCase } from '#programmes/one-stop-centre/records.ts';
import type { CaseContext } from '#shared/case-work.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { formRef } from '#shared/form/definition.ts';
import { rowAnswers, rowEdits, typeOfRow } from '#shared/form/row-form.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { rulesAmong } from '#shared/record/judge-rules.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { createTestServer, type TestPhone, type TestServer, uuid } from '#tests/support/server.ts';
import { contextOn, said } from './case-of.ts';

const OFFICE = '10.193.osc1';
const TODAY = '2026-05-10';
let server: TestServer;
let phone: TestPhone;
let context: CaseContext;

beforeAll(async () => {
  server = await createTestServer({ programmes: [oneStopCentre] });
  await upsertPlaces(server.services, [{ code: OFFICE, hi: 'सखी वन स्टॉप सेंटर, भागलपुर', en: 'Sakhi One Stop Centre, Bhagalpur' }]);
  phone = await server.worker('case-worker', OFFICE);
  context = contextOn(TODAY, { person: phone.profile.person.id, place: OFFICE });
});
afterAll(() => server.close());

/** Fills a form as the phone does and hands the change in. Without a row the form is of the file itself. */
async function hand(id: string, record: DehriRecord | undefined, answers: Record<string, FieldValue>, { row, begun = {}, newId }: { row?: string; begun?: Values; newId?: string } = {}) {
  const form = oneStopCentre.forms.filter((one) => one.id === `one-stop-centre.${id}`).at(-1);
  if (form === undefined) throw new Error(`no form ${id}`);
  const type = form.recordType === 'call' ? callType : osCase;
  const saved = rowAnswers(form, record?.values ?? {}, row);
  const engine = createFormEngine(form, { answers: { ...saved, ...begun }, saved, today: TODAY, recordType: typeOfRow(form, type) });
  for (const [path, value] of Object.entries(answers)) engine.set(path, value);
  expect(engine.problems().map(({ path, code }) => [id, path, code])).toEqual([]);
  const edits = { ...(record === undefined ? begun : {}), ...rowEdits(form, row, engine.output()) };
  const stands = said(cases.objections(form.id, record, edits, context, () => []));
  const change = phone.change(edits, { type, place: OFFICE, ...(record === undefined ? {} : { record }), ...(newId === undefined ? {} : { id: newId }), over: { form: formRef(form) } });
  const result = (await phone.sync([change])).head?.results?.[0];
  await phone.sync();
  return { stands, result, record: phone.records.get(change.record), edits };
}

const taken = ['a', expect.any(Number)];
const only = (record: DehriRecord | undefined): DehriRecord => {
  if (record === undefined) throw new Error('the record did not come back');
  return record;
};

test('a case goes from the call to the court, is disposed of and opened again', async () => {
  const tapped = phone.change(calls.dispose('registrable', context), { type: callType, place: OFFICE });
  expect((await phone.sync([tapped])).head?.results).toEqual([taken]);
  await phone.sync();

  const begun = { ...cases.beginAt(context, 'OSC/2026-27/A7-0001'), ...calls.toCase(tapped.record, context) };
  const id = uuid();
  const intake = await hand('intake', undefined, {
    risks: ['danger'], riskNote: 'पति ने जान से मारने की धमकी दी', onBehalf: false, safePhone: '9876543210', safeTime: 'morning', mayMessage: false, nameTold: true, name: 'सुनीता देवी', age: 27,
    violence: ['domestic', 'dowry'], primaryViolence: 'domestic', incidentDay: '2026-05-08', consentRegister: true, consentContact: true, sharedWith: ['dlsa'],
  }, { begun, newId: id });
  expect([intake.stands, intake.result]).toEqual([[], taken]);
  const [also] = cases.alsoWrites?.('one-stop-centre.intake', id, undefined, intake.edits, context, () => []) ?? [];
  expect((await phone.sync([phone.change(also?.edits ?? {}, { type: callType, record: only(phone.records.get(tapped.record)) })])).head?.results).toEqual([taken]);

  let record = only(intake.record);
  expect([record.values['mode'], record.values['call'], record.values['number']]).toEqual(['call_181', tapped.record, 'OSC/2026-27/A7-0001']);
  const steps: readonly (readonly [form: string, answers: Record<string, FieldValue>, row?: string, stands?: readonly string[]])[] = [
    ['identity', { maritalStatus: 'married', pregnant: 'no', disability: false, socialCategory: 'ebc', guardianRelation: 'husband', guardianName: 'रमेश', address: 'ग्राम रामपुर', idKind: 'voter', idLast4: '4821' }],
    ['contact', { safeTime: 'noon' }],
    ['incident', { injuries: 'हाथ में चोट', firNumber: '112/2026, सबौर' }],
    ['service', { kind: 'medical', outcome: 'given', provider: 'सदर अस्पताल' }, 's1'],
    ['referral-send', { agency: 'women_police_station', office: 'महिला थाना', purpose: 'सुरक्षा' }, 'r1', ['lawfulReferral']],
    ['referral-answer', { receivedDay: TODAY, answer: 'helped' }, 'r1'],
    ['follow-up-plan', { dueDay: '2026-05-25', way: 'phone' }, 'f1'],
    ['counselling-notice', { with: 'family', nextDay: '2026-05-20' }, 'k1'],
    ['counselling', { came: true, result: 'settlement' }, 'k1'],
    ['pause', { clock: 'follow-up', reason: 'मायके गई हैं' }, 'p1'],
    ['pause-end', {}, 'p1'],
    ['team', { person: 'person-2', task: 'legal' }, 't1'],
    ['barred', { person: 'person-9', reason: 'पति के रिश्तेदार' }, 'b1'],
    ['consent', { sharedWith: ['dlsa', 'hospital'] }],
    ['risk-over', { riskNote: 'भाई के घर में सुरक्षित हैं' }],
    ['court', { courtNumber: 'सीजेएम 412/2026' }],
  ];
  for (const [form, answers, row, stands = []] of steps) {
    const step = await hand(form, record, answers, row === undefined ? {} : { row });
    expect([form, step.stands, step.result]).toEqual([form, stands, taken]);
    record = only(step.record);
  }
  expect(cases.stateOf(record, context).key).toBe('court');

  const close = await hand('close', record, { outcome: 'helped', feedback: 'good' });
  expect([close.stands, close.result]).toEqual([['followUpsPlanned'], taken]);
  const again = await hand('reopen', only(close.record), { reopenReason: 'फिर मारपीट हुई' });
  expect(again.result).toEqual(taken);
  expect([cases.isOpen(only(again.record)), again.record?.values['outcome']]).toEqual([true, null]);
  expect(Object.keys(only(again.record).rivals)).toEqual([]);
});

test('what a phone should have refused the server holds, with the rule', async () => {
  const begun = cases.beginAt(context, 'OSC/2026-27/A7-0002');
  const made = await hand('intake', undefined, { risks: ['none'], mode: 'self', nameTold: false, violence: ['mental'], primaryViolence: 'mental', consentRegister: true, consentContact: false }, { begun });
  const sent = await hand('referral-send', only(made.record), { agency: 'dlsa' }, { row: 'r1' });
  expect([sent.stands, sent.result]).toEqual([['!noConsent'], taken]);
  const closed = await hand('close', only(sent.record), { outcome: 'helped', feedback: 'good' });
  expect(closed.stands).toEqual(['!openReferral']);
  expect(closed.result?.[0]).toBe('h');
  expect(rulesAmong(Array.isArray(closed.result?.[2]) ? closed.result[2] : [])).toEqual(['closed-open-referral']);

  const ahead = phone.change({ incidentDay: '2026-06-01' }, { type: osCase, record: only(sent.record) });
  const result = (await phone.sync([ahead])).head?.results?.[0];
  expect([result?.[0], rulesAmong(Array.isArray(result?.[2]) ? result[2] : [])]).toEqual(['h', ['incident-ahead']]);
});
