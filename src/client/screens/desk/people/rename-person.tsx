// A person's name as it should be written.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';
import { BothValues } from './both-values.tsx';

export interface RenamePersonProps {
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function RenamePerson({ person, onClose, onChanged }: RenamePersonProps) {
  const { t } = useTranslation('desk');
  const { staff } = useDesk();
  const action = useAction();
  const [name, setName] = useState(person.name);
  const [missing, setMissing] = useState(false);
  const [newer, setNewer] = useState<string>();

  async function save(was: string): Promise<void> {
    if (name.trim() === '') return setMissing(true);
    const answer = await staff.rename(person.id, { name: name.trim(), was });
    if (!answer.ok && answer.error.code === 'conflict') {
      const found = await action.run(() => staff.person(person.id));
      return setNewer(found?.person.name);
    }
    if ((await action.run(() => Promise.resolve(answer))) !== undefined) onChanged();
    return undefined;
  }

  return (
    <Dialog
      open
      title={t('desk:people.rename')}
      onClose={onClose}
      actions={
        <>
          {newer === undefined ? <Button look="primary" busy={action.busy} onClick={() => void save(person.name)}>{t('desk:people.renameYes')}</Button> : null}
          <Button onClick={onClose}>{t('desk:cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        {newer === undefined ? null : <BothValues by={undefined} now={newer} yours={name.trim()} busy={action.busy} onMine={() => void save(newer)} onTheirs={onChanged} />}
        <TextField
          label={t('desk:people.name')} required maxLength={100} autoComplete="off" value={name}
          onChange={(value) => { setName(value); setMissing(false); }} error={missing ? t('desk:people.nameMissing') : undefined}
        />
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </div>
    </Dialog>
  );
}
