import { describe, expect, test } from 'vitest';
import { brokenBy, contextOn, fileOf } from './file-of.ts';
import { files, practice } from '#programmes/resource-centre/practice.ts';
import { closing } from '#programmes/resource-centre/forms/handling.ts';
import { pause, referralSend } from '#programmes/resource-centre/forms/work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';

const OPEN: Values = { 'referrals.a._gone': false, 'referrals.a.department': 'labour', 'referrals.a.service': 'wages', 'referrals.a.sentDay': '2026-11-05' };
const codes = (values: Values): string[] => brokenBy(values).map(([code]) => code);

describe('a file', () => {
  test('is not closed while a department has not answered, unless somebody says why', () => {
    const closed: Values = { ...OPEN, status: 'closed', outcome: 'restored', statusDay: '2026-11-20' };
    expect(brokenBy(closed)).toEqual([['closed-open-referral', ['openReferralsWhy']]]);
    expect(codes({ ...closed, openReferralsWhy: 'परिवार दूसरे ज़िले चला गया' })).toEqual([]);
    expect(codes({ ...closed, 'referrals.a.answer': 'given', 'referrals.a.answeredDay': '2026-11-10' })).toEqual([]);
    expect(codes({ ...closed, 'referrals.a.withdrawnDay': '2026-11-10', 'referrals.a.withdrawnWhy': 'x' })).toEqual([]);
  });

  test('is closed with an outcome, and with a word where nobody can see how it ended', () => {
    expect(codes({ status: 'closed' })).toEqual(['closed-outcome']);
    for (const outcome of ['lost', 'died', 'moved']) expect(codes({ status: 'closed', outcome })).toEqual(['closed-note']);
    expect(codes({ status: 'closed', outcome: 'lost', closedNote: 'दो बार घर गए' })).toEqual([]);
  });

  test('of a child on the HIV list asks no department before the guardian has agreed in writing', () => {
    expect(brokenBy({ ...OPEN, categories: ['hiv'] })).toEqual([['consent-share', ['referrals.a.department']]]);
    expect(codes({ ...OPEN, categories: ['hiv'], consentShare: true })).toEqual([]);
    expect(codes({ ...OPEN, categories: ['pocso'] })).toEqual([]);
  });

  test('lets nothing be answered before it was sent, nor refused or taken back without a word', () => {
    expect(brokenBy({ ...OPEN, 'referrals.a.answeredDay': '2026-11-04' })).toEqual([['answer-before-sent', ['referrals.a.answeredDay']]]);
    expect(brokenBy({ ...OPEN, 'referrals.a.dueDay': '2026-11-04' })).toEqual([['answer-before-sent', ['referrals.a.dueDay']]]);
    expect(codes({ ...OPEN, 'referrals.a.answer': 'refused' })).toEqual(['refused-why']);
    expect(codes({ ...OPEN, 'referrals.a.withdrawnDay': '2026-11-06' })).toEqual(['withdrawn-why']);
    expect(codes({ ...OPEN, 'referrals.a.receivedDay': '2026-11-23' })).toEqual(['row-not-yet']);
  });

  test('stops no clock without a reason, nor lets it go on before it stopped', () => {
    const stop: Values = { 'pauses.p._gone': false, 'pauses.p.service': 'wages', 'pauses.p.from': '2026-11-10' };
    expect(codes(stop)).toEqual(['pause-why']);
    expect(brokenBy({ ...stop, 'pauses.p.reason': 'x', 'pauses.p.to': '2026-11-09' })).toEqual([['pause-ends-before', ['pauses.p.to']]]);
  });
});

describe('before a save', () => {
  const said = (form: string, record: DehriRecord, edits: Values): [string, boolean][] => files.objections(form, record, edits, contextOn(), () => []).map(({ word, blocks }) => [word.key, blocks]);

  test('the same department is not asked twice for the same thing without a word, nor against the child\'s will', () => {
    const again: Values = { 'referrals.b.department': 'labour', 'referrals.b.service': 'wages', 'referrals.b.sentDay': '2026-11-20', 'referrals.b._gone': false };
    expect(said(referralSend.id, fileOf(OPEN), again)).toEqual([['objection.twice', false]]);
    expect(said(referralSend.id, fileOf({ assent: false }), again)).toEqual([['objection.assent', false]]);
    expect(said(referralSend.id, fileOf({ categories: ['hiv'] }), again)).toEqual([['objection.consentShare', true]]);
    expect(said(referralSend.id, fileOf({}), again)).toEqual([]);
  });

  test('a clock is stopped only where one runs', () => {
    const stop = (service: string): Values => ({ 'pauses.p.service': service, 'pauses.p.from': '2026-11-20', 'pauses.p.reason': 'x', 'pauses.p._gone': false });
    expect(said(pause.id, fileOf(OPEN), stop('health'))).toEqual([['objection.nothingRuns', true]]);
    expect(said(pause.id, fileOf(OPEN), stop('wages'))).toEqual([]);
  });

  test('closing says what is still open', () => {
    const end = (more: Values): Values => ({ status: 'closed', statusDay: '2026-11-22', ...more });
    expect(said(closing.id, fileOf(OPEN), end({ outcome: 'restored' }))).toEqual([['objection.openReferrals', true]]);
    expect(said(closing.id, fileOf({ needs: ['school'] }), end({ outcome: 'restored' }))).toEqual([['objection.openNeeds', false]]);
    expect(said(closing.id, fileOf({ age: 12, ageDay: '2026-11-01' }), end({ outcome: 'of_age', aftercareDay: '2026-11-20' }))).toEqual([['objection.notOfAge', true]]);
    expect(said(closing.id, fileOf({ birthDate: '2008-11-20' }), end({ outcome: 'of_age' }))).toEqual([['objection.aftercare', false]]);
  });

  test('the day that a department is told follows from the limit of the service, unless one was set', () => {
    const sent = (more: Values = {}): Values => ({ 'referrals.b._gone': false, 'referrals.b.department': 'labour', 'referrals.b.service': 'wages', 'referrals.b.sentDay': '2026-11-20', ...more });
    expect(files.alsoWrites?.(referralSend.id, 'file-1', fileOf({}), sent(), contextOn(), () => [])).toEqual([{ type: 'childFile', record: 'file-1', edits: { 'referrals.b.dueDay': '2027-01-04' } }]);
    expect(files.alsoWrites?.(referralSend.id, 'file-1', fileOf({}), sent({ 'referrals.b.dueDay': '2026-11-25' }), contextOn(), () => [])).toEqual([]);
  });
});

describe('what a list shows', () => {
  test('of a protected child is the token, named or not; of others the name only where names were asked for', () => {
    const pocso = fileOf({ name: 'कोकिला', categories: ['pocso'], token: '7K3-F9QX', sex: 'female', age: 12, ageDay: '2026-11-01' });
    expect([files.masked(pocso, contextOn()).title, files.card(pocso, contextOn()).title]).toEqual(['7K3-F9QX', '7K3-F9QX']);
    const labour = fileOf({ name: 'कोकिला', categories: ['labour'] });
    expect([files.masked(labour, contextOn()).title, files.card(labour, contextOn()).title]).toEqual(['RC/1', 'कोकिला']);
  });

  test('names neither the child nor the list she is on in the registers, nor in the letter of a protected one', () => {
    const secret = fileOf({ ...OPEN, name: 'कोकिला', fatherName: 'कोकिला', village: 'कोकिला', categories: ['trafficking'], token: '7K3-F9QX', 'referrals.a.purpose': 'कोकिला' });
    const rows = ['children', 'referrals'].flatMap((key) => registerOf(key).rows(secret, contextOn(), true));
    expect(rows.length).toBe(2);
    const letter = files.papers.find(({ key }) => key === 'referral')?.blocks(secret, contextOn(), 'referrals.a');
    expect(JSON.stringify([rows, letter])).not.toMatch(/कोकिला|trafficking/u);
    expect(JSON.stringify(letter)).toContain('7K3-F9QX');
    const plain = files.papers.find(({ key }) => key === 'referral')?.blocks(fileOf({ ...OPEN, name: 'कोकिला' }), contextOn(), 'referrals.a');
    expect(JSON.stringify(plain)).toContain('कोकिला');
  });
});

function registerOf(key: string) {
  const register = practice.registers.find((one) => one.key === key);
  if (register === undefined) throw new Error(`there is a register ${key}`);
  return register;
}
