// Directions in the app of an office: what it was directed, how each stands, and the answer with its proof.
import type { CaseLine, CasePractice, OfficeList } from '#shared/case-work.ts';
import type { Fact } from '#shared/field-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { officeKindOf } from '#shared/place/place.ts';
import { meetingForm } from './forms/meeting.ts';
import { replyForm } from './forms/reply.ts';
import { MEETING_STATES, meetings } from './meetings.ts';
import { direction, reviewMeeting } from './records.ts';
import { DIRECTION_STATES } from './state.ts';

const given: OfficeList = {
  key: 'directions',
  recordType: direction.name,
  icon: 'work',
  offices: ['osc', 'dcpu', 'hub'],
  forms: [replyForm.id],
  states: Object.values(DIRECTION_STATES),
  // Who also follows the directions of others in the district does so at the desk.
  shows: (record, { place }) => officeKindOf(place) === undefined || bucketPlace(record.bucket) === place,
  stateOf: (record, { today }) => meetings.readDirection(record, today).state,
  card: (record, { today }) => {
    const { text, due, post } = meetings.readDirection(record, today);
    return { title: text, detail: { key: 'direction.detail', values: { post, day: due } } };
  },
  facts: (record, { today }) => {
    const { subject, givenDay, post, due, firstDue, judged, closed } = meetings.readDirection(record, today);
    const facts: Fact[] = [
      { label: { key: 'fact.from' }, value: { key: 'fact.meeting', values: { subject, day: givenDay } } },
      { label: { key: 'fact.post' }, value: post },
      { label: { key: 'fact.due' }, value: due },
    ];
    if (due !== firstDue) facts.push({ label: { key: 'fact.firstDue' }, value: firstDue });
    if (judged !== undefined) facts.push({ label: { key: closed ? 'fact.closed' : 'fact.returned' }, value: judged.note === '' ? judged.day : { key: 'fact.judged', values: { ...judged } } });
    return facts;
  },
  lines: (record, { today }) => {
    const { replies, extensions } = meetings.readDirection(record, today);
    return [
      ...replies.toReversed().map(({ row, text, day, until }): CaseLine => ({
        row: `replies.${row}`, icon: 'check', title: text, detail: until === '' ? { key: 'line.reply', values: { day } } : { key: 'line.replyUntil', values: { day, until } },
      })),
      ...extensions.toReversed().map(({ row, to, reason, day }): CaseLine => ({
        row: `extensions.${row}`, icon: 'clock', title: { key: 'line.extension', values: { to } }, detail: { key: 'line.extensionWhy', values: { reason, day } },
      })),
    ];
  },
};

/** For the hub, which writes the minutes of its district's reviews. */
const reviews: OfficeList = {
  key: 'reviews',
  recordType: reviewMeeting.name,
  icon: 'group',
  offices: ['hub'],
  forms: [meetingForm.id],
  states: Object.values(MEETING_STATES),
  stateOf: (record, { today }) => meetings.readMeeting(record, today).state,
  card: (record, { today }) => {
    const { subject, day, chair } = meetings.readMeeting(record, today);
    return { title: subject, detail: { key: 'meeting.detail', values: { day, chair } } };
  },
  facts: (record, { today }) => {
    const { venue, agenda, minutes, nextDay } = meetings.readMeeting(record, today);
    return Object.entries({ venue, agenda, minutes, nextDay }).flatMap(([key, value]): Fact[] => (value === '' ? [] : [{ label: { key: `fact.${key}` }, value }]));
  },
};

export const practice: CasePractice = { cases: [], lists: [given, reviews], registers: [] };
