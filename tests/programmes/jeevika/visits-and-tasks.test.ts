import { describe, expect, test } from 'vitest';
import { adviceFor } from '#programmes/jeevika/advice.ts';
import { camps } from '#programmes/jeevika/camps.ts';
import { doors } from '#programmes/jeevika/doors.ts';
import { nextDoors } from '#programmes/jeevika/next-door.ts';
import { TASKS } from '#programmes/jeevika/tasks.ts';
import type { Values } from '#shared/record/change.ts';
import { recordOf } from './record-of.ts';

const TODAY = '2025-05-20';
const door = (id: string, values: Values, tola = 't1') => recordOf('household', { cardNumber: id, ...values }, { id, bucket: `10.192.1787.p1.v1.${tola}/doorstep` });
const due = (type: string, values: Values) => TASKS.filter((t) => t.recordType === type).flatMap((t) => t.tasks(recordOf(type, values), TODAY)).map(({ kind, due: day }) => [kind, day]);
const codes = (values: Values): string[] => adviceFor(recordOf('household', values)).map((a) => a.code);

describe('the next door', () => {
  test('is in the tola she stands in, further along the lane, before she turns back', () => {
    const all = [door('100', {}), door('200', {}), door('300', {}), door('150', {}, 't2')];
    expect(nextDoors(all, TODAY, '200').map((d) => d.id)).toEqual(['300', '100', '150']);
  });
  test('is never one that is done, and a locked one only after some days and after the untried', () => {
    const all = [door('1', { outcome: 'refused' }), door('2', { outcome: 'locked', outcomeDay: '2025-05-17' }), door('3', { outcome: 'locked', outcomeDay: '2025-05-18' }), door('4', {})];
    expect(nextDoors(all, TODAY).map((d) => d.id)).toEqual(['4', '2']);
  });
  test('begins where most doors are left', () => {
    const all = [door('1', {}, 't1'), door('2', {}, 't2'), door('3', {}, 't2')];
    expect(nextDoors(all, TODAY).map((d) => d.id)).toEqual(['2', '3', '1']);
  });
  test('is the first of all of them, however few are asked for', () => {
    const all = Array.from({ length: 60 }, (_, i) => door(String(1000 + ((i * 37) % 60)), i % 7 === 0 ? { outcome: 'locked', outcomeDay: '2025-05-10' } : {}, `t${i % 4}`));
    const whole = nextDoors(all, TODAY, '1005').map((d) => d.id);
    for (const most of [1, 2, 15, 16, 40, 59, 100]) expect(nextDoors(all, TODAY, '1005', most).map((d) => d.id)).toEqual(whole.slice(0, most));
  });
});

describe('a door', () => {
  test('shows the last four digits of the card and whose wife she is, never more', () => {
    expect(doors.card(door('10200900112345674821', { headName: 'सुनीता देवी', guardianName: 'रमेश', guardianRelation: 'husband' })))
      .toEqual({ title: 'सुनीता देवी', detail: { key: 'door.detail.husband', values: { name: 'रमेश', tail: '4821' } } });
  });
  test('offers a number only if she allowed a call', () => {
    expect(doors.safePhone(door('1', { safePhone: '9876543210', phoneMayCall: false }))).toBeUndefined();
    expect(doors.safePhone(door('1', { listPhone: '9876543210', phoneMayCall: true }))).toBeUndefined();
    expect(doors.safePhone(door('1', { safePhone: '9876543210', phoneMayCall: true }))).toBe('9876543210');
  });
  test('is in one of five states', () => {
    const state = (values: Values): string => doors.stateOf(door('1', values)).key;
    expect(['', 'locked', 'new_group', 'linked_already', 'refused'].map((outcome) => state(outcome === '' ? {} : { outcome }))).toEqual(['open', 'again', 'willing', 'linked', 'closed']);
    expect(state({ outcome: 'new_group', groupEntered: true })).toBe('linked');
    expect(state({ listGroupName: 'एकता' })).toBe('open');
  });
});

describe('due', () => {
  test('a locked door after three days', () => expect(due('household', { outcome: 'locked', outcomeDay: TODAY })).toEqual([['recheck-locked', '2025-05-23']]));
  test('a family that went away on the day it is expected back', () => {
    expect(due('household', { outcome: 'migrated', outcomeDay: TODAY, returnsBy: '2025-10-20' })).toEqual([['recheck-returned', '2025-10-20']]);
    expect(due('household', { outcome: 'migrated', outcomeDay: TODAY })).toEqual([]);
  });
  test('a woman promised to an old group until she is entered', () => {
    expect(due('household', { outcome: 'old_group', outcomeDay: TODAY, groupEntered: false })).toEqual([['enter-old-group', '2025-05-27']]);
    expect(due('household', { outcome: 'old_group', outcomeDay: TODAY, groupEntered: true })).toEqual([]);
  });
  test('a returned group within three days of its return', () => expect(due('shg', { status: 'returned', statusDay: '2025-05-19' })).toEqual([['mend-group', '2025-05-22']]));
  test('a camp the day before and on its days, never when it is over or called off', () => {
    expect(due('camp', { firstDay: '2025-05-21', lastDay: '2025-05-24' })).toEqual([['camp-tomorrow', '2025-05-21']]);
    expect(due('camp', { firstDay: '2025-05-18', lastDay: '2025-05-21' })).toEqual([['camp-today', TODAY]]);
    expect(due('camp', { firstDay: '2025-05-15', lastDay: '2025-05-18' })).toEqual([]);
    expect(due('camp', { firstDay: '2025-05-21', status: 'cancelled' })).toEqual([]);
  });
});

describe('advice', () => {
  test('screens the housing scheme by what was told, and never decides', () => {
    const house = { houseKind: 'kutcha', houseScheme: 'no' };
    expect(codes({ ...house, housingBars: ['none'] })).toEqual(['housing_check']);
    expect(codes({ ...house, housingBars: ['income_tax'] })).toEqual(['housing_bar']);
    expect(codes(house)).toEqual(['housing_ask']);
    expect(codes({ houseKind: 'pucca', houseScheme: 'no', housingBars: ['none'] })).toEqual([]);
    expect(codes({ houseKind: 'no_land', houseScheme: 'listed' })).toEqual(['homestead', 'housing_listed']);
  });
  test('names each person who wants an Ayushman card, the old ones for their own card', () => {
    expect(adviceFor(recordOf('household', { 'members.a.ayushman': 'wanted', 'members.a.name': 'रीना', 'members.b.ayushman': 'wanted', 'members.b.name': 'दादी', 'members.b.age': 72, 'members.c.ayushman': 'has' })))
      .toEqual([{ code: 'ayushman', name: 'रीना', row: 'a' }, { code: 'ayushman_70', name: 'दादी', row: 'b' }]);
    expect(codes({ ayushmanFamily: 'nobody' })).toEqual(['ayushman_family']);
  });
  test('is said once for several persons, with all their names', () => {
    const family = recordOf('household', { 'members.a.ayushman': 'wanted', 'members.a.name': 'रीना', 'members.b.ayushman': 'wanted', 'members.b.name': 'मीना' });
    expect(doors.advice(family, TODAY).map((a) => [a.key, a.title.values])).toEqual([['ayushman', { name: 'रीना, मीना' }]]);
  });
  test('sends to a group before the Rojgar Yojana, and says gently what stands against it', () => {
    expect(codes({ rojgar: 'wanted', outcome: 'new_group', womanAge: 30 })).toEqual(['rojgar_group_first']);
    expect(codes({ rojgar: 'wanted', outcome: 'linked_already', womanAge: 30, taxOrGovernmentJob: false })).toEqual(['rojgar_form']);
    expect(codes({ rojgar: 'wanted', outcome: 'linked_already', womanAge: 64 })).toEqual(['rojgar_age']);
    expect(codes({ rojgar: 'wanted', outcome: 'linked_already', taxOrGovernmentJob: true })).toEqual(['rojgar_bar']);
  });
  test('tells a family without a card where to ask for one', () => expect(codes({ listed: false })).toEqual(['ration_new']));
});

describe('an Ayushman camp', () => {
  const camp = recordOf('camp', { kind: 'ayushman', firstDay: '2025-05-18' }, { id: 'camp1', bucket: '10.192.1787.p1/notice' });
  const here = door('1', { headName: 'सुनीता', 'members.a.name': 'रीना', 'members.a.ayushman': 'wanted', 'members.a.age': 12, 'members.b.name': 'राजू', 'members.b.ayushman': 'has' });
  test('expects each person who wants a card, of doors within its place', () => {
    const far = recordOf('household', { 'members.a.ayushman': 'wanted' }, { bucket: '10.192.1787.p2.v1/doorstep' });
    expect(camps.expected(camp, [here, far]).map((g) => [g.row, g.done])).toEqual([['a', false]]);
  });
  test('ticks a person off and takes the tick back', () => {
    const [guest] = camps.expected(camp, [here]);
    if (guest === undefined) throw new Error('expected a guest');
    const done = camps.mark(camp, guest, true, TODAY);
    expect(done.edits).toEqual({ 'members.a.ayushman': 'has', 'members.a.ayushmanDay': TODAY, 'members.a.ayushmanCamp': 'camp1' });
    expect(camps.expected(camp, [recordOf('household', { ...here.values, ...done.edits }, { bucket: here.bucket })]).map((g) => g.done)).toEqual([true]);
    expect(camps.mark(camp, guest, false, TODAY).edits).toEqual({ 'members.a.ayushman': 'wanted', 'members.a.ayushmanDay': null, 'members.a.ayushmanCamp': null });
  });
});

test('every advice that can be given has words', async () => {
  const { default: words } = await import('#locales/hi/jeevika.json', { with: { type: 'json' } });
  const needs = { rationNeeds: ['new_member', 'remove_member', 'correction', 'lost_card', 'own_card', 'dealer', 'ekyc'], otherNeeds: ['pension', 'aadhaar', 'bank_account', 'birth_certificate', 'eshram', 'gas', 'school', 'anganwadi', 'homestead_land', 'skill'] };
  const given = new Set([
    ...codes(needs), ...codes({ houseKind: 'no_land', houseScheme: 'no', housingBars: ['none'] }), ...codes({ houseKind: 'kutcha', houseScheme: 'listed' }), ...codes({ houseKind: 'kutcha', houseScheme: 'no' }),
    ...codes({ houseKind: 'kutcha', houseScheme: 'no', housingBars: ['vehicle'] }), ...codes({ ayushmanFamily: 'nobody', listed: false, rojgar: 'wanted' }), ...codes({ rojgar: 'wanted', taxOrGovernmentJob: true }),
    ...codes({ rojgar: 'wanted', womanAge: 70 }), ...codes({ rojgar: 'wanted', outcome: 'linked_already' }),
    ...codes({ 'members.a.ayushman': 'wanted', 'members.a.age': 71, 'members.a.pension': 'wanted', 'members.b.ayushman': 'wanted', 'members.b.pension': 'wanted', 'members.b.disability': true }),
  ]);
  const table: Record<string, unknown> = words.advice;
  expect(given.size).toBe(Object.keys(table).length);
  expect([...given].filter((code) => !Object.hasOwn(table, code))).toEqual([]);
});
