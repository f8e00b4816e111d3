// Under which name a person is known at the department's own sign-in, where there is one.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction, useQuery } from '../use-query.ts';

export function SignInName({ person }: { readonly person: string }) {
  const { staff } = useDesk();
  const there = useQuery('sign-in', (signal) => staff.otherSignIn(signal));
  return there.value === undefined || there.value.name === null ? null : <Name key={person} person={person} at={there.value.name} />;
}

function Name({ person, at }: { readonly person: string; readonly at: string }) {
  const { t } = useTranslation('desk');
  const { staff } = useDesk();
  const action = useAction();
  const known = useQuery(`identity:${person}`, (signal) => staff.identity(person, signal));
  const [typed, setTyped] = useState<string>();
  const [saved, setSaved] = useState(false);
  const value = typed ?? known.value?.subject ?? '';

  async function save(): Promise<void> {
    setSaved((await action.run(() => staff.setIdentity(person, value.trim()))) !== undefined);
  }

  return (
    <Card title={at}>
      <div className="stack stack--tight">
        <TextField
          label={t('desk:people.identity')} hint={t('desk:people.identityHelp')} maxLength={200} autoComplete="off" value={value}
          error={action.error?.code === 'conflict' ? t('desk:people.identityTaken') : undefined}
          onChange={(next) => {
            action.forget();
            setSaved(false);
            setTyped(next);
          }}
        />
        {saved ? <Notice state="done" announce title={t('desk:people.identitySaved')} /> : null}
        {action.error === undefined || action.error.code === 'conflict' ? null : <ErrorNotice error={action.error} />}
        <Button busy={action.busy} disabled={typed === undefined} onClick={() => void save()}>{t('desk:people.identitySave')}</Button>
      </div>
    </Card>
  );
}
