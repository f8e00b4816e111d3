import { describe, expect, test } from 'vitest';
import { meetings } from '#programmes/directions/meetings.ts';
import { CENTRE, direction, DISTRICT, extension, meeting, reply, TODAY } from './record-of.ts';

const BLOCK = '10.192.1685';
const next = meeting({ day: '2026-11-27', status: 'planned' }, 'm2');
const carried = (...all: ReturnType<typeof direction>[]): string[] => meetings.carriedOver(next, all).map(({ record }) => record.id);

describe('the next review', () => {
  test('opens with what is still open, what is longest due first', () => {
    expect(carried(
      direction({ dueDay: '2026-11-30' }, 'open'), direction({ dueDay: '2026-11-05', ...reply(TODAY) }, 'replied'), direction({ dueDay: '2026-11-10' }, 'overdue'),
      direction({ ...reply('2026-11-01'), status: 'returned', statusDay: '2026-11-02', statusNote: 'और करें।', statusReplies: 1, ...extension('2026-12-20') }, 'returned'),
      direction({ status: 'closed', statusDay: '2026-11-26' }, 'closed'),
    )).toEqual(['replied', 'overdue', 'open', 'returned']);
  });

  test('still shows what it closed itself, so that its minutes say so', () => {
    expect(carried(direction({ status: 'closed', statusDay: '2026-11-27' }, 'closed now'))).toEqual(['closed now']);
  });

  test('has what its place was directed from above, and nothing of its own or of other meetings', () => {
    expect(carried(
      direction({ meetingPlace: '10' }, 'of the state', DISTRICT), direction({ meetingPlace: BLOCK }, 'of the block', BLOCK), direction({ meeting: 'm2', givenDay: '2026-11-27' }, 'own'),
      direction({ givenDay: '2026-12-05' }, 'later'),
    )).toEqual(['of the state']);
  });

  test('begins where the last one ended', () => {
    expect(meetings.beginMeeting(DISTRICT, TODAY, meeting({ nextDay: '2026-11-27', programmes: ['jeevika'] }))).toMatchObject({ place: DISTRICT, day: '2026-11-27', subject: 'मासिक समीक्षा', chair: 'जिला पदाधिकारी', programmes: ['jeevika'], status: 'planned' });
    expect(meetings.beginMeeting(DISTRICT, TODAY, meeting({ nextDay: '2026-11-01' }))).not.toHaveProperty('day');
    expect(meetings.beginMeeting(DISTRICT, TODAY, undefined)).toMatchObject({ place: DISTRICT, subject: '' });
  });
});

describe('what is written', () => {
  test('gives each direction of a meeting the next number, at the place of its owner', () => {
    const said = { place: CENTRE, owner: 'सखी वन स्टॉप सेंटर', post: ' केंद्र प्रशासक ', text: ' रैंप बनाएँ। ', dueDay: '2026-12-12' };
    const all = [direction({ meeting: 'm2', number: 3 }, 'a'), direction({ number: 9 }, 'b')];
    expect(meetings.give(next, said, all)).toEqual({
      type: 'direction', place: CENTRE,
      edits: { meeting: 'm2', meetingPlace: DISTRICT, givenDay: '2026-11-27', subject: 'मासिक समीक्षा', number: 4, text: 'रैंप बनाएँ।', post: 'केंद्र प्रशासक', owner: 'सखी वन स्टॉप सेंटर', dueDay: '2026-12-12' },
    });
  });

  test('judges the replies that were seen, so that one more asks again', () => {
    const before = direction(reply('2026-11-20'));
    const { edits } = meetings.judge(before, 'returned', ' फ़ोटो भेजें। ', TODAY);
    expect(edits).toEqual({ status: 'returned', statusDay: TODAY, statusNote: 'फ़ोटो भेजें।', statusReplies: 1 });
    expect(direction({ ...before.record.values, ...edits }).state.key).toBe('returned');
    expect(direction({ ...before.record.values, ...edits, ...reply(TODAY, 'r2') })).toMatchObject({ replied: true, state: { key: 'replied' } });
  });

  test('keeps every extension with its reason', () => {
    const once = direction(extension('2026-12-05'));
    const twice = direction({ ...once.record.values, ...meetings.extend(once, 'e2', '2026-12-20', 'राशि देर से आई।', TODAY).edits });
    expect(twice.due).toBe('2026-12-20');
    expect(twice.firstDue).toBe('2026-11-30');
    expect(twice.extensions.map(({ to, reason }) => [to, reason])).toEqual([['2026-12-05', 'काम चल रहा है।'], ['2026-12-20', 'राशि देर से आई।']]);
  });

  test('takes a post off the list without losing that it was there', () => {
    const seats = [{ row: 'deo', post: 'जिला शिक्षा पदाधिकारी', name: '', present: false, instead: 'लिपिक' }, { row: 'ldm', post: 'अग्रणी जिला प्रबंधक', name: 'अजय', present: true, instead: '' }];
    const sat = meeting(meetings.seat(meeting(), seats).edits);
    expect(sat.seats).toEqual(seats);
    expect(meetings.seat(sat, seats.slice(1)).edits).toMatchObject({ 'attendance.deo._gone': true, 'attendance.ldm.present': true });
  });
});

describe('the minutes', () => {
  const paper = meetings.minutes(
    meeting({ time: '11:30', programmes: ['jeevika', 'mission_shakti'], nextDay: '2026-11-27', 'attendance.deo.post': 'जिला शिक्षा पदाधिकारी', 'attendance.deo.present': false, 'attendance.deo.instead': 'लिपिक' }),
    [direction({ meetingPlace: DISTRICT, dueDay: '2026-10-01' }, 'old')], [direction({ ...extension('2026-12-20') })], () => '',
  );
  test('say what was carried over, what was directed with the day it was given, and who sends it out', () => {
    const tables = paper.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
    expect(tables).toHaveLength(3);
    expect(tables[0]?.[0]).toContainEqual({ key: 'printed.instead', values: { name: 'लिपिक' } });
    expect(tables[1]?.[0]).toContainEqual({ key: 'direction.state.overdue' });
    // As it was directed, though it was put off since; and the owner's place by the name it had then.
    expect(tables[2]).toEqual([['1', 'रैंप बनाएँ।', { key: 'printed.owner', values: { post: 'केंद्र प्रशासक', place: 'सखी वन स्टॉप सेंटर' } }, '2026-11-30']]);
    expect(paper.map(({ kind }) => kind).slice(-2)).toEqual(['signatures', 'text']);
  });
});
