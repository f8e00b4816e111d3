// Who came: ticked in the meeting, for the posts that are asked to it and any other.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingSight, Seat } from '#shared/meeting-work.ts';
import { useDehri } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import type { Meetings } from './use-meetings.ts';

export function Attendance({ all, meeting, writes }: { readonly all: Meetings; readonly meeting: MeetingSight; readonly writes: boolean }) {
  const { t } = useTranslation(['desk', 'sync']);
  const { store } = useDehri();
  const { work, programme, say } = all;
  const asked = meeting.seats.length > 0 ? meeting.seats : work.seats(meeting.place).map((key): Seat => ({ row: key, post: say({ key: `post.${key}` }), name: '', present: false, instead: '' }));
  const [typed, setTyped] = useState<readonly Seat[]>();
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const seats = typed ?? asked;
  const change = (row: string, more: Partial<Seat>): void => setTyped(seats.map((seat) => (seat.row === row ? { ...seat, ...more } : seat)));

  async function save(): Promise<void> {
    setBusy(true);
    const result = await store.save(toSaveRequest(programme, store, work.seat(meeting, seats.filter(({ post }) => post.trim() !== '')))).finally(() => setBusy(false));
    setFailed(result.ok ? undefined : result.reason);
    if (result.ok) setTyped(undefined);
  }
  const title = t('desk:meetings.attendance', { present: seats.filter(({ present }) => present).length, asked: seats.length });
  if (!writes) {
    return <Card title={title}><ul>{seats.map((seat) => <li key={seat.row} className="line"><span>{seat.post}{seat.name === '' ? '' : `: ${seat.name}`}</span>{seat.present ? <StateChip state="done" word={t('desk:meetings.came')} /> : <span className="soft">{seat.instead}</span>}</li>)}</ul></Card>;
  }
  return (
    <Card title={title} aside={typed === undefined ? undefined : <Button look="primary" icon="check" busy={busy} onClick={() => void save()}>{t('desk:meetings.keepAttendance')}</Button>}>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      <table className="attendance">
        <thead><tr><th scope="col">{t('desk:meetings.came')}</th><th scope="col">{t('desk:meetings.post')}</th><th scope="col">{t('desk:meetings.nameOrInstead')}</th><th scope="col"><span className="visually-hidden">{t('desk:meetings.acts')}</span></th></tr></thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.row}>
              <td><input type="checkbox" checked={seat.present} aria-label={t('desk:meetings.cameOf', { post: seat.post })} onChange={(event) => change(seat.row, { present: event.target.checked })} /></td>
              <td>{asked.some(({ row }) => row === seat.row) ? seat.post : <input className="input" value={seat.post} maxLength={120} aria-label={t('desk:meetings.post')} onChange={(event) => change(seat.row, { post: event.target.value })} />}</td>
              <td>
                {seat.present
                  ? <input className="input" value={seat.name} maxLength={120} placeholder={t('desk:meetings.name')} aria-label={t('desk:meetings.nameOf', { post: seat.post })} onChange={(event) => change(seat.row, { name: event.target.value })} />
                  : <input className="input" value={seat.instead} maxLength={120} placeholder={t('desk:meetings.instead')} aria-label={t('desk:meetings.insteadOf', { post: seat.post })} onChange={(event) => change(seat.row, { instead: event.target.value })} />}
              </td>
              <td><IconButton icon="close" label={t('desk:meetings.dropSeat', { post: seat.post })} onClick={() => setTyped(seats.filter(({ row }) => row !== seat.row))} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button icon="plus" onClick={() => setTyped([...seats, { row: newId().slice(-12), post: '', name: '', present: true, instead: '' }])}>{t('desk:meetings.addSeat')}</Button>
    </Card>
  );
}
