import { describe, expect, test } from 'vitest';
import { ruleEdits, rulePlaces, ruleRows } from '#client/screens/desk/rules/rule-rows.ts';
import type { Grant } from '#shared/access/access.ts';
import type { Programme } from '#shared/programme.ts';
import type { Values } from '#shared/record/change.ts';

const PROGRAMME: Programme = {
  id: 'care-leavers', recordTypes: [], forms: [], indicators: [], tasks: [],
  rules: {
    clocks: [{ id: 'caste', limit: { amount: 10, unit: 'working_days' }, standing: 'official', source: 'B4' }],
    numbers: [{ id: 'mentorMost', value: 5, standing: 'custom', source: 'convention' }],
  },
};
const said = (place: string, values: Values) => ({ id: `rulebook-${place}`, bucket: `${place}/notice`, values });
const grant = (role: Grant['role'], place: string): Grant => ({ id: place, person: 'p', role, place, from: '2026-01-01', to: null });

describe('the rules shown at the desk', () => {
  test('are what the programmes bring, with their standing', () => {
    expect(ruleRows([PROGRAMME], [], '10.193')).toEqual([
      { programme: 'care-leavers', kind: 'clocks', id: 'caste', brought: { amount: 10, unit: 'working_days' }, inForce: { amount: 10, unit: 'working_days' }, standing: 'official', why: '' },
      { programme: 'care-leavers', kind: 'numbers', id: 'mentorMost', brought: { amount: 5 }, inForce: { amount: 5 }, standing: 'custom', why: '' },
    ]);
  });

  test('say who set what is in force, and why', () => {
    const [clock] = ruleRows([PROGRAMME], [], '10.193');
    const edits = ruleEdits(clock ?? { kind: 'clocks', id: '' }, { amount: 12, unit: 'days' }, 'पत्र 12');
    const state = said('10', edits);
    expect(ruleRows([PROGRAMME], [state], '10.193')[0]).toMatchObject({ inForce: { amount: 12, unit: 'days' }, setAt: '10', why: 'पत्र 12' });
    const district = said('10.193', ruleEdits({ kind: 'clocks', id: 'caste' }, { amount: 9, unit: 'days' }, 'पत्र 13'));
    expect(ruleRows([PROGRAMME], [state, district], '10.193')[0]).toMatchObject({ inForce: { amount: 9, unit: 'days' }, setAt: '10.193', why: 'पत्र 13' });
    expect(ruleRows([PROGRAMME], [state, district], '10')[0]).toMatchObject({ setAt: '10' });
    const takenBack = said('10.193', { ...district.values, 'clocks.caste._gone': true });
    expect(ruleRows([PROGRAMME], [state, takenBack], '10.193')[0]).toMatchObject({ setAt: '10' });
  });

  test('are set for the state and its districts by who may, the widest first', () => {
    const known = ['10', '10.193', '10.193.1710', '10.200', '10.193.osc1'];
    expect(rulePlaces([grant('administrator', '10')], known, '2026-05-10')).toEqual(['10', '10.193', '10.200']);
    expect(rulePlaces([grant('district-officer', '10.193')], known, '2026-05-10')).toEqual(['10.193']);
    expect(rulePlaces([grant('case-worker', '10.193.osc1'), grant('mitra', '10.193')], known, '2026-05-10')).toEqual([]);
  });
});
