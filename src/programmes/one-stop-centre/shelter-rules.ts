// What must fit together in the stays of one woman in the shelter.
import type { RecordRule } from '#shared/record/record-type.ts';
import type { Values } from '#shared/record/change.ts';
import { rowIds } from '#shared/record/record.ts';
import { numberOf, textOf } from './read.ts';

/** Boys up to this age may stay with her (scheme guidelines, dossier A1). */
export const BOY_AGE = 8;

/** Rows of `stays`, each judged alone. */
const eachStay = (fault: (values: Values, stay: string, today: string) => string | undefined): RecordRule['broken'] => (values, today) =>
  rowIds(values, 'stays').flatMap((row) => {
    const field = fault(values, `stays.${row}`, today);
    return field === undefined ? [] : [`stays.${row}.${field}`];
  });

export const SHELTER_RULES: readonly RecordRule[] = [
  {
    code: 'stay-out-before-in',
    broken: eachStay((values, stay) => {
      const [inDay, outDay] = [textOf(values, `${stay}.inDay`), textOf(values, `${stay}.outDay`)];
      if (outDay === '' || inDay === '') return undefined;
      if (outDay < inDay) return 'outDay';
      const [inTime, outTime] = [textOf(values, `${stay}.inTime`), textOf(values, `${stay}.outTime`)];
      return outDay === inDay && outTime !== '' && outTime < inTime ? 'outTime' : undefined;
    }),
  },
  {
    code: 'stay-old-boy',
    broken: eachStay((values, stay) => (numberOf(values, `${stay}.boys`) > 0 && numberOf(values, `${stay}.oldestBoy`) > BOY_AGE ? 'oldestBoy' : undefined)),
  },
  {
    code: 'stay-no-bed',
    broken: eachStay((values, stay) => (textOf(values, `${stay}.inDay`) !== '' && textOf(values, `${stay}.bed`) === '' ? 'bed' : undefined)),
  },
  {
    // She sleeps in one bed at a time.
    code: 'stay-twice',
    broken: (values) => {
      const open = rowIds(values, 'stays').filter((row) => textOf(values, `stays.${row}.inDay`) !== '' && textOf(values, `stays.${row}.outDay`) === '');
      return open.length > 1 ? open.map((row) => `stays.${row}.bed`) : [];
    },
  },
];
