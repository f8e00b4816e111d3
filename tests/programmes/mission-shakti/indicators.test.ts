// What the registers add to the counts, told a second time from the answers alone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INDICATORS } from '#programmes/mission-shakti/indicators.ts';
import { RECORD_TYPES } from '#programmes/mission-shakti/records.ts';
import { REVIEW } from '#programmes/mission-shakti/review.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { countsOf } from '#shared/report/review.ts';
import { contributionsOf } from '#shared/report/roll-up.ts';
import { anyRecord, DAY, HUB, recordAt } from './mission-of.ts';

const of = (type: string) => INDICATORS.filter(({ recordType }) => recordType === type);
const counts = (type: string, values: Values): Readonly<Record<string, number>> => sums([recordAt(type, values)]);

function sums(records: readonly DehriRecord[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const record of records) for (const { count, day, amount } of contributionsOf(of(record.type), record)) out[`${count} ${day}`] = (out[`${count} ${day}`] ?? 0) + amount;
  return out;
}

describe('an event', () => {
  const held: Values = { day: '2026-10-02', kind: 'bbbp', name: 'रैली', women: 20, girls: 50, boys: 5, men: 3, officials: 2 };

  test('of BBBP counts all who came, one of the hub women and girls', () => {
    expect(counts('event', held)).toEqual({ 'bbbpEvents 2026-10-02': 1, 'bbbpParticipants 2026-10-02': 80, 'bbbpGirls 2026-10-02': 50, 'bbbpWomen 2026-10-02': 20 });
    expect(counts('event', { ...held, kind: 'hub' })).toEqual({ 'hubEvents 2026-10-02': 1, 'hubParticipants 2026-10-02': 70 });
  });

  test('counts at the block it names in its own district, else at the hub', () => {
    const place = (block: string): string | undefined => contributionsOf(of('event'), recordAt('event', { ...held, block }))[0]?.place;
    expect(['10.204.1750', '10.193.1710', '10.204.1750.p1', '10.204', '10.204.osc1', ''].map(place)).toEqual(['10.204.1750', HUB, HUB, HUB, HUB, HUB]);
  });
});

test('a home counts as its latest day leaves it, and its months each day what came and went', () => {
  const home: Values = { kind: 'short_stay', name: 'अल्पावास', capacity: 10, capacityDay: '2026-01-01', state: 'open', latestDay: '2026-11-20', latestPresent: 11 };
  expect(counts('home', home)).toEqual({ 'homes ': 1, 'capacity ': 10, 'capacity.short_stay ': 10, 'present ': 11, 'present.short_stay ': 11 });
  expect(counts('home', { ...home, state: 'closed' })['capacity ']).toBeUndefined();
  const day = (on: string, present: number, admitted: number, discharged: number, rehabilitated = 0): Values => ({ [`days.${on}.present`]: present, [`days.${on}.admitted`]: admitted, [`days.${on}.discharged`]: discharged, [`days.${on}.rehabilitated`]: rehabilitated, [`days.${on}.capacity`]: 10 });
  const month: Values = { home: 'home-1', month: '2026-11', kind: 'short_stay', ...day('2026-11-20', 9, 3, 1, 1), 'days.2026-11-20.overReason': 'बाढ़', ...day('2026-11-19', 8, 1, 0) };
  expect(counts('homeMonth', month)).toEqual({
    'admissions 2026-11-19': 1, 'admissions 2026-11-20': 3, 'discharges 2026-11-20': 1,
    'shortStayRegistered 2026-11-19': 1, 'shortStayRegistered 2026-11-20': 3, 'shortStayRehabilitated 2026-11-20': 1, 'overCapacityDays 2026-11-20': 1,
  });
});

test('a case of the fund is at one step at a time', () => {
  const applied: Values = { number: '1', appliedDay: '2026-09-01', kind: 'trafficking' };
  const approved: Values = { ...applied, decision: 'approved', committeeDay: '2026-09-20', amount: 12_000 };
  expect(counts('fundCase', applied)).toEqual({ 'fundCases 2026-09-01': 1, 'fund.trafficking 2026-09-01': 1, 'fundToDecide 2026-09-01': 1 });
  expect(counts('fundCase', approved)).toEqual({ 'fundCases 2026-09-01': 1, 'fund.trafficking 2026-09-01': 1, 'fundApproved 2026-09-20': 1, 'fundToPay 2026-09-20': 1 });
  expect(counts('fundCase', { ...approved, paidDay: '2026-09-30' })).toEqual({ 'fundCases 2026-09-01': 1, 'fund.trafficking 2026-09-01': 1, 'fundApproved 2026-09-20': 1, 'fundPaid 2026-09-30': 1, 'fundRupees 2026-09-30': 12_000 });
  expect(of('fundCase')[0]?.sensitive).toEqual(['fund.domestic', 'fund.trafficking']);
});

test('a workplace counts its committee, the end of its term and its complaints', () => {
  const place: Values = { name: 'अ', employees: 12, women: 4, 'complaints.a.receivedDay': '2026-05-01', 'complaints.b.receivedDay': '2026-06-01', 'complaints.b.closedDay': '2026-07-01', 'complaints.b.outcome': 'upheld' };
  const complaints = { 'complaints 2026-05-01': 1, 'complaints 2026-06-01': 1, 'complaintsClosed 2026-07-01': 1, 'complaintsOpen 2026-05-01': 1 };
  expect(counts('workplace', place)).toEqual({ 'workplaces ': 1, 'committeesNeeded ': 1, 'icNotFormed ': 1, ...complaints });
  expect(counts('workplace', { ...place, committeeDay: '2026-06-01', committeeEnd: '2029-06-01' })).toEqual({ 'workplaces ': 1, 'committeesNeeded ': 1, 'icFormed ': 1, 'termEnding 2029-06-01': 1, ...complaints });
  expect(counts('workplace', { ...place, employees: 9 })).toEqual({ 'workplaces ': 1, 'localCommittee ': 1, ...complaints });
});

test('every count is named, and every line of the review is made of named counts', () => {
  const named = new Set(INDICATORS.flatMap((one) => one.counts));
  expect(REVIEW.flatMap(({ lines }) => lines.flatMap(countsOf)).filter((count) => !named.has(count))).toEqual([]);
  for (const { name } of RECORD_TYPES) {
    fc.assert(fc.property(anyRecord(name), (record) => {
      for (const { count, amount } of contributionsOf(of(name), record)) {
        expect(named.has(count)).toBe(true);
        expect(amount).toBeGreaterThan(0);
      }
    }), { numRuns: 200, seed: 3 });
  }
});

test('whatever the records say, the sums are what a plain recount of the answers gives', () => {
  const any = fc.array(fc.oneof(...RECORD_TYPES.map(({ name }) => anyRecord(name))), { maxLength: 12 });
  fc.assert(fc.property(any, (records) => {
    const summed = sums(records);
    const total = (count: string): number => Object.entries(summed).reduce((sum, [key, n]) => (key.startsWith(`${count} `) ? sum + n : sum), 0);
    const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value);
    const all = (type: string): readonly DehriRecord[] => records.filter((record) => record.type === type);
    const number = ({ values }: DehriRecord, path: string): number => (typeof values[path] === 'number' && values[path] > 0 ? values[path] : 0);
    const rows = (type: string, repeat: string, keep: (values: Values, row: string) => number): number => all(type).reduce((sum, { values }) => sum + rowIds(values, repeat).reduce((n, row) => n + keep(values, `${repeat}.${row}`), 0), 0);
    const events = all('event').filter(({ values }) => isDay(values['day']));
    expect(total('bbbpEvents') + total('hubEvents') + total('campEvents') + total('trainingEvents')).toBe(events.filter(({ values }) => typeof values['kind'] === 'string').length);
    const linked = all('linkage').filter(({ values }) => isDay(values['day']));
    expect([total('linked'), total('linkageGot') + total('linkageRefused') + total('linkageOpen')]).toEqual([linked.length, linked.length]);
    expect(total('complaints')).toBe(rows('workplace', 'complaints', (values, row) => (isDay(values[`${row}.receivedDay`]) ? 1 : 0)));
    expect(total('complaintsOpen')).toBe(rows('workplace', 'complaints', (values, row) => (isDay(values[`${row}.receivedDay`]) && !isDay(values[`${row}.closedDay`]) ? 1 : 0)));
    expect(total('icFormed') + total('icNotFormed') + total('localCommittee')).toBe(all('workplace').length);
    expect(total('fundApproved') + total('fundRefused') + total('fundToDecide')).toBe(total('fundCases'));
    expect(total('fundPaid') + total('fundToPay')).toBe(total('fundApproved'));
    expect(total('capacity')).toBe(all('home').filter(({ values }) => values['state'] !== 'closed').reduce((sum, record) => sum + number(record, 'capacity'), 0));
    const came = (field: string): number => rows('homeMonth', 'days', (values, row) => { const n = values[`${row}.${field}`]; return typeof n === 'number' && n > 0 ? n : 0; });
    expect([total('admissions'), total('discharges')]).toEqual([came('admitted'), came('discharged')]);
    expect(total('inspections')).toBe(rows('home', 'inspections', (values, row) => (isDay(values[`${row}.day`]) ? 1 : 0)));
  }), { numRuns: 400, seed: 11 });
});

test('a day of no calendar counts nothing', () => {
  expect(counts('event', { day: '2026-02-30', kind: 'hub', women: 9 })).toEqual({});
  expect(counts('linkage', { day: DAY.slice(0, 7) })).toEqual({});
});
