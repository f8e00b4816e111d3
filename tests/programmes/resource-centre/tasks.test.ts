import { describe, expect, test } from 'vitest';
import { TASKS } from '#programmes/resource-centre/tasks.ts';
import type { Values } from '#shared/record/change.ts';
import { fileOf, rulesAt, TODAY } from './file-of.ts';

function tasks(values: Values, today = TODAY): { kind: string; due: string | undefined; row: string | undefined; waitsOn: string | undefined; escalatedTo: string | undefined }[] {
  return TASKS.flatMap((rule) => rule.tasks(fileOf(values), today, rulesAt())).map(({ kind, due, row, waitsOn, escalatedTo }) => ({ kind, due, row, waitsOn, escalatedTo }));
}
const kinds = (values: Values, today = TODAY): string[] => tasks(values, today).map(({ kind }) => kind);
const PLANNED: Values = { 'plan.x._gone': false, 'plan.x.area': 'education', 'plan.x.goal': 'g', 'plan.x.step': 's', 'plan.x.doneDay': '2026-11-10' };
const SEEN: Values = { 'followUps.f._gone': false, 'followUps.f.doneDay': '2026-11-20', 'followUps.f.state': 'well' };
const QUIET: Values = { ...PLANNED, ...SEEN };
const sent = (day: string, more: Values = {}, row = 'a'): Values => ({
  [`referrals.${row}._gone`]: false, [`referrals.${row}.department`]: 'labour', [`referrals.${row}.service`]: 'wages', [`referrals.${row}.sentDay`]: day,
  ...Object.fromEntries(Object.entries(more).map(([field, value]) => [`referrals.${row}.${field}`, value])),
});

describe('a new file', () => {
  test('asks for somebody responsible, a plan, and a department for each need', () => {
    expect(tasks({ worker: '', registeredDay: '2026-11-20', needs: ['school', 'wages'] })).toMatchObject([
      { kind: 'assign', due: '2026-11-21' }, { kind: 'plan-begin', due: '2026-12-05' }, { kind: 'need', row: 'referrals.for-school' }, { kind: 'need', row: 'referrals.for-wages' }, { kind: 'follow-up', due: '2026-12-05' },
    ]);
  });

  test('of a child on the HIV list asks for the guardian\'s consent first', () => {
    expect(kinds({ ...QUIET, categories: ['hiv'] })).toContain('consent-share');
    expect(kinds({ ...QUIET, categories: ['hiv'], consentShare: true })).not.toContain('consent-share');
  });
});

describe('a referral', () => {
  test('waits on the department, is asked after when nobody said it has arrived, and is urged when late', () => {
    const task = (today: string, more: Values = {}) => tasks({ ...QUIET, ...sent('2026-11-02', { dueDay: '2026-11-30', ...more }) }, today).find(({ kind }) => kind.startsWith('referral'));
    expect(task('2026-11-04')).toMatchObject({ kind: 'referral-due', due: '2026-11-30', waitsOn: 'department' });
    expect(task('2026-11-06')).toMatchObject({ kind: 'referral-received', due: '2026-11-05', waitsOn: undefined });
    expect(task('2026-11-06', { receivedDay: '2026-11-03' })).toMatchObject({ kind: 'referral-due', waitsOn: 'department' });
    expect(task('2026-12-01')).toMatchObject({ kind: 'referral-overdue', due: '2026-11-30', escalatedTo: 'centre-administrator' });
    expect(task('2026-12-08')).toMatchObject({ kind: 'referral-overdue', escalatedTo: 'resource-officer' });
  });

  test('that was refused asks what next, until another is asked or she has got it', () => {
    const refused = { ...QUIET, needs: ['wages'], ...sent('2026-11-02', { answer: 'refused', answeredDay: '2026-11-10', answerNote: 'x' }) };
    expect(kinds(refused)).toEqual(['referral-refused', 'follow-up']);
    expect(kinds({ ...refused, ...sent('2026-11-12', { dueDay: '2026-12-20', receivedDay: '2026-11-13' }, 'b') })).toEqual(['referral-due', 'follow-up']);
    expect(kinds({ ...refused, 'services.s._gone': false, 'services.s.service': 'wages', 'services.s.day': '2026-11-15' })).toEqual(['follow-up']);
  });
});

describe('the child is seen', () => {
  const next = (values: Values, today = TODAY) => tasks(values, today).filter(({ kind }) => kind.startsWith('follow-up')).map(({ kind, due, row }) => [kind, due, row]);
  const met = (row: string, doneDay: string, more: Values = {}): Values => ({ [`followUps.${row}._gone`]: false, [`followUps.${row}.doneDay`]: doneDay, [`followUps.${row}.state`]: 'well', ...Object.fromEntries(Object.entries(more).map(([f, v]) => [`followUps.${row}.${f}`, v])) });

  test('every fifteen days for three months, every month after, and sooner where a day was agreed', () => {
    expect(next({ ...PLANNED })).toEqual([['follow-up', '2026-11-16', 'followUps.on-2026-11-16']]);
    expect(next({ ...PLANNED, ...met('a', '2026-11-20') })).toEqual([['follow-up', '2026-12-05', 'followUps.on-2026-12-05']]);
    expect(next({ ...PLANNED, registeredDay: '2026-07-01', ...met('a', '2026-11-20') })).toEqual([['follow-up', '2026-12-20', 'followUps.on-2026-12-20']]);
    expect(next({ ...PLANNED, ...met('a', '2026-11-20', { nextDay: '2026-11-24' }) })).toEqual([['follow-up', '2026-11-24', 'followUps.on-2026-11-24']]);
    expect(next({ ...PLANNED, ...met('a', '2026-11-20', { nextDay: '2026-11-21' }), ...met('on-2026-11-21', '2026-11-21') })).toEqual([['follow-up', '2026-12-06', 'followUps.on-2026-12-06']]);
  });

  test('after the end of her file after one, three and six months, but not where nobody can', () => {
    const ended = (outcome: string): Values => ({ ...QUIET, status: 'closed', statusDay: '2026-11-10', outcome });
    for (const outcome of ['restored', 'rehabilitated', 'enrolled']) {
      expect(next(ended(outcome))).toEqual([['follow-up-after', '2026-12-10', 'followUps.m1'], ['follow-up-after', '2027-02-10', 'followUps.m3'], ['follow-up-after', '2027-05-10', 'followUps.m6']]);
    }
    for (const outcome of ['died', 'lost', 'moved', 'of_age']) expect(tasks(ended(outcome))).toEqual([]);
    expect(next({ ...ended('restored'), ...met('m1', '2026-12-08') }, '2026-12-20').map(([, due]) => due)).toEqual(['2027-02-10', '2027-05-10']);
  });
});

describe('the day on which she is eighteen', () => {
  test('is told half a year before, asks for the handing over when it has come, and for nothing once that is done', () => {
    const born = (birthDate: string, more: Values = {}) => kinds({ ...QUIET, birthDate, ...more });
    expect(born('2009-06-01')).toEqual(['follow-up']);
    expect(born('2009-05-01')).toContain('turns-eighteen');
    expect(born('2008-11-22')).toContain('came-of-age');
    expect(born('2008-11-22', { aftercareDay: '2026-11-22', aftercareNote: 'x' })).toEqual(['follow-up']);
  });
});
