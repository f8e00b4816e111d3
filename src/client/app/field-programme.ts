import { FIELD_PROGRAMMES } from '#programmes/field-programmes.ts';
import type { FieldWork } from '#shared/field-work.ts';
import type { Programme } from '#shared/programme.ts';

/** The programme whose work is done at the doorstep. */
export function fieldProgramme(): { readonly programme: Programme; readonly field: FieldWork } | undefined {
  for (const programme of FIELD_PROGRAMMES) if (programme.field !== undefined) return { programme, field: programme.field };
  return undefined;
}
