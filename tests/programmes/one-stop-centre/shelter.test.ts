import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { shelterIn, shelterLonger, shelterOut } from '#programmes/one-stop-centre/forms/shelter.ts';
import { OFFICE_LISTS } from '#programmes/one-stop-centre/office-lists.ts';
import { RECORD_TYPES } from '#programmes/one-stop-centre/records.ts';
import { shelterPart } from '#programmes/one-stop-centre/shelter.ts';
import type { Values } from '#shared/record/change.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { rowAnswers, rowEdits, typeOfRow } from '#shared/form/row-form.ts';
import { formProblems } from '#shared/form/validate.ts';
import { dayFromNumber } from '#shared/form/calendar.ts';
import { at, broken, DAY, recordAt } from './office-of.ts';

const bed = (id: string, values: Values = {}) => recordAt('bed', { name: `बिस्तर ${id.slice(1)}`, ...values }, id);
const taken = (values: Values = {}): Values => ({ 'stays.z1.case': 'case-9', 'stays.z1.number': 'OSC/9', 'stays.z1.from': '2026-11-20', 'stays.z1.to': null, ...values });
const file = recordAt('case', { number: 'OSC/1', registeredDay: '2026-11-20', status: 'open', age: 27, ageDay: '2026-11-20' });
const admission: Values = { 'stays.s1.bed': 'b1', 'stays.s1.inDay': '2026-11-21', 'stays.s1.inTime': '14:30' };
const said = (form: string, values: Values, edits: Values, beds = [bed('b1')], today = DAY) =>
  cases.objections(form, recordAt('case', values), edits, at(today), (type) => (type === 'bed' ? beds : [])).map(({ word, blocks }) => [word.key, blocks]);

describe('an admission', () => {
  test('to a free bed of the centre has nothing against it', () => expect(said(shelterIn.id, file.values, admission)).toEqual([]));

  test('to a bed that somebody has is refused, and free ones are named', () => {
    const beds = [bed('b1', taken()), bed('b2'), bed('b3', { outOfUse: true })];
    const [objection] = cases.objections(shelterIn.id, file, admission, at(), () => beds);
    expect(objection).toEqual({ word: { key: 'objection.bed-taken', values: { bed: 'बिस्तर 1', free: 'बिस्तर 2' } }, blocks: true });
    expect(said(shelterIn.id, file.values, admission, [bed('b1', taken())])).toEqual([['objection.bed-taken-none-free', true]]);
  });

  test('may begin on the day on which the other woman left', () => {
    expect(said(shelterIn.id, file.values, admission, [bed('b1', taken({ 'stays.z1.to': '2026-11-21' }))])).toEqual([]);
    expect(said(shelterIn.id, file.values, admission, [bed('b1', taken({ 'stays.z1.to': '2026-11-22' }))])).toEqual([['objection.bed-taken-none-free', true]]);
  });

  test('to a bed that is out of use, or of another centre, is refused', () => {
    expect(said(shelterIn.id, file.values, admission, [bed('b1', { outOfUse: true })])).toEqual([['objection.bed-out-of-use', true]]);
    expect(said(shelterIn.id, file.values, admission, [recordAt('bed', { name: '1' }, 'b1', '10.208.osc2')])).toEqual([['objection.bed-unknown', true]]);
  });

  test('without a bed is refused by the form, and whoever writes it', () => {
    expect(formProblems(shelterIn, { inDay: DAY, inTime: '10:00' }, { today: DAY }).map(({ path, code }) => [path, code])).toEqual([['bed', 'required']]);
    expect(broken('case', { 'stays.s1.inDay': DAY })).toContainEqual(['stay-no-bed', 'stays.s1.bed']);
  });

  test('takes girls of any age and boys up to eight', () => {
    const with8 = { bed: 'b1', inDay: DAY, inTime: '10:00', girls: 2, boys: 1, oldestBoy: 8 };
    expect(formProblems(shelterIn, with8, { today: DAY })).toEqual([]);
    expect(formProblems(shelterIn, { ...with8, oldestBoy: 9 }, { today: DAY }).map(({ path, code }) => [path, code])).toEqual([['oldestBoy', 'constraint']]);
    expect(broken('case', { ...admission, 'stays.s1.boys': 1, 'stays.s1.oldestBoy': 9 })).toEqual([['stay-old-boy', 'stays.s1.oldestBoy']]);
    expect(broken('case', { ...admission, 'stays.s1.boys': 1, 'stays.s1.oldestBoy': 8 })).toEqual([]);
  });

  test('of a woman who is in the shelter already is refused', () => {
    expect(broken('case', { ...admission, 'stays.s2.bed': 'b2', 'stays.s2.inDay': DAY })).toEqual([['stay-twice', 'stays.s1.bed', 'stays.s2.bed']]);
  });

  test('of a girl reminds of the committee and stops nobody', () => {
    expect(said(shelterIn.id, { age: 15, ageDay: '2026-11-20' }, admission)).toEqual([['objection.stay-child', false]]);
  });

  test('writes the bed in the same save, by the number of the file and never the name', () => {
    const named = recordAt('case', { ...file.values, name: 'सुनीता देवी' });
    const writes = cases.alsoWrites?.(shelterIn.id, 'case-1', named, admission, at(), () => []);
    expect(writes).toEqual([{ type: 'bed', record: 'b1', edits: { 'stays.s1.case': 'case-1', 'stays.s1.number': 'OSC/1', 'stays.s1.from': '2026-11-21', 'stays.s1.to': null, 'stays.s1._gone': false } }]);
    expect(JSON.stringify(writes)).not.toContain('सुनीता');
  });

  test('that is mended finds its own bed not taken by itself', () => {
    const own = bed('b1', { 'stays.s1.case': 'case-1', 'stays.s1.from': '2026-11-21' });
    expect(said(shelterIn.id, { ...file.values, ...admission }, { ...admission, 'stays.s1.inTime': '15:00' }, [own])).toEqual([]);
  });

  test('moved to another bed leaves the first one free', () => {
    const writes = cases.alsoWrites?.(shelterIn.id, 'case-1', recordAt('case', { ...file.values, ...admission }), { ...admission, 'stays.s1.bed': 'b2' }, at(), () => []);
    expect(writes?.map(({ record, edits }) => [record, edits['stays.s1._gone']])).toEqual([['b1', true], ['b2', false]]);
  });
});

describe('leaving', () => {
  const here = { ...file.values, ...admission };

  test('cannot be before coming, by the day or by the clock', () => {
    expect(broken('case', { ...admission, 'stays.s1.outDay': '2026-11-20' })).toEqual([['stay-out-before-in', 'stays.s1.outDay']]);
    expect(broken('case', { ...admission, 'stays.s1.outDay': '2026-11-21', 'stays.s1.outTime': '14:29' })).toEqual([['stay-out-before-in', 'stays.s1.outTime']]);
    expect(broken('case', { ...admission, 'stays.s1.outDay': '2026-11-21', 'stays.s1.outTime': '14:31' })).toEqual([]);
    expect(formProblems(shelterOut, { inDay: '2026-11-21', outDay: '2026-11-20', outTime: '10:00', outTo: 'home' }, { today: DAY }).map(({ path }) => path)).toEqual(['outDay']);
  });

  test('after the limit needs a reason, on the last day none', () => {
    const left = (outDay: string): Values => ({ 'stays.s1.outDay': outDay, 'stays.s1.outTime': '10:00', 'stays.s1.outTo': 'home' });
    expect(said(shelterOut.id, here, left('2026-11-26'), [], '2026-11-26')).toEqual([]);
    expect(said(shelterOut.id, here, left('2026-11-27'), [], '2026-11-27')).toEqual([['objection.stay-too-long', true]]);
    expect(said(shelterOut.id, here, { ...left('2026-11-27'), 'stays.s1.longerReason': 'dm_order' }, [], '2026-11-27')).toEqual([]);
  });

  test('goes by the limit that an administrator has set', () => {
    const { rules } = at();
    const longer = { ...rules, clock: (id: string) => (id === 'shelter' ? { ...rules.clock(id), limit: { amount: 10, unit: 'days' as const } } : rules.clock(id)) };
    const edits: Values = { 'stays.s1.outDay': '2026-11-30' };
    expect(cases.objections(shelterOut.id, recordAt('case', here), edits, at('2026-11-30', '10:00', { rules: longer }), () => [])).toEqual([]);
  });

  test('to a Shakti Sadan is for grown women, and wants a referral', () => {
    const to = (outTo: string, values: Values = {}) => said(shelterOut.id, { ...here, ...values }, { 'stays.s1.outDay': DAY, 'stays.s1.outTo': outTo });
    expect(to('shakti_sadan')).toEqual([['objection.stay-no-referral', false]]);
    expect(to('shakti_sadan', { 'referrals.r1.agency': 'shakti_sadan' })).toEqual([]);
    expect(to('shakti_sadan', { age: 16 })).toEqual([['objection.stay-child-sadan', true]]);
  });

  test('home while danger stands in the file is said, and stops nobody', () => {
    const home = (values: Values) => said(shelterOut.id, { ...here, ...values }, { 'stays.s1.outDay': DAY, 'stays.s1.outTo': 'home' });
    expect([home({ risks: ['danger'] }), home({ risks: ['danger'], riskOver: true }), home({})]).toEqual([[['objection.stay-danger-home', false]], [], []]);
  });

  test('makes the bed free', () => {
    const writes = cases.alsoWrites?.(shelterOut.id, 'case-1', recordAt('case', here), { 'stays.s1.outDay': DAY }, at(), () => []);
    const list = OFFICE_LISTS.find(({ key }) => key === 'bed');
    const after = bed('b1', { ...writes?.[0]?.edits });
    const look = (record: typeof after) => [list?.stateOf(record, at()).key, list?.offered?.(record, at())];
    expect([look(bed('b1', taken())), look(after), look(bed('b1', { outOfUse: true }))]).toEqual([['occupied', false], ['free', true], ['outOfUse', false]]);
  });
});

test('the form of a row comes to the file as the objections and the bed read it', () => {
  const type = RECORD_TYPES.find(({ name }) => name === 'case');
  if (type === undefined) throw new Error('no files');
  const form = createFormEngine(shelterIn, { today: DAY, recordType: typeOfRow(shelterIn, type) });
  for (const [path, value] of Object.entries({ bed: 'b1', inTime: '14:30', girls: 1, boys: 0 })) form.set(path, value);
  expect(form.problems()).toEqual([]);
  const edits = rowEdits(shelterIn, 's7', form.output());
  expect(edits).toEqual({ 'stays.s7.bed': 'b1', 'stays.s7.inDay': DAY, 'stays.s7.inTime': '14:30', 'stays.s7.girls': 1, 'stays.s7.boys': 0 });
  expect(said(shelterIn.id, file.values, edits)).toEqual([]);
  const later = createFormEngine(shelterOut, { answers: rowAnswers(shelterOut, { ...file.values, ...edits }, 's7'), today: '2026-11-24', recordType: typeOfRow(shelterOut, type) });
  for (const [path, value] of Object.entries({ outTime: '09:00', outTo: 'relative' })) later.set(path, value);
  expect(later.problems()).toEqual([]);
  expect(said(shelterOut.id, { ...file.values, ...edits }, rowEdits(shelterOut, 's7', later.output()), [], '2026-11-24')).toEqual([]);
});

test('a stay says how long it may go on, and from the warning day on where she can go', () => {
  const states = (day: string, reason: Values = {}) => {
    const record = recordAt('case', { ...file.values, ...admission, ...reason });
    return [shelterPart.lines?.(record, at(day))[0]?.state?.key, shelterPart.advice?.(record, at(day)).map(({ key }) => key)];
  };
  expect(states('2026-11-24')).toEqual(['here', []]);
  expect(states('2026-11-25')).toEqual(['ending', ['shelter-next']]);
  expect(states('2026-11-27')).toEqual(['over', ['shelter-next']]);
  expect(states('2026-11-27', { 'stays.s1.longerReason': 'medical' })).toEqual(['longer', ['shelter-next']]);
  expect(states('2026-11-25', { age: 16 })).toEqual(['ending', ['shelter-child']]);
});

test('a reason alone is asked for, and words of her own only for another reason', () => {
  expect(formProblems(shelterLonger, { longerReason: 'medical' }, { today: DAY })).toEqual([]);
  expect(formProblems(shelterLonger, { longerReason: 'other' }, { today: DAY }).map(({ path }) => path)).toEqual(['longerNote']);
});

test('what the phone lets in never breaks the rule of the bed, whatever stays there are', () => {
  const day = (n: number): string => dayFromNumber(20_000 + n) ?? '';
  const stays = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -1, max: 6 })), { maxLength: 6 });
  fc.assert(fc.property(stays, (wanted) => {
    let values: Values = { name: '1' };
    for (const [index, [from, length]] of wanted.entries()) {
      const row = `s${index}`;
      const edits: Values = { [`stays.${row}.bed`]: 'b1', [`stays.${row}.inDay`]: day(from), ...(length >= 0 && { [`stays.${row}.outDay`]: day(from + length) }) };
      const against = cases.objections(shelterIn.id, undefined, edits, at(day(from)), () => [bed('b1', values)]).filter(({ word }) => word.key.startsWith('objection.bed'));
      if (against.length > 0) continue;
      values = { ...values, ...cases.alsoWrites?.(shelterIn.id, `case-${index}`, undefined, edits, at(), () => [])[0]?.edits };
    }
    expect(broken('bed', values)).toEqual([]);
  }));
});

test('two phones that gave one bed to two women are told by the bed itself', () => {
  expect(broken('bed', { ...taken(), 'stays.z2.from': DAY })).toEqual([['bed-twice', 'stays.z1.from', 'stays.z2.from']]);
  expect(broken('bed', { ...taken(), 'stays.z2.from': DAY, 'stays.z2._gone': true })).toEqual([]);
  expect(broken('bed', { ...taken(), outOfUse: true })).toEqual([['bed-occupied-out-of-use', 'outOfUse']]);
});

test('a bed says so from the warning day of a stay on', () => {
  const list = OFFICE_LISTS.find(({ key }) => key === 'bed');
  const record = bed('b1', { 'stays.y1.case': 'case-1', 'stays.y1.number': 'A7-0001', 'stays.y1.from': '2026-11-20', 'stays.y1._gone': false });
  expect(['2026-11-23', '2026-11-24', '2026-11-27'].map((day) => list?.stateOf(record, at(day)).key)).toEqual(['occupied', 'ending', 'ending']);
});
