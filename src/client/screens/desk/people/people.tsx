// Everyone who works at or below a place: their roles, their phones, their last word; one of them open.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeSlip, DeskPerson } from '#shared/desk/people.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { dayDistance, isoDay } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { SILENT_DAYS } from '../silent-days.ts';
import { usePlaceName } from '../use-place.ts';
import { useQuery } from '../use-query.ts';
import { AddPerson } from './add-person.tsx';
import { ChooseCodes } from './choose-codes.tsx';
import { CodeSheet } from './code-sheet.tsx';
import { CodeSlip as OneSlip, type Slip } from './code-slip.tsx';
import { LoadPeople } from './load-people.tsx';
import { PersonPanel } from './person-panel.tsx';
import './people.css';

export interface PeopleProps {
  readonly place: PlaceCode;
  /** Id of the person opened. */
  readonly person: string | undefined;
}

export function People({ place, person }: PeopleProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const query = useQuery(`people:${place}`, (signal) => api.people(place, signal));
  const [adding, setAdding] = useState(false);
  const [slip, setSlip] = useState<Slip>();
  const [view, setView] = useState<View>({ at: 'list' });
  const toList = (): void => {
    setView({ at: 'list' });
    query.reload();
  };
  return (
    <>
      <PageHead
        section="people" place={place}
        actions={view.at !== 'list' ? undefined : (
          <>
            <Button look="primary" icon="plus" onClick={() => setAdding(true)}>{t('desk:people.add')}</Button>
            <Button icon="upload" onClick={() => setView({ at: 'load' })}>{t('desk:people.load.open')}</Button>
            <Button icon="printer" onClick={() => setView({ at: 'codes', first: [] })}>{t('desk:people.codes')}</Button>
          </>
        )}
      />
      <QueryView query={query}>
        {({ people }) => {
          if (view.at === 'load') return <LoadPeople place={place} onChanged={query.reload} onSlips={(first) => setView({ at: 'codes', first })} onBack={toList} />;
          if (view.at === 'sheet') return <CodeSheet slips={view.slips} onBack={toList} />;
          if (view.at === 'codes') return <ChooseCodes people={people} first={view.first} onMade={(slips) => setView({ at: 'sheet', slips })} onBack={toList} />;
          const open = people.find((p) => p.id === person);
          return people.length === 0 ? <EmptyState icon="user" title={t('desk:people.empty')}>{t('desk:people.emptyHelp')}</EmptyState> : (
            <div className={`two-panes${open === undefined ? '' : ' two-panes--open'}`}>
              <div className="pane"><PeopleTable place={place} people={people} open={person} /></div>
              {open === undefined ? null : <div className="pane"><PersonPanel key={open.id} place={place} person={open} onChanged={query.reload} onSlip={setSlip} /></div>}
            </div>
          );
        }}
      </QueryView>
      {adding ? (
        <AddPerson
          place={place}
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            setSlip(made);
            query.reload();
          }}
        />
      ) : null}
      <OneSlip place={place} slip={slip} onClose={() => setSlip(undefined)} />
    </>
  );
}

type View =
  | { readonly at: 'list' | 'load' }
  | { readonly at: 'codes'; readonly first: readonly string[] }
  | { readonly at: 'sheet'; readonly slips: readonly CodeSlip[] };

interface PeopleTableProps {
  readonly place: PlaceCode;
  readonly people: readonly DeskPerson[];
  readonly open: string | undefined;
}

function PeopleTable({ place, people, open }: PeopleTableProps) {
  const { t } = useTranslation(['desk', 'app']);
  const name = usePlaceName();
  const format = useFormat();
  const { now } = useNow();
  const columns = useMemo<readonly Column<DeskPerson>[]>(() => {
    const current = (p: DeskPerson) => p.grants.filter((g) => g.current);
    const today = isoDay(now);
    return [
      { key: 'name', label: t('desk:people.name'), value: (p) => p.name },
      { key: 'role', label: t('desk:people.role'), value: (p) => [...new Set(current(p).map((g) => t(`app:setting.roles.${g.role}`)))].join(', ') || t('desk:people.ended') },
      { key: 'place', label: t('desk:people.place'), value: (p) => [...new Set(current(p).map((g) => name(g.place)))].join(', ') },
      {
        key: 'seen', label: t('desk:people.lastSeen'), value: (p) => p.lastSeen ?? undefined,
        show: (p) => {
          if (p.lastSeen === null) return p.codeWaiting ? <StateChip state="pending" word={t('desk:people.codeWaiting')} /> : t('desk:people.never');
          const silent = -dayDistance(isoDay(p.lastSeen), today);
          return silent >= SILENT_DAYS ? <StateChip state="pending" word={t('desk:people.silent', { count: silent })} /> : format.when(p.lastSeen, now);
        },
      },
      { key: 'devices', label: t('desk:people.phones'), numeric: true, value: (p) => p.devices },
      { key: 'unsent', label: t('desk:people.unsent'), numeric: true, value: (p) => p.unsent, total: { value: people.reduce((sum, p) => sum + p.unsent, 0) } },
      { key: 'held', label: t('desk:people.held'), numeric: true, value: (p) => p.held, total: { value: people.reduce((sum, p) => sum + p.held, 0) } },
    ];
  }, [t, name, format, now, people]);
  return (
    <DataTable
      id="people"
      caption={t('desk:section.people')}
      columns={columns}
      rows={people}
      rowKey={(p) => p.id}
      formatNumber={format.number}
      choose
      {...(open === undefined ? {} : { shown: ['role', 'seen', 'unsent'] })}
      sort={{ column: 'name', down: false }}
      rowHref={(p) => `/desk/people/${place}/${p.id}`}
      current={open}
      totalsLabel={t('desk:people.count', { count: people.length, number: format.number(people.length) })}
      csvName={`${t('desk:people.file')}-${place}-${isoDay(now)}`}
    />
  );
}
