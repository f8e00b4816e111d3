// How meetings and directions are read, and what each act at the desk writes.
import type { DirectionSight, MeetingSight, MeetingWork } from '#shared/meeting-work.ts';
import type { DoorState } from '#shared/field-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { levelOf, officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import type { FieldValue } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { meetingForm } from './forms/meeting.ts';
import { replyForm } from './forms/reply.ts';
import { minutesBlocks } from './minutes.ts';
import { listOf, numberOf, rowsByDay, textOf } from './read.ts';
import { direction, reviewMeeting } from './records.ts';
import { DIRECTION_STATES, dueDay, isClosed, isReplied, stateOf } from './state.ts';

const state = (key: string, tone: DoorState['tone']): DoorState => ({ key, tone, word: { key: `meeting.state.${key}` } });
export const MEETING_STATES = { ahead: state('ahead', 'later'), write: state('write', 'mend'), held: state('held', 'done'), cancelled: state('cancelled', 'closed') } as const;

/** Who sits in the district's review, as it was read out (dossier D1), and in a block's. */
const DISTRICT_SEATS = ['dpo_icds', 'dpo_planning', 'ldm', 'deo', 'sdwo', 'dpm', 'mission_coordinator', 'osc_administrator'] as const;
const BLOCK_SEATS = ['bdo', 'cdpo', 'bpm', 'mo', 'beo'] as const;
const OFFICE_POSTS = { osc: 'centre_head', dcpu: 'unit_head', hub: 'mission_coordinator', dep: 'nodal_officer' } as const;

function readMeeting(record: MeetingSight['record'], today: string): MeetingSight {
  const { values } = record;
  const [day, from, to] = [textOf(values, 'day'), textOf(values, 'from'), textOf(values, 'to')];
  const status = textOf(values, 'status');
  return {
    record, place: bucketPlace(record.bucket), day, time: textOf(values, 'time'), venue: textOf(values, 'venue'), subject: textOf(values, 'subject'), chair: textOf(values, 'chair'),
    period: from === '' || to === '' ? undefined : { from, to },
    programmes: listOf(values, 'programmes'), agenda: textOf(values, 'agenda'), minutes: textOf(values, 'minutes'), nextDay: textOf(values, 'nextDay'),
    seats: rowIds(values, 'attendance').map((row) => {
      const at = `attendance.${row}`;
      return { row, post: textOf(values, `${at}.post`), name: textOf(values, `${at}.name`), present: values[`${at}.present`] === true, instead: textOf(values, `${at}.instead`) };
    }),
    state: MEETING_STATES[status === 'cancelled' ? 'cancelled' : status === 'held' ? 'held' : day < today ? 'write' : 'ahead'],
  };
}

function readDirection(record: DirectionSight['record'], today: string): DirectionSight {
  const { values } = record;
  const key = stateOf(values, today);
  return {
    record, place: bucketPlace(record.bucket), owner: textOf(values, 'owner'), post: textOf(values, 'post'), meeting: textOf(values, 'meeting'), meetingPlace: textOf(values, 'meetingPlace'),
    subject: textOf(values, 'subject'), givenDay: textOf(values, 'givenDay'), number: numberOf(values, 'number'), text: textOf(values, 'text'), due: dueDay(values), firstDue: textOf(values, 'dueDay'),
    extensions: rowsByDay(values, 'extensions', 'to').map((row) => ({ row, to: textOf(values, `extensions.${row}.to`), day: textOf(values, `extensions.${row}.day`), reason: textOf(values, `extensions.${row}.reason`) })),
    replies: rowsByDay(values, 'replies', 'day').map((row) => {
      const at = `replies.${row}`;
      return { row, day: textOf(values, `${at}.day`), text: textOf(values, `${at}.text`), until: textOf(values, `${at}.until`), proof: textOf(values, `${at}.proof`) };
    }),
    state: DIRECTION_STATES[key], closed: isClosed(values), replied: isReplied(values), overdue: key === 'overdue',
    judged: textOf(values, 'statusDay') === '' ? undefined : { day: textOf(values, 'statusDay'), note: textOf(values, 'statusNote') },
  };
}

function ownerPost(place: PlaceCode): string {
  const kind = officeKindOf(place);
  if (kind !== undefined) return OFFICE_POSTS[kind];
  const level = levelOf(place);
  return level === 'state' || level === 'district' ? 'dpo_icds' : level === 'block' ? 'bdo' : 'coordinator';
}

export const meetings: MeetingWork = {
  meeting: reviewMeeting.name,
  direction: direction.name,
  meetingForm: meetingForm.id,
  replyForm: replyForm.id,
  directionStates: Object.values(DIRECTION_STATES),
  seats: (place) => (levelOf(place) === 'block' ? BLOCK_SEATS : DISTRICT_SEATS),
  ownerPost,
  dueIn: [15, 7, 30],
  readMeeting,
  readDirection,
  // The next review goes on where the last one ended.
  beginMeeting: (place, today, before) => ({
    place, status: 'planned', subject: before?.subject ?? '', chair: before?.chair ?? '', venue: before?.venue ?? '', programmes: before?.programmes ?? [],
    ...(before !== undefined && before.nextDay > today ? { day: before.nextDay } : {}),
  }),
  carriedOver: (meeting, all) => all
    .filter((one) => one.meeting !== meeting.record.id && one.givenDay <= meeting.day && (one.meetingPlace === meeting.place || one.place === meeting.place))
    .filter((one) => !one.closed || (one.judged?.day ?? '') >= meeting.day)
    .sort((a, b) => compare(a.due, b.due) || a.number - b.number),
  givenAt: (meeting, all) => all.filter((one) => one.meeting === meeting.record.id).sort((a, b) => a.number - b.number || compare(a.record.id, b.record.id)),
  give: (meeting, said, all) => ({
    type: direction.name,
    place: said.place,
    edits: {
      meeting: meeting.record.id, meetingPlace: meeting.place, givenDay: meeting.day, subject: meeting.subject,
      number: all.reduce((highest, one) => (one.meeting === meeting.record.id ? Math.max(highest, one.number) : highest), 0) + 1,
      text: said.text.trim(), post: said.post.trim(), owner: said.owner, dueDay: said.dueDay,
    },
  }),
  seat: ({ record }, seats) => {
    const edits: Record<string, FieldValue> = {};
    for (const { row, post, name, present, instead } of seats) {
      const at = `attendance.${row}`;
      Object.assign(edits, { [`${at}.post`]: post.trim(), [`${at}.name`]: name.trim() || null, [`${at}.present`]: present, [`${at}.instead`]: instead.trim() || null });
    }
    for (const row of rowIds(record.values, 'attendance')) if (!seats.some((seat) => seat.row === row)) edits[`attendance.${row}._gone`] = true;
    return { type: reviewMeeting.name, record: record.id, edits };
  },
  judge: ({ record, replies }, status, note, today) => ({
    type: direction.name, record: record.id, edits: { status, statusDay: today, statusNote: note.trim() || null, statusReplies: replies.length },
  }),
  extend: ({ record }, row, to, reason, today) => ({
    type: direction.name, record: record.id, edits: { [`extensions.${row}.to`]: to, [`extensions.${row}.day`]: today, [`extensions.${row}.reason`]: reason.trim() },
  }),
  minutes: minutesBlocks,
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
