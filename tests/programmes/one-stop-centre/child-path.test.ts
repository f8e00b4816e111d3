import { describe, expect, test } from 'vitest';
import { childPart } from '#programmes/one-stop-centre/child-path.ts';
import { cases } from '#programmes/one-stop-centre/cases.ts';
import { child } from '#programmes/one-stop-centre/forms/child.ts';
import { TASKS } from '#programmes/one-stop-centre/tasks.ts';
import type { Values } from '#shared/record/change.ts';
import { at, broken, recordAt } from './office-of.ts';

const girl: Values = { number: 'OSC/2', registeredDay: '2026-11-22', registeredTime: '12:00', status: 'open', worker: 'p1', age: 15, ageDay: '2026-11-22', foundDay: '2026-11-22', foundTime: '09:00' };
const said = (edits: Values, values: Values = girl) => cases.objections(child.id, recordAt('case', values), edits, at('2026-11-24'), () => []).map(({ word, blocks }) => [word.key, blocks]);
const production = (values: Values, today: string, time: string) => {
  const { now, rules } = at(today, time);
  return TASKS.flatMap((rule) => (rule.recordType === 'case' ? rule.tasks(recordAt('case', values), today, rules, now) : [])).find(({ kind }) => kind === 'cwc-production');
};

describe('production before the committee', () => {
  test('is due 24 hours after she was found, to the minute, and leads every list', () => {
    expect(production(girl, '2026-11-22', '16:30')).toMatchObject({ due: '2026-11-23', dueAt: Date.parse('2026-11-23T09:00:00+05:30'), urgent: true, form: child.id });
    expect(production(girl, '2026-11-23', '09:00')).not.toHaveProperty('escalatedTo');
    expect(production(girl, '2026-11-23', '09:01')).toMatchObject({ escalatedTo: 'centre-administrator' });
    expect(production(girl, '2026-11-23', '15:01')).toMatchObject({ escalatedTo: 'district-officer' });
  });

  test('counts from the registration where nobody wrote when she was found', () => {
    expect(production({ ...girl, foundDay: null, foundTime: null }, '2026-11-22', '16:30')).toMatchObject({ dueAt: Date.parse('2026-11-23T12:00:00+05:30') });
  });

  test('is due of nobody who is grown up or was brought', () => {
    expect(production({ ...girl, age: 18 }, '2026-11-22', '16:30')).toBeUndefined();
    expect(production({ ...girl, age: 24, minorThen: true }, '2026-11-22', '16:30')).toBeUndefined();
    expect(production({ ...girl, cwcDay: '2026-11-22', cwcTime: '15:00' }, '2026-11-22', '16:30')).toBeUndefined();
  });

  test('later than that wants a reason', () => {
    expect(said({ cwcDay: '2026-11-23', cwcTime: '09:00' })).toEqual([]);
    expect(said({ cwcDay: '2026-11-23', cwcTime: '09:30' })).toEqual([['objection.cwc-late', true]]);
    expect(said({ cwcDay: '2026-11-23', cwcTime: '09:30', cwcLateReason: 'रास्ता बंद था' })).toEqual([]);
  });

  test('is never before she was found', () => {
    expect(broken('case', { ...girl, cwcDay: '2026-11-21', cwcTime: '10:00' })).toEqual([['cwc-before-found', 'cwcDay']]);
    expect(broken('case', { ...girl, cwcDay: '2026-11-22', cwcTime: '08:59' })).toEqual([['cwc-before-found', 'cwcTime']]);
  });
});

describe('the part of the file', () => {
  const shown = (values: Values) => childPart.shown?.(recordAt('case', values), at());
  test('is there for a child, and for a woman who was one then, and for nobody else', () => {
    expect([shown(girl), shown({ age: 30, minorThen: true }), shown({ age: 30 }), shown({})]).toEqual([true, true, false, false]);
  });

  test('says until when, and after that what was ordered', () => {
    const keys = (values: Values) => childPart.facts?.(recordAt('case', values), at()).map(({ label }) => label.key);
    expect(keys(girl)).toEqual(['field.case.age', 'field.case.foundDay', 'child.cwcBy']);
    expect(keys({ ...girl, cwcDay: '2026-11-22', cwcTime: '15:00', cwcOrder: 'बालिका गृह' })).toEqual(['field.case.age', 'field.case.foundDay', 'field.case.cwcDay', 'field.case.cwcOrder']);
  });

  test('tells a late one from one in time', () => {
    const advice = (today: string) => childPart.advice?.(recordAt('case', girl), at(today)).map(({ key }) => key);
    expect([advice('2026-11-22'), advice('2026-11-24')]).toEqual([['cwc-soon'], ['cwc-late']]);
  });
});
