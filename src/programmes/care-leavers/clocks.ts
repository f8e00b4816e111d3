// The limits and numbers that care leavers' work goes by, with how sure each is. What has no source is a
// convention (`custom`) that an administrator may change.
import type { ClockRow, NumberRow, Rules } from '#shared/task/rulebook.ts';
import { clockOfService, SERVICE_DEADLINES } from './service-deadlines.ts';

const TO_HEAD = [{ after: { amount: 3, unit: 'days' }, to: 'centre-administrator' }] as const;

const services: readonly ClockRow[] = SERVICE_DEADLINES.map(({ id, amount, unit, standing, source }) => ({
  id: clockOfService(id), limit: { amount, unit }, standing, source, escalates: TO_HEAD,
}));

const FORM_7 = 'Individual Care Plan, Form 7, JJ Model Rules 2016 (dossier B3, general knowledge)';

/** Months after leaving in which she is met (row `m3` → 3). */
export const FOLLOW_UP_MONTHS = [1, 3, 6] as const;

const clocks: readonly ClockRow[] = [
  ...services,
  ...FOLLOW_UP_MONTHS.map((amount): ClockRow => ({ id: `care-follow-up-${amount}`, limit: { amount, unit: 'months' }, standing: 'custom', source: FORM_7, escalates: TO_HEAD })),
  { id: 'care-receipt', limit: { amount: 3, unit: 'days' }, standing: 'custom', source: 'convention' },
  { id: 'care-complete', limit: { amount: 7, unit: 'days' }, standing: 'custom', source: 'convention' },
  { id: 'care-ask', limit: { amount: 30, unit: 'days' }, standing: 'custom', source: 'convention, for papers whose time limit is not known' },
  { id: 'care-appeal', limit: { amount: 30, unit: 'days' }, standing: 'custom', source: 'Bihar RTPS Act 2011, period of first appeal (general knowledge)', escalates: TO_HEAD },
  { id: 'care-stipend', limit: { amount: 10, unit: 'days' }, standing: 'custom', source: 'convention, counted from the end of the month' },
  { id: 'care-meeting', limit: { amount: 1, unit: 'months' }, standing: 'custom', source: 'convention' },
  { id: 'care-handover', limit: { amount: 2, unit: 'working_days' }, standing: 'custom', source: 'convention', escalates: TO_HEAD },
];

const numbers: readonly NumberRow[] = [
  { id: 'aftercareEnd', value: 21, standing: 'official', source: 'Mission Vatsalya (MWCD 2023; dossier B1)' },
  { id: 'aftercareEndExtended', value: 23, standing: 'official', source: 'Mission Vatsalya (MWCD 2023; dossier B1)' },
  { id: 'aftercareNoticeMonths', value: 3, standing: 'custom', source: 'convention' },
  { id: 'eighteenNoticeMonths', value: 6, standing: 'custom', source: 'convention; JJ Model Rules r.25 ask for a plan two months before (general knowledge)' },
  { id: 'stipendRupees', value: 4000, standing: 'custom', source: 'sourced for sponsorship (deccanherald 1234332); the same for after-care is general knowledge (Mission Vatsalya 4.3)' },
  { id: 'expiryNoticeDays', value: 30, standing: 'custom', source: 'convention' },
  { id: 'mentorMost', value: 5, standing: 'custom', source: 'convention' },
];

export const RULES: Rules = { clocks, numbers };
