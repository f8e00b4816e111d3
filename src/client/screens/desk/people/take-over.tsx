// One place of someone who goes: what is open there, and who takes it over, or what it means that nobody does.
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TransferView } from '#shared/desk/transfer.ts';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { usePlaceName } from '../use-place.ts';

/** It is said that nobody takes over yet. */
export const NOBODY = '-';

export interface TakeOverProps {
  readonly place: TransferView['places'][number];
  /** Who goes. */
  readonly person: string;
  /** First day of who takes over, as it is read. */
  readonly from: string;
  /** A person, `NOBODY`; undefined: not said yet. */
  readonly value: string | undefined;
  readonly missing: boolean;
  readonly onChange: (taker: string) => void;
}

export function TakeOver({ place: { grant, work, contested, files, takers }, person, from, value, missing, onChange }: TakeOverProps) {
  const { t } = useTranslation(['desk', 'app', ...(work?.unfinished.map(({ programme }) => programme) ?? [])]);
  const { cases } = useDehri();
  const name = usePlaceName();
  const format = useFormat();
  const id = useId();
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...(work === null || work.doors === 0 ? [] : [[t('desk:transfer.left'), t('desk:transfer.leftOf', { left: format.number(work.left), all: format.number(work.doors) })] as const]),
    ...(work?.unfinished.flatMap(({ programme, count, number }) => (number === 0 ? [] : [[t(`${programme}:count.${count}`), format.number(number)] as const])) ?? []),
    ...(contested === null || contested === 0 ? [] : [[t('desk:transfer.contested'), format.number(contested)] as const]),
    ...(files === null ? [] : [[t('desk:transfer.files'), format.number(files)] as const]),
  ];
  const near = takers.filter((one) => one.near || one.has);
  const far = takers.filter((one) => !one.near && !one.has);
  const option = (one: (typeof takers)[number]) => <option key={one.person} value={one.person}>{one.has ? t('desk:transfer.has', { name: one.name }) : one.name}</option>;
  return (
    <Card title={`${t(`app:setting.roles.${grant.role}`)}, ${name(grant.place)}`}>
      <div className="stack">
        {facts.length === 0 ? <p className="soft">{t('desk:transfer.nothingOpen')}</p> : <dl className="pairs">{facts.map(([label, number]) => [<dt key={`${label}.label`}>{label}</dt>, <dd key={label}>{number}</dd>])}</dl>}
        {files === null || files === 0 ? null : (
          <p>
            {t('desk:transfer.filesHelp')} {cases === undefined ? null : <Link href={`/office/responsible/${person}`}>{t('desk:transfer.filesGo')}</Link>}
          </p>
        )}
        <Field id={id} label={t('desk:transfer.who')} required error={missing ? t('desk:transfer.whoMissing') : undefined}>
          <select id={id} className="input" value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
            <option value="" disabled>{t('desk:transfer.choose')}</option>
            {near.length === 0 ? null : <optgroup label={t('desk:transfer.near')}>{near.map(option)}</optgroup>}
            {far.length === 0 ? null : <optgroup label={t('desk:transfer.far')}>{far.map(option)}</optgroup>}
            <option value={NOBODY}>{t('desk:transfer.nobody')}</option>
          </select>
        </Field>
        {value === NOBODY ? <Notice state="pending" title={t('desk:transfer.nobodyTitle', { from })}>{t(`desk:transfer.${files !== null ? 'nobodyFiles' : grant.role === 'mitra' ? 'nobodyHelp' : 'nobodyOffice'}`)}</Notice> : null}
      </div>
    </Card>
  );
}
