// A meeting as it goes: what is still open from before stands first; then what is reviewed, who came, what is said
// and directed; at the end its paper.
import { useTranslation } from 'react-i18next';
import type { MeetingSight } from '#shared/meeting-work.ts';
import { decideRecord } from '#shared/access/access.ts';
import { levelOf } from '#shared/place/place.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import { useFormat } from '#client/app/use-format.ts';
import { useLetterhead } from '#client/app/use-letterhead.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Paper } from '#client/ui/paper.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { Blocks } from '../../cases/papers/blocks.tsx';
import { useHindi } from '../../cases/papers/in-hindi.ts';
import { Sheet } from '../../cases/papers/sheet.tsx';
import { usePrint } from '../../cases/papers/use-print.tsx';
import { RecordPhotos } from '../../shell/record-photos.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { Contested } from '../held/conflicts.tsx';
import { Attendance } from './attendance.tsx';
import { DirectionTable } from './direction-table.tsx';
import { GiveDirection } from './give-direction.tsx';
import type { Meetings } from './use-meetings.ts';

export function MeetingPage({ all, meeting }: { readonly all: Meetings; readonly meeting: MeetingSight }) {
  const { t } = useTranslation(['desk', 'families']);
  const { store, session } = useDehri();
  const format = useFormat();
  const hindi = useHindi(all.programme);
  const { work, programme, say, directions, meetingType, today } = all;
  const { record, place, day, time, venue, chair, period, programmes, agenda, minutes, nextDay } = meeting;
  const carried = work.carriedOver(meeting, directions);
  const given = work.givenAt(meeting, directions);
  const writes = decideRecord(session.profile().grants, 'create', meetingType.accessClass, record.bucket, today).ok;
  const level = levelOf(place);
  const letterhead = useLetterhead(place);
  // Where nobody is named as chair, the head of the office chairs.
  const onPaper = chair === '' ? { ...meeting, chair: letterhead?.signer ?? '' } : meeting;
  const { print, sheet } = usePrint(() => (
    <Sheet hindi={hindi} programme={programme} office={place} name={hindi.say({ key: `printed.office.${level === 'state' || level === 'block' ? level : 'district'}`, values: { place: hindi.placeName(place) } })} day={today}>
      <Blocks blocks={work.minutes(onPaper, carried, given, hindi.placeName)} say={hindi.say} />
    </Sheet>
  ));
  const facts: readonly (readonly [string, string])[] = [
    [t('desk:meetings.when'), [dayMonthYear(day), time, venue].filter((part) => part !== '').join(' · ')],
    [t('desk:meetings.chair'), chair],
    [t('desk:meetings.programmes'), programmes.map((one) => say({ key: `choice.reviewed.${one}` })).join(', ')],
    [t('desk:meetings.period'), period === undefined ? '' : format.days(period.from, period.to)],
    [t('desk:meetings.next'), nextDay === '' ? '' : dayMonthYear(nextDay)],
  ];
  return (
    <>
      <div className="page-head">
        <div className="grow">
          <ScreenHeading>{meeting.subject}<span className="page-head__place">{all.placeName(place)}, {dayMonthYear(day)}</span></ScreenHeading>
          <StateChip state={TONE_STATE[meeting.state.tone]} {...(meeting.state.tone === 'mend' ? { icon: 'edit' } : {})} word={say(meeting.state.word)} />
        </div>
        <div className="row">
          {period === undefined ? null : <ButtonLink icon="chart" href={`/desk/review/${place}?from=${period.from}&to=${period.to}`}>{t('desk:meetings.reviewSheet')}</ButtonLink>}
          {writes ? <ButtonLink icon="edit" href={`/desk/meetings/${record.id}/edit`}>{t(meeting.state.tone === 'mend' ? 'desk:meetings.write' : 'desk:meetings.edit')}</ButtonLink> : null}
          <Button icon="printer" onClick={print}>{t('desk:meetings.print')}</Button>
        </div>
      </div>
      {store.contested().includes(record.id) ? <Contested record={record} type={meetingType} onSettled={() => undefined} /> : null}
      <section className="stack">
        <h2>{t('desk:meetings.carried', { count: carried.filter((one) => !one.closed).length })}</h2>
        {carried.length === 0 ? null : <DirectionTable id="carried" all={all} directions={carried} acts />}
      </section>
      <div className="meeting-columns">
        <Card title={t('desk:meetings.about')}>
          <dl className="pairs">{facts.map(([label, value]) => (value === '' ? null : [<dt key={`${label} label`}>{label}</dt>, <dd key={label}>{value}</dd>]))}</dl>
          {agenda === '' ? null : <><h3>{t('desk:meetings.agenda')}</h3><p className="meeting-text">{agenda}</p></>}
          {minutes === '' ? null : <><h3>{t('desk:meetings.minutes')}</h3><p className="meeting-text">{minutes}</p></>}
        </Card>
        <Attendance all={all} meeting={meeting} writes={writes} />
      </div>
      <section className="stack">
        <h2>{t('desk:meetings.givenHere', { count: given.length })}</h2>
        {given.length === 0 ? null : <DirectionTable id="given" all={all} directions={given} acts />}
        {!writes ? null : day > today ? <p className="soft">{t('desk:meetings.giveLater', { day: dayMonthYear(day) })}</p> : <GiveDirection all={all} meeting={meeting} keep={(said) => store.save(toSaveRequest(programme, store, work.give(meeting, said, directions)))} />}
      </section>
      <RecordPhotos record={record} Shown={Paper} />
      <Card title={t('families:where')}><ReceiptSteps record={record.id} /></Card>
      {sheet}
    </>
  );
}
