// Between what an administrator may set a limit or a number, and on which days a holiday can be. What lies
// outside is refused on the page and held by the server, and counts for nothing where it was kept before.
import { isDay } from '../form/calendar.ts';
import type { FieldPath, Values } from '../record/change.ts';
import type { Rules } from './rulebook.ts';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Of a limit that the programme brings with more than 0: nothing at all would be overdue at once. */
export function clockBounds(brought: readonly Rules[], id: string): Bounds {
  const row = brought.flatMap((rules) => rules.clocks).find((clock) => clock.id === id);
  return { min: row !== undefined && row.limit.amount > 0 ? 1 : 0, max: Infinity };
}

export function numberBounds(brought: readonly Rules[], id: string): Bounds {
  const row = brought.flatMap((rules) => rules.numbers).find((number) => number.id === id);
  return { min: row?.min ?? 0, max: row?.max ?? Infinity };
}

/** Paths at fault in values of a record of the type `rulebook`. */
export function rulebookFaults(brought: readonly Rules[], values: Values): FieldPath[] {
  return Object.entries(values).flatMap(([path, value]) => {
    const [repeat = '', id = '', field = ''] = path.split('.');
    if (repeat === 'holidays' && field === 'name') return isDay(id) ? [] : [path];
    const bounds = repeat === 'clocks' && field === 'amount' ? clockBounds(brought, id) : repeat === 'numbers' && field === 'value' ? numberBounds(brought, id) : undefined;
    return bounds === undefined || typeof value !== 'number' || isWithinBounds(bounds, value) ? [] : [path];
  });
}

export function isWithinBounds({ min, max }: Bounds, value: number): boolean {
  return value >= min && value <= max;
}
