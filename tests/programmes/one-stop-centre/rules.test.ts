import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASE_RULES } from '#programmes/one-stop-centre/rules.ts';
import { osCase } from '#programmes/one-stop-centre/records.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import { newlyBroken } from '#shared/record/judge-rules.ts';
import { ADULT, brokenBy, TODAY } from './case-of.ts';

describe('the rules of a file', () => {
  test('find nothing wrong with a plain case', () => {
    expect(brokenBy(ADULT)).toEqual([]);
  });

  test.each<[string, Values, readonly string[]]>([
    ['incident-ahead', { incidentDay: '2026-11-23' }, ['incidentDay']],
    ['incident-before-birth', { birthDate: '1999-05-01', incidentDay: '1999-04-30' }, ['incidentDay']],
    ['day-ahead', { 'services.s1.day': '2026-11-23', 'followUps.f1.doneDay': '2027-01-01', 'followUps.f1.dueDay': '2027-02-01' }, ['services.s1.day', 'followUps.f1.doneDay']],
    ['birth-against-age', { birthDate: '1990-01-01', age: 27 }, ['age']],
    ['primary-not-chosen', { primaryViolence: 'rape' }, ['primaryViolence']],
    ['answer-before-sent', { 'referrals.r1.sentDay': '2026-11-12', 'referrals.r1.receivedDay': '2026-11-11', 'referrals.r1.answeredDay': '2026-11-10' }, ['referrals.r1.receivedDay', 'referrals.r1.answeredDay']],
    ['pause-ends-before', { 'pauses.p1.from': '2026-11-12', 'pauses.p1.to': '2026-11-11' }, ['pauses.p1.to']],
    ['closed-before-registered', { status: 'closed', outcome: 'helped', statusDay: '2026-11-09' }, ['statusDay']],
    ['closed-without-outcome', { status: 'closed', statusDay: TODAY }, ['outcome']],
    ['closed-open-referral', { status: 'closed', outcome: 'helped', statusDay: TODAY, 'referrals.r1.agency': 'dlsa', 'referrals.r1.sentDay': '2026-11-12' }, ['status']],
    ['closed-open-stay', { status: 'closed', outcome: 'helped', statusDay: TODAY, 'stays.s1.inDay': '2026-11-12', 'stays.s1.bed': 'b1' }, ['status']],
  ])('%s', (code, more, paths) => {
    expect(brokenBy({ ...ADULT, ...more })).toEqual([[code, paths]]);
  });

  test('take back a row that was removed', () => {
    expect(brokenBy({ ...ADULT, status: 'closed', outcome: 'helped', statusDay: TODAY, 'referrals.r1.sentDay': '2026-11-12', 'referrals.r1._gone': true })).toEqual([]);
  });

  test('let a birth date agree with the age on the day it was told, also years later', () => {
    expect(brokenBy({ ...ADULT, birthDate: '1999-05-01', age: 27, ageDay: '2026-11-10' }, '2030-01-01')).toEqual([]);
    expect(brokenBy({ ...ADULT, ageDay: null, birthDate: '1999-05-01', age: 30 })).toEqual([['birth-against-age', ['age']]]);
  });

  test('are judged on what a change breaks itself: an old fault stops no other work', () => {
    const faulty = { ...ADULT, incidentDay: '2027-01-01' };
    expect(newlyBroken(osCase, faulty, { ...faulty, address: 'ग्राम बरियारपुर' }, TODAY)).toEqual([]);
    expect(newlyBroken(osCase, ADULT, faulty, TODAY).map(({ code }) => code)).toEqual(['incident-ahead']);
  });

  test('answer for any values, and name only paths', () => {
    const odd = fc.oneof(fc.constantFrom<FieldValue>(null, '', 'x', '2026-11-22', '2026-13-40', 'closed', true, false, -1, Number.NaN, ['rape'], []), fc.string(), fc.integer(), fc.array(fc.string(), { maxLength: 2 }));
    const rows = Object.keys(osCase.fields).flatMap((path) => (path.includes('*') ? ['a', 'b', ''].map((row) => path.replace('*', row)) : [path]));
    const path = fc.oneof(fc.constantFrom(...rows, 'stays.', 'referrals', 'referrals.a._gone', '__proto__', 'constructor'), fc.string({ maxLength: 12 }));
    fc.assert(fc.property(fc.array(fc.tuple(path, odd), { maxLength: 25 }), fc.constantFrom('2026-11-22', '', 'x'), (pairs, today) => {
      const values: Values = Object.fromEntries(pairs);
      for (const rule of CASE_RULES) {
        const broken = rule.broken(values, today);
        expect(broken.every((at) => typeof at === 'string' && at !== '')).toBe(true);
        expect(rule.broken(values, today)).toEqual(broken);
      }
      expect(['case', 'child']).toContain(osCase.guard?.classOf?.(values));
    }), { numRuns: 2_000 });
  });
});
