// Why she looks: one of the reasons everybody knows, and a line in her own words.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookReason } from '#shared/access/look.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { ErrorNotice } from '../../query-view.tsx';
import { ReasonChoice } from './reason-choice.tsx';
import type { ChildPage, Looked } from './use-child.ts';

const MOST_NOTE = 200;

export interface LookFormProps {
  /** Undefined: closed. */
  readonly what: Looked | undefined;
  /** A second person is asked first. */
  readonly asksSecond: boolean;
  readonly page: Pick<ChildPage, 'busy' | 'error' | 'look'>;
  readonly onClose: () => void;
}

export function LookForm({ what, asksSecond, page, onClose }: LookFormProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const [reason, setReason] = useState<LookReason>();
  const [note, setNote] = useState('');
  const needsNote = reason === 'other' && note.trim() === '';

  async function go(): Promise<void> {
    if (what === undefined || reason === undefined || needsNote) return;
    if (await page.look(what, reason, note.trim())) onClose();
  }

  return (
    <Dialog
      open={what !== undefined}
      title={t(`subjects:look.title.${what ?? 'identity'}`)}
      onClose={onClose}
      actions={(
        <>
          <Button look="primary" icon={asksSecond ? 'send' : 'eye'} busy={page.busy} disabled={reason === undefined || needsNote} onClick={() => void go()}>{t(asksSecond ? 'subjects:look.ask' : 'subjects:look.go')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      )}
    >
      <div className="stack">
        <p>{t(asksSecond ? 'subjects:look.helpSecond' : 'subjects:look.help')}</p>
        <ReasonChoice label={t('subjects:look.why')} chosen={reason} onChoose={setReason} />
        <TextField label={t('subjects:look.note')} hint={t('subjects:look.noteHint')} value={note} onChange={setNote} maxLength={MOST_NOTE} required={reason === 'other'} autoComplete="off" />
        {page.error === undefined ? null : <ErrorNotice error={page.error} />}
      </div>
    </Dialog>
  );
}
