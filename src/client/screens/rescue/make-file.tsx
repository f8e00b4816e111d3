// Makes a rescue file of what waits in a space: into the phone's downloads, or handed on at once.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canShareFiles, downloadFile, shareFile } from '#client/app/hand-over.ts';
import type { Phone } from '#client/app/services.ts';
import type { RescueFile } from '#client/sync/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';

export function MakeRescueFile({ phone, space }: { readonly phone: Phone; readonly space: string }) {
  const { t } = useTranslation('rescue');
  const [made, setMade] = useState<{ readonly file: RescueFile; readonly how: 'saved' | 'shared' } | 'none'>();
  const [busy, setBusy] = useState(false);

  async function make(how: 'saved' | 'shared'): Promise<void> {
    setBusy(true);
    try {
      const file = await phone.rescueFile(space);
      if (file === undefined) return setMade('none');
      if (how === 'saved') downloadFile(file);
      else if (!(await shareFile(file))) return;
      setMade({ file, how });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="stack">
      <Button wide icon="download" busy={busy} onClick={() => void make('saved')}>{t('rescue:make')}</Button>
      {canShareFiles() ? <Button wide icon="send" busy={busy} onClick={() => void make('shared')}>{t('rescue:share')}</Button> : null}
      {made === undefined ? null
      : made === 'none' ? <Notice state="neutral" announce title={t('rescue:none')} />
      : (
        <Notice state="done" icon="file-lock" announce title={t('rescue:made', { count: made.file.changes })}>
          <p className="rescue__name">{made.file.name}</p>
          <p>{t(`rescue:madeHelp.${made.how}`)}</p>
        </Notice>
      )}
    </div>
  );
}
