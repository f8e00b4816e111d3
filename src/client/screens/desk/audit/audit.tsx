// Who did what, when and where. The chain of hashes over the rows shown is checked with every look.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditItem } from '#shared/desk/audit.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
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

export function Audit({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const query = useQuery(`audit:${place}`, (signal) => api.audit(place, undefined, signal));
  const older = useAction();
  const [more, setMore] = useState<{ readonly items: readonly AuditItem[]; readonly more: boolean; readonly unbroken: boolean }>();

  async function fetchOlder(before: number): Promise<void> {
    const page = await older.run(() => api.audit(place, before));
    if (page !== undefined) setMore((now) => ({ items: [...(now?.items ?? []), ...page.items], more: page.more, unbroken: page.unbroken && (now?.unbroken ?? true) }));
  }

  return (
    <>
      <PageHead section="audit" place={place} />
      <QueryView query={query}>
        {(first) => {
          const items = [...first.items, ...(more?.items ?? [])];
          const whole = first.unbroken && (more?.unbroken ?? true);
          const last = items.at(-1);
          return items.length === 0 ? <EmptyState icon="shield" title={t('desk:audit.none')}>{t('desk:audit.noneHelp')}</EmptyState> : (
            <>
              <Notice state={whole ? 'done' : 'mend'} icon={whole ? 'shield' : 'alert'} title={whole ? t('desk:audit.whole') : t('desk:audit.broken')}>{whole ? t('desk:audit.wholeHelp') : t('desk:audit.brokenHelp')}</Notice>
              <AuditTable place={place} items={items} />
              {older.error === undefined ? null : <ErrorNotice error={older.error} />}
              {(more?.more ?? first.more) && last !== undefined ? <Button icon="down" busy={older.busy} onClick={() => void fetchOlder(last.n)}>{t('desk:audit.older')}</Button> : null}
            </>
          );
        }}
      </QueryView>
    </>
  );
}

interface AuditTableProps {
  readonly place: PlaceCode;
  readonly items: readonly AuditItem[];
}

function AuditTable({ place, items }: AuditTableProps) {
  const { t } = useTranslation('desk');
  const near = useNear();
  const format = useFormat();
  const { today } = useNow();
  const columns = useMemo<readonly Column<AuditItem>[]>(() => [
    { key: 'n', label: t('desk:audit.number'), value: (i) => i.n },
    { key: 'at', label: t('desk:held.when'), value: (i) => i.at, show: (i) => `${dayMonthYear(i.at)} ${format.clock(i.at)}` },
    { key: 'who', label: t('desk:audit.who'), value: (i) => (i.actorName === '' ? t('desk:audit.system') : i.actorName) },
    { key: 'act', label: t('desk:audit.what'), value: (i) => t(`desk:audit.act.${i.act}`) },
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
      shown={['at', 'who', 'act', 'place', 'subject']}
      sort={{ column: 'n', down: true }}
      csvName={`${t('desk:audit.file')}-${place}-${today}`}
    />
  );
}
