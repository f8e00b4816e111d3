import { describe, expect, test } from 'vitest';
import { campIndicators, householdIndicators, INDICATORS, shgIndicators } from '#programmes/jeevika/indicators.ts';
import type { Values } from '#shared/record/change.ts';
import type { Indicators } from '#shared/report/indicator.ts';
import { recordOf } from './record-of.ts';

function counts(indicators: Indicators, values: Values): Record<string, number> {
  const out: Record<string, number> = {};
  for (const { count, amount } of indicators.contributions(recordOf(indicators.recordType, values))) out[count] = (out[count] ?? 0) + amount;
  return out;
}
const family = (values: Values): Record<string, number> => counts(householdIndicators, values);

describe('a family of the list', () => {
  test('counts as listed from the day it is imported, and as nothing else', () => {
    expect(family({ listed: true, headName: 'सुनीता' })).toEqual({ listed: 1 });
  });
  test('whose row names a group counts as linked before, until the door says otherwise', () => {
    expect(family({ listed: true, listGroupName: 'एकता' })).toEqual({ listed: 1, linked: 1, covered: 1, linkedBefore: 1 });
    expect(family({ listed: true, listGroupName: 'एकता', outcome: 'refused', outcomeDay: '2025-05-10' })).toEqual({ listed: 1, surveyed: 1, refused: 1 });
  });
  test('promised to an old group is linked only once her name stands in its register', () => {
    const promised = { listed: true, outcome: 'old_group', outcomeDay: '2025-05-10', groupEntered: false };
    expect(family(promised)).toEqual({ listed: 1, surveyed: 1, willing: 1 });
    expect(family({ ...promised, groupEntered: true, linkedDay: '2025-05-17' })).toEqual({ listed: 1, surveyed: 1, linked: 1, covered: 1, linkedNow: 1 });
  });
  test('behind a locked door is visited but not surveyed', () => {
    expect(family({ listed: true, outcome: 'locked', outcomeDay: '2025-05-10' })).toEqual({ listed: 1, locked: 1 });
  });
  test('counts on the day it was linked, not on the day of the visit', () => {
    const contributions = householdIndicators.contributions(recordOf('household', { listed: true, outcome: 'new_group', outcomeDay: '2025-05-10', groupEntered: true, linkedDay: '2025-05-20' }));
    expect(contributions.find((c) => c.count === 'linked')?.day).toBe('2025-05-20');
    expect(contributions.find((c) => c.count === 'surveyed')?.day).toBe('2025-05-10');
    expect(contributions.find((c) => c.count === 'listed')?.day).toBe('');
  });
});

test('a family beside the list never moves the coverage of the list', () => {
  expect(family({ listed: false, surveyDay: '2025-05-10', outcome: 'new_group', outcomeDay: '2025-05-10', groupEntered: true, linkedDay: '2025-05-12', mahadalit: true }))
    .toEqual({ notListed: 1, notListedLinked: 1, mahadalitLinked: 1 });
});

test('a Mahadalit family linked before the drive is not the work of the drive', () => {
  expect(family({ listed: true, mahadalit: true, outcome: 'linked_already', outcomeDay: '2025-05-10' }))
    .toEqual({ listed: 1, surveyed: 1, linked: 1, covered: 1, linkedBefore: 1, mahadalitListed: 1, mahadalitLinkedBefore: 1 });
});

test('Ayushman cards are counted per person, and a removed person not at all', () => {
  expect(family({
    listed: true, 'members.a.ayushman': 'wanted', 'members.b.ayushman': 'wanted', 'members.b._gone': true,
    'members.c.ayushman': 'has', 'members.c.ayushmanDay': '2025-05-28', 'members.d.ayushman': 'has',
  })).toEqual({ listed: 1, ayushmanWanted: 1, ayushmanMade: 1 });
});

test('a contribution lies at the smallest place the family names within its bucket', () => {
  const at = (place: string): string | undefined => householdIndicators.contributions(recordOf('household', { listed: true, place }, { bucket: '10.192.1787.p1.v1/doorstep' }))[0]?.place;
  expect(at('10.192.1787.p1.v1.t4')).toBe('10.192.1787.p1.v1.t4');
  expect(at('10.192.1787.p9.v1.t4')).toBe('10.192.1787.p1.v1');
});

describe('a new group', () => {
  const members = { 'members.h1.household': 'h1', 'members.h2.household': 'h2', 'members.h3.household': 'h2', 'members.h4.household': 'h4', 'members.h4._gone': true };
  const group = (status: string): Record<string, number> => counts(shgIndicators, { origin: 'new', formedDay: '2025-05-20', status, ...members });
  test('counts with its families from the day it is handed in', () => {
    expect(group('submitted')).toEqual({ newGroups: 1, newGroupFamilies: 2, groupsWaiting: 1 });
    expect(group('approved')).toEqual({ newGroups: 1, newGroupFamilies: 2, groupsApproved: 1 });
  });
  test('does not count as a draft or while it is returned', () => {
    expect(group('draft')).toEqual({ groupsDraft: 1 });
    expect(group('returned')).toEqual({ groupsReturned: 1 });
  });
});

test('an old group adds nothing', () => {
  expect(counts(shgIndicators, { origin: 'old', status: 'approved', 'members.h1.household': 'h1' })).toEqual({});
});

test('a camp counts the people served on each of its days', () => {
  expect(campIndicators.contributions(recordOf('camp', { kind: 'ayushman', 'days.2025-05-28.served': 41, 'days.2025-05-29.served': 0 })))
    .toEqual([{ count: 'campServed', place: '10.192.1787.p1.v1.t1', day: '2025-05-28', amount: 41 }]);
});

test('every count that can appear is announced', () => {
  const many: Values[] = [
    ...['linked_already', 'old_group', 'new_group', 'refused', 'locked', 'migrated', 'no_woman', 'elsewhere', 'not_found'].flatMap((outcome) =>
      [true, false].flatMap((listed) => [true, false].map((groupEntered) => ({ listed, outcome, groupEntered, outcomeDay: '2025-05-10', mahadalit: true, rationNeeds: ['ekyc'], 'members.a.ayushman': 'wanted' })))),
    { listed: true, sameAs: 'another' },
    { listed: true, mahadalit: true, listGroupName: 'x', 'members.a.ayushman': 'has', 'members.a.ayushmanDay': '2025-05-10' },
  ];
  const seen = new Set(many.flatMap((values) => householdIndicators.contributions(recordOf('household', values)).map((c) => c.count)));
  expect([...seen].filter((count) => !householdIndicators.counts.includes(count))).toEqual([]);
  expect(householdIndicators.counts.filter((count) => !seen.has(count))).toEqual([]);
  const all = INDICATORS.flatMap((i) => i.counts);
  expect(new Set(all).size).toBe(all.length);
});
