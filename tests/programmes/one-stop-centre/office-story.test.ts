// The shelter, the child's path, the report and the office through real phones and the real server: every
// form is taken, and two who are out of reach of each other are told when they gave one bed to two women.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { shelterIn } from '#programmes/one-stop-centre/forms/shelter.ts';
import { oneStopCentre } from '#programmes/one-stop-centre/index.ts';
import { OFFICE_LISTS } from '#programmes/one-stop-centre/office-lists.ts';
import { formRef } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { rowAnswers, rowEdits, typeOfRow } from '#shared/form/row-form.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { rulesAmong } from '#shared/record/judge-rules.ts';
import { upsertPlaces } from '#server/people/people.ts';
import { loopPhone, type LoopPhone } from '#tests/support/loop-phone.ts';
import { createTestServer, type TestServer } from '#tests/support/server.ts';
import { at } from './office-of.ts';

const OFFICE = '10.193.osc1';
/** The day of the test server's clock. */
const TODAY = '2026-05-10';
let server: TestServer;

beforeAll(async () => {
  server = await createTestServer({ programmes: [oneStopCentre] });
  await upsertPlaces(server.services, [{ code: OFFICE, hi: 'सखी वन स्टॉप सेंटर, भागलपुर', en: 'Sakhi One Stop Centre, Bhagalpur' }]);
});
afterAll(() => server.close());

const phone = async (): Promise<LoopPhone> => loopPhone(() => server.app, await server.worker('centre-administrator', OFFICE), { types: oneStopCentre.recordTypes });

/** Fills a form on the phone as the screen does, with the writes that belong to it, and says what stands against it. */
async function fill({ store }: LoopPhone, id: string, answers: Record<string, FieldValue>, { record, row, begun = {} }: { record?: string; row?: string; begun?: Values } = {}): Promise<string> {
  const form = oneStopCentre.forms.find((one) => one.id === `one-stop-centre.${id}`);
  const type = oneStopCentre.recordTypes.find(({ name }) => name === form?.recordType);
  if (form === undefined || type === undefined) throw new Error(`no form ${id}`);
  const before = record === undefined ? undefined : store.get(record);
  const engine = createFormEngine(form, { answers: { ...begun, ...rowAnswers(form, before?.values ?? {}, row) }, today: TODAY, recordType: typeOfRow(form, type) });
  for (const repeat of ['dirIncidents']) if (Object.keys(answers).some((path) => path.startsWith(`${repeat}.`))) engine.addRow(repeat, 'i1');
  for (const [path, value] of Object.entries(answers)) engine.set(path, value);
  expect(engine.problems().map(({ path, code }) => [id, path, code])).toEqual([]);
  const edits = { ...begun, ...rowEdits(form, row, engine.output()) };
  const context = at(TODAY, '16:30', { place: OFFICE });
  const others = (of: string) => store.ofType(of);
  const against = type.name === 'case' ? cases.objections(form.id, before, edits, context, others).filter(({ blocks }) => blocks) : [];
  expect(against.map(({ word }) => word.key)).toEqual([]);
  const also = type.name === 'case' && record !== undefined ? cases.alsoWrites?.(form.id, record, before, edits, context, others) ?? [] : [];
  const saved = await store.saveAll([
    { type: type.name, form: formRef(form), edits, ...(record === undefined ? { bucket: bucketOf(OFFICE, type.shelf) } : { record }) },
    ...also.map((write) => ({ type: write.type, edits: write.edits, ...(write.record !== undefined && { record: write.record }) })),
  ]);
  if (!saved.ok) throw new Error(`${id} was not saved: ${JSON.stringify(saved)}`);
  return record ?? saved.record;
}

const WOMAN: Values = { registeredDay: TODAY, registeredTime: '09:00', status: 'open', name: 'सुनीता देवी', age: 27, ageDay: TODAY, address: 'ग्राम रामपुर', nameTold: true };
async function file({ store }: LoopPhone, values: Values): Promise<string> {
  const saved = await store.save({ type: 'case', bucket: bucketOf(OFFICE, 'cases'), edits: values });
  if (!saved.ok) throw new Error('the file was not saved');
  return saved.record;
}

const bedState = (of: LoopPhone, bed: string) => {
  const record = of.store.get(bed);
  return record === undefined ? undefined : OFFICE_LISTS.find(({ key }) => key === 'bed')?.stateOf(record, at(TODAY)).key;
};

test('every form of the shelter, the child’s path, the report and the office is taken by the server', async () => {
  const a = await phone();
  const me = a.store.profile()?.person.id ?? '';
  const bed = await fill(a, 'bed', { name: 'बिस्तर 1', room: '2' });
  const woman = await file(a, { ...WOMAN, number: 'OSC/1', worker: me });
  await fill(a, 'shelter-in', { bed, inTime: '14:30', girls: 1 }, { record: woman, row: 's1' });
  expect(bedState(a, bed)).toBe('occupied');
  await fill(a, 'shelter-longer', { longerReason: 'no_place_found' }, { record: woman, row: 's1' });
  await fill(a, 'shelter-out', { outTime: '18:00', outTo: 'relative' }, { record: woman, row: 's1' });
  expect(bedState(a, bed)).toBe('free');
  await fill(a, 'dir', { dirShowContact: false, 'dirIncidents.i1.by': 'रमेश', 'dirIncidents.i1.verbal': ['no_dowry'], 'dirIncidents.i1.verbalNote': 'ताना', dirDowry: true, dirDowryNote: 'मोटरसाइकिल', dirOrders: ['s18'], dirReadOver: true, dirCopyGiven: true }, { record: woman });

  const girl = await file(a, { ...WOMAN, name: 'पिंकी', age: 15, number: 'OSC/2', worker: me });
  await fill(a, 'child', { foundTime: '09:00', cwcDay: TODAY, cwcTime: '15:00', cwcOrder: 'बालिका गृह', pocsoReportDay: TODAY, pocsoReportTo: 'महिला थाना' }, { record: girl });

  const blankets = await fill(a, 'stock-item', { name: 'कंबल', unit: 'नग', needed: 10 });
  await fill(a, 'stock-move', { kind: 'received', amount: 6 }, { record: blankets, row: 'm1' });
  await fill(a, 'stock-move', { kind: 'given_out', amount: 2 }, { record: blankets, row: 'm2' });
  await fill(a, 'purchase', { purchase: 'wanted', rupees: 4000 }, { record: blankets });
  const ramp = await fill(a, 'readiness', { state: 'missing', remark: 'रैंप नहीं', owner: 'सिविल सर्जन', dueDay: '2026-05-30' }, { begun: { key: 'ramp' } });
  const meeting = await fill(a, 'meeting', { subject: 'टास्क फोर्स', chair: 'जिला पदाधिकारी', minutes: 'समीक्षा हुई' });
  await fill(a, 'direction', { text: 'रैंप बनवाएँ', owner: 'सिविल सर्जन', dueDay: '2026-05-30' }, { record: meeting, row: 'd1' });
  await fill(a, 'direction-done', { reply: 'बन गया' }, { record: meeting, row: 'd1' });

  await a.sync.syncNow();
  expect(a.store.held().map(({ code, paths }) => [code, paths])).toEqual([]);
  const b = await phone();
  await b.sync.syncNow();
  for (const id of [bed, blankets, ramp, meeting]) expect(b.store.get(id)?.values).toEqual(a.store.get(id)?.values);
  expect(b.store.get(meeting)?.values['directions.d1.owner']).toBe('सिविल सर्जन');
});

test('one bed given to two women out of reach of each other is told to the second, who gives another', async () => {
  const [a, b] = [await phone(), await phone()];
  const [first, second] = [await fill(a, 'bed', { name: 'बिस्तर 7' }), await fill(a, 'bed', { name: 'बिस्तर 8' })];
  const [sunita, rina] = [await file(a, { ...WOMAN, number: 'OSC/11' }), await file(a, { ...WOMAN, name: 'रीना देवी', number: 'OSC/12' })];
  for (const one of [a, b]) await one.sync.syncNow();

  await fill(a, 'shelter-in', { bed: first, inTime: '14:30' }, { record: sunita, row: 's1' });
  await fill(b, 'shelter-in', { bed: first, inTime: '14:40' }, { record: rina, row: 's2' });
  for (const one of [a, b]) await one.sync.syncNow();
  const [held] = b.store.held();
  expect([b.store.held().length, rulesAmong(held?.paths ?? [])]).toEqual([1, ['bed-twice']]);
  expect(b.store.get(first)?.values['stays.s1.number']).toBe('OSC/11');

  // Her phone knows by now whose the bed is, and the admission says so with what is free.
  const objections = cases.objections(shelterIn.id, b.store.get(rina), { 'stays.s2.bed': first }, at(TODAY, '16:30', { place: OFFICE }), (type) => b.store.ofType(type));
  expect(objections.map(({ word }) => [word.key, word.values?.['bed']])).toEqual([['objection.bed-taken', 'बिस्तर 7']]);
  await fill(b, 'shelter-in', { bed: second, inTime: '14:40' }, { record: rina, row: 's2' });
  for (const one of [b, a]) await one.sync.syncNow();
  expect([bedState(a, first), bedState(a, second), a.store.get(second)?.values['stays.s2.number']]).toEqual(['occupied', 'occupied', 'OSC/12']);
});
