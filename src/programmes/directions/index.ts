// Meetings of review, what was directed there, and whether it was carried out (dossier D1).
import type { Programme } from '#shared/programme.ts';
import { judgeForm } from './forms/judge.ts';
import { meetingForm } from './forms/meeting.ts';
import { replyForm } from './forms/reply.ts';
import { INDICATORS } from './indicators.ts';
import { meetings } from './meetings.ts';
import { practice } from './practice.ts';
import { RECORD_TYPES } from './records.ts';
import { RULES } from './reminders.ts';
import { REVIEW } from './review.ts';
import { TASKS } from './tasks.ts';

export const directions: Programme = {
  id: 'directions',
  recordTypes: RECORD_TYPES,
  forms: [meetingForm, replyForm, judgeForm],
  indicators: INDICATORS,
  tasks: TASKS,
  review: REVIEW,
  practice,
  meetings,
  rules: RULES,
};
