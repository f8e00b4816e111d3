// The same assignments person by person: who has which places, how many families, and what is left.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Assignee } from '#shared/desk/assignments.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { useDesk } from '../desk-context.tsx';
import { QueryView } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useQuery } from '../use-query.ts';

export function AssignList({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const query = useQuery(`assignees:${place}`, (signal) => api.assignees(place, signal));
  return <QueryView query={query}>{({ people }) => people.length === 0 ? <EmptyState icon="user" title={t('desk:assign.noMitras')} /> : <Table place={place} people={people} />}</QueryView>;
}

function Table({ place, people }: { readonly place: PlaceCode; readonly people: readonly Assignee[] }) {
  const { t } = useTranslation('desk');
  const { may } = useDesk();
  const name = usePlaceName();
  const format = useFormat();
  const { today } = useNow();
  const columns = useMemo<readonly Column<Assignee>[]>(() => [
    { key: 'name', label: t('desk:assign.mitra'), value: (p) => p.name },
    {
      key: 'places', label: t('desk:assign.placesOfHers'), value: (p) => p.places.map(name).join(', '),
      show: (p) => p.places.slice(0, SHOWN).map((one, i) => <span key={one.code}>{i === 0 ? '' : ', '}<Link href={`/desk/assign/${one.code}`}>{name(one)}</Link></span>).concat(p.places.length > SHOWN ? [<span key="more" className="soft"> {t('desk:assign.more', { count: p.places.length - SHOWN })}</span>] : []),
    },
    { key: 'count', label: t('desk:assign.placesHere'), numeric: true, value: (p) => p.places.length },
    { key: 'families', label: t('desk:assign.families'), numeric: true, value: (p) => p.families },
    { key: 'left', label: t('desk:transfer.left'), numeric: true, value: (p) => p.left },
  ], [t, name]);
  return (
    <DataTable
      id="assign-list"
      caption={t('desk:assign.asList')}
      columns={columns}
      rows={people}
      rowKey={(p) => p.person}
      formatNumber={format.number}
      sort={{ column: 'left', down: true }}
      {...(may('people', place) ? { rowHref: (p: Assignee) => `/desk/people/${place}/${p.person}` } : {})}
      totalsLabel={t('desk:people.count', { count: people.length, number: format.number(people.length) })}
      csvName={`${t('desk:assign.file')}-${t('desk:assign.asList')}-${place}-${today}`}
    />
  );
}

/** Places of one person written out. */
const SHOWN = 4;
