// How many places of a home are taken. The row of a day is the day, so none can stand twice.
import { isDay } from '#shared/form/calendar.ts';
import type { Values } from '#shared/record/change.ts';
import { dayOf, numberOf, rowsOf, type Row } from './values.ts';

export interface HomeDay {
  readonly day: string;
  readonly row: Row;
  /** In the morning, and what is left in the evening; never below 0. */
  readonly morning: number;
  readonly evening: number;
  readonly over: boolean;
}

/** Every day that was counted, the earliest first. */
export function homeDays(values: Values): readonly HomeDay[] {
  const capacity = numberOf(values, 'capacity');
  const since = dayOf(values, 'capacityDay');
  return rowsOf(values, 'days').filter(({ id }) => isDay(id)).map((row) => {
    const morning = row.number('present');
    const evening = Math.max(0, morning + row.number('admitted') - row.number('discharged'));
    // A day before the present capacity was set is measured by what was said then.
    const over = row.id >= since && capacity > 0 ? Math.max(morning, evening) > capacity : row.text('overReason') !== '';
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

/** As the latest day leaves it. */
export function occupancyOf(values: Values): Occupancy {
  const last = homeDays(values).at(-1);
  const capacity = numberOf(values, 'capacity');
  const present = last?.evening ?? 0;
  return { capacity, present, vacant: capacity - present, day: last?.day ?? '' };
}
