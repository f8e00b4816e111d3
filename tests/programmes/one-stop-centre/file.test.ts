// How a file is shown, and which law it stands under.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coveredFile } from '#client/screens/cases/file/covered.ts';
import { isChildsFile, isUnder18, isUnderBothLaws } from '#programmes/one-stop-centre/age.ts';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { close } from '#programmes/one-stop-centre/forms/handling.ts';
import { referralSend } from '#programmes/one-stop-centre/forms/work.ts';
import { VIOLENCE } from '#programmes/one-stop-centre/lists.ts';
import { osCase } from '#programmes/one-stop-centre/records.ts';
import { decideSubject } from '#shared/access/access.ts';
import { subjectOf } from '#shared/access/guard.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange } from '#shared/record/merge.ts';
import { policyOf, registerOf } from '#shared/record/record-type.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { ADULT, caseOf, contextOn, OFFICE, said, TODAY } from './case-of.ts';

const classOf = (values: Values) => subjectOf(osCase, { bucket: `${OFFICE}/cases`, values }).accessClass;
const flags = (more: Values, today = TODAY) => cases.flags(caseOf({ ...ADULT, ...more }), contextOn(today)).map(({ key }) => key);

describe('the state of a file', () => {
  const state = (more: Values) => cases.stateOf(caseOf({ ...ADULT, ...more }), contextOn()).key;

  test('goes from new through work and waiting to the end', () => {
    expect(state({})).toBe('new');
    expect(state({ 'services.s1.kind': 'medical' })).toBe('work');
    expect(state({ 'referrals.r1.agency': 'dlsa', 'referrals.r1.sentDay': '2026-11-12' })).toBe('waiting');
    expect(state({ 'referrals.r1.agency': 'dlsa', 'referrals.r1.sentDay': '2026-11-12', 'referrals.r1.answeredDay': '2026-11-14' })).toBe('work');
    expect(state({ status: 'court' })).toBe('court');
    expect(state({ status: 'closed', outcome: 'helped' })).toBe('closed');
  });
});

describe('the flags', () => {
  test('lead with danger, and fall silent when it is over', () => {
    expect(flags({ risks: ['children', 'danger', 'medical', 'none', 'suicide'], pregnant: 'yes' })).toEqual(['children', 'danger', 'medical', 'suicide', 'noMessage', 'pregnant']);
    expect(flags({ risks: ['danger'], riskOver: true })).toEqual(['noMessage']);
  });

  test('say that nothing may be left with others, or that she is not called at all', () => {
    expect(flags({ mayMessage: true })).toEqual([]);
    expect(flags({ safeTime: 'never' })).toEqual(['noCall']);
    expect(cases.contact(caseOf({ ...ADULT, safeTime: 'never' }))).toBe(undefined);
    expect(cases.contact(caseOf({ ...ADULT, consentContact: false }))).toBe(undefined);
    expect(cases.contact(caseOf(ADULT))).toEqual({ phone: '9876543210', when: { key: 'choice.safeTime.morning' }, noMessage: true });
  });

  test('of a danger bring the form that says it is over; without one it is not offered', () => {
    const part = cases.parts.find(({ key }) => key === 'risk');
    const offered = (more: Values) => part?.forms.filter((form) => part.offers?.(form, caseOf({ ...ADULT, ...more }), contextOn()) !== false);
    expect(offered({ risks: ['danger'] })).toEqual(['one-stop-centre.risk', 'one-stop-centre.risk-over']);
    expect(offered({})).toEqual(['one-stop-centre.risk']);
  });

  test('ask for an age that is missing', () => {
    expect(flags({ age: null, mayMessage: true })).toEqual(['ageUnknown']);
  });
});

describe('the masked card', () => {
  test('tells number, kind and days, and of a protected file not even the kind', () => {
    expect(cases.masked(caseOf(ADULT), contextOn())).toEqual({ title: ADULT['number'], detail: { key: 'beside', values: { first: { key: 'choice.violence.domestic' }, others: { key: 'case.since', values: { count: 12 } } } } });
    expect(JSON.stringify(cases.masked(caseOf({ ...ADULT, violence: ['rape'], primaryViolence: 'rape' }), contextOn()))).not.toContain('rape');
    expect(JSON.stringify(cases.masked(caseOf({ ...ADULT, age: 15 }), contextOn()))).not.toContain('domestic');
  });

  test('holds nothing that leads to her, whatever the file says', () => {
    const secret = fc.constantFrom('कमला-गुप्त', 'SECRET-77');
    const paths = Object.entries(osCase.fields).filter(([path, def]) => def.kind === 'text' && path !== 'number' && !path.includes('*')).map(([path]) => path);
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...paths), secret), fc.constantFrom(...VIOLENCE), (texts, kind) => {
      const shown = JSON.stringify([cases.masked(caseOf({ ...ADULT, violence: [kind], primaryViolence: kind, ...texts, registeredDay: '2026-11-10' }), contextOn()), cases.flags(caseOf({ ...ADULT, ...texts }), contextOn())]);
      expect(shown).not.toMatch(/कमला-गुप्त|SECRET-77|सुनीता|रामपुर|9876543210/u);
    }));
  });

  test('is followed by a page on which nothing that was written freely can be read before names are asked for', () => {
    const isFree = (kind: string): boolean => kind === 'text' || kind === 'phone';
    const secret = Object.fromEntries(Object.entries(osCase.fields).filter(([path, { kind }]) => isFree(kind) && path !== 'number').map(([path]) => [path.replace('*', 'a'), 'गुप्त-बात']));
    const days = Object.fromEntries(Object.entries(osCase.fields).filter(([, { kind }]) => kind === 'date').map(([path]) => [path.replace('*', 'a'), '2026-11-12']));
    const open = caseOf({ ...ADULT, ...days, ...secret, risks: ['danger'], age: 15 });
    const read = (record: DehriRecord): number => JSON.stringify(cases.parts.map((part) => [part.facts?.(record, contextOn()), part.lines?.(record, contextOn()), part.advice?.(record, contextOn())])).split('गुप्त-बात').length - 1;
    expect(read(open)).toBeGreaterThan(30);
    const covered = coveredFile(cases, osCase, open);
    const stays = Object.entries(covered.values).filter(([, value]) => value === 'गुप्त-बात').map(([path]) => path).sort();
    expect(stays).toEqual([
      'cwcTime', 'dirIncidents.a.time', 'foundTime', 'incidentSince', 'pocsoReportTo', 'referrals.a.office', 'referrals.a.receivedBy', 'registeredTime', 'services.a.provider', 'stays.a.inTime', 'stays.a.outTime',
    ]);
    expect(cases.flags(covered, contextOn()).map(({ key }) => key)).toContain('danger');
  });

  test('becomes her name only on the open card', () => {
    expect(cases.card(caseOf(ADULT), contextOn()).title).toBe('सुनीता देवी');
    expect(cases.card(caseOf({ ...ADULT, name: null }), contextOn()).title).toEqual({ key: 'case.noName' });
  });
});

describe('a file of someone under 18', () => {
  const girl: Values = { ...ADULT, age: 15, ageDay: '2026-11-10', violence: ['child_abuse'], primaryViolence: 'child_abuse' };

  test('is a child\'s, and no colleague who is not named on it reads it', () => {
    expect(classOf(girl)).toBe('child');
    const grant = (person: string) => [{ id: 'g', person, role: 'case-worker', place: OFFICE, from: '2026-01-01', to: null } as const];
    const subject = subjectOf(osCase, { bucket: `${OFFICE}/cases`, values: girl });
    expect(decideSubject(grant('p1'), 'read', subject, TODAY).ok).toBe(true);
    expect(decideSubject(grant('p2'), 'read', subject, TODAY).ok).toBe(false);
    expect(decideSubject(grant('p2'), 'read', subjectOf(osCase, { bucket: `${OFFICE}/cases`, values: ADULT }), TODAY)).toMatchObject({ ok: true, leave: 'reason' });
  });

  test('is one by birth date, by age, by what she says of then, and by the day it happened', () => {
    expect(classOf({ ...ADULT, minorThen: true })).toBe('child');
    expect(classOf({ ...ADULT, age: null, birthDate: '2009-01-01' })).toBe('child');
    expect(classOf({ ...ADULT, age: 20, birthDate: '2006-05-01', incidentDay: '2023-01-01' })).toBe('child');
    expect(classOf({ ...ADULT, age: 20, birthDate: '2006-05-01', incidentDay: '2025-01-01' })).toBe('case');
    expect(classOf({ ...ADULT, primaryViolence: 'rape' })).toBe('child');
    expect(classOf(ADULT)).toBe('case');
  });
});

describe('a woman of eighteen to whom it happened as a child', () => {
  const eighteen: Values = { ...ADULT, birthDate: '2008-11-01', age: 18, ageDay: '2026-11-10', incidentDay: '2026-06-01', violence: ['rape'], primaryViolence: 'rape', sharedWith: [] };

  test('has a file under both laws: kept as a child\'s, worked on as an adult\'s', () => {
    expect([isChildsFile(eighteen), isUnder18(eighteen, TODAY), isUnderBothLaws(eighteen, TODAY)]).toEqual([true, false, true]);
    expect(classOf(eighteen)).toBe('child');
    expect(flags({ ...eighteen, mayMessage: true })).toEqual(['bothLaws']);
  });

  test('decides herself about the Committee, while POCSO still asks for the police', () => {
    const refer = (agency: string) => said(cases.objections(referralSend.id, caseOf(eighteen), { 'referrals.r1.agency': agency, 'referrals.r1.sentDay': TODAY }, contextOn(), () => []));
    expect(refer('cwc')).toEqual(['!noConsent']);
    expect(refer('women_police_station')).toEqual(['lawfulReferral']);
  });

  test('is not asked for before the Committee when her case ends', () => {
    expect(said(cases.objections(close.id, caseOf(eighteen), { status: 'closed', outcome: 'helped' }, contextOn(), () => []))).toEqual([]);
  });

  test('stays protected on the day she grows up, and for good', () => {
    const seventeen: Values = { ...ADULT, birthDate: '2008-11-23', age: 17, ageDay: '2026-11-10' };
    expect(classOf(seventeen)).toBe('child');
    // Her age is asked again years later.
    expect(classOf({ ...seventeen, age: 21, ageDay: '2029-11-25' })).toBe('child');
    expect(classOf({ ...ADULT, age: 20, ageDay: '2029-11-25' })).toBe('child');
    expect(classOf({ ...ADULT, age: 22, ageDay: '2029-11-25' })).toBe('case');
    // It happened before she came, and only her age today is known.
    expect(classOf({ ...ADULT, age: 19, incidentDay: '2024-11-01' })).toBe('child');
    expect([isUnder18(seventeen, '2026-11-22'), isUnder18(seventeen, '2026-11-23')]).toEqual([true, false]);
    expect(isUnder18({ age: 17, ageDay: '2026-11-10' }, '2027-11-09')).toBe(true);
    expect(isUnder18({ age: 17, ageDay: '2026-11-10' }, '2027-11-10')).toBe(false);
  });
});

describe('two hands on one file', () => {
  let count = 0;
  const write = (record: DehriRecord | undefined, edits: Values, author: string): NonNullable<ReturnType<typeof editToChange>> => {
    count += 1;
    const change = editToChange(osCase, record, edits, { id: `${author}.${count}`, record: 'case-1', bucket: `${OFFICE}/cases`, device: author, counter: count, author, grant: 'g', deviceTime: 0, form: null });
    if (change === undefined) throw new Error('expected a change');
    return change;
  };
  const both = (one: Values, other: Values): DehriRecord => {
    const base = applyChange(osCase, undefined, write(undefined, ADULT, 'a'), { seq: 1, at: 1 });
    return [write(base, one, 'b'), write(base, other, 'c')].reduce((record, change, i) => applyChange(osCase, record, change, { seq: i + 2, at: i + 2 }), base);
  };

  test.each<[string, Values, Values, (record: DehriRecord) => unknown, FieldValue]>([
    ['an age over and one under 18: a child\'s file', { age: 19, ageDay: TODAY }, { age: 16, ageDay: TODAY }, ({ values }) => classOf(values), 'child'],
    ['another kind of violence and rape: a protected file', { violence: ['dowry'], primaryViolence: 'dowry' }, { violence: ['rape'], primaryViolence: 'rape' }, ({ values }) => classOf(values), 'child'],
    ['closed and still open: it stays open', { status: 'closed', outcome: 'helped', statusDay: TODAY }, { status: 'court', statusDay: TODAY }, (record) => cases.isOpen(record), true],
    ['danger over and a new danger: it stays a danger', { riskOver: true, riskDay: TODAY }, { risks: ['danger'], riskOver: false, riskNote: 'धमकी', riskDay: TODAY }, (record) => cases.flags(record, contextOn())[0]?.key ?? null, 'danger'],
    ['a message may and may not be left: it may not', { safePhone: '9876543211', mayMessage: true }, { safePhone: '9876543212', mayMessage: false }, (record) => cases.contact(record)?.noMessage ?? null, true],
    ['she may and may not be contacted: she is not', { consentContact: false, consentRegister: true, consentDay: TODAY }, { consentContact: true, consentRegister: false, consentDay: TODAY }, (record) => cases.contact(record) === undefined, true],
  ])('%s', (_, one, other, look, expected) => {
    expect(look(both(one, other))).toBe(expected);
    expect(look(both(other, one))).toBe(expected);
  });

  test('are asked wherever it is about law, identity, outcome or status', () => {
    const asked = [
      'number', 'name', 'nameTold', 'guardianName', 'birthDate', 'age', 'minorThen', 'idKind', 'idLast4', 'violence', 'primaryViolence', 'incidentDay', 'accused.a.name', 'firNumber', 'courtNumber', 'consentRegister', 'sharedWith', 'worker',
      'services.a.outcome', 'referrals.a.agency', 'referrals.a.answer', 'followUps.a.state', 'counselling.a.result', 'pauses.a.from', 'status', 'outcome', 'cwcDay', 'riskOver', 'safePhone',
    ];
    expect(asked.filter((path) => policyOf(osCase, registerOf(osCase, path)) !== 'ask')).toEqual([]);
  });
});
