// What falls due at a centre, from its records and the limits in force (`clocks.ts`). Nothing pending is
// hidden: what waits for somebody or stands still says so, and stays in the list.
import { dayNumber } from '#shared/form/calendar.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState, type ClockNow } from '#shared/task/clock.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { Limit, Rulebook } from '#shared/task/rulebook.ts';
import type { DueTask, TaskRule } from '#shared/task/task.ts';
import { startOfDay } from '#shared/task/working-days.ts';
import { isUnder18 } from './age.ts';
import { RULES } from './clocks.ts';
import { child } from './forms/child.ts';
import { dir } from './forms/dir.ts';
import { assign, close } from './forms/handling.ts';
import { directionDone, purchaseForm, readinessForm } from './forms/office.ts';
import { risk } from './forms/person.ts';
import { shelterLonger, shelterOut } from './forms/shelter.ts';
import { counselling, followUpDone, followUpPlan, referralAnswer, service } from './forms/work.ts';
import { stockState } from './office-lists.ts';
import { pausesOf } from './pauses.ts';
import { textOf } from './read.ts';
import { clocksOfCall, clocksOfCase, clocksOfMeeting, clocksOfReadiness, clocksOfStock, type RunningClock } from './running-clocks.ts';
import { openStay, stayState } from './shelter.ts';

/** One record, looked at now. */
interface Sight {
  readonly record: DehriRecord;
  readonly values: Values;
  readonly now: ClockNow;
  readonly rules: Rulebook;
}

type More = Pick<DueTask, 'form' | 'urgent' | 'waitsOn'>;

function rule(recordType: string, tasks: (sight: Sight) => readonly DueTask[]): TaskRule {
  return {
    recordType,
    tasks: (record, today, rules, now) => tasks({
      record,
      values: record.values,
      // Noon in India stands for a day of which the moment is not given.
      now: { today, at: now ?? startOfDay(dayNumber(today) ?? 0) + 43_200_000 },
      rules: rules ?? rulebookFrom([RULES], [], bucketPlace(record.bucket)),
    }),
  };
}

/** The task of a clock; of a day that was set it goes up as the clock does. */
function running({ record, values, now, rules }: Sight, { kind, clock, from, isSet, row }: RunningClock, more: More): DueTask {
  const ruled = rules.clock(clock);
  const { due, dueAt, stopped, escalatedTo } = clockState(isSet === true ? { ...ruled, limit: THAT_DAY } : ruled, from, pausesOf(values, clock), now, rules);
  return {
    kind, record: record.id, due, ...(dueAt !== undefined && { dueAt }), ...(stopped !== undefined && { stopped }), ...(escalatedTo !== undefined && { escalatedTo }), ...(row !== undefined && { row }), ...more,
  };
}

const THAT_DAY: Limit = { amount: 0, unit: 'days' };

const ofCase = rule('case', (sight) => clocksOfCase(sight.values).flatMap((clock): readonly DueTask[] => {
  if (clock.untilOfAge === true && !isUnder18(sight.values, sight.now.today)) return [];
  return [clock.clock === 'shelter' ? shelter(sight, clock) : running(sight, clock, moreOf(sight.values, clock))];
}));

/** What leads every list, which form does it, on whom it waits. */
function moreOf(values: Values, { kind, row }: RunningClock): More {
  switch (kind) {
    case 'danger':
      return { urgent: true, form: risk.id };
    case 'cwc-production':
    case 'pocso-report':
      return { urgent: true, form: child.id };
    case 'assign':
      return { form: assign.id };
    case 'first-contact':
      return { form: service.id };
    case 'referral-answer':
      return { form: referralAnswer.id, waitsOn: 'agency' };
    case 'counselling':
      return { form: counselling.id, ...(values[`${row}.with`] !== 'her' && { waitsOn: 'second_party' }) };
    case 'dir-read':
    case 'dir-copy':
      return { form: dir.id };
    case 'follow-up':
      return { form: followUpDone.id };
    case 'follow-up-plan':
      return { form: followUpPlan.id };
    case 'feedback':
      return { form: close.id };
    default:
      return {};
  }
}

/** How long she may still stay, urgent from the warning day on. */
function shelter(sight: Sight, clock: RunningClock): DueTask {
  const { values, now, rules } = sight;
  const stay = openStay(values);
  switch (stay === undefined ? 'here' : stayState(stay, { today: now.today, rules })) {
    case 'ending':
      return running(sight, { ...clock, kind: 'shelter-ending' }, { form: shelterOut.id, urgent: true });
    case 'over':
      return running(sight, { ...clock, kind: 'shelter-over' }, { form: shelterLonger.id, urgent: true });
    case 'longer':
      // Still past the limit, and told on: further days are for the district to allow (dossier A1).
      return running(sight, { ...clock, kind: 'shelter-longer' }, { form: shelterOut.id });
    default:
      return running(sight, clock, { form: shelterOut.id });
  }
}

const ofCall = rule('call', (sight) => clocksOfCall(sight.values).map((clock) => running(sight, clock, { urgent: true })));

const ofStock = rule('stockItem', (sight) => {
  const { record, values } = sight;
  if (stockState(record).key === 'short') return [{ kind: 'stock-short', record: record.id, form: purchaseForm.id }];
  const state = textOf(values, 'purchase');
  const waitsOn = state === 'wanted' ? { waitsOn: 'sanction' } : state === 'ordered' ? { waitsOn: 'supplier' } : {};
  return clocksOfStock(values).map((clock) => running(sight, clock, { form: purchaseForm.id, ...waitsOn }));
});

const ofReadiness = rule('readiness', (sight) => {
  const { record, values } = sight;
  const late = clocksOfReadiness(values).map((clock) => running(sight, clock, { form: readinessForm.id }));
  if (late.length > 0 || (values['state'] !== 'missing' && values['state'] !== 'partly')) return late;
  return [{ kind: 'readiness', record: record.id, form: readinessForm.id }];
});

const ofMeeting = rule('meeting', (sight) => clocksOfMeeting(sight.values).map((clock) => running(sight, clock, { form: directionDone.id })));

export const TASKS: readonly TaskRule[] = [ofCase, ofCall, ofStock, ofReadiness, ofMeeting];
