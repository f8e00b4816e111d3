import { describe, expect, test } from 'vitest';
import { survey } from '#programmes/jeevika/forms/survey.ts';
import { household } from '#programmes/jeevika/records.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import type { Values } from '#shared/record/change.ts';

const TODAY = '2025-05-20';
const open = (answers: Values = {}) => createFormEngine(survey, { answers, today: TODAY, recordType: household });
const listed: Values = { listed: true, headName: 'सुनीता देवी', guardianName: 'रमेश', cardNumber: '10200900112345674821' };
const problems = (form: ReturnType<typeof open>) => form.problems().map((p) => p.path);

describe('the survey', () => {
  test('of a locked house is one tap on one page and writes nothing else', () => {
    const form = open(listed);
    expect(form.pages().length).toBe(1);
    expect(problems(form)).toEqual(['outcome']);
    form.set('outcome', 'locked');
    expect(form.pages().length).toBe(1);
    expect(problems(form)).toEqual([]);
    const output = form.output();
    expect(output).toMatchObject({ outcome: 'locked', outcomeDay: TODAY });
    expect(Object.keys(output).filter((k) => !Object.hasOwn(listed, k)).sort()).toEqual(['outcome', 'outcomeDay']);
  });

  test('of a willing family takes six answers that must be given, the rest may be passed over', () => {
    const form = open(listed);
    form.set('outcome', 'new_group');
    expect(form.value('womanName')).toBe('सुनीता देवी');
    form.set('consent', true);
    form.set('womanAge', 31);
    expect(form.pages().length).toBe(6);
    expect(problems(form)).toEqual(['ayushmanFamily']);
    form.set('ayushmanFamily', 'all');
    expect(problems(form)).toEqual([]);
    expect(form.output()).toMatchObject({ outcome: 'new_group', womanName: 'सुनीता देवी', womanGuardian: 'रमेश', womanAge: 31, consent: true, consentDay: TODAY, surveyDay: TODAY });
  });

  test('asks no more when she does not agree', () => {
    const form = open(listed);
    form.set('outcome', 'linked_already');
    form.set('consent', false);
    expect(form.pages().length).toBe(2);
    expect(problems(form)).toEqual([]);
  });

  test('asks for a reason of a refusal and no personal question', () => {
    const form = open(listed);
    form.set('outcome', 'refused');
    expect(problems(form)).toEqual(['refusalReason']);
    expect(form.pages().length).toBe(1);
  });

  test('refuses a girl of seventeen for a group', () => {
    const form = open(listed);
    form.set('outcome', 'new_group');
    form.set('womanAge', 17);
    expect(problems(form)).toContain('womanAge');
  });

  test('asks about calling only with a number, and about the hour only if she may be called', () => {
    const form = open(listed);
    form.set('outcome', 'new_group');
    form.set('consent', true);
    expect(form.state('phoneMayCall').relevant).toBe(false);
    form.set('safePhone', '98765 43210');
    expect(form.state('phoneMayCall')).toMatchObject({ relevant: true, required: true });
    form.set('phoneMayCall', false);
    expect(form.state('safeTime').relevant).toBe(false);
  });

  test('does not let "none of these" stand beside another answer', () => {
    const form = open({ ...listed, outcome: 'new_group', consent: true, houseKind: 'kutcha', houseScheme: 'no' });
    form.set('housingBars', ['none', 'vehicle']);
    expect(problems(form)).toContain('housingBars');
    form.set('housingBars', ['vehicle']);
    expect(problems(form)).not.toContain('housingBars');
  });

  test('opened again for a linked woman keeps her group and the day she was linked', () => {
    const linked: Values = { ...listed, outcome: 'new_group', consent: true, consentDay: '2025-05-01', womanName: 'सुनीता देवी', womanAge: 31, ayushmanFamily: 'all', groupRecord: 'g1', groupName: 'एकता', groupEntered: true, linkedDay: '2025-05-10', surveyDay: '2025-05-01' };
    const output = open(linked).output();
    expect(output).toMatchObject({ groupName: 'एकता', groupEntered: true, linkedDay: '2025-05-10', surveyDay: '2025-05-01', consentDay: '2025-05-01' });
    expect(output['groupRecord']).toBe('g1');
  });

  test('opened again at a locked door takes nothing away from what she told before', () => {
    const told: Values = {
      ...listed, outcome: 'linked_already', outcomeDay: '2025-05-01', surveyDay: '2025-05-01', consent: true, consentDay: '2025-05-01', womanName: 'सुनीता देवी', safePhone: '9876543210', phoneMayCall: true,
      ayushmanFamily: 'some', 'members.a.name': 'रीना', 'members.a.ayushman': 'wanted', 'members.a._gone': false, rationNeeds: ['ekyc'],
    };
    const form = open(told);
    form.set('outcome', 'locked');
    const changed = Object.entries(form.output()).filter(([path, value]) => JSON.stringify(told[path]) !== JSON.stringify(value));
    expect(Object.fromEntries(changed)).toEqual({ outcome: 'locked', outcomeDay: TODAY });
  });

  test('empties what hangs on an answer that was taken back', () => {
    const form = open({ ...listed, outcome: 'linked_already', consent: true, womanName: 'सुनीता', safePhone: '9876543210', phoneMayCall: true, safeTime: 'noon', ayushmanFamily: 'all' });
    form.set('safePhone', null);
    expect(form.output()).toMatchObject({ safePhone: null, phoneMayCall: null, safeTime: null });
  });

  test('empties what she told when she takes her consent back', () => {
    const form = open({ ...listed, outcome: 'linked_already', consent: true, womanName: 'सुनीता', socialCategory: 'sc', safePhone: '9876543210', phoneMayCall: true, ayushmanFamily: 'some', 'members.a.name': 'रीना', 'members.a._gone': false });
    form.set('consent', false);
    expect(form.output()['socialCategory']).toBeUndefined();
    expect(form.output()).toMatchObject({ consent: false, safePhone: null, phoneMayCall: null, ayushmanFamily: null, 'members.a._gone': true });
  });

  test('forgets the reason of a refusal when she joins after all', () => {
    const form = open({ ...listed, outcome: 'refused', refusalReason: 'no_time', outcomeDay: '2025-05-01' });
    form.set('outcome', 'new_group');
    expect(form.output()['refusalReason']).toBe(null);
  });

  test('keeps members that are known when everybody has a card', () => {
    const form = open({ ...listed, outcome: 'linked_already', consent: true, 'members.a.name': 'रीना', 'members.a.ayushman': 'has', 'members.a._gone': false });
    form.set('ayushmanFamily', 'all');
    expect(form.output()['members.a._gone']).toBe(false);
  });
});
