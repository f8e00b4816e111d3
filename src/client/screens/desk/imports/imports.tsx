// Loading a list: hand in the file, confirm its columns, look what would happen, take it in, mend the
// bad rows. Nothing is written before a person has seen the dry run.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { ImportStatus } from '#shared/import/messages.ts';
import { useNow } from '#client/app/context.tsx';
import { isoDay } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { hrefOf } from '../sections.ts';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { useQuery } from '../use-query.ts';
import { BatchPage } from './batch-page.tsx';
import { chipOf } from './status-state.ts';
import { UploadCard } from './upload-card.tsx';
import './imports.css';

export interface ImportsProps {
  readonly place: PlaceCode;
  /** Id of the batch opened. */
  readonly batch: string | undefined;
}

export function Imports({ place, batch }: ImportsProps) {
  const { t } = useTranslation('desk');
  const { may } = useDesk();
  const level = levelOf(place);
  const takesLists = level === 'district' || level === 'block' || level === 'office';
  return (
    <>
      <PageHead section="imports" place={place} />
      {takesLists ? null : may('lists', place) ? <Notice state="neutral" title={t('desk:imports.chooseDepartment')} action={<Link href={hrefOf('lists', place)}>{t('desk:section.lists')}</Link>} /> : <Notice state="neutral" title={t('desk:imports.choosePlace')} />}
      {!takesLists && !(level === 'state' && may('import', place)) ? null : batch === undefined ? (
        <>
          <UploadCard place={place} />
          <History place={place} />
        </>
      ) : <BatchPage key={batch} place={place} id={batch} />}
    </>
  );
}

function History({ place }: { readonly place: PlaceCode }) {
  const { api } = useDesk();
  const format = useFormat();
  const { now } = useNow();
  const query = useQuery(`imports:${place}`, (signal) => api.imports(place, signal));
  const { t } = useTranslation(['desk', 'import', ...new Set(query.value?.batches.map((b) => b.programme))]);
  const number = (key: 'rows' | 'created' | 'changed' | 'unchanged' | 'faulty'): Column<ImportStatus> => ({ key, label: t(`desk:imports.${key}`), numeric: true, value: (b) => b[key] });
  const columns: readonly Column<ImportStatus>[] = [
    { key: 'kind', label: t('desk:imports.which'), value: (b) => t(b.title) },
    { key: 'file', label: t('desk:imports.file'), value: (b) => b.fileName },
    { key: 'at', label: t('desk:held.when'), value: (b) => b.madeAt, show: (b) => format.when(b.madeAt, now) },
    { key: 'source', label: t('desk:imports.source'), value: (b) => b.source },
    { key: 'status', label: t('desk:imports.status'), value: (b) => chipOf(b, t).word, show: (b) => <StateChip {...chipOf(b, t)} /> },
    number('rows'), number('created'), number('changed'), number('unchanged'), number('faulty'),
  ];
  return (
    <section className="stack stack--tight">
      <h2>{t('desk:imports.history')}</h2>
      <QueryView query={query}>
        {({ batches }) => batches.length === 0 ? <EmptyState icon="file" title={t('desk:imports.none')}>{t('desk:imports.noneHelp')}</EmptyState> : (
          <DataTable
            id="imports"
            caption={t('desk:imports.history')}
            columns={columns}
            rows={batches}
            rowKey={(b) => b.id}
            formatNumber={format.number}
            sort={{ column: 'at', down: true }}
            rowHref={(b) => `/desk/imports/${place}/${b.id}`}
            csvName={`${t('desk:imports.historyFile')}-${place}-${isoDay(now)}`}
          />
        )}
      </QueryView>
    </section>
  );
}
