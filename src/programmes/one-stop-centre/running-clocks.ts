// Which time limits of a record run, and since when. Tasks tell of them to who works on it, a review counts
// them (`waiting.ts`): one list for both, so that a limit that has run out in the one has done so in the other.
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import type { ClockStart } from '#shared/task/clock.ts';
import { listOf, momentOf, rowsByDay, textOf } from './read.ts';
import { dangersOf, POCSO_KINDS } from './sharing.ts';
import { isBuying } from './office-lists.ts';
import { openStay } from './shelter.ts';

export interface RunningClock {
  /** Of the task (`tasks.ts`); a stay is told of in other words as it goes on. */
  readonly kind: string;
  /** Row of `clocks.ts`. */
  readonly clock: string;
  readonly from: ClockStart;
  /** `from` is the day that was set for it: it is late after that day, whatever the limit. */
  readonly isSet?: true;
  /** Row of the record it is about. */
  readonly row?: string;
  /** Nobody asks for it any more once she is of age. */
  readonly untilOfAge?: true;
}

function from(values: Values, day: string, time?: string): ClockStart {
  const at = time === undefined ? undefined : momentOf(textOf(values, day), textOf(values, time));
  return { day: textOf(values, day), ...(at !== undefined && { at }) };
}

export function clocksOfCase(values: Values): readonly RunningClock[] {
  if (textOf(values, 'registeredDay') === '') return [];
  if (values['status'] === 'closed') return feedback(values);
  return [...danger(values), ...childsPath(values), ...shelter(values), ...begun(values), ...referrals(values), ...sittings(values), ...report(values), ...followUps(values)];
}

/** Dangers of which nobody has said that they are over. */
function danger(values: Values): readonly RunningClock[] {
  if (dangersOf(values).length === 0) return [];
  return [{ kind: 'danger', clock: 'danger', from: from(values, textOf(values, 'riskDay') === '' ? 'registeredDay' : 'riskDay') }];
}

function childsPath(values: Values): readonly RunningClock[] {
  const more = { from: foundAt(values), untilOfAge: true } as const;
  const kinds = [...listOf(values, 'violence'), textOf(values, 'primaryViolence')];
  return [
    ...(textOf(values, 'cwcDay') === '' ? [{ kind: 'cwc-production', clock: 'cwc-production', ...more }] : []),
    ...(textOf(values, 'pocsoReportDay') === '' && kinds.some((kind) => POCSO_KINDS.includes(kind)) ? [{ kind: 'pocso-report', clock: 'pocso-report', ...more }] : []),
  ];
}

/** When a child was found, or became known to the centre. */
export function foundAt(values: Values): ClockStart {
  return textOf(values, 'foundDay') === '' ? from(values, 'registeredDay', 'registeredTime') : from(values, 'foundDay', 'foundTime');
}

function shelter(values: Values): readonly RunningClock[] {
  const stay = openStay(values);
  return stay === undefined ? [] : [{ kind: 'shelter-here', clock: 'shelter', from: { day: stay.inDay }, row: `stays.${stay.row}` }];
}

/** A file that nobody is responsible for, or in which nothing has been done. */
function begun(values: Values): readonly RunningClock[] {
  const touched = ['services', 'referrals', 'counselling', 'stays', 'followUps'].some((repeat) => rowIds(values, repeat).length > 0);
  return [
    ...(textOf(values, 'worker') === '' ? [{ kind: 'assign', clock: 'assign', from: from(values, 'registeredDay') }] : []),
    ...(touched ? [] : [{ kind: 'first-contact', clock: 'first-contact', from: from(values, 'registeredDay', 'registeredTime') }]),
  ];
}

function referrals(values: Values): readonly RunningClock[] {
  return rowsByDay(values, 'referrals', 'sentDay').flatMap((id) => {
    const row = `referrals.${id}`;
    if (textOf(values, `${row}.sentDay`) === '' || textOf(values, `${row}.answeredDay`) !== '') return [];
    return [{ kind: 'referral-answer', clock: 'referral-answer', from: from(values, `${row}.sentDay`), row }];
  });
}

/** A sitting that was set, or that must be set, and has not been held. */
function sittings(values: Values): readonly RunningClock[] {
  const rows = rowsByDay(values, 'counselling', 'day');
  const lastHeld = rows.map((id) => textOf(values, `counselling.${id}.day`)).reduce((last, day) => (day > last ? day : last), '');
  return rows.flatMap((id): readonly RunningClock[] => {
    const row = `counselling.${id}`;
    const [day, next, result] = [textOf(values, `${row}.day`), textOf(values, `${row}.nextDay`), textOf(values, `${row}.result`)];
    const set: RunningClock = { kind: 'counselling', clock: 'counselling', from: { day: next }, isSet: true, row };
    // Called for a day, and not held yet.
    if (day === '') return next === '' ? [] : [set];
    const goesOn = result === 'next_sitting' || result === 'absent';
    if (!goesOn || lastHeld > day) return [];
    return next === '' ? [{ kind: 'counselling', clock: 'counselling', from: { day }, row }] : [set];
  });
}

/** A Domestic Incident Report is read over to her, and a copy is hers free of cost. */
function report(values: Values): readonly RunningClock[] {
  if (textOf(values, 'dirDay') === '' || values['dirCopyGiven'] === true) return [];
  return [{ kind: values['dirReadOver'] === true ? 'dir-copy' : 'dir-read', clock: 'dir-copy', from: from(values, 'dirDay') }];
}

/** Planned follow-ups; where none is planned, the next one counts from the last, or from the registration. */
function followUps(values: Values): readonly RunningClock[] {
  const rows = rowsByDay(values, 'followUps', 'dueDay');
  const set = rows.flatMap((id): readonly RunningClock[] => {
    const row = `followUps.${id}`;
    const due = textOf(values, `${row}.dueDay`);
    if (due === '' || textOf(values, `${row}.doneDay`) !== '') return [];
    return [{ kind: 'follow-up', clock: 'follow-up', from: { day: due }, isSet: true, row }];
  });
  if (set.length > 0) return set;
  const last = rows.map((id) => textOf(values, `followUps.${id}.doneDay`)).reduce((latest, day) => (day > latest ? day : latest), textOf(values, 'registeredDay'));
  return [{ kind: 'follow-up-plan', clock: 'follow-up', from: { day: last } }];
}

/** After the end, only if she may be called. */
function feedback(values: Values): readonly RunningClock[] {
  const said = textOf(values, 'feedback');
  if (values['consentContact'] !== true || (said !== '' && said !== 'not_asked') || textOf(values, 'statusDay') === '') return [];
  return [{ kind: 'feedback', clock: 'feedback', from: from(values, 'statusDay') }];
}

/** A call that should be a file, and is none yet. */
export function clocksOfCall(values: Values): readonly RunningClock[] {
  if (values['disposition'] !== 'registrable' || textOf(values, 'case') !== '' || textOf(values, 'day') === '') return [];
  return [{ kind: 'call-register', clock: 'first-contact', from: from(values, 'day', 'time') }];
}

/** A purchase that was asked for and is not made. */
export function clocksOfStock(values: Values): readonly RunningClock[] {
  return isBuying(values) ? [{ kind: 'purchase', clock: 'purchase', from: from(values, 'purchaseDay') }] : [];
}

/** What the building lacks, since the day by which it was promised. */
export function clocksOfReadiness(values: Values): readonly RunningClock[] {
  if ((values['state'] !== 'missing' && values['state'] !== 'partly') || textOf(values, 'dueDay') === '') return [];
  return [{ kind: 'readiness', clock: 'readiness', from: from(values, 'dueDay') }];
}

/** Directions of the task force, since the day that was set for them. */
export function clocksOfMeeting(values: Values): readonly RunningClock[] {
  return rowsByDay(values, 'directions', 'dueDay').flatMap((id): readonly RunningClock[] => {
    const row = `directions.${id}`;
    if (textOf(values, `${row}.dueDay`) === '' || textOf(values, `${row}.doneDay`) !== '') return [];
    return [{ kind: 'direction', clock: 'direction', from: from(values, `${row}.dueDay`), row }];
  });
}
