// Before a file that is not hers is opened she says why: big buttons, and a few words where none fits.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOOK_REASONS } from '#shared/access/look.ts';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { LookReason } from '../names.ts';

const ICONS: Readonly<Record<LookReason, string>> = { my_work: 'work', she_came: 'woman', worker_absent: 'away', supervision: 'eye', emergency: 'alert', other: 'edit' };

export interface AskReasonProps {
  /** Resolves to false when it could not be written down. */
  readonly onReason: (reason: LookReason, note: string) => Promise<boolean>;
  readonly go: string;
  /** Default: why she looks at this file. */
  readonly question?: string;
}

export function AskReason({ onReason, go, question }: AskReasonProps) {
  const { t } = useTranslation('cases');
  const [reason, setReason] = useState<LookReason>();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const told = reason !== undefined && (reason !== 'other' || note.trim() !== '');
  return (
    <div className="stack">
      <FieldSet id="reason" label={question ?? t('cases:why.ask')} hint={t('cases:why.help')} question>
        <ChoiceButtons options={LOOK_REASONS.map((value) => ({ value, label: t(`cases:reason.${value}`), icon: ICONS[value] }))} chosen={reason === undefined ? [] : [reason]} onChange={([chosen]) => setReason(LOOK_REASONS.find((one) => one === chosen))} />
      </FieldSet>
      {reason === 'other' ? <TextField label={t('cases:why.note')} value={note} onChange={setNote} maxLength={200} autoComplete="off" required /> : null}
      {failed ? <Notice state="mend" announce title={t('cases:names.failed')} /> : null}
      <Button
        look="primary"
        big
        wide
        icon="eye"
        busy={busy}
        disabled={!told}
        onClick={() => {
          if (reason === undefined) return;
          setBusy(true);
          setFailed(false);
          void onReason(reason, note.trim()).then((ok) => {
            setBusy(false);
            setFailed(!ok);
          });
        }}
      >
        {go}
      </Button>
    </div>
  );
}
