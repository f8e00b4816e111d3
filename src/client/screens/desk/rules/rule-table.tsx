// Limits and numbers with their source and standing; one of them is changed in a dialog, with a reason.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Standing } from '#shared/task/rulebook.ts';
import { usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { ChangeRule } from './change-rule.tsx';
import { useAmountWord } from './amount-word.ts';
import { sourceOf, type RuleRow } from './rule-rows.ts';
import './rules.css';

const STANDING: Readonly<Record<Standing, State>> = { law: 'done', official: 'done', custom: 'neutral' };

export interface RuleTableProps {
  readonly place: PlaceCode;
  readonly rows: readonly RuleRow[];
  readonly contested: DehriRecord['rivals'];
}

export function RuleTable({ place, rows, contested }: RuleTableProps) {
  const { t } = useTranslation(['desk', ...PROGRAMMES.map(({ id }) => id)]);
  const format = useFormat();
  const places = usePlaces();
  const amountWord = useAmountWord();
  const [changing, setChanging] = useState<RuleRow>();
  const columns = useMemo<readonly Column<RuleRow>[]>(() => [
    { key: 'name', label: t('desk:rules.name'), value: (r) => t(wordOf(r)) },
    { key: 'inForce', label: t('desk:rules.inForce'), value: (r) => amountWord(r.inForce), show: (r) => <span className="strong rules__amount">{amountWord(r.inForce)}</span> },
    { key: 'brought', label: t('desk:rules.brought'), value: (r) => amountWord(r.brought), show: (r) => <span className="rules__amount">{amountWord(r.brought)}</span> },
    { key: 'standing', label: t('desk:rules.standing'), value: (r) => t(`desk:rules.is.${r.standing}`), show: (r) => <span className="rules__standing"><StateChip state={STANDING[r.standing]} icon={r.standing === 'custom' ? 'info' : 'book'} word={t(`desk:rules.is.${r.standing}`)} /></span> },
    { key: 'source', label: t('desk:rules.source'), value: (r) => t(sourceOf(r), { defaultValue: '' }) },
    { key: 'setAt', label: t('desk:rules.setAt'), value: (r) => (r.setAt === undefined ? '' : t('desk:rules.setBy', { place: places.name(r.setAt), why: r.why })) },
    { key: 'programme', label: t('desk:rules.programme'), value: (r) => t(`${r.programme}:name`) },
    {
      key: 'change', label: t('desk:rules.change'), value: () => '',
      show: (r) => (contested[`${r.kind}.${r.id}.@${r.kind === 'clocks' ? 'clock' : 'number'}`] === undefined
        ? <span className="rules__change"><Button icon="edit" onClick={() => setChanging(r)}><span className="visually-hidden">{t(wordOf(r))}: </span>{t('desk:rules.change')}</Button></span>
        : <Button look="primary" icon="alert" onClick={() => setChanging(r)}>{t('desk:rules.settle')}</Button>),
    },
  ], [t, amountWord, places, contested]);
  if (rows.length === 0) return <EmptyState icon="book" title={t('desk:rules.none')} />;
  return (
    <section className="stack">
      <h2>{t('desk:rules.limits')}</h2>
      <DataTable id="rules" caption={t('desk:rules.limits')} columns={columns} rows={rows} rowKey={(r) => `${r.kind} ${r.id}`} formatNumber={format.number} choose shown={['name', 'inForce', 'brought', 'standing', 'source', 'setAt', 'change']} csvName={`${t('desk:section.rules')}-${place}`} />
      {changing === undefined ? null : <ChangeRule key={`${changing.kind} ${changing.id}`} place={place} row={changing} name={t(wordOf(changing))} onClose={() => setChanging(undefined)} />}
    </section>
  );
}

function wordOf({ programme, kind, id }: RuleRow): string {
  return `${programme}:${kind === 'clocks' ? 'clock' : 'setting'}.${id}`;
}
