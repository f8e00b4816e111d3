// The words of all values that administrators have added to lists, wherever: for records that show one.
import type { DehriRecord } from '../record/record.ts';
import { isAddedValue } from '../record/added-value.ts';

export interface AddedWord {
  /** `<programme>.<list>` */
  readonly list: string;
  readonly value: string;
  readonly word: string;
}

/** Also of values that were taken out of their list again: old records keep them. */
export function addedWords(rulebooks: Iterable<Pick<DehriRecord, 'values'>>): readonly AddedWord[] {
  return [...rulebooks].flatMap(({ values }) => Object.keys(values).flatMap((path): AddedWord[] => {
    const [repeat, row, field] = path.split('.');
    if (repeat !== 'lists' || field !== 'value') return [];
    const [list, value, word] = [values[`lists.${row}.list`], values[path], values[`lists.${row}.word`]];
    return typeof list === 'string' && typeof value === 'string' && typeof word === 'string' && isAddedValue(value) ? [{ list, value, word }] : [];
  }));
}
