import { describe, expect, test } from 'vitest';
import { newlyBroken, rulePaths, rulesAmong } from '#shared/record/judge-rules.ts';
import { rowIds } from '#shared/record/record.ts';
import type { RecordRule } from '#shared/record/record-type.ts';

const outAfterIn: RecordRule = {
  code: 'out-after-in',
  broken: (values) => rowIds(values, 'stays').flatMap((row) => {
    const [from, to] = [values[`stays.${row}.in`], values[`stays.${row}.out`]];
    return typeof from === 'string' && typeof to === 'string' && to < from ? [`stays.${row}.out`] : [];
  }),
};
const notInFuture: RecordRule = { code: 'not-in-future', broken: (values, today) => (typeof values['day'] === 'string' && values['day'] > today ? ['day'] : []) };
const TYPE = { rules: [outAfterIn, notInFuture] };
const OK = { 'stays.a.in': '2026-05-01', 'stays.a.out': '2026-05-03' };
const WRONG = { 'stays.a.in': '2026-05-04', 'stays.a.out': '2026-05-03' };

describe('the rules of a record', () => {
  test('that a change breaks are named with the answers at fault', () => {
    expect(newlyBroken(TYPE, OK, WRONG, '2026-05-10')).toEqual([{ code: 'out-after-in', paths: ['stays.a.out'] }]);
    expect(newlyBroken(TYPE, undefined, { ...WRONG, day: '2026-06-01' }, '2026-05-10').map((rule) => rule.code)).toEqual(['out-after-in', 'not-in-future']);
    expect(newlyBroken(TYPE, undefined, OK, '2026-05-10')).toEqual([]);
  });

  test('that were broken before stop no other work, but another row answers for itself', () => {
    expect(newlyBroken(TYPE, WRONG, { ...WRONG, note: 'x' }, '2026-05-10')).toEqual([]);
    expect(newlyBroken(TYPE, WRONG, { ...WRONG, 'stays.b.in': '2026-05-02', 'stays.b.out': '2026-05-01' }, '2026-05-10')).toEqual([{ code: 'out-after-in', paths: ['stays.b.out'] }]);
    expect(newlyBroken(TYPE, WRONG, OK, '2026-05-10')).toEqual([]);
  });

  test('travel beside the paths under their codes', () => {
    const paths = rulePaths(newlyBroken(TYPE, undefined, { ...WRONG, day: '2026-06-01' }, '2026-05-10'));
    expect(paths).toEqual(['stays.a.out', 'rule:out-after-in', 'day', 'rule:not-in-future']);
    expect(rulesAmong(paths)).toEqual(['out-after-in', 'not-in-future']);
  });

  test('are not asked of a type without any', () => {
    expect(newlyBroken({}, OK, WRONG, '2026-05-10')).toEqual([]);
  });
});
