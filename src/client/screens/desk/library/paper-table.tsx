// Laws and studies: a table, found by any word, and the one that is open at the right with its paper.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperSight } from '#shared/library-work.ts';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { Paper } from '#client/ui/paper.tsx';
import { RecordPhotos } from '../../shell/record-photos.tsx';
import { ReceiptSteps } from '../../shell/receipt-steps.tsx';
import { PaneHead } from '../pane-head.tsx';
import type { DeskLibrary } from './use-desk-library.ts';

export interface PaperTableProps {
  readonly library: DeskLibrary;
  readonly kind: 'policy' | 'study';
  readonly open: string | undefined;
}

export function PaperTable({ library, kind, open }: PaperTableProps) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const { nameOf, paperSearch, today } = library;
  const [query, setQuery] = useState('');
  const papers = useMemo(() => library.papers(kind), [library, kind]);
  const shown = useMemo(() => {
    if (query.trim() === '') return papers;
    const byId = new Map(papers.map((one) => [one.id, one]));
    return paperSearch.find(query).flatMap((id) => byId.get(id) ?? []);
  }, [papers, paperSearch, query]);
  const columns = useMemo<readonly Column<PaperSight>[]>(() => [
    { key: 'name', label: t('library:field.policy.name'), value: nameOf },
    { key: 'year', label: t('library:desk.year'), value: (p) => p.year ?? '', show: (p) => p.year ?? '—' },
    { key: 'publisher', label: t('library:field.policy.publisher'), value: (p) => p.publisher },
    { key: 'checked', label: t('library:desk.checked'), value: (p) => p.checkedDay, show: (p) => (p.checkedDay === '' ? '—' : dayMonthYear(p.checkedDay)) },
  ], [t, nameOf]);
  const pane = papers.find((one) => one.id === open);
  if (papers.length === 0) return <EmptyState icon="book" title={t('library:desk.none')}>{t('library:desk.noneHelp')}</EmptyState>;
  return (
    <>
      <div className="row library-tools"><SearchField label={t('library:desk.search')} value={query} onChange={setQuery} /></div>
      <div className={`two-panes${pane === undefined ? '' : ' two-panes--open'}`}>
        <div className="pane">
          <DataTable id={`library.${kind}`} caption={t(`library:desk.${kind}`)} columns={columns} rows={shown} rowKey={(p) => p.id} formatNumber={format.number} rowHref={(p) => `/desk/library/${p.id}`} current={pane?.id} choose filterFrom={Infinity} {...(pane === undefined ? {} : { shown: ['name', 'year'] })} csvName={`${t(`library:desk.${kind}`)}-${today}`} />
        </div>
        {pane === undefined ? null : <div className="pane"><PaperPane key={pane.id} library={library} kind={kind} paper={pane} /></div>}
      </div>
    </>
  );
}

function PaperPane({ library, kind, paper }: { readonly library: DeskLibrary; readonly kind: 'policy' | 'study'; readonly paper: PaperSight }) {
  const { t } = useTranslation('library');
  const facts: readonly (readonly [string, string])[] = [
    [t('library:desk.year'), paper.year === undefined ? '' : String(paper.year)], [t('library:field.policy.publisher'), paper.publisher], [t('library:field.policy.link'), paper.link],
    [t('library:screen.source'), [paper.source, paper.checkedDay === '' ? '' : t('library:screen.checked', { day: dayMonthYear(paper.checkedDay) })].filter((part) => part !== '').join(' · ')],
  ];
  return (
    <>
      <PaneHead title={library.nameOf(paper)} back={`/desk/library/${kind}`}>{null}</PaneHead>
      {library.mayWrite(paper.record) ? <div className="row"><ButtonLink look="primary" icon="edit" href={`/desk/library/${paper.id}/edit`}>{t('library:desk.edit')}</ButtonLink></div> : null}
      <p className="library-summary" lang="hi">{paper.summary}</p>
      {paper.summaryEn === '' ? null : <details><summary>{t('library:desk.english')}</summary><p lang="en">{paper.summaryEn}</p></details>}
      <dl className="pairs">{facts.map(([label, value]) => (value === '' ? null : [<dt key={`${label} label`}>{label}</dt>, <dd key={label} className="library-source">{value}</dd>]))}</dl>
      <RecordPhotos record={paper.record} Shown={Paper} />
      <ReceiptSteps record={paper.id} />
    </>
  );
}
