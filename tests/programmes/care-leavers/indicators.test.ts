import { describe, expect, test } from 'vitest';
import { INDICATORS } from '#programmes/care-leavers/indicators.ts';
import type { Values } from '#shared/record/change.ts';
import { leaverOf, mentorOf } from './record-of.ts';
import { wordAt } from './say.ts';

function counts(values: Values): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const indicators of INDICATORS.filter(({ recordType }) => recordType === 'careLeaver')) {
    for (const { count, amount, place } of indicators.contributions(leaverOf(values))) {
      expect(place).toBe('10.208.dcpu1');
      expect(indicators.counts).toContain(count);
      sums[count] = (sums[count] ?? 0) + amount;
    }
  }
  return sums;
}

const FILE: Values = { registeredDay: '2026-01-01', birthDate: '2006-01-01', seenDay: '2026-01-01' };

describe('a file counts', () => {
  test('once, as open or closed', () => {
    expect(counts(FILE)).toEqual({ files: 1, open: 1 });
    expect(counts({ ...FILE, status: 'closed', statusDay: '2026-05-01', stay: 'none' })).toEqual({ files: 1, closed: 1 });
  });

  test('what was done, each on its day, and money in rupees and months', () => {
    expect(counts({
      ...FILE, leftDay: '2024-01-02', allianceMember: true, aftercare: 'approved', 'papers.aadhaar.state': 'issued', 'papers.aadhaar.appliedDay': '2026-02-01', 'papers.aadhaar.issuedDay': '2026-02-10',
      'papers.pan.appliedDay': '2026-03-01', 'papers.pan.refusedDay': '2026-03-10', 'followUps.m1.doneDay': '2026-02-01', 'followUps.m3.dueDay': '2026-04-01',
      'linkages.a.startDay': '2026-02-01', 'linkages.a.outcome': 'finished', 'linkages.b.startDay': '2026-02-01', 'linkages.b.outcome': 'going_on',
      'stipend.2026-02.amount': 4000, 'stipend.2026-02.receivedDay': '2026-03-01', 'stipend.2026-03.amount': 4000, 'mentorships.a.from': '2026-03-01', 'meetings.a.day': '2026-03-05',
    })).toEqual({
      files: 1, open: 1, left: 1, members: 1, aftercare: 1, withAadhaar: 1, papersApplied: 2, papersIssued: 1, papersRefused: 1, followUps: 1,
      linkages: 2, linkagesFinished: 1, stipendMonths: 1, stipendRupees: 4000, paired: 1, mentorMeetings: 1,
    });
  });

  test('a removed row not at all', () => {
    expect(counts({ ...FILE, 'meetings.a.day': '2026-03-05', 'meetings.a._gone': true })).toEqual({ files: 1, open: 1 });
  });

  test('by which a person could be known only where it is not small', () => {
    expect(counts({ ...FILE, birthDate: '2010-01-01', stay: 'none', mood: 'distress' })).toEqual({ files: 1, open: 1, children: 1, noPlace: 1, distress: 1 });
    expect(INDICATORS.flatMap(({ sensitive }) => sensitive ?? [])).toEqual(['children', 'noPlace', 'distress']);
  });
});

test('a mentor counts while ready', () => {
  const mentors = (values: Values) => INDICATORS.filter(({ recordType }) => recordType === 'mentor').flatMap((indicators) => indicators.contributions(mentorOf(values))).length;
  expect([mentors({ willing: true, trainedDay: '2026-01-01' }), mentors({ willing: true }), mentors({ willing: true, trainedDay: '2026-01-01', status: 'ended' })]).toEqual([1, 0, 0]);
});

test.each(['hi', 'en'])('every count has a word in %s', (language) => {
  expect(INDICATORS.flatMap(({ counts: names }) => names).filter((name) => wordAt(`count.${name}`, language) === undefined)).toEqual([]);
});
