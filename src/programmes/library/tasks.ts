// What the keeper of the library is reminded of: a training that is near, one that is over and not written
// down, a scheme that nobody has looked up for long.
import { dayNumber } from '#shared/form/calendar.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { addDays } from '#shared/report/period.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import type { TaskRule } from '#shared/task/task.ts';
import { addMonths, dayOfNumber } from '#shared/task/working-days.ts';
import { schemeForm } from './forms/scheme.ts';
import { trainingForm, trainingLog } from './forms/training.ts';
import { dayOf } from './read.ts';
import { CHECK_MONTHS, RULES, TRAINING_DAYS } from './reminders.ts';
import { lastDayOf, schemeState, trainingState } from './state.ts';

const ofTraining: TaskRule = {
  recordType: 'training',
  tasks: ({ id, values, bucket }, today, rules) => {
    const days = (rules ?? rulebookFrom([RULES], [], bucketPlace(bucket))).number(TRAINING_DAYS);
    const from = dayOf(values, 'from');
    switch (trainingState(values, today).key) {
      case 'planned': return from !== '' && addDays(from, -days) <= today ? [{ kind: 'training-soon', record: id, due: from, form: trainingForm.id }] : [];
      case 'unwritten': return [{ kind: 'training-write', record: id, due: lastDayOf(values), form: trainingLog.id }];
      default: return [];
    }
  },
};

const ofScheme: TaskRule = {
  recordType: 'scheme',
  tasks: ({ id, values, bucket }, today, rules) => {
    const months = (rules ?? rulebookFrom([RULES], [], bucketPlace(bucket))).number(CHECK_MONTHS);
    const state = schemeState(values, today).key;
    const checked = dayOf(values, 'checkedDay');
    if (state === 'to_check') return [{ kind: 'scheme-check', record: id, form: schemeForm.id }];
    const due = dayOfNumber(addMonths(dayNumber(checked) ?? 0, months));
    return state === 'in_force' && checked !== '' && due <= today ? [{ kind: 'scheme-check-again', record: id, due, form: schemeForm.id }] : [];
  },
};

export const TASKS: readonly TaskRule[] = [ofTraining, ofScheme];
