// A direction about one figure of the review, to the place or office it stands at: its words are made of the
// figure's own, its meeting is one there is, or one begun with it today.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import { PROGRAMMES } from '#programmes/index.ts';
import type { MeetingSight, NewDirection } from '#shared/meeting-work.ts';
import { PLACE_FORM, type PlaceCode } from '#shared/place/place.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import type { SaveResult } from '#client/store/contract.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Field, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { cellIn } from '../review/read-review.ts';
import { directIn, reviewHref, type Directed } from '../review/review-address.ts';
import { useMakeCellWords } from '../review/use-cell-words.ts';
import { GiveDirection } from './give-direction.tsx';
import { meetingPlaceFor } from './meeting-rights.ts';
import type { Meetings } from './use-meetings.ts';

/** Choice of the meeting that does not exist yet. */
const NEW = 'new';

export function GiveFromReview({ all, owner }: { readonly all: Meetings; readonly owner: PlaceCode }) {
  const asked = directIn(useSearch());
  // The review that leads here is long.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  const place = asked === undefined || !PLACE_FORM.test(owner) ? undefined : meetingPlaceFor(all, asked.place, owner);
  return asked === undefined || place === undefined ? <NotFound /> : <Give all={all} owner={owner} asked={asked} place={place} />;
}

interface GiveProps {
  readonly all: Meetings;
  readonly owner: PlaceCode;
  readonly asked: Directed;
  /** Of the meeting. */
  readonly place: PlaceCode;
}

function Give({ all, owner, asked, place }: GiveProps) {
  const { t } = useTranslation('desk');
  const { store } = useDehri();
  const id = useId();
  const words = useMakeCellWords();
  const { work, programme, meetings, directions, today, placeName } = all;
  const here = meetings.filter((one) => one.place === place);
  const open = openMeetings(here, today);
  const [chosen, setChosen] = useState(() => open.find(({ day }) => day === today)?.record.id ?? NEW);
  const [begin] = useState(() => work.beginMeeting(place, today, latest(here)));
  const [subject, setSubject] = useState(() => textIn(begin['subject']) || t('desk:meetings.fromReview.subject', { place: placeName(place) }));
  const [chair, setChair] = useState(() => textIn(begin['chair']));
  const [given, setGiven] = useState<{ readonly record: string; readonly said: NewDirection }>();
  const meeting = open.find(({ record }) => record.id === chosen);
  const known = cellIn(PROGRAMMES, asked.figure.programme, asked.figure.part, asked.figure.cell);
  const back = <ButtonLink {...(given === undefined ? {} : { look: 'primary' })} icon="back" href={reviewHref(asked.place, asked.period)}>{t('desk:meetings.fromReview.back')}</ButtonLink>;
  if (known === undefined) return <NotFound />;
  const of = { programme: asked.figure.programme, part: known.part };
  const text = t(`desk:meetings.fromReview.text.${asked.why}`, { part: words.title(of), name: words.name(of, known.cell) });

  /** The meeting first: a direction names the one it was given at. */
  async function keep(said: NewDirection): Promise<SaveResult> {
    const at = meeting ?? await beginToday();
    if ('ok' in at) return at;
    const result = await store.save(toSaveRequest(programme, store, work.give(at, said, directions)));
    if (result.ok) setGiven({ record: result.record, said });
    return result;
  }
  async function beginToday(): Promise<MeetingSight | Extract<SaveResult, { ok: false }>> {
    const result = await store.save(toSaveRequest(programme, store, { type: work.meeting, place, edits: { ...begin, ...asked.period, day: today, subject: subject.trim(), chair: chair.trim() } }));
    if (!result.ok) return result;
    // If the direction is refused, the next attempt finds this one.
    setChosen(result.record);
    const record = store.get(result.record);
    if (record === undefined) throw new Error('what was saved is there');
    return work.readMeeting(record, today);
  }
  return (
    <>
      <div className="page-head">
        <div className="grow"><ScreenHeading>{t('desk:meetings.fromReview.title')}<span className="page-head__place">{placeName(owner)}</span></ScreenHeading></div>
        {given === undefined ? back : null}
      </div>
      {given !== undefined ? (
        <Notice state="done" announce title={t('desk:meetings.gave', { post: given.said.post, day: dayMonthYear(given.said.dueDay) })}>
          <p>{given.said.text}</p>
          <div className="row">{back}<ButtonLink icon="work" href={`/desk/meetings/${given.record}`}>{t('desk:meetings.fromReview.open')}</ButtonLink></div>
        </Notice>
      ) : (
        <>
          <Card title={t('desk:meetings.fromReview.meeting')} level={3}>
            <div className="give-meeting">
              {open.length === 0 ? <p className="give-meeting__which">{t('desk:meetings.fromReview.begun', { place: placeName(place), day: dayMonthYear(today) })}</p> : (
                <Field id={`${id}-meeting`} label={t('desk:meetings.fromReview.which')}>
                  <select id={`${id}-meeting`} className="input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
                    {open.map(({ record, subject: about, day }) => <option key={record.id} value={record.id}>{t('desk:meetings.fromReview.of', { subject: about, day: dayMonthYear(day) })}</option>)}
                    <option value={NEW}>{t('desk:meetings.fromReview.new', { day: dayMonthYear(today) })}</option>
                  </select>
                </Field>
              )}
              {meeting !== undefined ? null : (
                <>
                  <TextField label={t('desk:meetings.subject')} value={subject} maxLength={120} onChange={setSubject} />
                  <TextField label={t('desk:meetings.chair')} value={chair} maxLength={120} onChange={setChair} />
                </>
              )}
            </div>
          </Card>
          <GiveDirection all={all} meeting={meeting ?? { place, day: today }} keep={keep} begin={{ place: owner, text }} />
        </>
      )}
    </>
  );
}

/** Where a direction can still be written down: not yet written up, or yet to come; the nearest first. */
function openMeetings(here: readonly MeetingSight[], today: string): readonly MeetingSight[] {
  return here.filter(({ state, day }) => state.key === 'ahead' || state.key === 'write' || (state.key === 'held' && day === today))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function latest(here: readonly MeetingSight[]): MeetingSight | undefined {
  return here.reduce<MeetingSight | undefined>((found, one) => (found === undefined || one.day > found.day ? one : found), undefined);
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
