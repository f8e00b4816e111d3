// A place gets another name from a day on. Its code, and with it every record, stays.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#shared/place/place.ts';
import { isDay } from '#shared/form/calendar.ts';
import { useNow } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useDesk } from '../desk-context.tsx';
import { BothValues } from '../people/both-values.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';

export interface RenamePlaceProps {
  readonly place: Place;
  readonly onClose: () => void;
  readonly onChanged: (place: Place) => void;
}

export function RenamePlace({ place, onClose, onChanged }: RenamePlaceProps) {
  const { t } = useTranslation('desk');
  const { api, offices } = useDesk();
  const { today } = useNow();
  const action = useAction();
  const [hi, setHi] = useState(place.hi);
  const [en, setEn] = useState(place.en);
  const [day, setDay] = useState(today);
  const [tried, setTried] = useState(false);
  const [newer, setNewer] = useState<Place>();
  const wrong = {
    hi: hi.trim() === '' ? t('desk:offices.nameMissing') : undefined,
    en: en.trim() === '' ? t('desk:offices.nameMissing') : undefined,
    day: isDay(day) && day <= today ? undefined : t('desk:offices.dayWrong'),
  };

  async function save(was: Place): Promise<void> {
    setTried(true);
    if (wrong.hi !== undefined || wrong.en !== undefined || wrong.day !== undefined) return;
    const answer = await offices.rename({ code: place.code, hi: hi.trim(), en: en.trim(), wasHi: was.hi, wasEn: was.en, day });
    if (!answer.ok && answer.error.code === 'conflict') {
      setNewer((await action.run(() => api.places(place.code)))?.trail.find((p) => p.code === place.code));
      return;
    }
    const made = await action.run(() => Promise.resolve(answer));
    if (made !== undefined) onChanged(made.place);
  }

  return (
    <Dialog
      open
      title={t('desk:offices.rename')}
      onClose={onClose}
      actions={
        <>
          {newer === undefined ? <Button look="primary" busy={action.busy} onClick={() => void save(place)}>{t('desk:offices.renameYes')}</Button> : null}
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('desk:offices.renameHelp')}</p>
        {newer === undefined ? null : <BothValues by={undefined} now={`${newer.hi} / ${newer.en}`} yours={`${hi.trim()} / ${en.trim()}`} busy={action.busy} onMine={() => void save(newer)} onTheirs={() => onChanged(newer)} />}
        <TextField label={t('desk:offices.hi')} required maxLength={100} autoComplete="off" value={hi} onChange={setHi} error={tried ? wrong.hi : undefined} />
        <TextField label={t('desk:offices.en')} required maxLength={100} autoComplete="off" value={en} onChange={setEn} error={tried ? wrong.en : undefined} />
        <DayField label={t('desk:offices.day')} value={day} onChange={setDay} error={tried ? wrong.day : undefined} />
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
