// A new person: name, role, place; her sign-in code comes back at once.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';
import type { Slip } from './code-slip.tsx';
import { GrantForm, type GrantAnswer } from './grant-form.tsx';

export interface AddPersonProps {
  readonly place: PlaceCode;
  readonly onClose: () => void;
  readonly onMade: (slip: Slip) => void;
}

export function AddPerson({ place, onClose, onMade }: AddPersonProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const action = useAction();
  const [name, setName] = useState('');
  const [answer, setAnswer] = useState<GrantAnswer>();
  const [nameMissing, setNameMissing] = useState(false);

  async function make(): Promise<void> {
    if (name.trim() === '') return setNameMissing(true);
    if (answer === undefined) return undefined;
    const made = await action.run(() => api.createPerson({ name: name.trim(), ...answer }));
    if (made !== undefined) onMade({ name: name.trim(), code: made.code, expiresAt: made.expiresAt });
    return undefined;
  }

  return (
    <Dialog
      open
      title={t('desk:people.add')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={action.busy} disabled={answer === undefined} onClick={() => void make()}>{t('desk:people.addYes')}</Button>
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <TextField
          label={t('desk:people.name')} required maxLength={100} autoComplete="off" value={name}
          onChange={(value) => { setName(value); setNameMissing(false); }}
          error={nameMissing ? t('desk:people.nameMissing') : undefined}
        />
        <GrantForm place={place} onAnswer={setAnswer} />
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
