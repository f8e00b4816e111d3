import { describe, expect, test } from 'vitest';
import { OFFICE_LISTS } from '#programmes/mission-shakti/office-lists.ts';
import type { Values } from '#shared/record/change.ts';
import { at, recordAt, tasksOf } from './mission-of.ts';

const kinds = (type: string, values: Values, today?: string): (readonly [string, string | undefined, string | undefined])[] => tasksOf(type, values, today).map(({ kind, due, escalatedTo }) => [kind, due, escalatedTo]);
const stateOf = (type: string, values: Values, today?: string): string | undefined => OFFICE_LISTS.find(({ recordType }) => recordType === type)?.stateOf(recordAt(type, values), at(today)).key;

describe('a workplace', () => {
  const place: Values = { name: 'कारख़ाना', employees: 40, women: 12, registeredDay: '2026-08-01' };
  const formed: Values = { ...place, committeeDay: '2024-01-21', committeeEnd: '2027-01-21', committeeOutside: true, committeeChair: 'प्रबंधक' };

  test('forms its committee within the limit, below ten workers none', () => {
    expect(kinds('workplace', place, '2026-08-15')).toEqual([['committee-form', '2026-08-31', undefined]]);
    expect(kinds('workplace', { ...place, employees: 9 }, '2026-12-15')).toEqual([]);
    expect([stateOf('workplace', place), stateOf('workplace', { ...place, employees: 9 })]).toEqual(['notFormed', 'local']);
  });

  test('is warned sixty days before the term of its committee ends', () => {
    expect(kinds('workplace', formed, '2026-11-21')).toEqual([]);
    expect(kinds('workplace', formed, '2026-11-22')).toEqual([['committee-term', '2027-01-21', undefined]]);
    expect([stateOf('workplace', formed, '2026-11-21'), stateOf('workplace', formed, '2026-11-22')]).toEqual(['formed', 'termEnding']);
  });

  test('disposes a complaint in ninety days; after that the district is told', () => {
    const complained = { ...formed, 'complaints.a.receivedDay': '2026-06-01', 'complaints.a.body': 'internal' };
    expect(kinds('workplace', complained, '2026-08-30')).toEqual([['shebox-complaint', '2026-08-30', undefined]]);
    expect(kinds('workplace', complained, '2026-08-31')).toEqual([['shebox-complaint', '2026-08-30', 'district-officer']]);
    expect([stateOf('workplace', complained, '2026-08-30'), stateOf('workplace', complained, '2026-08-31')]).toEqual(['formed', 'late']);
    expect(kinds('workplace', { ...complained, 'complaints.a.closedDay': '2026-08-30' }, '2026-08-31')).toEqual([]);
  });
});

describe('a home', () => {
  const home: Values = { name: 'शक्ति सदन', capacity: 50, capacityDay: '2026-01-01', state: 'open', latestDay: '2026-11-10', latestPresent: 20 };

  test('that was not counted for seven days says so', () => {
    expect(kinds('home', home, '2026-11-16')).toEqual([]);
    expect(kinds('home', home, '2026-11-17')).toEqual([['home-count', '2026-11-17', undefined]]);
    expect(kinds('home', { ...home, state: 'closed' }, '2026-11-30')).toEqual([]);
    expect([stateOf('home', home, '2026-11-17'), stateOf('home', home, '2026-11-18')]).toEqual(['free', 'uncounted']);
  });

  test('mends what an inspection found by the day that was set', () => {
    const found = { ...home, 'inspections.a.day': '2026-11-01', 'inspections.a.by': 'एसडीओ', 'inspections.a.finding': 'पानी', 'inspections.a.mendBy': '2026-11-15' };
    expect(kinds('home', found, '2026-11-16')).toEqual([['home-finding', '2026-11-15', undefined]]);
    expect(kinds('home', { ...found, 'inspections.a.mendedDay': '2026-11-14' }, '2026-11-16')).toEqual([]);
  });

  test('that holds more than its places leads the list', () => {
    expect(stateOf('home', { ...home, latestDay: '2026-11-16', latestPresent: 51 }, '2026-11-16')).toBe('over');
    expect(stateOf('home', { ...home, latestDay: '2026-11-16', latestPresent: 50 }, '2026-11-16')).toBe('full');
  });
});

describe('the fund and the linkages', () => {
  test('a case waits for the committee, then for its payment, then for nothing', () => {
    const applied: Values = { number: '1', appliedDay: '2026-09-01' };
    const approved = { ...applied, decision: 'approved', committeeDay: '2026-09-20', amount: 10_000 };
    expect(tasksOf('fundCase', applied, '2026-09-02').map(({ kind, due, waitsOn }) => [kind, due, waitsOn])).toEqual([['fund-decide', '2026-10-01', 'committee']]);
    expect(kinds('fundCase', approved, '2026-10-06')).toEqual([['fund-pay', '2026-10-05', undefined]]);
    expect([kinds('fundCase', { ...approved, paidDay: '2026-10-01' }), kinds('fundCase', { ...applied, decision: 'refused', committeeDay: '2026-09-20' })]).toEqual([[], []]);
  });

  test('a linkage without an outcome is asked after thirty days', () => {
    const linked: Values = { name: 'अ', day: '2026-10-01' };
    expect([kinds('linkage', linked, '2026-10-30'), kinds('linkage', linked, '2026-10-31'), kinds('linkage', { ...linked, outcome: 'applied' }, '2026-10-31'), kinds('linkage', { ...linked, outcome: 'got' }, '2026-10-31')]).toEqual([
      [], [['linkage-outcome', '2026-10-31', undefined]], [['linkage-outcome', '2026-10-31', undefined]], [],
    ]);
  });

  test('a batch that is over asks for its result', () => {
    expect(kinds('batch', { from: '2026-06-01', to: '2026-08-31', enrolled: 30 }, '2026-09-01')).toEqual([['batch-result', '2026-09-07', undefined]]);
    expect(kinds('batch', { from: '2026-06-01', to: '2026-08-31', enrolled: 30, finished: 0 }, '2026-09-01')).toEqual([]);
  });

  test('the name of an applicant stands on her page and in no list or register', () => {
    const list = OFFICE_LISTS.find(({ recordType }) => recordType === 'fundCase');
    const record = recordAt('fundCase', { number: '7/2026-27', appliedDay: '2026-09-01', name: 'रेखा देवी', guardian: 'मोहन' });
    expect(JSON.stringify(list?.card(record, at()))).not.toMatch(/रेखा|मोहन/u);
    expect(JSON.stringify(list?.facts?.(record, at()))).toMatch(/रेखा/u);
  });
});
