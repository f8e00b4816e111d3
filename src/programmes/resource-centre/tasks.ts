// What falls due from a file: who is responsible, the plan, what departments owe, meetings, and the day on which she
// comes of age.
import { dayNumber, isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState, type ClockState } from '#shared/task/clock.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { DueTask, TaskRule } from '#shared/task/task.ts';
import { addMonths, dayOfNumber, startOfDay } from '#shared/task/working-days.ts';
import { dayOfAge } from './age.ts';
import { followUpsDue, followUpTitle } from './follow-ups.ts';
import { aftercare, responsible } from './forms/handling.ts';
import { plan, voice } from './forms/plan.ts';
import { followUp, referralAnswer, referralSend, scheme } from './forms/work.ts';
import { unaskedNeeds } from './needs.ts';
import { isOpenReferral, referralNow, referralsOf } from './referrals.ts';
import { listOf, rowsOf, textOf, type RowReader } from './values.ts';

interface When {
  readonly today: string;
  readonly now: number;
  readonly rules: Rulebook;
}

type Task = Omit<DueTask, 'record'>;

const fileTasks: TaskRule = {
  recordType: 'childFile',
  tasks: (record, today, rules, now) => {
    if (rules === undefined) return [];
    const when: When = { today, rules, now: now ?? startOfDay(dayNumber(today) ?? 0) + 12 * 3_600_000 };
    const { values } = record;
    const tasks = values['status'] === 'closed'
      ? meetings(record, when)
      : [...begun(values, when), ...referrals(values, when), ...needs(values), ...meetings(record, when), ...steps(values), ...schemes(values, when), ...ofAge(values, when)];
    return tasks.map((task) => ({ record: record.id, ...task }));
  },
};

export const TASKS: readonly TaskRule[] = [fileTasks];

/** Nobody is responsible, there is no plan, or what may be told to whom is not settled. */
function begun(values: Values, when: When): Task[] {
  const since = textOf(values, 'registeredDay');
  if (!isDay(since)) return [];
  const out: Task[] = [];
  if (textOf(values, 'worker') === '') out.push({ kind: 'assign', ...dueOf(clock('rehab-assign', since, when)), form: responsible.id });
  if (rowsOf(values, 'plan').length === 0) out.push({ kind: 'plan-begin', ...dueOf(clock('rehab-plan', since, when)), row: 'plan.first', form: plan.id });
  if (listOf(values, 'categories').includes('hiv') && values['consentShare'] !== true) out.push({ kind: 'consent-share', form: voice.id });
  return out;
}

function referrals(values: Values, when: When): Task[] {
  return referralsOf(values).flatMap((row): Task[] => {
    const { state, due, stopped, escalatedTo } = referralNow(values, row, when);
    const about = { key: 'referral.to', values: { service: { key: `service.${row.text('service')}` }, department: { key: `department.${row.text('department')}` } } };
    const more = { row: row.path, form: referralAnswer.id, about } as const;
    switch (state) {
      case 'sent': {
        const received = row.day('sentDay') === '' ? undefined : clock('rehab-received', row.day('sentDay'), when);
        // Before it is asked whether it has arrived, the department has its time.
        if (received?.overdue === true) return [{ kind: 'referral-received', ...dueOf(received), ...more }];
        return [{ kind: 'referral-due', ...(due !== undefined && { due }), waitsOn: 'department', ...more }];
      }
      case 'received': return [{ kind: 'referral-due', ...(due !== undefined && { due }), waitsOn: 'department', ...more }];
      case 'stopped': return [{ kind: 'referral-due', ...(due !== undefined && { due }), ...(stopped !== undefined && { stopped }), ...more }];
      case 'overdue': return [{ kind: 'referral-overdue', ...(due !== undefined && { due }), ...(escalatedTo !== undefined && { escalatedTo }), ...more }];
      case 'refused': return isSettled(values, row) ? [] : [{ kind: 'referral-refused', due: row.day('answeredDay') || when.today, row: 'referrals.again', form: referralSend.id, about }];
      default: return [];
    }
  });
}

/** Somebody else has been asked since, or she has got it. */
function isSettled(values: Values, refused: RowReader): boolean {
  const service = refused.text('service');
  if (!unaskedNeeds(values).includes(service) && listOf(values, 'needs').includes(service)) return true;
  return referralsOf(values).some((row) => row.id !== refused.id && row.text('service') === service && row.day('sentDay') >= refused.day('answeredDay') && (isOpenReferral(row) || row.text('answer') === 'given'));
}

/** Needed, and nobody was asked: the first time, not after a refusal, which is a task of its own. */
function needs(values: Values): Task[] {
  const refused = new Set(referralsOf(values).filter((row) => row.text('answer') === 'refused').map((row) => row.text('service')));
  return unaskedNeeds(values).filter((need) => !refused.has(need)).map((need) => ({ kind: 'need', row: `referrals.for-${need}`, form: referralSend.id, about: { key: `service.${need}` } }));
}

function meetings({ values }: DehriRecord, when: When): Task[] {
  return followUpsDue(values, when).map(({ row, due, escalatedTo }) => ({
    kind: values['status'] === 'closed' ? 'follow-up-after' : 'follow-up', due, row: `followUps.${row}`, form: followUp.id, about: followUpTitle(row), ...(escalatedTo !== undefined && { escalatedTo }),
  }));
}

function steps(values: Values): Task[] {
  return rowsOf(values, 'plan').filter((row) => row.day('doneDay') === '' && row.day('dueDay') !== '')
    .map((row) => ({ kind: 'plan-step', due: row.day('dueDay'), row: row.path, form: plan.id, about: { key: `choice.area.${row.text('area') || 'other'}` } }));
}

function schemes(values: Values, when: When): Task[] {
  return rowsOf(values, 'schemes').filter((row) => row.text('state') === 'applied' && row.day('appliedDay') !== '')
    .map((row) => ({ kind: 'scheme-ask', ...dueOf(clock('rehab-scheme', row.day('appliedDay'), when)), waitsOn: 'office', row: row.path, form: scheme.id }));
}

/** Eighteen comes, or has come: the after-care of the unit goes on with her. */
function ofAge(values: Values, { today, rules }: When): Task[] {
  const eighteen = dayOfAge(values);
  if (eighteen === undefined || isDay(textOf(values, 'aftercareDay'))) return [];
  if (today >= eighteen) return [{ kind: 'came-of-age', due: eighteen, form: aftercare.id }];
  const notice = dayOfNumber(addMonths(dayNumber(eighteen) ?? 0, -rules.number('rehabNoticeMonths')));
  return today < notice ? [] : [{ kind: 'turns-eighteen', due: eighteen, form: aftercare.id }];
}

function clock(id: string, day: string, { today, now, rules }: When): ClockState {
  return clockState(rules.clock(id), { day }, [], { today, at: now }, rules);
}

function dueOf({ due, escalatedTo }: ClockState): Pick<Task, 'due' | 'escalatedTo'> {
  return escalatedTo === undefined ? { due } : { due, escalatedTo };
}
