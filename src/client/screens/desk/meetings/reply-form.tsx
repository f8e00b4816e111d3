// The owner's answer, with its proof.
import type { DirectionSight } from '#shared/meeting-work.ts';
import { RecordForm } from './record-form.tsx';
import type { Meetings } from './use-meetings.ts';

export function ReplyForm({ all: { work, directionType }, direction }: { readonly all: Meetings; readonly direction: DirectionSight }) {
  const { record, place, text } = direction;
  return <RecordForm form={work.replyForm} type={directionType} place={place} record={record} begin={{}} home={(id) => `/desk/meetings/${id ?? ''}`}><p className="strong">{text}</p></RecordForm>;
}
