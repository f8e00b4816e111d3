import { useCallback } from 'react';
import { applyChange } from '#shared/record/merge.ts';
import { migrateChange } from '#shared/record/migrate.ts';
import type { Change } from '#shared/record/change.ts';
import type { Programme } from '#shared/programme.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useSay } from '#client/app/context.tsx';

/** Whose door, which group or which camp it is, the number of a file; a dash for a record that is not on the phone. */
export function useRecordTitle(): (record: DehriRecord | undefined) => string {
  const { field, cases, programmes } = useDehri();
  const say = useSay();
  // The same one as long as the app is open.
  const caseTitle = cases?.useTitle();
  return useCallback((record) => {
    if (record?.type === field.doors.recordType) return field.doors.card(record).title;
    if (record?.type === field.groups?.recordType && record !== undefined) return field.groups?.card(record).title ?? '—';
    if (record?.type === field.camps?.recordType && record !== undefined) return say(field.camps?.card(record).title ?? '—');
    return (record === undefined ? undefined : caseTitle?.(record) ?? titleOfMeetings(programmes, record)) ?? '—';
  }, [field, say, caseTitle, programmes]);
}

/** What a meeting is about, what was directed. */
function titleOfMeetings(programmes: readonly Programme[], record: DehriRecord): string | undefined {
  for (const { meetings } of programmes) {
    if (record.type === meetings?.meeting) return meetings.readMeeting(record, '').subject;
    if (record.type === meetings?.direction) return meetings.readDirection(record, '').text;
  }
  return undefined;
}

/** The same for a change whose record may be shown no more: by what it says itself. */
export function useChangeTitle(): (change: Change) => string {
  const { store, programmes } = useDehri();
  const recordTitle = useRecordTitle();
  return useCallback((change) => {
    const type = programmes.flatMap((p) => p.recordTypes).find((r) => r.name === change.type);
    const alone = type === undefined ? undefined : applyChange(type, undefined, migrateChange(type, change), { seq: 0, at: change.deviceTime });
    return recordTitle(store.get(change.record) ?? alone);
  }, [store, programmes, recordTitle]);
}
