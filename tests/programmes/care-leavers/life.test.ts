import { describe, expect, test } from 'vitest';
import { followUpLines, followUpsDue } from '#programmes/care-leavers/follow-ups.ts';
import { followUp } from '#programmes/care-leavers/forms/follow-up.ts';
import { link } from '#programmes/care-leavers/forms/status.ts';
import { objections } from '#programmes/care-leavers/objections.ts';
import { linkageLines, planFacts, planLines, scoreOf } from '#programmes/care-leavers/plan-part.ts';
import { leavers } from '#programmes/care-leavers/practice.ts';
import { aftercareFacts } from '#programmes/care-leavers/profile-part.ts';
import { careLeaver } from '#programmes/care-leavers/records.ts';
import { stipendLines, stipendMonths } from '#programmes/care-leavers/stipend.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { typeOfRow } from '#shared/form/row-form.ts';
import type { Values } from '#shared/record/change.ts';
import { contextOn, leaverOf, TODAY } from './record-of.ts';
import { brokenBy } from './rules-of.ts';
import { say } from './say.ts';

describe('after leaving she is met', () => {
  const due = (values: Values, today: string = TODAY) => followUpsDue({ leftDay: '2026-08-31', ...values }, contextOn(today)).map(({ row, due: day, overdue }) => [row, day, overdue]);
  const done = (row: string, doneDay: string, state = 'settled', more: Values = {}): Values => ({
    [`followUps.${row}.doneDay`]: doneDay, [`followUps.${row}.state`]: state, ...Object.fromEntries(Object.entries(more).map(([field, value]) => [`followUps.${row}.${field}`, value])),
  });

  test('after one, three and six months by the calendar', () => {
    expect(due({}, '2026-09-15')).toEqual([['m1', '2026-09-30', false], ['m3', '2026-11-30', false], ['m6', '2027-02-28', false]]);
    expect(due({})[0]).toEqual(['m1', '2026-09-30', true]);
    expect(due({ leftDay: '' })).toEqual([]);
  });

  test('and a meeting that was left out is made good by a later one', () => {
    expect(due({ ...done('m1', '2026-09-28') }).map(([row]) => row)).toEqual(['m3', 'm6']);
    expect(due({ ...done('x', '2026-09-20') }).map(([row]) => row)).toEqual(['m3', 'm6']);
    expect(due({ ...done('x', '2026-09-19') }).map(([row]) => row)).toEqual(['m1', 'm3', 'm6']);
    expect(due({ ...done('x', '2026-10-20') }).map(([row]) => row)).toEqual(['m3', 'm6']);
    expect(due({ ...done('x', '2026-10-20', 'not_met', { nextDay: '2026-11-25' }) }).map(([row]) => row)).toEqual(['m1', 'on-2026-11-25', 'm3', 'm6']);
  });

  test('and then on the day that was agreed, until it is done', () => {
    const all = { ...done('m1', '2026-09-28'), ...done('m3', '2026-11-20', 'needs_help', { nextDay: '2026-12-01' }) };
    expect(due(all)).toEqual([['on-2026-12-01', '2026-12-01', false], ['m6', '2027-02-28', false]]);
    expect(due({ ...all, ...done('on-2026-12-01', '2026-12-02') }, '2026-12-03').map(([row]) => row)).toEqual(['m6']);
  });

  test('but not for the time before she was known here', () => {
    expect(due({ registeredDay: '2026-10-15' }).map(([row]) => row)).toEqual(['m3', 'm6']);
  });

  test('and help that is wanted has a next day and a word', () => {
    const form = createFormEngine(followUp, { answers: {}, today: TODAY, recordType: typeOfRow(followUp, careLeaver) });
    for (const [path, value] of Object.entries({ way: 'visit', state: 'needs_help' })) form.set(path, value);
    expect(form.problems().map(({ path }) => path)).toEqual(['note', 'nextDay']);
    expect(form.value('doneDay')).toBe(TODAY);
  });

  test('with those to come told first', () => {
    const lines = followUpLines(leaverOf({ leftDay: '2026-08-31', ...done('m1', '2026-09-28', 'going_on', { way: 'phone' }) }), contextOn());
    expect(lines.map(({ row, state }) => [row, state?.key])).toEqual([['followUps.m3', 'coming'], ['followUps.m6', 'coming'], ['followUps.m1', 'going_on']]);
    expect(say(lines[2]?.detail ?? '')).toBe('2026-09-28 को, फ़ोन पर');
  });
});

describe('her plan', () => {
  const step = (row: string, fields: Values): Values => Object.fromEntries(Object.entries(fields).map(([field, value]) => [`plan.${row}.${field}`, value]));
  const values = {
    ...step('a', { domain: 'housing', step: 'कमरा देखना', owner: 'self', dueDay: '2026-11-01', score: 2 }),
    ...step('b', { domain: 'housing', step: 'किराया पूछना', owner: 'worker', dueDay: '2026-12-10', score: 4 }),
    ...step('c', { domain: 'money', step: 'खाता खोलना', owner: 'self', dueDay: '2026-10-01', doneDay: '2026-10-05' }),
  };

  test('tells how she stands in each of the eight domains, the last word of each', () => {
    expect(planFacts(leaverOf(values)).length).toBe(8);
    expect(scoreOf(values, 'housing')).toBe(4);
    expect(planFacts(leaverOf(values)).map(({ value }) => (typeof value === 'string' ? value : say(value))).slice(0, 2)).toEqual(['5 में से 4', 'अभी बात नहीं हुई']);
  });

  test('lists open steps by their day, and those done last', () => {
    expect(planLines(leaverOf(values), contextOn()).map(({ row, state }) => [row, state?.key])).toEqual([['plan.a', 'late'], ['plan.b', 'open'], ['plan.c', 'done']]);
    expect(say(planLines(leaverOf(values), contextOn())[2]?.detail ?? '')).toBe('पैसा और काम · वह खुद · 2026-10-05 को पूरा');
  });

  test('takes no step that is done on a day to come', () => {
    expect(brokenBy(careLeaver, step('a', { doneDay: '2026-11-23' }))).toEqual([['done-not-yet', ['plan.a.doneDay']]]);
  });

  test('links her with courses and schemes, each with what became of it, also one of a kind that an administrator added', () => {
    const linked = { 'linkages.a.kind': 'skill', 'linkages.a.name': 'सिलाई', 'linkages.a.office': 'जिला कौशल केंद्र', 'linkages.a.startDay': '2026-06-01', 'linkages.a.outcome': 'finished', 'linkages.a.outcomeDay': '2026-09-01', 'linkages.b.kind': 'x_sport', 'linkages.b.name': 'कबड्डी', 'linkages.b.startDay': '2026-10-01' };
    const context = contextOn();
    const lines = linkageLines(leaverOf(linked), { ...context, rules: { ...context.rules, added: (list) => (list === 'care-leavers.linkageKind' ? [{ value: 'x_sport', word: 'खेल' }] : []) } });
    expect(lines.map(({ detail, state }) => [say(detail), state?.key])).toEqual([['खेल · 2026-10-01', 'waiting'], ['हुनर का कोर्स · जिला कौशल केंद्र · 2026-09-01', 'finished']]);
  });
});

describe('the money of after-care', () => {
  const granted: Values = { aftercare: 'approved', stipendFrom: '2026-08-15', birthDate: '2007-05-01' };
  const months = (values: Values, today: string = TODAY) => stipendMonths({ ...granted, ...values }, contextOn(today)).map(({ month, amount, overdue }) => [month, amount, overdue]);

  test('is expected for every month from its beginning, and missed ten days after the month', () => {
    expect(months({ 'stipend.2026-09.amount': 4000, 'stipend.2026-09.receivedDay': '2026-10-05' })).toEqual([
      ['2026-08', undefined, true], ['2026-09', 4000, false], ['2026-10', undefined, true], ['2026-11', undefined, false],
    ]);
    expect(months({}, '2026-09-10')[0]).toEqual(['2026-08', undefined, false]);
  });

  test('is expected for no month after the end of after-care, nor before it was approved', () => {
    expect(months({ birthDate: '2005-10-01' }).map(([month]) => month)).toEqual(['2026-08', '2026-09', '2026-10']);
    expect(months({ aftercare: 'recommended' })).toEqual([]);
  });

  test('stands once for each month: a second row of a month is refused with its words', () => {
    expect(brokenBy(careLeaver, { 'stipend.2026-09.amount': 4000, 'stipend.2026-09b.amount': 4000, 'stipend.2026-13.amount': 1 })).toEqual([['stipend-month', ['stipend.2026-09b.amount', 'stipend.2026-13.amount']]]);
    expect(say({ key: 'rule.stipend-month' })).toBe('हर महीने की राशि एक ही बार लिखी जाती है। सूची में उस महीने को खोलकर लिखें।');
  });

  test('written a second time asks whether a mistake is being put right', () => {
    const record = leaverOf({ ...granted, 'stipend.2026-09.amount': 4000, 'stipend.2026-09.receivedDay': '2026-10-05' });
    const said = (day: string) => objections('care-leavers.stipend', record, { 'stipend.2026-09.amount': 4000, 'stipend.2026-09.receivedDay': day }, contextOn(), () => []).map(({ word, blocks }) => [say(word), blocks]);
    expect(said('2026-10-20')).toEqual([['सितंबर 2026 की राशि 2026-10-05 को पहले ही लिखी जा चुकी है। गलती सुधारनी हो तभी आगे बढ़ें।', false]]);
    expect(said('2026-10-05')).toEqual([]);
  });

  test('is told month by month, the latest first, and says when less came', () => {
    const lines = stipendLines(leaverOf({ ...granted, 'stipend.2026-09.amount': 3500, 'stipend.2026-09.receivedDay': '2026-10-05' }), contextOn());
    expect(lines.map(({ row, state }) => [row, state?.key])).toEqual([['stipend.2026-11', 'awaited'], ['stipend.2026-10', 'missing'], ['stipend.2026-09', 'less'], ['stipend.2026-08', 'missing']]);
    expect(say(lines[2]?.title ?? '')).toBe('सितंबर 2026');
    expect(say(lines[2]?.detail ?? '')).toBe('₹3,500 मिले, 2026-10-05 को; पूरी राशि ₹4,000 है');
  });
});

describe('her two files', () => {
  test('name each other only while she agrees', () => {
    expect(brokenBy(careLeaver, { linkedCase: 'case-1' })).toEqual([['link-consent', ['linkedCase']]]);
    expect(brokenBy(careLeaver, { linkedCase: 'case-1', consentLink: false })).toEqual([['link-consent', ['linkedCase']]]);
    expect(brokenBy(careLeaver, { linkedCase: 'case-1', consentLink: true })).toEqual([]);
    expect(say({ key: 'rule.link-consent' })).toMatch(/सहमति/u);
  });

  test('are linked no more when she takes it back', () => {
    const saved = { consentLink: true, linkedCase: 'case-1' };
    const form = createFormEngine(link, { answers: saved, saved, today: TODAY, recordType: careLeaver });
    form.set('consentLink', false);
    expect(form.output()).toMatchObject({ consentLink: false, linkedCase: null });
  });

  test('are told of as linked only while she agrees, and never which one it is', () => {
    const told = (values: Values) => aftercareFacts(leaverOf(values), contextOn()).filter(({ label }) => label.key === 'fact.linkedCase');
    expect(told({ linkedCase: 'case-1', consentLink: true })).toEqual([{ label: { key: 'fact.linkedCase' }, value: { key: 'link.linked' } }]);
    expect(told({ linkedCase: 'case-1', consentLink: false })).toEqual([]);
  });
});

describe('before a save', () => {
  const say2 = (form: string, values: Values, edits: Values, unverifiedPhotos = 0, others = [leaverOf({ name: 'PUJA KUMARI', birthDate: '2007-05-01', number: 'CL/7' }, 'other')]) =>
    objections(form, leaverOf(values), edits, { ...contextOn(), unverifiedPhotos }, () => others).map(({ word, blocks }) => [word.key, blocks]);

  test('a file of the same name and birth date is mentioned, whatever the script', () => {
    expect(say2('care-leavers.profile', {}, { name: 'पूजा कुमारी', birthDate: '2007-05-01' })).toEqual([['objection.same', false]]);
    expect(say2('care-leavers.profile', {}, { name: 'पूजा कुमारी', birthDate: '2007-05-02' })).toEqual([]);
    expect(say2('care-leavers.profile', {}, { name: 'पूजा कुमारी', birthDate: '2007-05-01' }, 0, [])).toEqual([]);
  });

  test('a file with photos that are not safe yet is not closed, and what is still open is said', () => {
    const close = { status: 'closed', closedWhy: 'independent' };
    expect(say2('care-leavers.closing', {}, close, 1)).toEqual([['objection.photos', true]]);
    expect(say2('care-leavers.closing', { stay: 'none', 'papers.aadhaar.state': 'submitted', 'mentorships.a.mentor': 'm1' }, close)).toEqual([['objection.papers', false], ['objection.noPlace', false], ['objection.mentor', false]]);
    expect(say2('care-leavers.closing', { stay: 'none' }, { status: 'open' })).toEqual([]);
  });
});

test('a closed file has its reason, and is open no more', () => {
  expect(brokenBy(careLeaver, { status: 'closed' })).toEqual([['closed-why', ['closedWhy']]]);
  expect(brokenBy(careLeaver, { status: 'closed', closedWhy: 'moved' })).toEqual([]);
  expect(leavers.isOpen(leaverOf({ status: 'closed' }))).toBe(false);
  expect(leavers.stateOf(leaverOf({ status: 'closed' }), contextOn()).key).toBe('closed');
});

test('a member number belongs to a member, and no day lies ahead', () => {
  expect(brokenBy(careLeaver, { allianceNumber: '12', allianceMember: false })).toEqual([['alliance-number', ['allianceNumber']]]);
  expect(brokenBy(careLeaver, { allianceNumber: '12', allianceMember: true, allianceDay: '2026-11-23' })).toEqual([['not-yet', ['allianceDay']]]);
});
