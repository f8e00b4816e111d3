// Erasing one record for good: which one, what would go, why, and the end of its number typed by hand.
// Nothing of what the record says is shown: who may erase it need not be one who may read it.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ERASE_REASONS, isTypedRight, TYPED_LENGTH, type EraseLook, type EraseReason } from '#shared/desk/erase.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { hrefOf } from '../sections.ts';
import { useNear } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';

export function Erase({ place, record }: { readonly place: PlaceCode; readonly record: string | undefined }) {
  const { t } = useTranslation('desk');
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState(record ?? '');
  const district = Number(place.split('.')[1] ?? 0);
  return (
    <>
      <PageHead section="erase" place={place} />
      {district === 0 ? <Notice state="neutral" title={t('desk:erase.chooseDistrict')} /> : (
        <div className="stack stack--wide">
          <form className="row" onSubmit={(event) => {
            event.preventDefault();
            if (asked.trim() !== '') navigate(`${hrefOf('erase', place)}/${encodeURIComponent(asked.trim())}`);
          }}>
            <div className="grow"><TextField label={t('desk:erase.record')} hint={t('desk:erase.recordHelp')} autoComplete="off" value={asked} onChange={setAsked} /></div>
            <Button type="submit" icon="search">{t('desk:erase.look')}</Button>
          </form>
          {record === undefined ? null : <Found key={record} district={district} record={record} />}
        </div>
      )}
    </>
  );
}

function Found({ district, record }: { readonly district: number; readonly record: string }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const [gone, setGone] = useState(false);
  const query = useQuery(`erase:${district}/${record}`, (signal) => api.eraseLook(district, record, signal));
  if (gone) return <Notice state="done" announce title={t('desk:erase.done')}>{t('desk:erase.doneHelp')}</Notice>;
  if (query.error?.code === 'not-found') return <Notice state="neutral" announce title={t('desk:erase.notFound')}>{t('desk:erase.notFoundHelp')}</Notice>;
  if (query.error !== undefined) return <ErrorNotice error={query.error} action={<Button icon="sync" busy={query.busy} onClick={query.reload}>{t('desk:erase.look')}</Button>} />;
  if (query.value === undefined) return <output className="desk__waiting">{t('desk:state.loading')}</output>;
  return <ToErase district={district} look={query.value} onGone={() => setGone(true)} />;
}

function ToErase({ district, look, onGone }: { readonly district: number; readonly look: EraseLook; readonly onGone: () => void }) {
  const { programme } = useDehri();
  const { t } = useTranslation(['desk', programme.id]);
  const { api } = useDesk();
  const near = useNear();
  const action = useAction();
  const id = useId();
  const [reason, setReason] = useState<EraseReason>();
  const [typed, setTyped] = useState('');
  const ready = reason !== undefined && isTypedRight(look.record, typed);
  const typeWord = (type: string): string => t(`${programme.id}:recordType.${type}`);

  async function erase(): Promise<void> {
    if (reason === undefined) return;
    const done = await action.run(() => api.erase(district, look.record, { reason, typed }));
    if (done !== undefined) onGone();
  }

  return (
    <Card title={typeWord(look.type)}>
      <div className="stack">
        <dl className="pairs">
          <div><dt>{t('desk:erase.where')}</dt><dd>{near(bucketPlace(look.bucket))}</dd></div>
          <div><dt>{t('desk:erase.when')}</dt><dd>{dayMonthYear(look.from)} – {dayMonthYear(look.to)}</dd></div>
          <div><dt>{t('desk:erase.what')}</dt><dd>{t('desk:erase.changes', { count: look.changes + look.held })}{look.photos > 0 ? `, ${t('desk:erase.photos', { count: look.photos })}` : ''}</dd></div>
        </dl>
        {look.namedBy.length === 0 ? null : (
          <Notice state="pending" icon="alert" title={t('desk:erase.named', { count: look.namedBy.length })}>
            {look.namedBy.map((other) => <p key={other.record}>{typeWord(other.type)}: <code>{other.record}</code></p>)}
          </Notice>
        )}
        <Notice state="mend" icon="alert" title={t('desk:erase.forGood')}>{t('desk:erase.forGoodHelp')}</Notice>
        <FieldSet id={`${id}-why`} label={t('desk:erase.why')}>
          <ChoiceButtons side options={ERASE_REASONS.map((code) => ({ value: code, label: t(`desk:erase.reason.${code}`) }))} chosen={reason === undefined ? [] : [reason]} onChange={([code]) => setReason(ERASE_REASONS.find((r) => r === code))} />
        </FieldSet>
        <TextField label={t('desk:erase.typed', { count: TYPED_LENGTH, end: look.record.slice(-TYPED_LENGTH) })} autoComplete="off" value={typed} onChange={setTyped} />
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        <div><Button look="danger" icon="trash" busy={action.busy} disabled={!ready} onClick={() => void erase()}>{t('desk:erase.yes')}</Button></div>
      </div>
    </Card>
  );
}
