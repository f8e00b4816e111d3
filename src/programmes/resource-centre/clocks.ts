// Time limits and numbers of rehabilitation. None of them is sourced: all are habits of good work, to be checked by
// who answers for them, that an administrator may set otherwise.
import { LOOKS_PER_DAY, NAMES_PER_DAY } from '#shared/subjects/sight.ts';
import type { ClockRow, LimitUnit, NumberRow, Rules } from '#shared/task/rulebook.ts';
import { SERVICES } from './choices.ts';

const UNIT_HEAD = 'centre-administrator';
const CENTRE = 'resource-officer';
const CONVENTION = 'convention, to be checked with the department';

/** The unit's head is told as soon as it is late, the centre a week later. */
const PENDENCY = [{ after: { amount: 0, unit: 'days' }, to: UNIT_HEAD }, { after: { amount: 7, unit: 'days' }, to: CENTRE }] as const;

/** By when a department carries out what is referred to it. */
const LIMITS: Readonly<Record<string, readonly [amount: number, unit: LimitUnit, source?: string]>> = {
  school: [15, 'working_days'],
  wages: [45, 'days'],
  counselling: [7, 'days'],
  health: [7, 'days'],
  rehabilitation_money: [30, 'working_days'],
  residential_school: [30, 'working_days'],
  legal: [7, 'working_days'],
  shelter: [1, 'days'],
  nutrition: [7, 'days'],
  nrc: [2, 'days'],
  iron: [7, 'days'],
  disability_card: [30, 'working_days'],
  pension: [60, 'days'],
  aid: [60, 'days'],
  de_addiction: [7, 'days'],
  compensation: [30, 'days', 'POCSO Rules 2020 r.9, from the order (general knowledge, to be checked)'],
  support_person: [3, 'days', 'POCSO Rules 2020 r.4 names no number of days (general knowledge, to be checked)'],
  art: [2, 'days'],
};

export function clockOfService(service: string): string {
  return `rehab-${service}`;
}

const FORM_7 = 'Individual Care Plan, Form 7, JJ Model Rules 2016 (dossier B3, general knowledge)';
const TO_HEAD = [{ after: { amount: 3, unit: 'days' }, to: UNIT_HEAD }] as const;

/** Months after the end in which she is met (row `m3` → 3). */
export const AFTER_MONTHS = [1, 3, 6] as const;

const clocks: readonly ClockRow[] = [
  ...SERVICES.map((service): ClockRow => {
    const [amount, unit, source = CONVENTION] = LIMITS[service] ?? [30, 'days'];
    return { id: clockOfService(service), limit: { amount, unit }, standing: 'custom', source, escalates: PENDENCY };
  }),
  { id: 'rehab-received', limit: { amount: 3, unit: 'working_days' }, standing: 'custom', source: CONVENTION },
  { id: 'rehab-assign', limit: { amount: 1, unit: 'working_days' }, standing: 'custom', source: 'convention', escalates: TO_HEAD },
  { id: 'rehab-plan', limit: { amount: 15, unit: 'days' }, standing: 'custom', source: 'convention', escalates: TO_HEAD },
  { id: 'rehab-progress-first', limit: { amount: 15, unit: 'days' }, standing: 'custom', source: FORM_7, escalates: TO_HEAD },
  { id: 'rehab-progress', limit: { amount: 1, unit: 'months' }, standing: 'custom', source: FORM_7, escalates: TO_HEAD },
  ...AFTER_MONTHS.map((amount): ClockRow => ({ id: `rehab-after-${amount}`, limit: { amount, unit: 'months' }, standing: 'custom', source: FORM_7, escalates: TO_HEAD })),
  { id: 'rehab-scheme', limit: { amount: 30, unit: 'days' }, standing: 'custom', source: 'convention' },
];

const numbers: readonly NumberRow[] = [
  { id: 'rehabFirstMonths', value: 3, min: 0, max: 12, standing: 'custom', source: FORM_7 },
  { id: 'rehabNoticeMonths', value: 6, min: 1, max: 24, standing: 'custom', source: 'convention; JJ Model Rules r.25 ask for a plan two months before (general knowledge)' },
  // A list worked through pair by pair is some five children an hour; who needs more in a day is copying names.
  { id: 'looksPerDay', value: LOOKS_PER_DAY, min: 5, max: 200, standing: 'custom', source: 'convention; a whole list of names is read by nobody alone (dossier E2)' },
  // Five hundred pairs, a minute each: more than anybody decides in a day, and a list of five lakh takes years to copy.
  { id: 'namesPerDay', value: NAMES_PER_DAY, min: 40, max: 5_000, standing: 'custom', source: 'convention; a whole list of names is read by nobody alone (dossier E2)' },
];

export const RULES: Rules = { clocks, numbers };
