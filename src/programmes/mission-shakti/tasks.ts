// What falls due in the district's registers, from the records and the limits in force (`clocks.ts`).
import { dayNumber } from '#shared/form/calendar.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState, type ClockState } from '#shared/task/clock.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { DueTask, TaskRule } from '#shared/task/task.ts';
import { startOfDay } from '#shared/task/working-days.ts';
import { RULES } from './clocks.ts';
import { batchForm } from './forms/batch.ts';
import { fundDecision, fundPayment } from './forms/fund.ts';
import { inspectionMended } from './forms/home.ts';
import { linkageOutcome } from './forms/linkage.ts';
import { committeeForm, complaintClosed } from './forms/workplace.ts';
import { occupancyOf } from './occupancy.ts';
import { dayOf, rowsOf, textOf } from './values.ts';
import { hasCommittee, isTermEnding, needsCommittee, openComplaints } from './workplaces.ts';

/** One record, looked at now. */
interface Sight {
  readonly record: DehriRecord;
  readonly values: Values;
  readonly today: string;
  readonly at: number;
  readonly rules: Rulebook;
}

type More = Omit<DueTask, 'kind' | 'record' | 'due' | 'dueAt'>;

function rule(recordType: string, tasks: (sight: Sight) => readonly DueTask[]): TaskRule {
  return {
    recordType,
    tasks: (record, today, rules, now) => tasks({
      record, values: record.values, today,
      // Noon in India stands for a day of which the moment is not given.
      at: now ?? startOfDay(dayNumber(today) ?? 0) + 43_200_000,
      rules: rules ?? rulebookFrom([RULES], [], bucketPlace(record.bucket)),
    }),
  };
}

function stateOf({ rules, today, at }: Sight, clock: string, day: string): ClockState {
  return clockState(rules.clock(clock), { day }, [], { today, at }, rules);
}

/** Due by a clock that runs from the day; nothing before a day is known. */
function timed(sight: Sight, kind: string, clock: string, day: string, more: More = {}): readonly DueTask[] {
  if (day === '') return [];
  const { due, escalatedTo } = stateOf(sight, clock, day);
  return [{ kind, record: sight.record.id, due, ...(escalatedTo !== undefined && { escalatedTo }), ...more }];
}

/** Said only once it is due: before that it is nobody's work. */
function whenDue(sight: Sight, tasks: readonly DueTask[]): readonly DueTask[] {
  return tasks.filter(({ due = '' }) => due <= sight.today);
}

const ofLinkage = rule('linkage', (sight) => {
  const { values } = sight;
  const open = textOf(values, 'outcome') === '' || values['outcome'] === 'applied';
  return open ? whenDue(sight, timed(sight, 'linkage-outcome', 'linkage-outcome', dayOf(values, 'day'), { form: linkageOutcome.id })) : [];
});

const ofHome = rule('home', (sight) => {
  const { record, values } = sight;
  if (values['state'] === 'closed') return [];
  const counted = occupancyOf(record).day || dayOf(values, 'capacityDay');
  return [
    // On the page of the home each day that lacks has its own line.
    ...whenDue(sight, timed(sight, 'home-count', 'home-count', counted)),
    ...rowsOf(values, 'inspections').flatMap((row) => {
      if (row.text('finding') === '' || row.day('mendedDay') !== '') return [];
      return timed(sight, 'home-finding', 'home-finding', row.day('mendBy'), { row: row.path, form: inspectionMended.id });
    }),
  ];
});

const ofFund = rule('fundCase', (sight) => {
  const { values } = sight;
  if (textOf(values, 'decision') === '') return timed(sight, 'fund-decide', 'fund-decide', dayOf(values, 'appliedDay'), { form: fundDecision.id, waitsOn: 'committee' });
  if (values['decision'] !== 'approved' || textOf(values, 'paidDay') !== '') return [];
  return timed(sight, 'fund-pay', 'fund-pay', dayOf(values, 'committeeDay'), { form: fundPayment.id });
});

const ofBatch = rule('batch', (sight) => {
  const { values, today } = sight;
  const end = dayOf(values, 'to');
  return end < today && typeof values['finished'] !== 'number' ? timed(sight, 'batch-result', 'batch-result', end, { form: batchForm.id }) : [];
});

const ofWorkplace = rule('workplace', (sight) => {
  const { record, values } = sight;
  const complaints = openComplaints(values).flatMap((row) => timed(sight, 'shebox-complaint', 'shebox-complaint', row.day('receivedDay'), { row: row.path, form: complaintClosed.id }));
  if (needsCommittee(values) && !hasCommittee(values)) return [...complaints, ...timed(sight, 'committee-form', 'committee-form', dayOf(values, 'registeredDay'), { form: committeeForm.id })];
  if (!isTermEnding(values, sight)) return complaints;
  return [...complaints, { kind: 'committee-term', record: record.id, due: dayOf(values, 'committeeEnd'), form: committeeForm.id }];
});

export const TASKS: readonly TaskRule[] = [ofLinkage, ofHome, ofFund, ofBatch, ofWorkplace];
