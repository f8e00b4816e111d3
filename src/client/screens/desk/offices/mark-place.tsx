// A block or panchayat came out of another, or another was joined into it. Only noted: records move by their own page.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#shared/form/calendar.ts';
import { levelOf, parentOf, type Place } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Field, FieldSet } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { usePlaceName, usePlacesBelow } from '../use-place.ts';
import { useAction } from '../use-query.ts';

export interface MarkPlaceProps {
  readonly place: Place;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const KINDS = ['divided', 'joined'] as const;

export function MarkPlace({ place, onClose, onChanged }: MarkPlaceProps) {
  const { t } = useTranslation('desk');
  const { offices } = useDesk();
  const { today } = useNow();
  const name = usePlaceName();
  const action = useAction();
  const id = useId();
  const beside = usePlacesBelow(parentOf(place.code) ?? place.code).value?.places.filter((p) => p.code !== place.code && levelOf(p.code) === levelOf(place.code)) ?? [];
  const [kind, setKind] = useState<(typeof KINDS)[number]>('divided');
  const [other, setOther] = useState('');
  const [day, setDay] = useState(today);
  const [tried, setTried] = useState(false);
  const wrong = { other: other === '' ? t('desk:offices.otherMissing') : undefined, day: isDay(day) && day <= today ? undefined : t('desk:offices.dayWrong') };

  async function mark(): Promise<void> {
    setTried(true);
    if (wrong.other !== undefined || wrong.day !== undefined) return;
    if ((await action.run(() => offices.mark({ code: place.code, kind, other, day }))) !== undefined) onChanged();
  }

  return (
    <Dialog
      open
      title={t('desk:offices.markTitle', { name: name(place) })}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={action.busy} onClick={() => void mark()}>{t('desk:offices.markYes')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('desk:offices.markHelp')}</p>
        <FieldSet id={`${id}-kind`} label={t('desk:offices.markWhat')} required>
          <ChoiceButtons chosen={[kind]} onChange={([k]) => setKind(KINDS.find((known) => known === k) ?? kind)} options={KINDS.map((k) => ({ value: k, label: t(`desk:offices.markOf.${k}`, { name: name(place) }) }))} />
        </FieldSet>
        <Field id={`${id}-other`} label={t(`desk:offices.other.${kind}`)} required error={tried ? wrong.other : undefined}>
          <select id={`${id}-other`} className="input" value={other} onChange={(event) => setOther(event.target.value)}>
            <option value="">{t('desk:offices.otherNone')}</option>
            {beside.map((p) => <option key={p.code} value={p.code}>{name(p)}</option>)}
          </select>
        </Field>
        <DayField label={t('desk:offices.day')} value={day} onChange={setDay} error={tried ? wrong.day : undefined} />
        {action.error === undefined ? null : action.error.code === 'conflict' ? <Notice state="mend" announce title={t('desk:offices.markedAlready')} /> : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
