// How many days ahead a direction or a meeting is brought to mind, unless an administrator sets another number.
import type { Rules } from '#shared/task/rulebook.ts';

export const REMINDER_DAYS = 'directionReminderDays';

export const RULES: Rules = {
  clocks: [],
  numbers: [{ id: REMINDER_DAYS, value: 3, standing: 'custom', source: 'convention' }],
};
