// Checks a change against the form that produced it, with the form's own engine: an unknown form is
// held, an answer that breaks one of the form's rules is held with its path. Answers that the record
// had before are looked at only where the change's own depend on them. A form of a row is judged over that row.
import type { FormDefinition } from '#shared/form/definition.ts';
import { rowAnswers, rowsWritten } from '#shared/form/row-form.ts';
import { validateAgainstForm } from '#shared/form/validate.ts';
import type { Change, FieldPath, Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Registry } from '../registry.ts';
import type { Refusal } from './check-change.ts';

/** @param capturedOn ISO day by the phone's clock: the day its own check went by */
export function checkForm(registry: Registry, change: Change, record: DehriRecord | undefined, capturedOn: string): Refusal | undefined {
  if (change.form === null || !registry.hasForms) return undefined;
  const form = registry.form(change.form);
  if (form === undefined || form.recordType !== change.type) return { code: 'unknown-form', paths: [] };
  const faults = form.row === undefined ? faultsOf(form, change.values, record?.values, capturedOn) : rowsWritten(form, change.values).flatMap((row) => {
    const found = faultsOf(form, rowAnswers(form, change.values, row), rowAnswers(form, record?.values ?? {}, row), capturedOn);
    return found.map((name) => `${form.row}.${row}.${name}`);
  });
  return faults.length === 0 ? undefined : { code: 'validation', paths: faults.slice(0, 20) };
}

/** Of a row that was not there every answer is wanted that the form wants. */
function faultsOf(form: FormDefinition, values: Values, under: Values | undefined, today: string): FieldPath[] {
  const isNewRow = form.row !== undefined && Object.keys(under ?? {}).length === 0;
  return validateAgainstForm(form, values, { today, ...(!isNewRow && { only: new Set(Object.keys(values)) }), ...(under !== undefined && { under }) });
}
