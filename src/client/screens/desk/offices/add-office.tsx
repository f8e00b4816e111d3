// A new office of a district: its kind, its number, its names.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OFFICE_KINDS, type OfficeKind, type Place, type PlaceCode } from '#shared/place/place.ts';
import { typedNumber } from '#shared/form/digits.ts';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';

export interface AddOfficeProps {
  readonly district: PlaceCode;
  readonly onClose: () => void;
  readonly onAdded: (place: Place) => void;
}

export function AddOffice({ district, onClose, onAdded }: AddOfficeProps) {
  const { t } = useTranslation('desk');
  const { offices } = useDesk();
  const action = useAction();
  const id = useId();
  const [kind, setKind] = useState<OfficeKind>('osc');
  const [number, setNumber] = useState('1');
  const [hi, setHi] = useState('');
  const [en, setEn] = useState('');
  const [tried, setTried] = useState(false);
  const count = typedNumber(number);
  const wrong = {
    number: count !== undefined && Number.isInteger(count) && count >= 1 && count <= 999 ? undefined : t('desk:offices.numberWrong'),
    hi: hi.trim() === '' ? t('desk:offices.nameMissing') : undefined,
    en: en.trim() === '' ? t('desk:offices.nameMissing') : undefined,
  };

  async function add(): Promise<void> {
    setTried(true);
    if (wrong.number !== undefined || wrong.hi !== undefined || wrong.en !== undefined) return;
    const made = await action.run(() => offices.add({ district, kind, number: count ?? 1, hi: hi.trim(), en: en.trim() }));
    if (made !== undefined) onAdded(made.place);
  }

  return (
    <Dialog
      open
      title={t('desk:offices.add')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={action.busy} onClick={() => void add()}>{t('desk:offices.addYes')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <FieldSet id={`${id}-kind`} label={t('desk:offices.kind')} required>
          <ChoiceButtons chosen={[kind]} onChange={([k]) => setKind(OFFICE_KINDS.find((known) => known === k) ?? kind)} options={OFFICE_KINDS.map((k) => ({ value: k, label: t(`desk:offices.kindOf.${k}`) }))} />
        </FieldSet>
        <TextField label={t('desk:offices.number')} hint={t('desk:offices.numberHint')} required inputMode="numeric" maxLength={3} value={number} onChange={setNumber} error={tried ? wrong.number : undefined} />
        <TextField label={t('desk:offices.hi')} required maxLength={100} autoComplete="off" value={hi} onChange={setHi} error={tried ? wrong.hi : undefined} />
        <TextField label={t('desk:offices.en')} required maxLength={100} autoComplete="off" value={en} onChange={setEn} error={tried ? wrong.en : undefined} />
        {action.error === undefined ? null : action.error.code === 'conflict' ? <Notice state="mend" announce title={t('desk:offices.there')} /> : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
