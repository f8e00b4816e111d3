// What falls due from records: doors to try again, promises to keep, groups to put right, camps to
// announce. The numbers of days are conventions of the drive and live here as data.
import type { DueTask, TaskRule } from '#shared/task/task.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { linkageOf, textOf } from './linkage.ts';
import { daysAfter, visitOf } from './next-door.ts';

/** Days after which a woman promised to an old group should stand in its register (its meeting is weekly). */
const ENTRY_DAYS = 7;
/** Days after which a willing woman should be in a draft. */
const GROUP_DAYS = 10;
/** Days within which a returned group is put right, and a draft is handed in. */
const MEND_DAYS = 3;
const DRAFT_DAYS = 7;

const household: TaskRule = {
  recordType: 'household',
  tasks: (record) => {
    const { values } = record;
    const visit = visitOf(record);
    if (visit.state === 'again') return [task(record, textOf(values, 'outcome') === 'locked' ? 'recheck-locked' : 'recheck-returned', visit.due)];
    if (linkageOf(values) !== 'willing') return [];
    const day = textOf(values, 'outcomeDay');
    return values['outcome'] === 'old_group'
      ? [task(record, 'enter-old-group', daysAfter(day, ENTRY_DAYS))]
      : [task(record, 'find-group', daysAfter(day, GROUP_DAYS))];
  },
};

const shg: TaskRule = {
  recordType: 'shg',
  tasks: (record) => {
    const day = textOf(record.values, 'statusDay') || textOf(record.values, 'formedDay');
    switch (record.values['status']) {
      case 'returned':
        return [task(record, 'mend-group', daysAfter(day, MEND_DAYS))];
      case 'draft':
        return [task(record, 'finish-group', daysAfter(day, DRAFT_DAYS))];
      case 'submitted':
        return [task(record, 'approve-group', daysAfter(day, DRAFT_DAYS))];
      default:
        return [];
    }
  },
};

const camp: TaskRule = {
  recordType: 'camp',
  tasks: (record, today) => {
    const [first, last] = [textOf(record.values, 'firstDay'), textOf(record.values, 'lastDay') || textOf(record.values, 'firstDay')];
    if (first === '' || record.values['status'] === 'cancelled' || last < today) return [];
    if (first <= today) return [task(record, 'camp-today', today)];
    return first === daysAfter(today, 1) ? [task(record, 'camp-tomorrow', first)] : [task(record, 'camp-coming', first)];
  },
};

export const TASKS: readonly TaskRule[] = [household, shg, camp];

function task(record: DehriRecord, kind: string, due: string): DueTask {
  return due === '' ? { kind, record: record.id } : { kind, record: record.id, due };
}
