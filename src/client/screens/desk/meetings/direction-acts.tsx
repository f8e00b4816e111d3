// What may be done with a direction: answered by its owner; closed, returned or given more time by whoever is set
// over the meeting that gave it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedWrite } from '#shared/field-work.ts';
import type { DirectionSight } from '#shared/meeting-work.ts';
import { addDays } from '#shared/report/period.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { newId } from '#client/app/ids.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import type { SaveResult } from '#client/store/contract.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { LinesField } from './lines-field.tsx';
import type { Meetings } from './use-meetings.ts';

type Act = 'closed' | 'returned' | 'extend';
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/u;

export interface DirectionActsProps {
  readonly all: Meetings;
  readonly direction: DirectionSight;
  /** In a table: no more than what is next. */
  readonly short?: boolean;
}

export function DirectionActs({ all, direction, short = false }: DirectionActsProps) {
  const { t } = useTranslation('desk');
  const [act, setAct] = useState<Act>();
  const judges = all.mayJudge(direction);
  const replies = all.mayReply(direction);
  if (!judges && !replies) return null;
  const { closed } = direction;
  if (short && closed) return null;
  return (
    <div className="row direction-acts">
      {judges && !closed ? <Button look={short ? 'second' : 'primary'} icon="check" onClick={() => setAct('closed')}>{t('desk:meetings.act.closed')}</Button> : null}
      {judges && (short ? direction.replied : closed || direction.replies.length > 0) ? <Button icon="undo" onClick={() => setAct('returned')}>{t('desk:meetings.act.returned')}</Button> : null}
      {judges && !closed && !(short && direction.replied) ? <Button icon="clock" onClick={() => setAct('extend')}>{t('desk:meetings.act.extend')}</Button> : null}
      {replies && !short ? <ButtonLink {...(judges ? {} : { look: 'primary' })} icon="edit" href={`/desk/meetings/${direction.record.id}/reply`}>{t('desk:meetings.act.reply')}</ButtonLink> : null}
      {act === undefined ? null : <ActDialog key={act} all={all} direction={direction} act={act} onClose={() => setAct(undefined)} />}
    </div>
  );
}

interface ActDialogProps {
  readonly all: Meetings;
  readonly direction: DirectionSight;
  readonly act: Act;
  readonly onClose: () => void;
}

function ActDialog({ all: { work, programme, today, say }, direction, act, onClose }: ActDialogProps) {
  const { t } = useTranslation(['desk', 'sync']);
  const { store } = useDehri();
  const asked = direction.replies.at(-1)?.until ?? '';
  const [note, setNote] = useState('');
  const [to, setTo] = useState(asked === '' ? addDays(direction.due < today ? today : direction.due, 15) : asked);
  const [failed, setFailed] = useState<Extract<SaveResult, { ok: false }>>();
  const [busy, setBusy] = useState(false);
  const needsNote = act !== 'closed';
  const ready = (!needsNote || note.trim() !== '') && (act !== 'extend' || (ISO_DAY.test(to) && to > direction.due));

  function planned(): PlannedWrite {
    return act === 'extend' ? work.extend(direction, newId().slice(-12), to, note, today) : work.judge(direction, act, note, today);
  }
  async function save(): Promise<void> {
    setBusy(true);
    const result = await store.save(toSaveRequest(programme, store, planned())).finally(() => setBusy(false));
    if (result.ok) onClose();
    else setFailed(result);
  }
  return (
    <Dialog
      open
      title={t(`desk:meetings.act.${act}`)}
      onClose={onClose}
      actions={<><Button look="primary" busy={busy} disabled={!ready} onClick={() => void save()}>{t(`desk:meetings.act.${act}`)}</Button><Button onClick={onClose}>{t('desk:cancel')}</Button></>}
    >
      <p className="strong">{direction.text}</p>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed.reason}`)}>{failed.reason === 'rule' ? failed.rules.map(({ code }) => <p key={code}>{say({ key: `rule.${code}` })}</p>) : undefined}</Notice>}
      {act !== 'extend' ? null : (
        <>
          {asked === '' ? null : <p>{t('desk:meetings.askedUntil', { day: dayMonthYear(asked) })}</p>}
          <DayField label={t('desk:meetings.newDue', { day: dayMonthYear(direction.due) })} value={to} onChange={setTo} {...(ISO_DAY.test(to) && to <= direction.due ? { error: t('desk:meetings.laterDay') } : {})} />
        </>
      )}
      <LinesField label={t(`desk:meetings.note.${act}`)} hint={t('desk:meetings.noNames')} required={needsNote} maxLength={1000} value={note} onChange={setNote} />
    </Dialog>
  );
}
