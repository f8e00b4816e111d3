// The unfinished form that is taken up again when a form is opened over a record.
import type { FormDefinition } from '#shared/form/definition.ts';
import type { RecordId } from '#shared/record/change.ts';
import type { Draft } from '../store/contract.ts';

/**
 * @param row of a form of a row: the row it goes on with. Without it a row is begun, or one taken up again
 *   that the record did not have yet.
 */
export function draftOf(drafts: readonly Draft[], { id, row: repeat }: Pick<FormDefinition, 'id' | 'row'>, record: RecordId | undefined, row?: string): Draft | undefined {
  return drafts.find((draft) => draft.record === record && draft.form.startsWith(`${id}@`) && (repeat === undefined || (row === undefined ? isOfNewRow(draft, repeat) : draft.row === row)));
}

function isOfNewRow({ row, seen }: Draft, repeat: string): boolean {
  return !Object.keys(seen?.values ?? {}).some((path) => path.startsWith(`${repeat}.${row ?? ''}.`));
}
