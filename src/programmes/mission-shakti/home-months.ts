// The days of a home are kept apart from it, one record for each month: five years in one record would be
// sent whole with every count. What a save of a day writes beside the answers of its form.
import type { RowsApart } from '#shared/case-work.ts';
import { isDay } from '#shared/form/calendar.ts';
import type { FieldPath, FieldValue, Values } from '#shared/record/change.ts';
import { capacityOn, homeDays, homeMonthId, monthOf, occupancyOf, partsOfMonthId } from './occupancy.ts';
import { textOf } from './values.ts';

function daysIn(edits: Values): readonly string[] {
  const rows = Object.keys(edits).flatMap((path) => (path.startsWith('days.') ? [path.split('.')[1] ?? ''] : []));
  return [...new Set(rows)].filter(isDay);
}

export const homeMonths: RowsApart = {
  recordType: 'homeMonth',
  of: 'home',
  recordOf: (home, day) => homeMonthId(home, monthOf(day)),
  ownerOf: (id) => partsOfMonthId(id).home,
  title: ({ values }, id) => ({ key: 'homeMonth.title', values: { name: textOf(values, 'name'), month: { key: `month.${id.slice(-2)}` }, year: id.slice(-7, -3) } }),
  rowTitle: (day) => ({ key: 'home.day', values: { day } }),
  adds: (home, id, edits) => {
    const kind = home.values['kind'];
    const places = daysIn(edits).flatMap((day): [FieldPath, FieldValue][] => {
      const path = `days.${day}.capacity`;
      const capacity = capacityOn(home.values, day);
      return Object.hasOwn(edits, path) || capacity === undefined ? [] : [[path, capacity]];
    });
    return { home: home.id, month: partsOfMonthId(id).month, ...(kind !== undefined && { kind }), ...Object.fromEntries(places) };
  },
  tells: (home, month, edits) => {
    const touched = new Set(daysIn(edits));
    const last = homeDays(month).filter(({ day }) => touched.has(day)).at(-1);
    // What is written down of an earlier day says nothing of how it is now.
    return last === undefined || last.day < occupancyOf(home).day ? {} : { latestDay: last.day, latestPresent: last.evening };
  },
};
