// Schemes in a table, found by any word, and the one that is open at the right.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeSight } from '#shared/library-work.ts';
import { usePlaces } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { SchemeChip } from '../../library/scheme-chip.tsx';
import { SchemePane } from './scheme-pane.tsx';
import type { DeskLibrary } from './use-desk-library.ts';

const STATES = ['in_force', 'to_check', 'closed'] as const;

export function SchemeTable({ library, open }: { readonly library: DeskLibrary; readonly open: string | undefined }) {
  const { t } = useTranslation('library');
  const places = usePlaces();
  const format = useFormat();
  const { schemes, search, nameOf, today } = library;
  const [query, setQuery] = useState('');
  const [state, setState] = useState('');
  const shown = useMemo(() => {
    const byId = new Map(schemes.map((one) => [one.id, one]));
    const found = query.trim() === '' ? schemes : search.find(query).flatMap((id) => byId.get(id) ?? []);
    return state === '' ? found : found.filter((one) => one.state.key === state);
  }, [schemes, search, query, state]);
  const columns = useMemo<readonly Column<SchemeSight>[]>(() => [
    { key: 'name', label: t('library:field.scheme.name'), value: nameOf },
    { key: 'state', label: t('library:desk.state'), value: (s) => t(`library:scheme.state.${s.state.key}`), show: (s) => <SchemeChip state={s.state} /> },
    { key: 'topics', label: t('library:field.scheme.topics'), value: (s) => s.topics.map((topic) => t(`library:choice.topic.${topic}`)).join(', ') },
    { key: 'benefit', label: t('library:field.scheme.benefit'), value: (s) => s.text('benefit') },
    { key: 'department', label: t('library:field.scheme.department'), value: (s) => s.text('department') },
    { key: 'checked', label: t('library:desk.checked'), value: (s) => s.checkedDay, show: (s) => (s.checkedDay === '' ? '—' : dayMonthYear(s.checkedDay)) },
    { key: 'place', label: t('library:desk.of'), value: (s) => places.name(s.place) },
  ], [t, nameOf, places]);
  const pane = schemes.find((one) => one.id === open);
  if (schemes.length === 0) return <EmptyState icon="book" title={t('library:desk.none')}>{t('library:desk.noneHelp')}</EmptyState>;
  return (
    <>
      <div className="row library-tools">
        <SearchField label={t('library:screen.search')} placeholder={t('library:screen.searchHint')} value={query} onChange={setQuery} />
        <fieldset className="segments" aria-label={t('library:desk.state')}>
          {['', ...STATES].map((key) => <button key={key} type="button" className="segments__one" aria-pressed={key === state} onClick={() => setState(key)}>{key === '' ? t('library:screen.all') : t(`library:scheme.state.${key}`)} <span className="number">{format.number(key === '' ? schemes.length : schemes.filter((one) => one.state.key === key).length)}</span></button>)}
        </fieldset>
      </div>
      <div className={`two-panes${pane === undefined ? '' : ' two-panes--open'}`}>
        <div className="pane">
          <DataTable
            id="library.scheme" caption={t('library:desk.scheme')} columns={columns} rows={shown} rowKey={(s) => s.id} formatNumber={format.number}
            rowHref={(s) => `/desk/library/${s.id}`} current={pane?.id} choose filterFrom={Infinity} shown={pane === undefined ? ['name', 'state', 'topics', 'benefit', 'checked'] : ['name', 'state']}
            csvName={`${t('library:desk.scheme')}-${today}`}
          />
        </div>
        {pane === undefined ? null : <div className="pane"><SchemePane key={pane.id} library={library} scheme={pane} /></div>}
      </div>
    </>
  );
}
