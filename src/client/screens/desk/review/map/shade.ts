// Classes of a shaded map: few, from zero, with round limits, so that each can be named by its numbers.
import { scaleLinear } from 'd3-scale';

export interface Shades {
  /** Class of a value, 0 the palest. */
  readonly of: (value: number) => number;
  /** Least value of each class and of the one after it; the last is the round number at or above the most. */
  readonly limits: readonly number[];
}

const CLASSES = 5;

/** @param whole limits are whole numbers: counts, not shares */
export function shadesOf(values: readonly number[], whole: boolean): Shades {
  const most = Math.max(0, ...values);
  const scale = scaleLinear().domain([0, most > 0 ? most : 1]).nice(CLASSES);
  const ticks = scale.ticks(CLASSES).filter((n) => !whole || Number.isInteger(n));
  const limits = ticks.length > 1 ? ticks : [0, Math.max(1, Math.ceil(most))];
  return {
    limits,
    of: (value) => Math.max(0, limits.slice(0, -1).findLastIndex((limit) => value >= limit)),
  };
}
