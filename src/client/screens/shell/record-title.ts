import { useCallback } from 'react';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useSay } from '#client/app/context.tsx';

/** Whose door, which group or which camp it is; a dash for a record that is not on the phone. */
export function useRecordTitle(): (record: DehriRecord | undefined) => string {
  const { field } = useDehri();
  const say = useSay();
  return useCallback((record) => {
    if (record?.type === field.doors.recordType) return field.doors.card(record).title;
    if (record?.type === field.groups?.recordType && record !== undefined) return field.groups?.card(record).title ?? '—';
    if (record?.type === field.camps?.recordType && record !== undefined) return say(field.camps?.card(record).title ?? '—');
    return '—';
  }, [field, say]);
}
