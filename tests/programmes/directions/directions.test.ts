import { describe, expect, test } from 'vitest';
import { directionIndicators, meetingIndicators } from '#programmes/directions/indicators.ts';
import { directions } from '#programmes/directions/index.ts';
import { REVIEW } from '#programmes/directions/review.ts';
import { stateOf } from '#programmes/directions/state.ts';
import type { Values } from '#shared/record/change.ts';
import { countsOf } from '#shared/report/review.ts';
import { groupOf } from '#shared/task/order.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { startOfDay } from '#shared/task/working-days.ts';
import { dayNumber } from '#shared/form/calendar.ts';
import { RULES } from '#programmes/directions/reminders.ts';
import { broken, CENTRE, DISTRICT, extension, GIVEN, HELD, recordAt, reply, rules, TODAY } from './record-of.ts';

const tasksOf = (type: 'reviewMeeting' | 'direction', values: Values, today = TODAY, book = rules) =>
  directions.tasks.filter((rule) => rule.recordType === type).flatMap((rule) => rule.tasks(recordAt(type, values), today, book));
const counted = (values: Values) => directionIndicators.contributions(recordAt('direction', values)).map(({ count, day }) => (day === '' ? count : `${count} ${day}`));

describe('a direction', () => {
  test.each<[string, Values]>([
    ['open', {}],
    ['overdue', { dueDay: '2026-11-21' }],
    ['open', { dueDay: '2026-11-21', ...extension('2026-11-25') }],
    ['replied', reply('2026-11-20')],
    ['replied', { dueDay: '2026-11-01', ...reply('2026-11-20') }],
    ['returned', { ...reply('2026-11-20'), status: 'returned', statusDay: TODAY, statusNote: 'फ़ोटो भेजें।', statusReplies: 1 }],
    ['overdue', { dueDay: '2026-11-21', ...reply('2026-11-20'), status: 'returned', statusDay: TODAY, statusNote: 'फ़ोटो भेजें।', statusReplies: 1 }],
    ['replied', { ...reply('2026-11-20'), ...reply(TODAY, 'r2'), status: 'returned', statusDay: TODAY, statusNote: 'फ़ोटो भेजें।', statusReplies: 1 }],
    ['closed', { dueDay: '2026-11-01', status: 'closed', statusDay: '2026-11-20' }],
  ])('is %s', (state, more) => expect(stateOf({ ...GIVEN, ...more }, TODAY)).toBe(state));

  test('is due on the latest day to which it was put off, whatever order that came in', () => {
    const record = { ...GIVEN, dueDay: '2026-11-01', ...extension('2026-11-30', 'b'), ...extension('2026-11-20', 'a') };
    expect(tasksOf('direction', record)).toMatchObject([{ due: '2026-11-30' }]);
  });

  test.each<[string, Values, readonly string[]]>([
    ['direction-without', { text: '', dueDay: null }, ['text', 'dueDay']],
    ['direction-without', { post: null }, ['post']],
    ['due-before-given', { dueDay: '2026-10-20' }, ['dueDay']],
    ['extension-earlier', extension('2026-11-30'), ['extensions.e1.to']],
    ['extension-without', { ...extension('2026-12-10'), 'extensions.e1.reason': ' ' }, ['extensions.e1.reason']],
    ['reply-empty', { ...reply(TODAY), 'replies.r1.text': ' ' }, ['replies.r1.text']],
    ['reply-ahead', reply('2026-11-23'), ['replies.r1.day']],
    ['closed-ahead', { status: 'closed', statusDay: '2026-11-23' }, ['statusDay']],
    ['closed-before-given', { status: 'closed', statusDay: '2026-10-20' }, ['statusDay']],
    ['returned-without', { status: 'returned', statusDay: TODAY }, ['statusNote']],
  ])('breaks %s', (code, more, paths) => expect(broken('direction', { ...GIVEN, ...more })).toEqual([[code, ...paths]]));

  test('that is whole breaks none', () => {
    expect(broken('direction', { ...GIVEN, ...extension('2026-12-10'), ...reply(TODAY), status: 'returned', statusDay: TODAY, statusNote: 'फ़ोटो भेजें।', statusReplies: 1 })).toEqual([]);
  });

  test('stands in the list of its owner from the day it comes until it is closed', () => {
    const at = (values: Values, today: string): readonly (readonly [string, string])[] => tasksOf('direction', values, today).map((task) => [task.kind, groupOf(task, { today, at: startOfDay(dayNumber(today) ?? 0) })]);
    expect(at(GIVEN, '2026-10-21')).toEqual([['direction', 'soon']]);
    expect(at(GIVEN, '2026-11-26')).toEqual([['direction', 'soon']]);
    expect(at(GIVEN, '2026-11-27')).toEqual([['direction-soon', 'soon']]);
    expect(at(GIVEN, '2026-11-30')).toEqual([['direction-soon', 'today']]);
    expect(at(GIVEN, '2026-12-01')).toEqual([['direction-late', 'overdue']]);
    expect(at({ ...GIVEN, ...reply('2026-12-01') }, '2026-12-02')).toEqual([['direction-close', 'waiting']]);
    expect(at({ ...GIVEN, ...reply(TODAY), status: 'returned', statusReplies: 1 }, TODAY)).toEqual([['direction-again', 'soon']]);
    expect(at({ ...GIVEN, status: 'closed', statusDay: TODAY }, '2026-12-02')).toEqual([]);
  });

  test('is brought to mind as many days before as an administrator has set', () => {
    const book = rulebookFrom([RULES], [{ id: 'rulebook-10.192', bucket: `${DISTRICT}/notice`, values: { 'numbers.directionReminderDays.value': 8 } }], CENTRE);
    expect(tasksOf('direction', GIVEN, TODAY, book)).toMatchObject([{ kind: 'direction-soon' }]);
    expect(tasksOf('direction', GIVEN, TODAY)).toMatchObject([{ kind: 'direction' }]);
  });

  test('adds to the counts what it is now, at the place of its owner', () => {
    expect(counted(GIVEN)).toEqual(['directionsGiven 2026-10-21', 'directionsOpen', 'directionsDue 2026-11-30']);
    expect(counted({ ...GIVEN, ...extension('2026-12-05') })).toContain('directionsDue 2026-12-05');
    expect(counted({ ...GIVEN, ...reply(TODAY) })).toEqual(['directionsGiven 2026-10-21', 'directionsOpen', 'directionsReplied']);
    // She replied in time; that it was closed later is not her delay.
    expect(counted({ ...GIVEN, ...reply('2026-11-30'), status: 'closed', statusDay: '2026-12-04' })).toEqual(['directionsGiven 2026-10-21', 'directionsClosed 2026-12-04', 'directionsClosedInTime 2026-12-04']);
    expect(counted({ ...GIVEN, ...reply('2026-12-01'), status: 'closed', statusDay: '2026-12-04' })).toEqual(['directionsGiven 2026-10-21', 'directionsClosed 2026-12-04']);
    expect(counted({ ...GIVEN, status: 'closed', statusDay: '2026-11-30' })).toContain('directionsClosedInTime 2026-11-30');
    expect(new Set(directionIndicators.contributions(recordAt('direction', GIVEN)).map(({ place }) => place))).toEqual(new Set([CENTRE]));
  });
});

describe('a meeting', () => {
  test.each<[string, Values, readonly string[]]>([
    ['meeting-without', { subject: '' }, ['subject']],
    ['period-backwards', { from: '2026-10-31', to: '2026-10-01' }, ['to']],
    ['held-ahead', { day: '2026-11-23' }, ['status', 'day']],
    ['next-before', { nextDay: '2026-10-21' }, ['nextDay']],
  ])('breaks %s', (code, more, paths) => expect(broken('reviewMeeting', { ...HELD, ...more })).toEqual([[code, ...paths]]));

  test('is brought to mind before it comes, and afterwards until its minutes are written', () => {
    const planned: Values = { ...HELD, status: 'planned', minutes: null };
    expect(tasksOf('reviewMeeting', planned, '2026-10-17')).toEqual([]);
    expect(tasksOf('reviewMeeting', planned, '2026-10-18')).toMatchObject([{ kind: 'meeting-soon', due: '2026-10-21' }]);
    expect(tasksOf('reviewMeeting', planned, '2026-10-21')).toMatchObject([{ kind: 'meeting-write' }]);
    expect(tasksOf('reviewMeeting', { ...HELD, minutes: '' }, TODAY)).toMatchObject([{ kind: 'meeting-write', due: '2026-10-21' }]);
    expect(tasksOf('reviewMeeting', HELD, TODAY)).toEqual([]);
    expect(tasksOf('reviewMeeting', { ...planned, status: 'cancelled' }, TODAY)).toEqual([]);
  });

  test('counts on its day once it was held', () => {
    expect(meetingIndicators.contributions(recordAt('reviewMeeting', HELD))).toEqual([{ count: 'meetingsHeld', place: DISTRICT, day: '2026-10-21', amount: 1 }]);
    expect(meetingIndicators.contributions(recordAt('reviewMeeting', { ...HELD, status: 'planned' }))).toEqual([]);
  });
});

test('every line of the review is made of counts that are kept', () => {
  const kept = directions.indicators.flatMap(({ counts }) => counts);
  for (const { lines, headline, compare } of REVIEW) {
    expect(lines.flatMap(countsOf).filter((count) => !kept.includes(count))).toEqual([]);
    expect([...headline, compare].filter((name) => !lines.some((line) => line.name === name))).toEqual([]);
  }
});
