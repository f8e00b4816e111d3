import { describe, expect, it } from 'vitest';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { Rules } from '#shared/task/rulebook.ts';
import type { Values } from '#shared/record/change.ts';

const RULES: Rules = {
  clocks: [{ id: 'caste', limit: { amount: 10, unit: 'working_days' }, standing: 'official', source: 'RTPS' }],
  numbers: [{ id: 'small-cell', value: 5, standing: 'custom', source: 'B' }],
};

function said(place: string, values: Values) {
  return { id: `rulebook-${place}`, bucket: `${place}/notice`, values };
}

describe('the rulebook in force', () => {
  it('is what the programmes bring where nobody has set anything', () => {
    const rules = rulebookFrom([RULES], [], '10.208.osc1');
    expect(rules.clock('caste').limit).toEqual({ amount: 10, unit: 'working_days' });
    expect(rules.number('small-cell')).toBe(5);
    expect(rules.added('agency')).toEqual([]);
    expect(['2026-01-26', '2031-08-15', '2026-10-02', '2026-11-15'].map((day) => rules.holidays.has(day))).toEqual([true, true, true, false]);
  });

  it('takes of several the nearest value, each by itself', () => {
    const state = said('10', { 'clocks.caste.amount': 12, 'clocks.caste.unit': 'days', 'numbers.small-cell.value': 7 });
    const district = said('10.208', { 'clocks.caste.amount': 9, 'clocks.caste.unit': 'working_days', 'holidays.2026-11-15.name': 'छठ' });
    const other = said('10.209', { 'numbers.small-cell.value': 99, 'holidays.2026-11-16.name': 'x' });
    for (const records of [[state, district, other], [other, district, state]]) {
      const rules = rulebookFrom([RULES], records, '10.208.osc1');
      expect(rules.clock('caste').limit).toEqual({ amount: 9, unit: 'working_days' });
      expect(rules.number('small-cell')).toBe(7);
      expect(rules.holidays.has('2026-11-15')).toBe(true);
      expect(rules.holidays.has('2026-11-16')).toBe(false);
    }
    expect(rulebookFrom([RULES], [state, district, other], '10.210').clock('caste').limit).toEqual({ amount: 12, unit: 'days' });
  });

  it('forgets what was taken back', () => {
    const district = said('10.208', {
      'clocks.caste.amount': 9, 'clocks.caste.unit': 'days', 'clocks.caste._gone': true, 'holidays.2026-11-15.name': 'छठ', 'holidays.2026-11-15._gone': true,
      'lists.a1.list': 'agency', 'lists.a1.value': 'x_a1', 'lists.a1.word': 'सखी', 'lists.a1._gone': true,
    });
    const rules = rulebookFrom([RULES], [district], '10.208');
    expect(rules.clock('caste').limit.amount).toBe(10);
    expect(rules.holidays.has('2026-11-15')).toBe(false);
    expect(rules.added('agency')).toEqual([]);
  });

  it('adds values to a list with their own word, and never one that could be a programme’s', () => {
    const district = said('10.208', {
      'lists.a1.list': 'agency', 'lists.a1.value': 'x_a1', 'lists.a1.word': 'सखी मंडल', 'lists.a2.list': 'agency', 'lists.a2.value': 'police', 'lists.a2.word': 'थाना',
    });
    expect(rulebookFrom([RULES], [district], '10.208').added('agency')).toEqual([{ value: 'x_a1', word: 'सखी मंडल' }]);
  });

  it('ignores odd values and rules that no programme brings any more', () => {
    const district = said('10.208', { 'clocks.caste.amount': -1, 'clocks.caste.unit': 'days', 'clocks.old.amount': 1, 'clocks.old.unit': 'days', 'numbers.small-cell.value': 'x' });
    const rules = rulebookFrom([RULES], [district], '10.208');
    expect(rules.clock('caste').limit.amount).toBe(10);
    expect(rules.number('small-cell')).toBe(5);
    expect(() => rules.clock('old')).toThrow('old');
  });

  it('refuses two programmes with one rule', () => {
    expect(() => rulebookFrom([RULES, RULES], [], '10')).toThrow('two rules');
  });
});
