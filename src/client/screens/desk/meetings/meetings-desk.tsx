// Meetings and directions at the desk: the list, a meeting's page, one direction, and the forms over them.
// Records, so all of it works without a network.
import { ProgrammeScope } from '../../cases/programme-scope.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { DirectionPage } from './direction-page.tsx';
import { GiveFromReview } from './give-from-review.tsx';
import { MeetingForm } from './meeting-form.tsx';
import { MeetingList } from './meeting-list.tsx';
import { MeetingPage } from './meeting-page.tsx';
import { ReplyForm } from './reply-form.tsx';
import { KEPT, useMeetings } from './use-meetings.ts';
import './meetings.css';

export interface MeetingsDeskProps {
  /** `new`, `give`, or the id of a meeting or of a direction. */
  readonly open: string | undefined;
  /** Place of a new meeting, or of whom a direction from the review goes to; `edit` of a meeting, `reply` of a direction. */
  readonly act: string | undefined;
}

export function MeetingsDesk(props: MeetingsDeskProps) {
  return <ProgrammeScope programme={KEPT.programme}><Open {...props} /></ProgrammeScope>;
}

function Open({ open, act }: MeetingsDeskProps) {
  const all = useMeetings();
  if (open === undefined) return <MeetingList all={all} />;
  if (open === 'new') return act !== undefined && all.mayAsk(act) ? <MeetingForm key={act} all={all} place={act} /> : <NotFound />;
  if (open === 'give') return act === undefined ? <NotFound /> : <GiveFromReview key={act} all={all} owner={act} />;
  const meeting = all.meetings.find(({ record }) => record.id === open);
  if (meeting !== undefined) return act === 'edit' ? <MeetingForm key={open} all={all} place={meeting.place} meeting={meeting} /> : <MeetingPage key={open} all={all} meeting={meeting} />;
  const direction = all.directions.find(({ record }) => record.id === open);
  if (direction === undefined) return <NotFound />;
  return act === 'reply' ? <ReplyForm key={open} all={all} direction={direction} /> : <DirectionPage key={open} all={all} direction={direction} />;
}
