// What was searched for as a file; why it is wanted stays in the log.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '#shared/desk/audit-search.ts';
import { useNow } from '#client/app/context.tsx';
import { Button } from '#client/ui/button.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';

const REASON_LENGTH = 5;

export interface ExportLogProps {
  readonly filter: AuditFilter;
  readonly onClose: () => void;
}

export function ExportLog({ filter, onClose }: ExportLogProps) {
  const { t, i18n } = useTranslation('desk');
  const { log } = useDesk();
  const { today } = useNow();
  const action = useAction();
  const [reason, setReason] = useState('');
  async function take(): Promise<void> {
    const blob = await action.run(() => log.exportLog({ ...filter, reason: reason.trim(), language: i18n.language }));
    if (blob === undefined) return;
    saveFile(`${t('desk:audit.file')}-${filter.place}-${today}.csv`, blob);
    onClose();
  }
  return (
    <Dialog
      open
      title={t('desk:audit.take.open')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" icon="download" busy={action.busy} disabled={reason.trim().length < REASON_LENGTH} onClick={() => void take()}>{t('desk:audit.take.yes')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('desk:audit.take.help')}</p>
        <TextField label={t('desk:exports.reason')} hint={t('desk:audit.take.reasonHint')} required maxLength={200} value={reason} onChange={setReason} />
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
