// The form of a meeting, new or there already. A new one begins with what the last one at the place left.
import type { MeetingSight } from '#shared/meeting-work.ts';
import { RecordForm } from './record-form.tsx';
import type { Meetings } from './use-meetings.ts';

export interface MeetingFormProps {
  readonly all: Meetings;
  readonly place: string;
  readonly meeting?: MeetingSight;
}

export function MeetingForm({ all: { work, meetings, meetingType, today, placeName }, place, meeting }: MeetingFormProps) {
  const last = meetings.filter((one) => one.place === place).reduce<MeetingSight | undefined>((found, one) => (found === undefined || one.day > found.day ? one : found), undefined);
  return (
    <RecordForm
      form={work.meetingForm}
      type={meetingType}
      place={place}
      record={meeting?.record}
      begin={meeting === undefined ? work.beginMeeting(place, today, last) : {}}
      home={(id) => `/desk/meetings/${id ?? ''}`}
    >
      <p className="soft">{placeName(place)}</p>
    </RecordForm>
  );
}
