// A meeting: what is planned, and what was said. Who came is ticked beside it, what was directed is written one
// by one.
import type { FormDefinition } from '#shared/form/definition.ts';
import { MEETING_STATUSES, REVIEWED } from '../records.ts';

export const meetingForm: FormDefinition = {
  id: 'directions.meeting',
  version: 1,
  recordType: 'reviewMeeting',
  children: [
    {
      type: 'group', name: 'plan', appearance: 'field-list',
      children: [
        { type: 'text', name: 'subject', required: true },
        { type: 'date', name: 'day', required: true },
        { type: 'text', name: 'time', appearance: 'time', constraint: "regex(., '^([01][0-9]|2[0-3]):[0-5][0-9]$')" },
        { type: 'text', name: 'venue' },
        { type: 'text', name: 'chair', required: true },
      ],
    },
    {
      type: 'group', name: 'about', appearance: 'field-list',
      children: [
        { type: 'select_multiple', name: 'programmes', list: 'reviewed' },
        { type: 'date', name: 'from' },
        { type: 'date', name: 'to', constraint: ". >= ${from} or ${from} = ''" },
        { type: 'text', name: 'agenda', appearance: 'multiline' },
      ],
    },
    {
      type: 'group', name: 'held', appearance: 'field-list',
      children: [
        { type: 'select_one', name: 'status', list: 'meetingStatus', required: true, default: "'planned'" },
        { type: 'text', name: 'minutes', appearance: 'multiline', relevant: "${status} = 'held'", keeps: true },
        { type: 'image', name: 'photo', appearance: 'document file', relevant: "${status} = 'held'", keeps: true },
        { type: 'date', name: 'nextDay', constraint: '. > ${day}' },
      ],
    },
  ],
  choices: {
    reviewed: REVIEWED.map((value) => ({ value })),
    meetingStatus: MEETING_STATUSES.map((value) => ({ value })),
  },
};
