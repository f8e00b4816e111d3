import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { oneStopCentre } from '#programmes/one-stop-centre/index.ts';
import { PAUSABLE } from '#programmes/one-stop-centre/lists.ts';
import { TASKS } from '#programmes/one-stop-centre/tasks.ts';
import { ROLES } from '#shared/access/table.ts';
import type { Values } from '#shared/record/change.ts';
import { isOverdue } from '#shared/task/order.ts';
import type { DueTask } from '#shared/task/task.ts';
import { at, DAY, recordAt } from './office-of.ts';

const due = (type: string, values: Values, today = DAY): readonly DueTask[] => {
  const { now, rules } = at(today);
  return TASKS.filter((rule) => rule.recordType === type).flatMap((rule) => rule.tasks(recordAt(type, values), today, rules, now));
};
/** An adult's file that somebody has begun to work on, with nothing pending but the next follow-up. */
const QUIET: Values = {
  number: 'OSC/1', registeredDay: '2026-11-20', registeredTime: '11:00', status: 'open', worker: 'p1', age: 27, ageDay: '2026-11-20', risks: ['none'], riskDay: '2026-11-20',
  'services.v1.kind': 'legal', 'services.v1.day': '2026-11-20', 'followUps.f1.dueDay': '2026-12-05',
};
const others = (values: Values, today = DAY) => due('case', { ...QUIET, ...values }, today).filter(({ kind }) => kind !== 'follow-up');
const kinds = (tasks: readonly DueTask[]) => tasks.map(({ kind, due: day }) => [kind, day]);

describe('a file', () => {
  test('that is open always has something due: the planned follow-up, or one to be planned', () => {
    expect(kinds(due('case', QUIET))).toEqual([['follow-up', '2026-12-05']]);
    expect(kinds(due('case', { ...QUIET, 'followUps.f1.doneDay': '2026-11-22' }))).toEqual([['follow-up-plan', '2026-12-07']]);
    expect(due('case', QUIET, '2026-12-12')).not.toMatchObject([{ escalatedTo: expect.any(String) }]);
    expect(due('case', QUIET, '2026-12-13')).toMatchObject([{ kind: 'follow-up', due: '2026-12-05', escalatedTo: 'centre-administrator' }]);
    expect(due('case', { ...QUIET, 'pauses.p1.clock': 'follow-up', 'pauses.p1.from': '2026-11-21', 'pauses.p1.reason': 'मायके गईं' })).toMatchObject([{ due: '2026-12-05', stopped: 'मायके गईं' }]);
  });

  test('in danger leads the lists until the danger is said to be over', () => {
    expect(others({ risks: ['danger'] })).toMatchObject([{ kind: 'danger', due: '2026-11-21', urgent: true, escalatedTo: 'centre-administrator' }]);
    expect(others({ risks: ['danger'], riskOver: true })).toEqual([]);
  });

  test('that nobody has, or in which nothing was done, is told up', () => {
    expect(kinds(others({ worker: null }))).toEqual([['assign', '2026-11-21']]);
    const untouched = { ...QUIET, 'services.v1._gone': true, 'followUps.f1._gone': true };
    expect(due('case', untouched, '2026-11-22').find(({ kind }) => kind === 'first-contact')).toMatchObject({ due: '2026-11-21', dueAt: Date.parse('2026-11-21T11:00:00+05:30') });
  });

  test('waits for an agency for seven days, then is overdue and goes up step by step', () => {
    const referral = { 'referrals.r1.agency': 'dlsa', 'referrals.r1.sentDay': '2026-11-20' };
    const on = (today: string) => others(referral, today).map((task) => [task.due, task.waitsOn, task.row, isOverdue(task, { today, at: at(today).now }), task.escalatedTo]);
    expect(on('2026-11-27')).toEqual([['2026-11-27', 'agency', 'referrals.r1', false, undefined]]);
    expect(on('2026-11-28')).toEqual([['2026-11-27', 'agency', 'referrals.r1', true, undefined]]);
    expect(on('2026-12-01')[0]?.[4]).toBe('centre-administrator');
    expect(on('2026-12-12')[0]?.[4]).toBe('district-officer');
    expect(others({ ...referral, 'referrals.r1.answeredDay': DAY })).toEqual([]);
  });

  test('whose clock was stopped shows the reason, and the days do not count', () => {
    const stopped = { 'referrals.r1.sentDay': '2026-11-20', 'pauses.p1.clock': 'referral-answer', 'pauses.p1.from': '2026-11-21', 'pauses.p1.reason': 'कार्यालय बंद' };
    expect(others(stopped, '2026-11-22')).toMatchObject([{ kind: 'referral-answer', stopped: 'कार्यालय बंद' }]);
    const [went] = others({ ...stopped, 'pauses.p1.to': '2026-11-24' }, '2026-11-25');
    expect([went?.due, went?.stopped]).toEqual(['2026-11-30', undefined]);
  });

  test('goes on with the next sitting until it was held', () => {
    const sitting = { 'counselling.k1.day': '2026-11-20', 'counselling.k1.with': 'both', 'counselling.k1.result': 'next_sitting', 'counselling.k1.nextDay': '2026-11-30' };
    expect(others(sitting)).toMatchObject([{ kind: 'counselling', due: '2026-11-30', waitsOn: 'second_party' }]);
    expect(kinds(others({ 'counselling.k1.day': '2026-11-20', 'counselling.k1.with': 'her', 'counselling.k1.result': 'absent' }))).toEqual([['counselling', '2026-12-05']]);
    expect(others({ ...sitting, 'counselling.k2.day': '2026-11-22', 'counselling.k2.with': 'both', 'counselling.k2.result': 'settlement' })).toEqual([]);
    expect(kinds(others({ 'counselling.k1.noticeDay': '2026-11-20', 'counselling.k1.nextDay': '2026-11-28', 'counselling.k1.with': 'second_party' }))).toEqual([['counselling', '2026-11-28']]);
  });

  test('with a report wants it read over and its copy given', () => {
    expect(kinds(others({ dirDay: '2026-11-21' }))).toEqual([['dir-read', '2026-11-24']]);
    expect(kinds(others({ dirDay: '2026-11-21', dirReadOver: true, dirCopyGiven: false }))).toEqual([['dir-copy', '2026-11-24']]);
    expect(others({ dirDay: '2026-11-21', dirReadOver: true, dirCopyGiven: true })).toEqual([]);
  });

  test('of a woman in the shelter warns on the fourth day and goes up after the fifth, also with a reason', () => {
    const stay = { 'stays.s1.bed': 'b1', 'stays.s1.inDay': '2026-11-20' };
    const on = (today: string, more: Values = {}) => others({ ...stay, ...more }, today).map(({ kind, due: day, urgent, escalatedTo }) => [kind, day, urgent === true, escalatedTo]);
    expect(on('2026-11-23')).toEqual([['shelter-here', '2026-11-25', false, undefined]]);
    expect(on('2026-11-24')).toEqual([['shelter-ending', '2026-11-25', true, undefined]]);
    expect(on('2026-11-26')).toEqual([['shelter-over', '2026-11-25', true, 'centre-administrator']]);
    expect(on('2026-11-28', { 'stays.s1.longerReason': 'dm_order' })).toEqual([['shelter-longer', '2026-11-25', false, 'district-officer']]);
    expect(on('2026-11-28', { 'stays.s1.outDay': '2026-11-25' })).toEqual([]);
  });

  test('that is closed asks for her word only if she may be called, and for nothing else', () => {
    const closed = { status: 'closed', statusDay: DAY, outcome: 'helped', feedback: 'not_asked', risks: ['danger'] };
    expect(kinds(due('case', { ...QUIET, ...closed, consentContact: true }))).toEqual([['feedback', '2026-12-07']]);
    expect(due('case', { ...QUIET, ...closed, consentContact: false })).toEqual([]);
    expect(due('case', { ...QUIET, ...closed, consentContact: true, feedback: 'good' })).toEqual([]);
  });

  test('of a girl against whom such a crime was done wants the police told', () => {
    const girl = { age: 14, violence: ['sexual'], primaryViolence: 'sexual', foundDay: '2026-11-22', foundTime: '10:00' };
    expect(others(girl).map(({ kind, urgent }) => [kind, urgent])).toEqual([['cwc-production', true], ['pocso-report', true]]);
    expect(others({ ...girl, pocsoReportDay: DAY, cwcDay: DAY })).toEqual([]);
    expect(others({ ...girl, violence: ['child_marriage'], primaryViolence: 'child_marriage' }).map(({ kind }) => kind)).toEqual(['cwc-production']);
  });
});

test('a registrable call is made a file within a day', () => {
  const call = { day: '2026-11-21', time: '10:00', disposition: 'registrable' };
  expect(due('call', call)).toMatchObject([{ kind: 'call-register', due: '2026-11-22', urgent: true }]);
  expect([due('call', { ...call, case: 'case-1' }), due('call', { ...call, disposition: 'blank' })]).toEqual([[], []]);
});

test('stock, building and directions fall due, and say on whom they wait', () => {
  expect(due('stockItem', { needed: 5 })).toMatchObject([{ kind: 'stock-short' }]);
  expect(due('stockItem', { needed: 5, purchase: 'wanted', purchaseDay: '2026-10-01' })).toMatchObject([{ kind: 'purchase', due: '2026-10-31', waitsOn: 'sanction', escalatedTo: 'district-officer' }]);
  expect(due('readiness', { key: 'ramp', state: 'missing', dueDay: '2026-11-21' })).toMatchObject([{ kind: 'readiness', due: '2026-11-21', escalatedTo: 'centre-administrator' }]);
  expect(due('readiness', { key: 'ramp', state: 'ready' })).toEqual([]);
  const meeting = { day: '2026-11-01', 'directions.d1.text': 'x', 'directions.d1.dueDay': '2026-11-10' };
  expect(due('meeting', meeting)).toMatchObject([{ kind: 'direction', row: 'directions.d1', due: '2026-11-10', escalatedTo: 'district-officer' }]);
  expect(due('meeting', { ...meeting, 'directions.d1.doneDay': DAY })).toEqual([]);
});

describe('what can fall due', () => {
  const sources = ['tasks', 'running-clocks'].map((file) => readFileSync(`src/programmes/one-stop-centre/${file}.ts`, 'utf8')).join('');
  const words = (language: string) => JSON.parse(readFileSync(`locales/${language}/one-stop-centre.json`, 'utf8')) as Record<string, Record<string, unknown>>;

  test('has a word, in Hindi and in English, and each word is of something', () => {
    const named = Object.keys(words('hi')['task'] ?? {});
    expect(named.filter((kind) => !sources.includes(`'${kind}'`))).toEqual([]);
    expect(Object.keys(words('en')['task'] ?? {}).sort()).toEqual([...named].sort());
    const seen = new Set([...sources.matchAll(/kind: '([a-z-]+)'/gu)].map(([, kind]) => kind ?? ''));
    expect([...seen].filter((kind) => !named.includes(kind))).toEqual([]);
    for (const [, who] of sources.matchAll(/waitsOn: '([a-z_]+)'/gu)) expect(Object.keys(words('hi')['waiting'] ?? {})).toContain(who);
  });

  test('opens a form that the programme has, and escalates to roles that there are', () => {
    const clocks = oneStopCentre.rules?.clocks ?? [];
    expect(PAUSABLE.filter((id) => !clocks.some((clock) => clock.id === id))).toEqual([]);
    for (const { escalates } of clocks) for (const { to } of escalates ?? []) expect(ROLES).toContain(to);
  });

  test('is told without a rulebook too, by the programme’s own limits', () => {
    const tasks = TASKS.flatMap((rule) => (rule.recordType === 'case' ? rule.tasks(recordAt('case', { ...QUIET, worker: null }), DAY) : []));
    expect(tasks.map(({ kind }) => kind)).toEqual(['assign', 'follow-up']);
  });
});
