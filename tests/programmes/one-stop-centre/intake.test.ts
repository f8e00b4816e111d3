import { describe, expect, test } from 'vitest';
import { calls } from '#programmes/one-stop-centre/calls.ts';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { intake } from '#programmes/one-stop-centre/forms/intake.ts';
import { identity, risk } from '#programmes/one-stop-centre/forms/person.ts';
import { osCase } from '#programmes/one-stop-centre/records.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { ADULT, caseOf, contextOn, said, TODAY } from './case-of.ts';

const open = (answers: Values = {}, form: FormDefinition = intake) => createFormEngine(form, { answers, today: TODAY, recordType: osCase });
const told = (more: Record<string, FieldValue>, form = open()) => {
  for (const [path, value] of Object.entries(more)) form.set(path, value);
  return form;
};
const LEAST = { risks: ['none'], mode: 'self', nameTold: false, violence: ['domestic'], primaryViolence: 'domestic', consentRegister: true, consentContact: false } as const;
const problems = (form: ReturnType<typeof open>) => form.problems().map(({ path, code }) => `${path} ${code}`);

describe('the intake', () => {
  test('begins with danger, and asks for a name only when she told it', () => {
    const form = open();
    expect(form.pages().map((page) => page.id)).toEqual(['@danger', '@came', '@reach', '@who', '@home', '@happened', '@when', '@told', 'accused', 'children', '@consent', '@sharing']);
    told(LEAST, form);
    expect(problems(form)).toEqual([]);
    form.set('nameTold', true);
    expect(problems(form)).toEqual(['name required']);
  });

  test('takes seven answers that must be given, and no paper', () => {
    const form = open();
    expect(problems(form)).toEqual(['risks required', 'mode required', 'nameTold required', 'violence required', 'consentRegister required', 'consentContact required']);
    expect(Object.keys(told(LEAST, form).output()).filter((path) => !['riskDay', 'riskOver', 'consentDay'].includes(path)).sort()).toEqual(Object.keys(LEAST).sort());
  });

  test('asks who speaks for her when she did not come herself', () => {
    const form = told({ ...LEAST, mode: 'relative' });
    expect(problems(form)).toEqual(['onBehalf required']);
    told({ onBehalf: true, informantName: 'मीना', informantRelation: 'बहन' }, form);
    expect(form.output()).toMatchObject({ onBehalf: true, informantName: 'मीना', informantRelation: 'बहन' });
    form.set('mode', 'self');
    expect(form.output()).not.toHaveProperty('informantName');
  });

  test('wants to know with a number whether a message may be left', () => {
    const form = told({ ...LEAST, safePhone: '9876543210' });
    expect(problems(form)).toEqual(['mayMessage required']);
  });

  test('takes one main kind of those that were chosen', () => {
    const form = told({ ...LEAST, violence: ['dowry', 'mental'], primaryViolence: 'domestic' });
    expect(form.state('primaryViolence').choices.map((choice) => choice.value)).toEqual(['dowry', 'mental']);
    expect(problems(form)).toEqual(['primaryViolence choice']);
  });

  test('refuses an incident of tomorrow and takes one of today', () => {
    expect(problems(told({ ...LEAST, incidentDay: '2026-11-23' }))).toEqual(['incidentDay constraint']);
    expect(problems(told({ ...LEAST, incidentDay: TODAY }))).toEqual([]);
  });

  test('refuses "nothing of this" beside a danger', () => {
    expect(problems(told({ ...LEAST, risks: ['danger', 'none'] }))).toEqual(['risks constraint']);
  });

  test('keeps no whole Aadhaar number, neither in her story nor beside her name', () => {
    expect(problems(told({ ...LEAST, incidentStory: 'उनका नंबर 2345 6789 0124 है' }))).toEqual(['incidentStory aadhaar']);
  });

  test.each<[string, Record<string, FieldValue>, string]>([
    ['an age of 130', { age: 130 }, 'age age'],
    ['a birth date of tomorrow', { birthDate: '2026-11-23' }, 'age date-future'],
    ['a birth date that is no day', { birthDate: '2010-02-30' }, 'age date'],
    ['nine digits for a phone', { safePhone: '987654321', mayMessage: false }, 'safePhone tel'],
    ['a story longer than the field', { incidentStory: 'अ'.repeat(3001) }, 'incidentStory too-long'],
    ['a kind that no list knows', { violence: ['domestic', 'sorcery'] }, 'violence choice'],
    ['no danger and no "nothing of this"', { risks: [] }, 'risks required'],
  ])('refuses %s', (_, answers, problem) => {
    expect(problems(told({ ...LEAST, ...answers }))).toContain(problem);
  });

  test('takes twelve persons who did it, and their ages within reason', () => {
    const form = told(LEAST);
    for (let i = 0; i < 13; i += 1) form.addRow('accused', `k${i}`);
    expect(problems(form)).toEqual(['accused rows-too-many']);
    form.removeRow('accused', 'k12');
    form.set('accused.k0.age', 121);
    expect(problems(form)).toEqual(['accused.k0.age too-big']);
  });

  test('asks whether she was under 18 then, only where it can be so', () => {
    const asks = (answers: Record<string, FieldValue>) => told({ ...LEAST, ...answers }).state('minorThen').relevant;
    expect(asks({})).toBe(true);
    expect(asks({ age: 16 })).toBe(false);
    expect(asks({ age: 19 })).toBe(true);
    expect(asks({ age: 40, incidentDay: '2026-11-20' })).toBe(false);
    expect(asks({ age: 19, incidentDay: '2025-11-01' })).toBe(true);
    expect(asks({ age: 40, incidentDay: '2004-01-01' })).toBe(true);
  });

  test('fills age and birth date from each other, so that they agree', () => {
    const form = told({ ...LEAST, birthDate: '2010-11-23' });
    expect(form.output()).toMatchObject({ age: 15, birthDate: '2010-11-23', ageDay: TODAY });
    form.set('age', 17);
    expect(form.output()).toMatchObject({ age: 17, ageDay: TODAY });
    expect(form.output()['birthDate'] ?? null).toBe(null);
  });
});

describe('before a new file is saved', () => {
  const objections = (edits: Values) => said(cases.objections(intake.id, undefined, edits, contextOn(), () => []));

  test('a name does not stand there against her will; a child is registered by law', () => {
    expect(objections({ age: 30, ageDay: TODAY, name: 'सुनीता', consentRegister: false })).toEqual(['!nameWithoutConsent']);
    expect(objections({ age: 30, ageDay: TODAY, consentRegister: false })).toEqual([]);
    expect(objections({ age: 15, ageDay: TODAY, name: 'पूजा', consentRegister: false })).toEqual(['childsPath']);
  });

  test('a missing age, and a girl who was under 18 then, are told of', () => {
    expect(objections({})).toEqual(['ageUnknown']);
    expect(objections({ age: 20, ageDay: TODAY, minorThen: true })).toEqual(['bothLaws']);
  });
});

describe('a woman who was here before', () => {
  const earlier = (edits: Values) => cases.objections(intake.id, undefined, { age: 30, ageDay: TODAY, ...edits }, contextOn(), (type) => (type === 'case' ? [caseOf({ ...ADULT, guardianName: 'रमेश महतो' })] : [])).map(({ word, blocks }) => [word, blocks]);
  const found = [[{ key: 'objection.cameBefore', values: { number: ADULT['number'] } }, false]];

  test('is found by her safe number, or by both names in any spelling, and only by number told of', () => {
    expect(earlier({ safePhone: '9876543210' })).toEqual(found);
    expect(earlier({ name: 'Sunita Devi', guardianName: 'Ramesh Mahto' })).toEqual(found);
    expect(earlier({ name: 'सुनीता देवी' })).toEqual([]);
    expect(earlier({ name: 'सुनीता देवी', guardianName: 'सुरेश महतो' })).toEqual([]);
  });
});

describe('a 181 call', () => {
  const context = contextOn('2026-11-22', { now: Date.parse('2026-11-22T18:35:00Z') });

  test('is disposed in one tap', () => {
    expect(calls.dispositions.map(({ value }) => value)).toEqual(['registrable', 'information', 'blank', 'dropped', 'insufficient', 'wrong', 'repeat']);
    expect(calls.dispose('blank', context)).toEqual({ day: '2026-11-22', time: '00:05', disposition: 'blank', by: 'p1' });
  });

  test('goes on to a file in which nothing is typed twice, and then knows that file', () => {
    const begun = { ...cases.beginAt(context, 'OSC/2026-27/A7-0001'), ...calls.toCase('call-1', context) };
    expect(begun).toMatchObject({ number: 'OSC/2026-27/A7-0001', call: 'call-1', mode: 'call_181', registeredDay: '2026-11-22', registeredTime: '00:05', worker: 'p1', takenBy: 'p1', status: 'open' });
    expect(open(begun).state('mode').value).toBe('call_181');
    expect(cases.alsoWrites?.(intake.id, 'case-1', undefined, begun, context, () => [])).toEqual([{ type: 'call', record: 'call-1', edits: { case: 'case-1' } }]);
    expect(cases.alsoWrites?.(intake.id, 'case-1', undefined, { mode: 'self' }, context, () => [])).toEqual([]);
  });
});

describe('a later visit', () => {
  test('takes only the last four of a paper of identity', () => {
    expect(problems(told({ idKind: 'aadhaar', idLast4: '12345' }, open({ nameTold: false }, identity)))).toEqual(['idLast4 digits-length']);
    expect(problems(told({ idKind: 'aadhaar', idLast4: '1234' }, open({ nameTold: false }, identity)))).toEqual([]);
  });

  test('that notes a danger makes an old "it is over" untrue', () => {
    const form = createFormEngine(risk, { saved: { risks: ['none'], riskOver: true }, today: TODAY, recordType: osCase });
    form.set('risks', ['danger']);
    expect(form.output()).toMatchObject({ risks: ['danger'], riskOver: false, riskDay: TODAY });
  });
});
