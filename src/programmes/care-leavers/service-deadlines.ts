// Time limits of public services in Bihar, as far as they were found (dossier B4), each with where it was
// read. A paper without a row has no limit that is known.
import type { LimitUnit, Standing } from '#shared/task/rulebook.ts';

export interface ServiceDeadline {
  readonly id: string;
  readonly amount: number;
  readonly unit: LimitUnit;
  /** What starts it: a complete application, or any. */
  readonly from: 'complete_application' | 'application';
  readonly standing: Standing;
  readonly source: string;
}

export const SERVICE_DEADLINES: readonly ServiceDeadline[] = [
  { id: 'residence_co', amount: 10, unit: 'working_days', from: 'complete_application', standing: 'official', source: 'nalanda.nic.in' },
  { id: 'caste_co', amount: 10, unit: 'working_days', from: 'complete_application', standing: 'official', source: 'nalanda.nic.in (21 in the notification of 2011)' },
  { id: 'income_co', amount: 10, unit: 'working_days', from: 'complete_application', standing: 'official', source: 'nalanda.nic.in' },
  // Told by a newspaper only.
  { id: 'ration_new', amount: 30, unit: 'days', from: 'application', standing: 'custom', source: 'prabhatkhabar.com 918325, 1 January 2017 (60 in the list of 2011)' },
];

/** Clocks of all of them. */
export const SERVICE_CLOCKS: readonly string[] = SERVICE_DEADLINES.map(({ id }) => clockOfService(id));

/** Its clock in the rulebook. */
export function clockOfService(service: string): string {
  return `rtps-${service.replace('_', '-')}`;
}
