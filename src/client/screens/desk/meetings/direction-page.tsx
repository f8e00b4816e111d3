// One direction: who gave it to whom, what came back, what was said of it.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DirectionSight } from '#shared/meeting-work.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { Card } from '#client/ui/card.tsx';
import { Paper } from '#client/ui/paper.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { OwnChanges } from '../../families/own-changes.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { RecordPhotos } from '../../shell/record-photos.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { Contested } from '../held/conflicts.tsx';
import { DirectionActs } from './direction-acts.tsx';
import type { Meetings } from './use-meetings.ts';

export function DirectionPage({ all, direction }: { readonly all: Meetings; readonly direction: DirectionSight }) {
  const { t } = useTranslation(['desk', 'families']);
  const { store } = useDehri();
  const { say, ownerOf, meetings, directionType } = all;
  const { record, subject, givenDay, number, post, due, firstDue, extensions, replies, judged, closed } = direction;
  const meeting = meetings.find((one) => one.record.id === direction.meeting);
  const from = t('desk:meetings.fromMeeting', { subject, day: dayMonthYear(givenDay), number });
  return (
    <>
      <div className="page-head">
        <div className="grow stack stack--tight">
          <p><Link href={meeting === undefined ? '/desk/meetings' : `/desk/meetings/${meeting.record.id}`}>{meeting === undefined ? t('desk:section.meetings') : from}</Link></p>
          <ScreenHeading>{direction.text}</ScreenHeading>
          <div><StateChip state={TONE_STATE[direction.state.tone]} word={say(direction.state.word)} /></div>
        </div>
      </div>
      <DirectionActs all={all} direction={direction} />
      {/* Two who closed and returned it without sight of each other: chosen here too, for not everyone has the page of conflicts. */}
      {store.contested().includes(record.id) ? <Contested record={record} type={directionType} onSettled={() => undefined} /> : null}
      <div className="direction-columns">
        <Card title={t('desk:meetings.facts')}>
          <dl className="pairs">
            <dt>{t('desk:meetings.owner')}</dt><dd>{post}, {ownerOf(direction)}</dd>
            <dt>{t('desk:meetings.given')}</dt><dd>{from}</dd>
            <dt>{t('desk:meetings.due')}</dt><dd>{dayMonthYear(due)}</dd>
            {due === firstDue ? null : <><dt>{t('desk:meetings.firstDue')}</dt><dd>{dayMonthYear(firstDue)}</dd></>}
            {judged === undefined ? null : <><dt>{t(closed ? 'desk:meetings.closedOn' : 'desk:meetings.returnedOn')}</dt><dd>{dayMonthYear(judged.day)}{judged.note === '' ? null : <><br />{judged.note}</>}</dd></>}
          </dl>
          {extensions.length === 0 ? null : (
            <>
              <h3>{t('desk:meetings.extensions')}</h3>
              <ul>{extensions.map((one) => <li key={one.row} className="line"><span>{t('desk:meetings.extendedTo', { day: dayMonthYear(one.to) })}</span><span className="soft">{one.reason} ({dayMonthYear(one.day)})</span></li>)}</ul>
            </>
          )}
        </Card>
        <Card title={t('desk:meetings.replies')}>
          {replies.length === 0 ? <p className="soft">{t('desk:meetings.noReply')}</p> : (
            <ol className="direction-replies">
              {replies.map((one) => (
                <li key={one.row}>
                  <p className="soft">{dayMonthYear(one.day)}{one.until === '' ? null : ` · ${t('desk:meetings.askedUntil', { day: dayMonthYear(one.until) })}`}</p>
                  <p className="direction-replies__text">{one.text}</p>
                </li>
              ))}
            </ol>
          )}
        </Card>
      </div>
      <RecordPhotos record={record} Shown={Paper} />
      <Card title={t('families:where')}><div className="stack"><ReceiptSteps record={record.id} /><OwnChanges record={record.id} /></div></Card>
    </>
  );
}
