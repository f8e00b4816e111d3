// The rulebook in force at a place: what the programmes bring, and above it what administrators have
// set for the place or for one above it; of several the nearest counts, value by value.
import { bucketPlace } from '../place/bucket.ts';
import { isWithin, type PlaceCode } from '../place/place.ts';
import { isAddedValue } from '../record/added-value.ts';
import type { FieldValue } from '../record/change.ts';
import { rowIds, type DehriRecord } from '../record/record.ts';
import { clockBounds, isWithinBounds, numberBounds } from './rule-bounds.ts';
import { LIMIT_UNITS, type ClockRow, type Limit, type Rulebook, type Rules } from './rulebook.ts';

type Said = Pick<DehriRecord, 'id' | 'bucket' | 'values'>;

/**
 * @param brought rules of the programmes; throws when two name the same clock or number: a mistake in them
 * @param said records of the type `rulebook`, in any order; those of other places are left aside
 */
export function rulebookFrom(brought: readonly Rules[], said: readonly Said[], place: PlaceCode): Rulebook {
  const clocks = byId(brought.flatMap((rules) => rules.clocks));
  const numbers = new Map([...byId(brought.flatMap((rules) => rules.numbers))].map(([id, row]) => [id, row.value]));
  const holidays = new Set(NATIONAL_HOLIDAYS);
  const added = new Map<string, Map<string, string>>();

  // From afar to near: what is nearer overwrites.
  const here = said.filter((record) => isWithin(place, bucketPlace(record.bucket))).sort((a, b) => a.bucket.length - b.bucket.length || (a.id < b.id ? -1 : 1));
  for (const { values } of here) {
    for (const id of rowIds(values, 'clocks')) {
      const clock = clocks.get(id);
      const limit = limitOf(values[`clocks.${id}.amount`], values[`clocks.${id}.unit`]);
      if (clock !== undefined && limit !== undefined && isWithinBounds(clockBounds(brought, id), limit.amount)) clocks.set(id, { ...clock, limit });
    }
    for (const id of rowIds(values, 'numbers')) {
      const value = values[`numbers.${id}.value`];
      if (numbers.has(id) && typeof value === 'number' && isWithinBounds(numberBounds(brought, id), value)) numbers.set(id, value);
    }
    for (const day of rowIds(values, 'holidays')) holidays.add(day);
    for (const row of rowIds(values, 'lists')) {
      const [list, value, word] = ['list', 'value', 'word'].map((field) => values[`lists.${row}.${field}`]);
      if (typeof list !== 'string' || typeof value !== 'string' || !isAddedValue(value)) continue;
      const words = added.get(list) ?? new Map<string, string>();
      added.set(list, words.set(value, typeof word === 'string' ? word : value));
    }
  }
  return {
    clock: (id) => known(clocks.get(id), id),
    number: (id) => known(numbers.get(id), id),
    holidays,
    added: (list) => [...added.get(list) ?? []].map(([value, word]) => ({ value, word })),
  };
}

/** Republic Day, Independence Day, Gandhi's birthday: holidays by law in every year. All others are added by an administrator. */
const NATIONAL_HOLIDAYS: readonly string[] = Array.from({ length: 100 }, (_, year) => 2000 + year).flatMap((year) => [`${year}-01-26`, `${year}-08-15`, `${year}-10-02`]);

export function isNationalHoliday(day: string): boolean {
  return /-(01-26|08-15|10-02)$/u.test(day);
}

function limitOf(amount: FieldValue | undefined, said: FieldValue | undefined): Limit | undefined {
  const unit = LIMIT_UNITS.find((one) => one === said);
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0 && unit !== undefined ? { amount, unit } : undefined;
}

function byId<T extends Pick<ClockRow, 'id'>>(rows: readonly T[]): Map<string, T> {
  const found = new Map(rows.map((row) => [row.id, row]));
  if (found.size < rows.length) throw new Error('two rules of the programmes have one id');
  return found;
}

function known<T>(found: T | undefined, id: string): T {
  if (found === undefined) throw new Error(`no programme brings the rule ${id}`);
  return found;
}
