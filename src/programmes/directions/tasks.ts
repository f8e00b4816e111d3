// What falls due in directions and meetings. A direction is on the list from the day it arrives until it is
// closed; what is answered waits for the one who gave it.
import { bucketPlace } from '#shared/place/bucket.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { addDays } from '#shared/report/period.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { DueTask, TaskRule } from '#shared/task/task.ts';
import { meetingForm } from './forms/meeting.ts';
import { replyForm } from './forms/reply.ts';
import { textOf } from './read.ts';
import { REMINDER_DAYS, RULES } from './reminders.ts';
import { dueDay, stateOf } from './state.ts';

/** The day from which what is due on `day` is brought to mind. */
function remindFrom(day: string, record: DehriRecord, rules: Rulebook | undefined): string {
  return addDays(day, -(rules ?? rulebookFrom([RULES], [], bucketPlace(record.bucket))).number(REMINDER_DAYS));
}

const ofDirection: TaskRule = {
  recordType: 'direction',
  tasks: (record, today, rules) => {
    const { id, values } = record;
    const due = dueDay(values);
    if (due === '') return [];
    const task = (kind: string, more: Partial<DueTask> = {}): readonly DueTask[] => [{ kind, record: id, due, form: replyForm.id, ...more }];
    switch (stateOf(values, today)) {
      case 'closed':
        return [];
      case 'replied':
        return [{ kind: 'direction-close', record: id, waitsOn: 'officer' }];
      case 'overdue':
        return task('direction-late');
      case 'returned':
        return task('direction-again');
      case 'open':
        return task(remindFrom(due, record, rules) <= today ? 'direction-soon' : 'direction');
    }
  },
};

const ofMeeting: TaskRule = {
  recordType: 'reviewMeeting',
  tasks: (record, today, rules) => {
    const { id, values } = record;
    const day = textOf(values, 'day');
    const status = textOf(values, 'status');
    if (day === '' || status === 'cancelled') return [];
    if (day > today) return remindFrom(day, record, rules) <= today ? [{ kind: 'meeting-soon', record: id, due: day }] : [];
    // Held, and neither its minutes nor that it took place is written down.
    return status === 'held' && textOf(values, 'minutes') !== '' ? [] : [{ kind: 'meeting-write', record: id, due: day, form: meetingForm.id }];
  },
};

export const TASKS: readonly TaskRule[] = [ofDirection, ofMeeting];
