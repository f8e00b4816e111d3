// What is done for her: forms of rows, with whom one may speak, and how a case ends.
import { describe, expect, test } from 'vitest';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { assign, close, court, reopen, team } from '#programmes/one-stop-centre/forms/handling.ts';
import { counselling, counsellingNotice, followUpDone, followUpPlan, pause, pauseEnd, referralAnswer, referralSend, service } from '#programmes/one-stop-centre/forms/work.ts';
import { osCase } from '#programmes/one-stop-centre/records.ts';
import { groundWithoutConsent, maySpeakWith } from '#programmes/one-stop-centre/sharing.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { typeOfRow } from '#shared/form/row-form.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { ADULT, caseOf, contextOn, said, TODAY } from './case-of.ts';

const fill = (form: FormDefinition, answers: Record<string, FieldValue>, begun: Values = {}) => {
  const engine = createFormEngine(form, { answers: begun, saved: begun, today: TODAY, recordType: typeOfRow(form, osCase) });
  for (const [path, value] of Object.entries(answers)) engine.set(path, value);
  return engine;
};
const faults = (form: FormDefinition, answers: Record<string, FieldValue>, begun: Values = {}) => fill(form, answers, begun).problems().map(({ path, code }) => `${path} ${code}`);

describe('a row', () => {
  test('of a service is of today unless told otherwise, and never of tomorrow', () => {
    expect(fill(service, { kind: 'medical', outcome: 'given' }).output()).toEqual({ kind: 'medical', outcome: 'given', day: TODAY });
    expect(faults(service, { kind: 'medical', outcome: 'given', day: '2026-11-23' })).toEqual(['day constraint']);
  });

  test('of a referral is not received or answered before it was sent', () => {
    const sent = { agency: 'dlsa', sentDay: '2026-11-12' };
    expect(faults(referralAnswer, { receivedDay: '2026-11-11' }, sent)).toEqual(['receivedDay constraint']);
    expect(faults(referralAnswer, { answer: 'helped', answeredDay: '2026-11-11' }, sent)).toEqual(['answeredDay constraint']);
    expect(fill(referralAnswer, { answer: 'helped' }, sent).output()).toMatchObject({ answer: 'helped', answeredDay: TODAY });
    expect(faults(referralSend, {})).toEqual(['agency required']);
  });

  test('of a follow-up is planned ahead and done up to today', () => {
    expect(faults(followUpPlan, { dueDay: '2026-11-21', way: 'phone' })).toEqual(['dueDay constraint']);
    expect(faults(followUpDone, { state: 'safe', way: 'phone' })).toEqual([]);
    expect(faults(followUpDone, { state: 'safe', way: 'phone', doneDay: '2026-11-23' })).toEqual(['doneDay constraint']);
  });

  test('of a counselling asks who came, and for the day of a next sitting', () => {
    expect(faults(counselling, { with: 'her', result: 'settlement' })).toEqual([]);
    expect(faults(counselling, { with: 'both', result: 'next_sitting' })).toEqual(['came required', 'nextDay required']);
    expect(faults(counselling, { with: 'her', result: 'next_sitting', nextDay: '2026-11-01' })).toEqual(['nextDay constraint']);
    expect(fill(counsellingNotice, {}).state('with').choices.map(({ value }) => value)).toEqual(['second_party', 'both', 'family']);
  });

  test('of a stopped clock has its reason, and goes on after it stopped', () => {
    expect(faults(pause, { clock: 'referral-answer' })).toEqual(['reason required']);
    expect(faults(pauseEnd, { to: '2026-11-01' }, { clock: 'follow-up', from: '2026-11-10', reason: 'छठ की छुट्टी' })).toEqual(['to constraint']);
  });
});

describe('a referral', () => {
  const refer = (agency: string, more: Values = {}) => said(cases.objections(referralSend.id, caseOf({ ...ADULT, ...more }), { 'referrals.r1.agency': agency, 'referrals.r1.sentDay': TODAY }, contextOn(), () => []));

  test('goes only where she agreed', () => {
    expect(refer('dlsa')).toEqual([]);
    expect(refer('police_station')).toEqual(['!noConsent']);
    expect(refer('dlsa', { sharedWith: null })).toEqual(['!noConsent']);
  });

  test('goes without consent where the law asks for it, and says by which rule', () => {
    const girl: Values = { age: 15, ageDay: '2026-11-10', sharedWith: [] };
    expect(refer('cwc', girl)).toEqual(['lawfulReferral']);
    expect(refer('police_station', girl)).toEqual(['!noConsent']);
    expect(refer('police_station', { ...girl, violence: ['rape'], primaryViolence: 'rape' })).toEqual(['lawfulReferral']);
    expect(refer('hospital', { risks: ['medical'] })).toEqual(['lawfulReferral']);
    expect(refer('jeevika', { risks: ['medical'] })).toEqual(['!noConsent']);
    expect(refer('hospital', { risks: ['medical'], riskOver: true })).toEqual(['!noConsent']);
    expect(groundWithoutConsent({ ...ADULT, ...girl }, 'cwc', TODAY)).toBe('jj31');
    expect(groundWithoutConsent({ ...ADULT, ...girl, primaryViolence: 'child_abuse' }, 'women_police_station', TODAY)).toBe('pocso19');
    expect(groundWithoutConsent({ ...ADULT, risks: ['danger'] }, 'ers_112', TODAY)).toBe('life');
  });

  test('while two hands wrote different consents goes only where both agree', () => {
    const contested = { ...caseOf({ ...ADULT, sharedWith: ['dlsa', 'hospital'] }), rivals: { '@consent': [{ change: 'a', values: { sharedWith: ['dlsa', 'hospital'] }, by: 'p1', at: 1 }, { change: 'b', values: { sharedWith: ['hospital'] }, by: 'p2', at: 2 }] } };
    expect(maySpeakWith(contested, contested.values, 'hospital')).toBe(true);
    expect(maySpeakWith(contested, contested.values, 'dlsa')).toBe(false);
  });
});

describe('a joint sitting', () => {
  const sit = (more: Values, who = 'both') => said(cases.objections(counselling.id, caseOf({ ...ADULT, ...more }), { 'counselling.k1.with': who }, contextOn(), () => []));

  test('is warned of where life is in danger and where the file is protected', () => {
    expect(sit({})).toEqual([]);
    expect(sit({ risks: ['danger'] })).toEqual(['jointDanger']);
    expect(sit({ primaryViolence: 'rape' })).toEqual(['jointProtected']);
    expect(sit({ risks: ['danger'] }, 'her')).toEqual([]);
  });
});

describe('a colleague', () => {
  test('who is kept from the case is neither made responsible nor named on it', () => {
    const record = caseOf({ ...ADULT, 'barred.b1.person': 'p9', 'barred.b1.reason': 'रिश्तेदार' });
    expect(said(cases.objections(assign.id, record, { worker: 'p9' }, contextOn(), () => []))).toEqual(['!colleagueBarred']);
    expect(said(cases.objections(team.id, record, { 'team.t1.person': 'p9' }, contextOn(), () => []))).toEqual(['!colleagueBarred']);
    expect(said(cases.objections(assign.id, record, { worker: 'p2' }, contextOn(), () => []))).toEqual([]);
  });
});

describe('closing', () => {
  const closing = (more: Values, unverifiedPhotos = 0) => said(cases.objections(close.id, caseOf({ ...ADULT, ...more }), fill(close, { outcome: 'helped', feedback: 'good' }).output(), contextOn(TODAY, { unverifiedPhotos }), () => []));

  test('of a case in which nothing is open is not stopped', () => {
    expect(closing({})).toEqual([]);
    expect(fill(close, { outcome: 'helped', feedback: 'good' }).output()).toMatchObject({ status: 'closed', statusDay: TODAY, outcome: 'helped' });
  });

  test('says of each thing that is open what to do first', () => {
    expect(closing({ 'referrals.r1.agency': 'dlsa', 'referrals.r1.sentDay': '2026-11-12', 'referrals.r2.agency': 'hospital', 'referrals.r2.sentDay': '2026-11-13' })).toEqual(['!openReferral', '!openReferral']);
    expect(closing({ 'stays.s1.inDay': '2026-11-20' })).toEqual(['!openStay']);
    expect(closing({ risks: ['danger'] })).toEqual(['!riskNotOver']);
    expect(closing({ risks: ['danger'], riskOver: true })).toEqual([]);
    expect(closing({ age: 16 })).toEqual(['!childNotBeforeCommittee']);
    expect(closing({ age: 16, cwcDay: '2026-11-11' })).toEqual([]);
    expect(closing({}, 2)).toEqual(['!photosWaiting']);
    expect(closing({ 'followUps.f1.dueDay': '2026-12-01' })).toEqual(['followUpsPlanned']);
  });

  test('waits while two hands wrote different things', () => {
    const contested = { ...caseOf(ADULT), rivals: { '@incident': [{ change: 'a', values: { incidentDay: '2026-11-01' }, by: 'p1', at: 1 }, { change: 'b', values: { incidentDay: '2026-11-02' }, by: 'p2', at: 2 }] } };
    expect(said(cases.objections(close.id, contested, { status: 'closed', outcome: 'helped' }, contextOn(), () => []))).toEqual(['!contested']);
  });

  test('needs an outcome and her opinion, and words for an outcome that says little', () => {
    expect(faults(close, {})).toEqual(['outcome required', 'feedback required']);
    expect(faults(close, { outcome: 'withdrawn', feedback: 'not_asked' })).toEqual(['outcomeNote required']);
  });

  test('is undone with a reason; what it had ended with stands no more', () => {
    const closed = { ...ADULT, status: 'closed', statusDay: '2026-11-20', outcome: 'settled', outcomeNote: 'घर लौटीं' };
    expect(faults(reopen, {}, closed)).toEqual(['reopenReason required']);
    expect(fill(reopen, { reopenReason: 'फिर मारपीट हुई' }, closed).output()).toMatchObject({ status: 'open', statusDay: TODAY, reopenedDay: TODAY, outcome: null, outcomeNote: null });
  });

  test('is not what going to court is: it stays open and is followed up', () => {
    const output = fill(court, { courtNumber: 'सीजेएम 412/2026' }).output();
    expect(output).toMatchObject({ status: 'court', statusDay: TODAY, courtNumber: 'सीजेएम 412/2026' });
    const record = caseOf({ ...ADULT, ...output });
    expect([cases.isOpen(record), cases.stateOf(record, contextOn()).key]).toEqual([true, 'court']);
    expect(said(cases.objections(court.id, caseOf(ADULT), output, contextOn(), () => []))).toEqual(['courtWithoutFollowUp']);
  });
});
