// Time limits and numbers of the centre. Only what is marked `law` or `official` may be called so; the
// rest are habits of good work that an administrator may set otherwise.
import type { ClockRow, LimitUnit, ListRow, NumberRow, Rules, Standing } from '#shared/task/rulebook.ts';

const CENTRE = 'centre-administrator';
const DISTRICT = 'district-officer';

/** The centre's head is told after the first span past the limit, the district's officer after the second; in the unit given. */
function clock(id: string, amount: number, unit: LimitUnit, standing: Standing, source: string, [centre, district]: readonly [number, number], spanUnit: LimitUnit = 'days'): ClockRow {
  return {
    id, limit: { amount, unit }, standing, source,
    escalates: [{ after: { amount: centre, unit: spanUnit }, to: CENTRE }, { after: { amount: district, unit: spanUnit }, to: DISTRICT }],
  };
}

const CLOCKS: readonly ClockRow[] = [
  clock('cwc-production', 24, 'hours', 'custom', 'JJ Act 2015 s.31 (general knowledge, dossier A and service deadlines)', [0, 6], 'hours'),
  clock('pocso-report', 24, 'hours', 'custom', 'convention; POCSO Act s.19 names no hours (general knowledge)', [0, 12], 'hours'),
  clock('shelter', 5, 'days', 'official', 'PIB PRID 1983164', [0, 2]),
  clock('first-contact', 24, 'hours', 'custom', 'convention', [24, 72], 'hours'),
  clock('danger', 1, 'days', 'custom', 'convention', [0, 1]),
  clock('assign', 1, 'working_days', 'custom', 'convention', [1, 5]),
  clock('follow-up', 15, 'days', 'custom', 'convention', [7, 30]),
  clock('referral-answer', 7, 'days', 'custom', 'convention', [3, 14]),
  clock('counselling', 15, 'days', 'custom', 'convention', [7, 30]),
  clock('dir-copy', 3, 'days', 'custom', 'convention; PWDV Rules 2006 ask for a free copy (general knowledge)', [2, 7]),
  clock('feedback', 15, 'days', 'custom', 'convention', [15, 45]),
  clock('purchase', 30, 'days', 'custom', 'convention', [0, 15]),
  /** Counted from the day that was set for it. */
  clock('direction', 0, 'days', 'custom', 'convention', [0, 7]),
  clock('readiness', 0, 'days', 'custom', 'convention', [0, 15]),
];

const NUMBERS: readonly NumberRow[] = [
  /** Days after admission from which the shelter's end leads every list. */
  { id: 'shelterWarnDay', value: 4, standing: 'custom', source: 'convention' },
  /** Counts of cases below it are hidden from those who may not read the files, in the sheets of every programme. */
  { id: 'smallCell', value: 5, min: 3, max: 20, standing: 'custom', source: 'convention' },
];

/** Agencies and ways differ from district to district; kinds of violence do not grow, for they are counted. */
const LISTS: readonly ListRow[] = ['agency', 'mode', 'service', 'outcome', 'shelterEnd', 'stayReason'].map((list) => ({ id: `one-stop-centre.${list}`, standing: 'custom', source: 'convention' }));

export const RULES: Rules = { clocks: CLOCKS, numbers: NUMBERS, lists: LISTS };
