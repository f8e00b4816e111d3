// Something done to what belongs to a child, with the reason it is done for.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskResult } from '#client/desk-api/http.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import type { IconName } from '#client/ui/icons.ts';
import { ErrorNotice } from '../../query-view.tsx';
import { useAction } from '../../use-query.ts';

const LEAST = 3;
const MOST = 300;

export interface WhyFormProps<T> {
  readonly open: boolean;
  readonly title: string;
  readonly go: string;
  readonly icon: IconName;
  readonly ready?: boolean;
  readonly act: (why: string) => Promise<DeskResult<T>>;
  readonly onDone: (value: T) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function WhyForm<T>({ open, title, go, icon, ready = true, act, onDone, onClose, children }: WhyFormProps<T>) {
  const { t } = useTranslation(['subjects', 'desk']);
  const action = useAction();
  const [why, setWhy] = useState('');
  const short = why.trim().length < LEAST;

  async function run(): Promise<void> {
    const done = await action.run(() => act(why.trim()));
    if (done === undefined) return;
    setWhy('');
    onDone(done);
  }

  return (
    <Dialog
      open={open}
      title={title}
      onClose={onClose}
      actions={(
        <>
          <Button look="primary" icon={icon} busy={action.busy} disabled={short || !ready} onClick={() => void run()}>{go}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      )}
    >
      <div className="stack">
        {children}
        <TextField label={t('subjects:why')} hint={t('subjects:whyHint')} value={why} onChange={setWhy} maxLength={MOST} required autoComplete="off" />
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
