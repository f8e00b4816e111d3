import type { FieldWork } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';

/** Whose door or which group it is; a dash for a record that is not on the phone. */
export function recordTitle(record: DehriRecord | undefined, field: FieldWork): string {
  if (record === undefined) return '—';
  if (record.type === field.doors.recordType) return field.doors.card(record).title;
  if (record.type === field.groups?.recordType) return field.groups.card(record).title;
  return '—';
}
