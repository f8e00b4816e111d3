// Meetings of review and the directions given there (dossier D1). A meeting lies at the place it reviews. A
// direction lies at the office or place of its owner, and so reaches exactly those who must carry it out;
// they do not see the meeting, so its day and subject stand in the direction too.
import type { FieldDef, RecordType } from '#shared/record/record-type.ts';
import { DIRECTION_RULES, MEETING_RULES } from './rules.ts';

export const MEETING_STATUSES = ['planned', 'held', 'cancelled'] as const;
/** What a review may go through, beside the programmes whose registers are here. */
export const REVIEWED = ['one_stop_centre', 'helpline_181', 'mission_shakti', 'care_leavers', 'jeevika', 'social_security', 'other'] as const;

const day: FieldDef = { kind: 'date' };
const note: FieldDef = { kind: 'text', maxLength: 1000 };
const post: FieldDef = { kind: 'text', maxLength: 120 };

const MEETING_FIELDS: RecordType['fields'] = {
  place: { kind: 'place' },
  day,
  /** `11:30` */
  time: { kind: 'text', maxLength: 5 },
  subject: { kind: 'text' },
  venue: post,
  chair: post,
  programmes: { kind: 'choices', choices: REVIEWED, merge: 'union' },
  /** The days that are reviewed. */
  from: day,
  to: day,
  agenda: note,
  'attendance.*.post': post,
  'attendance.*.name': post,
  'attendance.*.present': { kind: 'boolean' },
  /** Who came instead. */
  'attendance.*.instead': post,
  minutes: { kind: 'text', maxLength: 6000, merge: 'ask' },
  /** The signed sheet. */
  photo: { kind: 'photo' },
  nextDay: day,
  status: { kind: 'choice', choices: MEETING_STATUSES, merge: 'ask' },
};

export const reviewMeeting: RecordType = {
  name: 'reviewMeeting',
  version: 1,
  accessClass: 'direction',
  shelf: 'review',
  levels: ['state', 'district', 'block'],
  fields: MEETING_FIELDS,
  groups: {
    when: { fields: ['day', 'time', 'venue'], merge: 'ask' },
    period: { fields: ['from', 'to'], merge: 'ask' },
    seat: { fields: ['attendance.*.post', 'attendance.*.name', 'attendance.*.present', 'attendance.*.instead'], merge: 'ask' },
  },
  authored: [...Object.keys(MEETING_FIELDS), 'attendance.*._gone'],
  rules: MEETING_RULES,
  searchNames: ['subject'],
  home: { place: 'place' },
};

export const direction: RecordType = {
  name: 'direction',
  version: 1,
  accessClass: 'direction',
  shelf: 'direction',
  fields: {
    meeting: { kind: 'record' },
    meetingPlace: { kind: 'place' },
    givenDay: day,
    subject: { kind: 'text' },
    /** Within its meeting. */
    number: { kind: 'integer', min: 1, max: 999 },
    text: { ...note, merge: 'ask' },
    post,
    /** Name of the owner's place when it was given: it stays to be read when the place is renamed or gone. */
    owner: post,
    dueDay: { kind: 'date', merge: 'ask' },
    'extensions.*.to': day,
    'extensions.*.day': day,
    'extensions.*.reason': note,
    'replies.*.text': note,
    'replies.*.day': day,
    'replies.*.proof': { kind: 'photo' },
    /** The day until which more time is asked for. */
    'replies.*.until': day,
    /** Absent: to be carried out, or answered and waiting for a word. */
    status: { kind: 'choice', choices: ['closed', 'returned'] },
    statusDay: day,
    statusNote: note,
    /** Replies that had come by then: one more asks for another word. */
    statusReplies: { kind: 'integer', min: 0, max: 999 },
  },
  groups: {
    owner: { fields: ['post', 'owner'], merge: 'ask' },
    extension: { fields: ['extensions.*.to', 'extensions.*.day', 'extensions.*.reason'], merge: 'ask' },
    reply: { fields: ['replies.*.text', 'replies.*.day', 'replies.*.until'], merge: 'ask' },
    // Two officers who differ about whether it is done are asked.
    status: { fields: ['status', 'statusDay', 'statusNote', 'statusReplies'], merge: 'ask' },
  },
  approves: { status: 'any', dueDay: 'changed', 'extensions.*.to': 'any', 'extensions.*._gone': [true] },
  approvedFrom: 'meetingPlace',
  authored: ['meeting', 'meetingPlace', 'givenDay', 'subject', 'number', 'text', 'post', 'owner', 'dueDay'],
  rules: DIRECTION_RULES,
  searchNames: ['text', 'post'],
};

export const RECORD_TYPES: readonly RecordType[] = [reviewMeeting, direction];
