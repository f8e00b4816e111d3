// Who did what, when, where and to whom: searched at the server, a hundred rows at a time. Every row shown has just been
// held against the row before it; a button checks whole chains.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter, FoundAudit } from '#shared/desk/audit-search.ts';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useNear } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';
import { AuditSearch } from './audit-search.tsx';
import { CheckChains } from './check-chains.tsx';
import { ExportLog } from './export-log.tsx';
import './audit.css';

export function Audit({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const [filter, setFilter] = useState<AuditFilter>({ place });
  const [asking, setAsking] = useState<'check' | 'export'>();
  return (
    <>
      <PageHead
        section="audit" place={place}
        actions={
          <>
            <Button icon="shield" onClick={() => setAsking('check')}>{t('desk:audit.check.open')}</Button>
            <Button icon="download" onClick={() => setAsking('export')}>{t('desk:audit.take.open')}</Button>
          </>
        }
      />
      {levelOf(place) === 'state' ? <p className="soft no-print">{t('desk:audit.stateHelp')}</p> : null}
      <AuditSearch place={place} onSearch={setFilter} />
      <Found key={JSON.stringify(filter)} filter={filter} />
      {asking === 'check' ? <CheckChains place={place} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'export' ? <ExportLog filter={filter} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}

interface More {
  readonly items: readonly FoundAudit[];
  readonly more: boolean;
  readonly broken: number | null;
}

function Found({ filter }: { readonly filter: AuditFilter }) {
  const { t } = useTranslation('desk');
  const { log } = useDesk();
  const format = useFormat();
  const query = useQuery(`audit:${JSON.stringify(filter)}`, (signal) => log.search(filter, undefined, signal));
  const older = useAction();
  const [more, setMore] = useState<More>();

  async function fetchOlder(before: number): Promise<void> {
    const page = await older.run(() => log.search(filter, before));
    if (page !== undefined) setMore((now) => ({ items: [...(now?.items ?? []), ...page.items], more: page.more, broken: now?.broken ?? page.broken }));
  }

  return (
    <QueryView query={query}>
      {(first) => {
        const items = [...first.items, ...(more?.items ?? [])];
        const broken = first.broken ?? more?.broken ?? null;
        const last = items.at(-1);
        return items.length === 0 ? <EmptyState icon="shield" title={t('desk:audit.none')}>{t('desk:audit.noneHelp')}</EmptyState> : (
          <>
            {broken === null ? <Notice state="done" icon="shield" title={t('desk:audit.whole')}>{t('desk:audit.wholeHelp')}</Notice>
            : <Notice state="mend" icon="alert" title={t('desk:audit.brokenAt', { number: format.number(broken) })}>{t('desk:audit.brokenHelp')}</Notice>}
            <AuditTable items={items} />
            {older.error === undefined ? null : <ErrorNotice error={older.error} />}
            {(more?.more ?? first.more) && last !== undefined ? <div><Button icon="down" busy={older.busy} onClick={() => void fetchOlder(last.n)}>{t('desk:audit.older')}</Button></div> : null}
          </>
        );
      }}
    </QueryView>
  );
}

interface AuditTableProps {
  readonly items: readonly FoundAudit[];
}

function AuditTable({ items }: AuditTableProps) {
  const { t } = useTranslation('desk');
  const near = useNear();
  const format = useFormat();
  const columns = useMemo<readonly Column<FoundAudit>[]>(() => [
    { key: 'n', label: t('desk:audit.number'), value: (i) => i.n },
    { key: 'at', label: t('desk:held.when'), value: (i) => i.at, show: (i) => `${dayMonthYear(i.at)} ${format.clock(i.at)}` },
    { key: 'who', label: t('desk:audit.who'), value: (i) => (i.actorName === '' ? t('desk:audit.system') : i.actorName) },
    { key: 'act', label: t('desk:audit.what'), value: (i) => t(`desk:audit.act.${i.act}`) },
    { key: 'about', label: t('desk:audit.about'), value: (i) => i.subjectName },
    { key: 'place', label: t('desk:people.place'), value: (i) => near(i.place) },
    { key: 'subject', label: t('desk:audit.subject'), value: (i) => i.subject, show: (i) => <span className="code-text">{i.subject}</span> },
  ], [t, near, format]);
  return (
    <DataTable
      id="audit"
      caption={t('desk:section.audit')}
      columns={columns}
      rows={items}
      rowKey={(i) => String(i.n)}
      formatNumber={format.number}
      choose
      shown={['at', 'who', 'act', 'about', 'place']}
      sort={{ column: 'n', down: true }}
    />
  );
}
