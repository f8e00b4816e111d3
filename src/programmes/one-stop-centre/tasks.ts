// What falls due at a centre, from its records and the limits in force (`clocks.ts`). Nothing pending is
// hidden: what waits for somebody or stands still says so, and stays in the list.
import { dayNumber } from '#shared/form/calendar.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { clockState, type ClockNow, type ClockStart } from '#shared/task/clock.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { DueTask, TaskRule } from '#shared/task/task.ts';
import { startOfDay } from '#shared/task/working-days.ts';
import { isUnder18 } from './age.ts';
import { productionClock } from './child-path.ts';
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
import { listOf, momentOf, rowsByDay, textOf } from './read.ts';
import { dangersOf, POCSO_KINDS } from './sharing.ts';
import { openStay, stayState } from './shelter.ts';

/** One record, looked at now. */
interface Sight {
  readonly record: DehriRecord;
  readonly values: Values;
  readonly now: ClockNow;
  readonly rules: Rulebook;
}

type More = Omit<DueTask, 'kind' | 'record' | 'due' | 'dueAt'>;

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

/** A task whose clock runs from a day of the record. */
function timed({ record, values, now, rules }: Sight, kind: string, clock: string, from: ClockStart, more: More = {}, limit = rules.clock(clock).limit): DueTask {
  const { due, dueAt, stopped, escalatedTo } = clockState({ ...rules.clock(clock), limit }, from, pausesOf(values, clock), now, rules);
  return { kind, record: record.id, due, ...(dueAt !== undefined && { dueAt }), ...(stopped !== undefined && { stopped }), ...(escalatedTo !== undefined && { escalatedTo }), ...more };
}

/** A task for a day that was set; it goes up as its clock does. */
function planned(sight: Sight, kind: string, clock: string, day: string, more: More): DueTask {
  return timed(sight, kind, clock, { day }, more, { amount: 0, unit: 'days' });
}

function from(values: Values, day: string, time?: string): ClockStart {
  const at = time === undefined ? undefined : momentOf(textOf(values, day), textOf(values, time));
  return { day: textOf(values, day), ...(at !== undefined && { at }) };
}

const ofCase = rule('case', (sight) => {
  const { values } = sight;
  if (textOf(values, 'registeredDay') === '') return [];
  if (values['status'] === 'closed') return feedback(sight);
  return [...danger(sight), ...childsPath(sight), ...shelter(sight), ...begun(sight), ...referrals(sight), ...sittings(sight), ...report(sight), ...followUps(sight)];
});

/** Dangers of which nobody has said that they are over. */
function danger(sight: Sight): readonly DueTask[] {
  const { values } = sight;
  if (dangersOf(values).length === 0) return [];
  const day = textOf(values, 'riskDay') === '' ? 'registeredDay' : 'riskDay';
  return [timed(sight, 'danger', 'danger', from(values, day), { urgent: true, form: risk.id })];
}

function childsPath(sight: Sight): readonly DueTask[] {
  const { record, values, now, rules } = sight;
  if (!isUnder18(values, now.today)) return [];
  const due: DueTask[] = [];
  const production = textOf(values, 'cwcDay') === '' ? productionClock(values, now, rules) : undefined;
  if (production !== undefined) {
    const { due: day, dueAt, escalatedTo } = production;
    due.push({ kind: 'cwc-production', record: record.id, due: day, ...(dueAt !== undefined && { dueAt }), ...(escalatedTo !== undefined && { escalatedTo }), urgent: true, form: child.id });
  }
  const kinds = [...listOf(values, 'violence'), textOf(values, 'primaryViolence')];
  if (textOf(values, 'pocsoReportDay') === '' && kinds.some((kind) => POCSO_KINDS.includes(kind))) {
    const start = textOf(values, 'foundDay') === '' ? from(values, 'registeredDay', 'registeredTime') : from(values, 'foundDay', 'foundTime');
    due.push(timed(sight, 'pocso-report', 'pocso-report', start, { urgent: true, form: child.id }));
  }
  return due;
}

/** How long she may still stay, urgent from the warning day on. */
function shelter(sight: Sight): readonly DueTask[] {
  const { values, now, rules } = sight;
  const stay = openStay(values);
  if (stay === undefined) return [];
  const at = { day: stay.inDay };
  const row = `stays.${stay.row}`;
  switch (stayState(stay, { today: now.today, rules })) {
    case 'ending':
      return [timed(sight, 'shelter-ending', 'shelter', at, { row, form: shelterOut.id, urgent: true })];
    case 'over':
      return [timed(sight, 'shelter-over', 'shelter', at, { row, form: shelterLonger.id, urgent: true })];
    case 'longer':
      // Still past the limit, and told on: further days are for the district to allow (dossier A1).
      return [timed(sight, 'shelter-longer', 'shelter', at, { row, form: shelterOut.id })];
    default:
      return [timed(sight, 'shelter-here', 'shelter', at, { row, form: shelterOut.id })];
  }
}

/** A file that nobody is responsible for, or in which nothing has been done. */
function begun(sight: Sight): readonly DueTask[] {
  const { values } = sight;
  const due: DueTask[] = [];
  if (textOf(values, 'worker') === '') due.push(timed(sight, 'assign', 'assign', from(values, 'registeredDay'), { form: assign.id }));
  const touched = ['services', 'referrals', 'counselling', 'stays', 'followUps'].some((repeat) => rowIds(values, repeat).length > 0);
  if (!touched) due.push(timed(sight, 'first-contact', 'first-contact', from(values, 'registeredDay', 'registeredTime'), { form: service.id }));
  return due;
}

function referrals(sight: Sight): readonly DueTask[] {
  const { values } = sight;
  return rowsByDay(values, 'referrals', 'sentDay').flatMap((id) => {
    const row = `referrals.${id}`;
    if (textOf(values, `${row}.sentDay`) === '' || textOf(values, `${row}.answeredDay`) !== '') return [];
    return [timed(sight, 'referral-answer', 'referral-answer', from(values, `${row}.sentDay`), { row, form: referralAnswer.id, waitsOn: 'agency' })];
  });
}

/** A sitting that was set, or that must be set, and has not been held. */
function sittings(sight: Sight): readonly DueTask[] {
  const { values } = sight;
  const rows = rowsByDay(values, 'counselling', 'day');
  const lastHeld = rows.map((id) => textOf(values, `counselling.${id}.day`)).reduce((last, day) => (day > last ? day : last), '');
  return rows.flatMap((id): readonly DueTask[] => {
    const row = `counselling.${id}`;
    const [day, next, result] = [textOf(values, `${row}.day`), textOf(values, `${row}.nextDay`), textOf(values, `${row}.result`)];
    const more: More = { row, form: counselling.id, ...(values[`${row}.with`] !== 'her' && { waitsOn: 'second_party' }) };
    // Called for a day, and not held yet.
    if (day === '') return next === '' ? [] : [planned(sight, 'counselling', 'counselling', next, more)];
    const goesOn = result === 'next_sitting' || result === 'absent';
    if (!goesOn || lastHeld > day) return [];
    return [next === '' ? timed(sight, 'counselling', 'counselling', { day }, more) : planned(sight, 'counselling', 'counselling', next, more)];
  });
}

/** A Domestic Incident Report is read over to her, and a copy is hers free of cost. */
function report(sight: Sight): readonly DueTask[] {
  const { values } = sight;
  if (textOf(values, 'dirDay') === '' || values['dirCopyGiven'] === true) return [];
  return [timed(sight, values['dirReadOver'] === true ? 'dir-copy' : 'dir-read', 'dir-copy', from(values, 'dirDay'), { form: dir.id })];
}

/** Planned follow-ups; where none is planned, the next one counts from the last, or from the registration. */
function followUps(sight: Sight): readonly DueTask[] {
  const { values } = sight;
  const rows = rowsByDay(values, 'followUps', 'dueDay');
  const set = rows.flatMap((id): readonly DueTask[] => {
    const row = `followUps.${id}`;
    const due = textOf(values, `${row}.dueDay`);
    if (due === '' || textOf(values, `${row}.doneDay`) !== '') return [];
    return [planned(sight, 'follow-up', 'follow-up', due, { row, form: followUpDone.id })];
  });
  if (set.length > 0) return set;
  const last = rows.map((id) => textOf(values, `followUps.${id}.doneDay`)).reduce((latest, day) => (day > latest ? day : latest), textOf(values, 'registeredDay'));
  return [timed(sight, 'follow-up-plan', 'follow-up', { day: last }, { form: followUpPlan.id })];
}

/** After the end, only if she may be called. */
function feedback(sight: Sight): readonly DueTask[] {
  const { values } = sight;
  const said = textOf(values, 'feedback');
  if (values['consentContact'] !== true || (said !== '' && said !== 'not_asked') || textOf(values, 'statusDay') === '') return [];
  return [timed(sight, 'feedback', 'feedback', from(values, 'statusDay'), { form: close.id })];
}

/** A call that should be a file, and is none yet. */
const ofCall = rule('call', (sight) => {
  const { values } = sight;
  if (values['disposition'] !== 'registrable' || textOf(values, 'case') !== '' || textOf(values, 'day') === '') return [];
  return [timed(sight, 'call-register', 'first-contact', from(values, 'day', 'time'), { urgent: true })];
});

const ofStock = rule('stockItem', (sight) => {
  const { record, values } = sight;
  switch (stockState(record).key) {
    case 'short':
      return [{ kind: 'stock-short', record: record.id, form: purchaseForm.id }];
    case 'buying': {
      const state = textOf(values, 'purchase');
      const waitsOn = state === 'wanted' ? 'sanction' : state === 'ordered' ? 'supplier' : undefined;
      return [timed(sight, 'purchase', 'purchase', from(values, 'purchaseDay'), { form: purchaseForm.id, ...(waitsOn !== undefined && { waitsOn }) })];
    }
    default:
      return [];
  }
});

const ofReadiness = rule('readiness', (sight) => {
  const { record, values } = sight;
  if (values['state'] !== 'missing' && values['state'] !== 'partly') return [];
  if (textOf(values, 'dueDay') === '') return [{ kind: 'readiness', record: record.id, form: readinessForm.id }];
  return [timed(sight, 'readiness', 'readiness', from(values, 'dueDay'), { form: readinessForm.id })];
});

const ofMeeting = rule('meeting', (sight) => {
  const { values } = sight;
  return rowsByDay(values, 'directions', 'dueDay').flatMap((id) => {
    const row = `directions.${id}`;
    if (textOf(values, `${row}.dueDay`) === '' || textOf(values, `${row}.doneDay`) !== '') return [];
    return [timed(sight, 'direction', 'direction', from(values, `${row}.dueDay`), { row, form: directionDone.id })];
  });
});

export const TASKS: readonly TaskRule[] = [ofCase, ofCall, ofStock, ofReadiness, ofMeeting];
