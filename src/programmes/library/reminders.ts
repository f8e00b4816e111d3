// How many days ahead a training is brought to mind, and after how many a scheme is looked up anew, unless an
// administrator sets other numbers.
import type { Rules } from '#shared/task/rulebook.ts';

export const TRAINING_DAYS = 'trainingReminderDays';
export const CHECK_MONTHS = 'schemeCheckMonths';

export const RULES: Rules = {
  clocks: [],
  numbers: [
    { id: TRAINING_DAYS, value: 7, min: 0, max: 60, standing: 'custom', source: 'convention' },
    { id: CHECK_MONTHS, value: 12, min: 1, max: 60, standing: 'custom', source: 'convention' },
  ],
};
