// How many places of a home are taken. Its days lie in a record for each month; the row of a day is the day,
// so none can stand twice. The home itself says how the latest days left it.
import { isDay } from '#shared/form/calendar.ts';
import type { RecordId, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { dayOf, numberOf, rowsOf, type Row } from './values.ts';

/** `2026-11` of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function homeMonthId(home: RecordId, month: string): RecordId {
  return `${home}-${month}`;
}

/** The home and the month that the id was made of. */
export function partsOfMonthId(id: RecordId): { readonly home: RecordId; readonly month: string } {
  return { home: id.slice(0, -8), month: id.slice(-7) };
}

export interface HomeDay {
  readonly day: string;
  readonly row: Row;
  /** In the morning, and what is left in the evening; never below 0. */
  readonly morning: number;
  readonly evening: number;
  readonly over: boolean;
}

/** Every day that was counted in a month, the earliest first. */
export function homeDays(values: Values): readonly HomeDay[] {
  return rowsOf(values, 'days').filter(({ id }) => isDay(id)).map((row) => {
    const morning = row.number('present');
    const evening = Math.max(0, morning + row.number('admitted') - row.number('discharged'));
    const capacity = row.number('capacity');
    // A day whose places nobody knew is measured by what was said then.
    const over = capacity > 0 ? Math.max(morning, evening) > capacity : row.text('overReason') !== '';
    return { day: row.id, row, morning, evening, over };
  }).sort((a, b) => (a.day < b.day ? -1 : 1));
}

export interface Occupancy {
  readonly capacity: number;
  readonly present: number;
  /** Below 0: so many beyond the capacity. */
  readonly vacant: number;
  /** '' when no day was counted. */
  readonly day: string;
}

/**
 * Of a home, as its latest day leaves it. Two who counted apart have written two latest days, and both stand until
 * somebody writes again: the later one tells; of the same day the one that came first, as in its month.
 */
export function occupancyOf({ values, rivals }: Pick<DehriRecord, 'values' | 'rivals'>): Occupancy {
  let day = '';
  let present = 0;
  for (const said of rivals['@latest']?.map((rival) => rival.values) ?? [values]) {
    if (dayOf(said, 'latestDay') > day) [day, present] = [dayOf(said, 'latestDay'), numberOf(said, 'latestPresent')];
  }
  const capacity = numberOf(values, 'capacity');
  return { capacity, present, vacant: capacity - present, day };
}

/** Places as they were on that day; undefined before the present number of them was set. */
export function capacityOn(home: Values, day: string): number | undefined {
  const since = dayOf(home, 'capacityDay');
  return typeof home['capacity'] === 'number' && day >= since ? numberOf(home, 'capacity') : undefined;
}
