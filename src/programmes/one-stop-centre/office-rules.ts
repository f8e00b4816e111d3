// What must fit together in the beds, the stock and the minutes of an office.
import type { RecordRule } from '#shared/record/record-type.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { numberOf, textOf } from './read.ts';

const FOR_EVER = '9999-12-31';

/** Two stays of one bed that lie over each other; one may begin on the day on which the other ends. */
export const BED_RULES: readonly RecordRule[] = [
  {
    code: 'bed-twice',
    broken: (values) => {
      const stays = rowIds(values, 'stays').map((row) => ({ row, from: textOf(values, `stays.${row}.from`), to: textOf(values, `stays.${row}.to`) || FOR_EVER })).filter(({ from }) => from !== '');
      return stays.filter((stay) => stays.some((other) => other.row !== stay.row && stay.from < other.to && other.from < stay.to)).map(({ row }) => `stays.${row}.from`);
    },
  },
  {
    code: 'bed-out-before-in',
    broken: (values) => rowIds(values, 'stays').flatMap((row) => {
      const to = textOf(values, `stays.${row}.to`);
      return to !== '' && to < textOf(values, `stays.${row}.from`) ? [`stays.${row}.to`] : [];
    }),
  },
  {
    code: 'bed-occupied-out-of-use',
    broken: (values) => (values['outOfUse'] === true && rowIds(values, 'stays').some((row) => textOf(values, `stays.${row}.to`) === '') ? ['outOfUse'] : []),
  },
];

export interface StockLine {
  readonly row: string;
  /** What is there after it. */
  readonly balance: number;
}

/** Of one day: what came, then what went, then what was counted in the evening. */
const ORDER: Readonly<Record<string, string>> = { received: '1', given_out: '2', broken: '2', counted: '3' };

/** The moves of an item in the order of their days, each with what is there after it. A count says what is really there. */
export function stockLines(values: Values): readonly StockLine[] {
  const key = (row: string): string => `${textOf(values, `moves.${row}.day`) || FOR_EVER} ${ORDER[textOf(values, `moves.${row}.kind`)] ?? ''}`;
  let balance = 0;
  return rowIds(values, 'moves').sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)).map((row) => {
    const amount = numberOf(values, `moves.${row}.amount`);
    switch (values[`moves.${row}.kind`]) {
      case 'received':
        balance += amount;
        break;
      case 'given_out':
      case 'broken':
        balance -= amount;
        break;
      case 'counted':
        balance = amount;
        break;
      default:
    }
    return { row, balance };
  });
}

export const STOCK_RULES: readonly RecordRule[] = [
  { code: 'stock-too-much', broken: (values) => stockLines(values).filter(({ balance }) => balance < 0).map(({ row }) => `moves.${row}.amount`) },
];

export const MEETING_RULES: readonly RecordRule[] = [
  {
    code: 'direction-done-before-given',
    broken: (values) => rowIds(values, 'directions').flatMap((row) => {
      const done = textOf(values, `directions.${row}.doneDay`);
      return done !== '' && done < textOf(values, 'day') ? [`directions.${row}.doneDay`] : [];
    }),
  },
  {
    code: 'direction-due-before-given',
    broken: (values) => rowIds(values, 'directions').flatMap((row) => {
      const due = textOf(values, `directions.${row}.dueDay`);
      return due !== '' && due < textOf(values, 'day') ? [`directions.${row}.dueDay`] : [];
    }),
  },
];
