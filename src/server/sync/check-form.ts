// Checks a change against the form that produced it, with the form's own engine: an unknown form is
// held, an answer that breaks one of the form's rules is held with its path. Answers that the record
// had before are looked at only where the change's own depend on them.
import { validateAgainstForm } from '#shared/form/validate.ts';
import type { Change } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Registry } from '../registry.ts';
import type { Refusal } from './check-change.ts';

/** @param capturedOn ISO day by the phone's clock: the day its own check went by */
export function checkForm(registry: Registry, change: Change, record: DehriRecord | undefined, capturedOn: string): Refusal | undefined {
  if (change.form === null || !registry.hasForms) return undefined;
  const form = registry.form(change.form);
  if (form === undefined || form.recordType !== change.type) return { code: 'unknown-form', paths: [] };
  const faults = validateAgainstForm(form, change.values, { today: capturedOn, only: new Set(Object.keys(change.values)), ...(record !== undefined && { under: record.values }) });
  return faults.length === 0 ? undefined : { code: 'validation', paths: faults.slice(0, 20) };
}
