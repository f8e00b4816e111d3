import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRights } from '#shared/subjects/rights.ts';
import { usePlaces } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';

const MOST_NOTE = 500;

export interface AnswerFormProps {
  /** Undefined: closed. */
  readonly request: SubjectRights['requests'][number] | undefined;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onAnswer: (outcome: 'done' | 'refused', note: string) => void;
}

/** What was done, or why it was not: the words go to whoever asked. */
export function AnswerForm({ request, busy, onClose, onAnswer }: AnswerFormProps) {
  const { t } = useTranslation(['subjects', 'desk']);
  const { name } = usePlaces();
  const [note, setNote] = useState('');
  return (
    <Dialog
      open={request !== undefined}
      title={t('subjects:rights.answer')}
      onClose={onClose}
      actions={(
        <>
          <Button look="primary" icon="check" busy={busy} onClick={() => onAnswer('done', note.trim())}>{t('subjects:rights.isDone')}</Button>
          <Button busy={busy} disabled={note.trim() === ''} onClick={() => onAnswer('refused', note.trim())}>{t('subjects:rights.isRefused')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      )}
    >
      <div className="stack">
        {request === undefined ? null : <p>{t(`subjects:rights.todo.${request.kind}`, { sources: request.sources.map((source) => name(source)).join(', ') })}</p>}
        <TextField label={t('subjects:rights.answerNote')} hint={t('subjects:rights.answerHint')} value={note} onChange={setNote} maxLength={MOST_NOTE} autoComplete="off" />
      </div>
    </Dialog>
  );
}
