// What the office decided about a change that had come back, told once, until she has read it.
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import type { HeldAnswer } from '#client/store/contract.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useChangeTitle } from '../shell/record-title.ts';
import { WhatSheWrote } from './what-she-wrote.tsx';

export function OfficeAnswer({ answer: { change, end, note } }: { readonly answer: HeldAnswer }) {
  const { t } = useTranslation('sync');
  const { store, field } = useDehri();
  const changeTitle = useChangeTitle();
  const there = change.type === field.doors.recordType && store.get(change.record) !== undefined;
  return (
    <Notice
      state="pending"
      icon="info"
      title={t(`sync:office.${end}`, { name: changeTitle(change) })}
      action={
        <>
          <Button look="primary" icon="check" onClick={() => void store.heldAnswersRead([change.id])}>{t('sync:office.read')}</Button>
          {there ? <ButtonLink href={`/families/${change.record}`}>{t('sync:office.open')}</ButtonLink> : null}
        </>
      }
    >
      <div className="stack stack--tight">
        {note === '' ? null : <p>{t('sync:office.says', { note })}</p>}
        <p>{t(`sync:office.then.${end}`)}</p>
        <WhatSheWrote change={change} />
      </div>
    </Notice>
  );
}
