// Monday morning: which phones have not been heard of, what still lies on them, and what waits for whom.
// Unsent is what a phone said at its last contact; held is counted by the server, now.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DeskPhone } from '#shared/desk/phones.ts';
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
import { PhonesByPlace } from './phones-by-place.tsx';
import './phones.css';

const VIEWS = ['all', 'silent', 'unsent', 'held', 'missing', 'old'] as const;
type PhoneView = (typeof VIEWS)[number];
export type Fits = Readonly<Record<PhoneView, (p: DeskPhone) => boolean>>;

export function Phones({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const query = useQuery(`phones:${place}`, (signal) => api.phones(place, signal));
  return (
    <>
      <PageHead section="phones" place={place} />
      <QueryView query={query}>
        {({ phones, app }) => phones.length === 0 ? <EmptyState icon="phone" title={t('desk:phones.empty')}>{t('desk:phones.emptyHelp')}</EmptyState> : <PhoneTable place={place} phones={phones} app={app} />}
      </QueryView>
    </>
  );
}

interface PhoneTableProps {
  readonly place: PlaceCode;
  readonly phones: readonly DeskPhone[];
  /** Of the server. */
  readonly app: string;
}

function PhoneTable({ place, phones, app }: PhoneTableProps) {
  const { t } = useTranslation('desk');
  const name = usePlaceName();
  const format = useFormat();
  const { now } = useNow();
  const [view, setView] = useState<PhoneView>('all');
  const [byPlace, setByPlace] = useState(false);
  const silentDays = useMemo(() => {
    const today = isoDay(now);
    return (p: DeskPhone): number => -dayDistance(isoDay(p.lastSeen ?? p.enrolledAt), today);
  }, [now]);
  const fits: Fits = {
    all: () => true, silent: (p) => silentDays(p) >= SILENT_DAYS, unsent: (p) => p.unsent > 0, held: (p) => p.held > 0, missing: (p) => p.missing > 0, old: (p) => p.app !== app,
  };
  const shown = phones.filter(fits[view]);
  const sum = (of: (p: DeskPhone) => number): number => shown.reduce((total, p) => total + of(p), 0);
  const columns: readonly Column<DeskPhone>[] = [
    { key: 'name', label: t('desk:people.name'), value: (p) => p.personName },
    {
      key: 'seen', label: t('desk:people.lastSeen'), value: (p) => p.lastSeen ?? 0,
      show: (p) => {
        const days = silentDays(p);
        return (
          <>
            {days >= SILENT_DAYS ? <StateChip state="pending" word={t('desk:people.silent', { count: days })} /> : null}
            <span className={days >= SILENT_DAYS ? 'phones__when soft' : 'phones__when'}>{p.lastSeen === null ? t('desk:people.never') : format.when(p.lastSeen, now)}</span>
          </>
        );
      },
    },
    { key: 'unsent', label: t('desk:people.unsent'), numeric: true, value: (p) => p.unsent, total: { value: sum((p) => p.unsent) } },
    {
      key: 'held', label: t('desk:people.held'), numeric: true, value: (p) => p.held, total: { value: sum((p) => p.held) },
      show: (p) => (p.held === 0 ? '0' : <Link href={`/desk/held/${place}`}>{format.number(p.held)}</Link>),
    },
    { key: 'missing', label: t('desk:device.missing'), numeric: true, value: (p) => p.missing, total: { value: sum((p) => p.missing) } },
    { key: 'place', label: t('desk:people.place'), value: (p) => [...new Set(p.places.map(name))].join(', ') },
    { key: 'phone', label: t('desk:held.phone'), value: (p) => p.device.slice(-4) },
    { key: 'app', label: t('desk:device.app'), value: (p) => p.app, show: (p) => (fits.old(p) ? <><StateChip state="pending" word={t('desk:phones.old')} /> {p.app}</> : p.app) },
  ];
  return (
    <>
      <fieldset className="phones__views no-print" aria-label={t('desk:phones.which')}>
        {VIEWS.map((v) => {
          const count = phones.filter(fits[v]).length;
          return (
            <button key={v} type="button" className={`phones__view${v !== 'all' && count > 0 ? ' phones__view--some' : ''}`} aria-pressed={v === view} onClick={() => setView(v)}>
              <span className="phones__number">{format.number(count)}</span>
              <span>{t(`desk:phones.view.${v}`, { days: SILENT_DAYS })}</span>
            </button>
          );
        })}
      </fieldset>
      <div className="row no-print">
        <Button icon="table" aria-pressed={!byPlace} onClick={() => setByPlace(false)}>{t('desk:phones.asList')}</Button>
        <Button icon="location" aria-pressed={byPlace} onClick={() => setByPlace(true)}>{t('desk:phones.byPlace')}</Button>
      </div>
      <p className="soft">{t('desk:phones.help')}</p>
      {byPlace ? <PhonesByPlace place={place} phones={shown} fits={fits} /> : <DataTable
        id="phones"
        caption={t('desk:section.phones')}
        columns={columns}
        rows={shown}
        rowKey={(p) => p.device}
        formatNumber={format.number}
        choose
        shown={['seen', 'unsent', 'held', 'missing', 'place', 'app']}
        sort={{ column: 'seen', down: false }}
        totalsLabel={t('desk:phones.count', { count: shown.length, number: format.number(shown.length) })}
        csvName={`${t('desk:phones.file')}-${place}-${isoDay(now)}`}
      />}
    </>
  );
}
