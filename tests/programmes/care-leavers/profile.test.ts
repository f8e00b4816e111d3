import { describe, expect, test } from 'vitest';
import { ageOn, bandOf, dayOfAge, isChildsFile } from '#programmes/care-leavers/age.ts';
import { profile } from '#programmes/care-leavers/forms/profile.ts';
import { leavers } from '#programmes/care-leavers/practice.ts';
import { flags, profileFacts } from '#programmes/care-leavers/profile-part.ts';
import { careLeaver, mentor } from '#programmes/care-leavers/records.ts';
import { subjectOf } from '#shared/access/guard.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { contextOn, leaverOf, rulesAt, TODAY } from './record-of.ts';
import { brokenBy } from './rules-of.ts';

const open = (answers: Values = {}) => createFormEngine(profile, { answers, today: TODAY, recordType: careLeaver });

describe('the profile', () => {
  test('asks for twelve answers and leaves the rest to her', () => {
    const form = open();
    const answers: Record<string, FieldValue> = {
      source: 'self', consentRegister: true, name: 'पूजा कुमारी', sex: 'female', birthDate: '2008-03-12', ageProof: 'school', homeKind: 'children',
      homeName: 'बालिका गृह, गायघाट', parents: 'unknown', stay: 'institution', schooling: 'matric', bank: 'none',
    };
    for (const [path, value] of Object.entries(answers)) form.set(path, value);
    expect(form.problems()).toEqual([]);
    expect(form.output()).toMatchObject({ ...answers, age: 18, ageDay: TODAY, seenDay: TODAY, consentDay: TODAY, status: 'open' });
  });

  test('makes no file of a grown-up without consent; a child is registered by law', () => {
    const form = open();
    form.set('consentRegister', false);
    form.set('age', 18);
    expect(form.problems().map(({ path, code }) => [path, code])).toContainEqual(['consentRegister', 'constraint']);
    form.set('age', 17);
    expect(form.problems().map(({ path }) => path)).not.toContain('consentRegister');
  });

  test('keeps no whole Aadhaar number, wherever it is typed', () => {
    const form = open();
    form.set('admissionNumber', '2345 6789 0124');
    expect(form.problems().find(({ path }) => path === 'admissionNumber')?.code).toBe('aadhaar');
  });
});

describe('her age', () => {
  const rules = rulesAt();
  const band = (birthDate: string, more: Values = {}) => bandOf({ birthDate, ...more }, TODAY, rules);

  test('says where she stands: in care, after-care to 21, to 23 when extended, then on her own', () => {
    expect(band('2008-11-23')).toBe('in_care');
    expect(band('2008-11-22')).toBe('aftercare');
    expect(band('2005-11-23')).toBe('aftercare');
    expect(band('2005-11-22')).toBe('may_extend');
    expect(band('2005-11-22', { aftercareLong: true })).toBe('extended');
    expect(band('2003-11-22', { aftercareLong: true })).toBe('independent');
    expect(bandOf({}, TODAY, rules)).toBe('unknown');
  });

  test('follows the years that an administrator sets', () => {
    const other = { ...rules, number: (id: string) => (id === 'aftercareEnd' ? 25 : 26) };
    expect(bandOf({ birthDate: '2003-11-22' }, TODAY, other)).toBe('aftercare');
  });

  test('of which only the years were told is counted from the day of telling, never too early', () => {
    const told = { age: 17, ageDay: '2026-02-01' };
    expect(ageOn(told, '2027-01-31')).toBe(17);
    expect(ageOn(told, '2027-02-01')).toBe(18);
  });

  test('of a child of the leap day grows on the first of March in common years', () => {
    expect(dayOfAge({ birthDate: '2008-02-29' }, 18)).toBe('2026-03-01');
    expect(ageOn({ birthDate: '2008-02-29' }, '2026-02-28')).toBe(17);
  });

  test('and birth date that contradict each other are both at fault', () => {
    expect(brokenBy(careLeaver, { birthDate: '2008-01-01', age: 16, ageDay: '2026-11-01' })).toEqual([['birth-age', ['birthDate', 'age']]]);
    expect(brokenBy(careLeaver, { birthDate: '2008-01-01', age: 18, ageDay: '2026-11-01' })).toEqual([]);
  });

  test('goes before everything that happened to her', () => {
    expect(brokenBy(careLeaver, { birthDate: '2012-01-01', admittedDay: '2011-05-01', leftDay: '2010-01-01' })).toEqual([
      ['born-first', ['admittedDay', 'leftDay']], ['left-before-admitted', ['leftDay']],
    ]);
  });
});

describe('who may see the file', () => {
  const classOf = (values: Values) => subjectOf(careLeaver, leaverOf(values)).accessClass;

  test('is decided as for a child until somebody went through it after her eighteenth birthday', () => {
    expect(classOf({ birthDate: '2008-11-22', seenDay: '2026-11-21' })).toBe('child');
    expect(classOf({ birthDate: '2008-11-22', seenDay: '2026-11-22' })).toBe('case');
    expect(isChildsFile({ age: 17, ageDay: '2026-01-01', registeredDay: '2026-01-01' })).toBe(true);
  });

  test('is decided as for a child while nothing is known of her age and she has not left', () => {
    expect(classOf({})).toBe('child');
    expect(classOf({ leftDay: '2025-01-01' })).toBe('case');
  });

  test('hangs on the worker, the team and who is barred, for files and mentors alike', () => {
    const named = { worker: 'w1', 'team.a.person': 't1', 'barred.b.person': 'b1', birthDate: '2000-01-01', seenDay: TODAY };
    for (const type of [careLeaver, mentor]) expect(subjectOf(type, leaverOf(named))).toMatchObject({ assigned: 'w1', team: ['t1'], barred: ['b1'], accessClass: 'case' });
  });
});

describe('the file in the list', () => {
  const values = { number: 'CL/2026-27/A7-0001', name: 'पूजा कुमारी', sex: 'female', birthDate: '2009-03-12', stay: 'none', mood: 'distress', hasSomeone: false };

  test('shows no name until it is asked for', () => {
    const masked = JSON.stringify(leavers.masked(leaverOf(values), contextOn()));
    expect(masked).not.toContain('पूजा');
    expect(leavers.card(leaverOf(values), contextOn()).title).toBe('पूजा कुमारी');
    expect(JSON.stringify(flags(leaverOf(values), contextOn()))).not.toContain('पूजा');
  });

  test('is led by what cannot wait', () => {
    const keys = (more: Values) => flags(leaverOf({ ...values, ...more }), contextOn()).map(({ key }) => key);
    expect(keys({})).toEqual(['no_place', 'distress', 'alone', 'eighteen_soon', 'no_aadhaar']);
    expect(keys({ birthDate: '2006-06-15', stay: 'rent', mood: 'well', hasSomeone: true, 'papers.aadhaar.state': 'issued' })).toEqual([]);
    expect(keys({ birthDate: '2006-06-15' })).not.toContain('aftercare_ends');
    expect(keys({ birthDate: '2005-12-15' })).toContain('aftercare_ends');
    expect(keys({ birthDate: '2005-12-15', aftercareLong: true })).not.toContain('aftercare_ends');
    expect(keys({ status: 'closed' })).toEqual([]);
  });

  test('goes by the last follow-up, not by what was so at first', () => {
    const later = { ...values, 'followUps.a.doneDay': '2026-10-01', 'followUps.a.stay': 'hostel', 'followUps.a.mood': 'well', 'followUps.b.doneDay': '2026-06-01', 'followUps.b.mood': 'distress' };
    expect(flags(leaverOf(later), contextOn()).map(({ key }) => key)).not.toContain('no_place');
    expect(flags(leaverOf(later), contextOn()).map(({ key }) => key)).not.toContain('distress');
  });

  test('tells only what is known', () => {
    expect(profileFacts(leaverOf({ name: 'पूजा', age: 17, ageDay: '2026-11-01' }), contextOn()).map(({ label, value }) => [label.key, value])).toEqual([
      ['fact.name', 'पूजा'], ['fact.age', { key: 'age.about', values: { age: 17 } }],
    ]);
  });
});
