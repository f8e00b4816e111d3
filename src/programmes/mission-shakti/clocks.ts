// The limits and numbers that the district's registers go by, with how sure each is. What has no source is a
// convention (`custom`) that an administrator may change.
import type { ClockRow, LimitUnit, ListRow, NumberRow, Rules, Standing } from '#shared/task/rulebook.ts';

/** The district's officer is told after so many days past the limit. */
function clock(id: string, amount: number, unit: LimitUnit, standing: Standing, source: string, officerAfter: number): ClockRow {
  return { id, limit: { amount, unit }, standing, source, escalates: [{ after: { amount: officerAfter, unit: 'days' }, to: 'district-officer' }] };
}

const CLOCKS: readonly ClockRow[] = [
  clock('shebox-complaint', 90, 'days', 'official', 'SHe-Box counts what is open beyond 90 days (dossier D2: mondaq 1659098)', 0),
  clock('committee-term', 3, 'years', 'custom', 'POSH Act 2013 s.4 (general knowledge, dossier D2)', 0),
  clock('committee-form', 30, 'days', 'custom', 'convention', 30),
  clock('home-count', 7, 'days', 'custom', 'convention', 7),
  /** Counted from the day that was set for it. */
  clock('home-finding', 0, 'days', 'custom', 'convention', 15),
  clock('fund-decide', 30, 'days', 'custom', 'convention', 15),
  clock('fund-pay', 15, 'days', 'custom', 'convention', 15),
  clock('linkage-outcome', 30, 'days', 'custom', 'convention', 60),
  clock('batch-result', 7, 'days', 'custom', 'convention', 30),
];

const NUMBERS: readonly NumberRow[] = [
  { id: 'fundRupees', value: 10_000, standing: 'custom', source: 'dossier D2: ₹10,000 to ₹15,000 (livenews24x7 20126; htsyndication 92271720)' },
  { id: 'termNoticeDays', value: 60, standing: 'custom', source: 'convention' },
];

/** Ways of holding a programme, schemes and sectors differ from district to district. */
const LISTS: readonly ListRow[] = ['eventForm', 'scheme', 'sector'].map((list) => ({ id: `mission-shakti.${list}`, standing: 'custom', source: 'convention' }));

export const RULES: Rules = { clocks: CLOCKS, numbers: NUMBERS, lists: LISTS };
