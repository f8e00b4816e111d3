// What falls due from a file: papers, meetings, money, birthdays that change what she may have.
import { officeKindOf } from '#shared/place/place.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { dayNumber, isDay } from '#shared/form/calendar.ts';
import { clockState, type ClockState } from '#shared/task/clock.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { DueTask, TaskRule } from '#shared/task/task.ts';
import { dayOfNumber, startOfDay } from '#shared/task/working-days.ts';
import { ADULT, ageOn, aftercareEndDay, dayOfAge, isChildsFile } from './age.ts';
import { followUp } from './forms/follow-up.ts';
import { meeting } from './forms/mentor.ts';
import { paper as paperForm } from './forms/paper.ts';
import { plan } from './forms/plan.ts';
import { stipend } from './forms/stipend.ts';
import { aftercare, leaving, link } from './forms/status.ts';
import { followUpsDue, followUpTitle, latestOf } from './follow-ups.ts';
import { PAPER_KINDS } from './lists.ts';
import { meetingsOf, pairingOf } from './mentors.ts';
import { addMonths } from './months.ts';
import { mismatchesOf } from './mismatches.ts';
import { nextPapers, paperState } from './next-papers.ts';
import { askClock } from './paper-clocks.ts';
import { paperDue, paperPhrase } from './paper-tracker.ts';
import { domainOf } from './plan-part.ts';
import { monthPhrase, stipendMonths } from './stipend.ts';
import { rowAt, rowsOf, textOf } from './values.ts';

interface When {
  readonly today: string;
  readonly now: number;
  readonly rules: Rulebook;
}

type Task = Omit<DueTask, 'record'>;

const leaverTasks: TaskRule = {
  recordType: 'careLeaver',
  tasks: (record, today, rules, now) => {
    if (rules === undefined || record.values['status'] === 'closed') return [];
    const when: When = { today, rules, now: now ?? startOfDay(dayNumber(today) ?? 0) + 12 * 3_600_000 };
    return [
      ...safety(record, when), ...papers(record, when), ...meetings(record, when), ...ages(record, when),
      ...money(record, when), ...steps(record, when), ...handover(record, when),
    ].map((task) => ({ record: record.id, ...task }));
  },
};

export const TASKS: readonly TaskRule[] = [leaverTasks];

function safety({ values }: DehriRecord, { today }: When): Task[] {
  const row = `followUps.on-${today}`;
  const out: Task[] = [];
  if (latestOf(values, 'stay') === 'none') out.push({ kind: 'no-place', due: today, urgent: true, form: followUp.id, row });
  if (latestOf(values, 'mood') === 'distress') out.push({ kind: 'distress', due: today, urgent: true, form: followUp.id, row });
  return out;
}

function papers(record: DehriRecord, when: When): Task[] {
  const { values } = record;
  const out: Task[] = [];
  for (const kind of PAPER_KINDS) {
    const row = rowAt(values, 'papers', kind);
    const [applied, refused] = [row.text('appliedDay'), row.text('refusedDay')];
    const add = (task: string, more: Omit<Task, 'kind'>): void => void out.push({ kind: task, row: row.path, form: paperForm.id, about: paperPhrase(kind), ...more });
    const ask = askClock(values, kind);
    const askAfter = (): void => void (ask !== undefined && add('paper-ask', { ...dueOf(clock('care-ask', ask.from, when)), waitsOn: 'office' }));
    switch (paperState(values, kind, when.today)) {
      case 'submitted': {
        const due = paperDue(values, kind, when);
        if (row.text('receiptPhoto') === '' && isDay(applied)) add('paper-receipt', dueOf(clock('care-receipt', applied, when)));
        if (row.value('complete') === false) {
          if (isDay(applied)) add('paper-complete', dueOf(clock('care-complete', applied, when)));
        } else if (due !== undefined) add(due.overdue ? 'paper-overdue' : 'paper-due', { due: due.due, waitsOn: 'office', ...(due.escalatedTo !== undefined && { escalatedTo: due.escalatedTo }) });
        else askAfter();
        break;
      }
      case 'refused':
        if (isDay(refused)) add('paper-appeal', dueOf(clock('care-appeal', refused, when)));
        break;
      case 'appeal':
        askAfter();
        break;
      case 'issued':
        if (isDay(row.text('validTo')) && when.today >= daysBefore(row.text('validTo'), when.rules.number('expiryNoticeDays'))) add('paper-expires', { due: row.text('validTo') });
        break;
      case 'lost':
      case 'expired':
        add('paper-again', {});
        break;
      default:
        break;
    }
  }
  for (const { paper: kind } of mismatchesOf(values)) if (kind !== undefined && !out.some((task) => task.kind === 'paper-correct' && task.row === `papers.${kind}`)) out.push({ kind: 'paper-correct', row: `papers.${kind}`, form: paperForm.id, about: paperPhrase(kind) });
  const [next] = nextPapers(record, when).next;
  if (next !== undefined && (next.state === 'not_started' || next.state === 'collecting')) out.push({ kind: 'paper-next', row: `papers.${next.node.kind}`, form: paperForm.id, about: paperPhrase(next.node.kind) });
  return out;
}

function daysBefore(day: string, days: number): string {
  return dayOfNumber((dayNumber(day) ?? 0) - days);
}

function meetings({ values }: DehriRecord, when: When): Task[] {
  const out = followUpsDue(values, when).map(({ row, due, escalatedTo }): Task => ({
    kind: 'follow-up', due, row: `followUps.${row}`, form: followUp.id, about: followUpTitle(row), ...(escalatedTo !== undefined && { escalatedTo }),
  }));
  const pairing = pairingOf(values);
  if (pairing === undefined) return out;
  const last = meetingsOf(values, pairing).at(-1)?.text('day') ?? pairing.text('from');
  if (!isDay(last)) return out;
  const due = clock('care-meeting', last, when);
  return [...out, { kind: 'mentor-meeting', ...dueOf(due), row: `meetings.after-${last}`, form: meeting.id }];
}

/** Eighteen comes, has come, and the end of after-care. */
function ages({ values }: DehriRecord, { today, rules }: When): Task[] {
  const age = ageOn(values, today);
  const eighteen = dayOfAge(values, ADULT);
  if (age === undefined || eighteen === undefined) return [];
  if (age < ADULT) return today < addMonths(eighteen, -rules.number('eighteenNoticeMonths')) ? [] : [{ kind: 'turns-eighteen', due: eighteen, form: leaving.id }];
  const out: Task[] = isChildsFile(values) ? [{ kind: 'came-of-age', due: eighteen, form: leaving.id }] : [];
  const end = aftercareEndDay(values, rules);
  const runs = values['aftercare'] === 'approved';
  if (runs && end !== undefined && today <= end && today >= addMonths(end, -rules.number('aftercareNoticeMonths'))) out.push({ kind: 'aftercare-ends', due: end, form: aftercare.id });
  return out;
}

function money({ values }: DehriRecord, when: When): Task[] {
  return stipendMonths(values, when).filter(({ overdue }) => overdue).map(({ month, due }) => ({ kind: 'stipend-missing', due, row: `stipend.${month}`, form: stipend.id, about: monthPhrase(month) }));
}

/** Planning begins at fifteen (dossier B3, practice of an institution). */
const PLAN_AGE = 15;

function steps({ values }: DehriRecord, { today }: When): Task[] {
  const rows = rowsOf(values, 'plan');
  if (rows.length === 0) return (ageOn(values, today) ?? 0) >= PLAN_AGE ? [{ kind: 'plan-begin', row: 'plan.first', form: plan.id }] : [];
  return rows.filter((row) => row.text('doneDay') === '' && isDay(row.text('dueDay'))).map((row) => ({ kind: 'plan-step', due: row.text('dueDay'), row: row.path, form: plan.id, about: domainOf(row) }));
}

/** She came to the One Stop Centre first: does she want to go on with the child protection unit? Then she waits for it. */
function handover({ bucket, values }: DehriRecord, when: When): Task[] {
  const since = textOf(values, 'registeredDay');
  if (officeKindOf(bucketPlace(bucket)) !== 'osc' || textOf(values, 'handoverDay') !== '') return [];
  if (typeof values['wantsHandover'] !== 'boolean') return [{ kind: 'ask-handover', form: link.id }];
  if (!values['wantsHandover'] || !isDay(since)) return [];
  const state = clock('care-handover', since, when);
  return [{ kind: 'hand-over', ...dueOf(state), page: 'hand-over' }];
}

function clock(id: string, day: string, { today, now, rules }: When): ClockState {
  return clockState(rules.clock(id), { day }, [], { today, at: now }, rules);
}

function dueOf({ due, escalatedTo }: ClockState): Pick<Task, 'due' | 'escalatedTo'> {
  return escalatedTo === undefined ? { due } : { due, escalatedTo };
}
