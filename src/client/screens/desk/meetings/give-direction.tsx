// Directions written down one after another while they are given, without a mouse: place, post, what, until when,
// Enter; then the next.
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingSight, NewDirection } from '#shared/meeting-work.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { addDays } from '#shared/report/period.ts';
import { usePlaces } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import type { SaveResult } from '#client/store/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { Field, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { LinesField } from './lines-field.tsx';
import { useOwnerPlaces } from './owner-places.ts';
import type { Meetings } from './use-meetings.ts';

const FREE = 'free';

export interface GiveDirectionProps {
  readonly all: Meetings;
  readonly meeting: Pick<MeetingSight, 'place' | 'day'>;
  readonly keep: (said: NewDirection) => Promise<SaveResult>;
  /** Where she begins. */
  readonly begin?: { readonly place: PlaceCode; readonly text: string };
}

export function GiveDirection({ all, meeting, keep, begin }: GiveDirectionProps) {
  const { t } = useTranslation(['desk', 'sync']);
  const names = usePlaces();
  const { work, say, directions, mayGive, today } = all;
  const groups = useOwnerPlaces(meeting.place, mayGive);
  const id = useId();
  const first = useRef<HTMLSelectElement>(null);
  const postFor = (code: string): string => say({ key: `post.${work.ownerPost(code)}` });
  const [place, setPlace] = useState(begin?.place ?? groups[0]?.places[0]?.code ?? meeting.place);
  const [post, setPost] = useState(() => postFor(place));
  const [text, setText] = useState(begin?.text ?? '');
  const [within, setWithin] = useState(String(work.dueIn[0]));
  const [day, setDay] = useState('');
  const [failed, setFailed] = useState<Extract<SaveResult, { ok: false }>>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  // Written down later, they count from then: nobody is late on the day she hears of it.
  const dueDay = within === FREE ? day : addDays(meeting.day < today ? today : meeting.day, Number(within));
  if (groups.length === 0) return null;

  function choosePlace(code: string): void {
    if (post.trim() === '' || post === postFor(place)) setPost(postFor(code));
    setPlace(code);
  }
  async function give(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const result = await keep({ place, owner: names.name(place), post, text, dueDay }).finally(() => setBusy(false));
    setFailed(result.ok ? undefined : result);
    if (!result.ok) return;
    setSaid(t('desk:meetings.gave', { post, day: dayMonthYear(dueDay) }));
    setText('');
    first.current?.focus();
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void give();
  }
  return (
    <Card title={t('desk:meetings.give')} level={3}>
      <form className="give" onSubmit={submit}>
        <Field id={`${id}-place`} label={t('desk:meetings.ownerPlace')}>
          <select ref={first} id={`${id}-place`} className="input" value={place} onChange={(event) => choosePlace(event.target.value)}>
            {groups.map(({ level, places }) => (
              <optgroup key={level} label={t(`desk:level.${level}`)}>{places.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}</optgroup>
            ))}
          </select>
        </Field>
        <TextField label={t('desk:meetings.post')} value={post} maxLength={120} list={`${id}-posts`} autoComplete="off" onChange={setPost} />
        <datalist id={`${id}-posts`}>{[...new Set([...work.seats(meeting.place).map((key) => say({ key: `post.${key}` })), ...directions.map((one) => one.post)])].map((one) => <option key={one} value={one}>{one}</option>)}</datalist>
        <div className="give__text"><LinesField label={t('desk:meetings.what')} hint={t('desk:meetings.noNames')} required maxLength={1000} rows={2} value={text} onChange={setText} onEnter={() => void give()} /></div>
        <fieldset className="give__due">
          <legend className="field__label">{t('desk:meetings.due')}</legend>
          <div className="row">
            {[...work.dueIn].sort((a, b) => a - b).map((days) => (
              <label key={days} className="give__days"><input type="radio" name={`${id}-within`} value={days} checked={within === String(days)} onChange={(event) => setWithin(event.target.value)} /><span>{t('desk:meetings.inDays', { count: days })}</span></label>
            ))}
            <label className="give__days"><input type="radio" name={`${id}-within`} value={FREE} checked={within === FREE} onChange={() => setWithin(FREE)} /><span>{t('desk:meetings.otherDay')}</span></label>
            {within === FREE ? <DayField label={t('desk:meetings.due')} value={day} onChange={setDay} /> : <span className="soft">{t('desk:meetings.until', { day: dayMonthYear(dueDay) })}</span>}
          </div>
        </fieldset>
        <div className="row">
          <Button look="primary" icon="plus" type="submit" busy={busy}>{t('desk:meetings.add')}</Button>
          <output className="soft">{said}</output>
        </div>
      </form>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed.reason}`)}>{failed.reason === 'rule' ? failed.rules.map(({ code }) => <p key={code}>{say({ key: `rule.${code}` })}</p>) : undefined}</Notice>}
    </Card>
  );
}
