// Offices and places: what lies directly below the place opened, each to be renamed; blocks and panchayats to be noted as
// divided or joined; a district's offices; and what has happened to places so far.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceChange } from '#shared/desk/offices.ts';
import { levelOf, type Place, type PlaceCode } from '#shared/place/place.ts';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { usePlaceName, usePlacesBelow } from '../use-place.ts';
import { useQuery } from '../use-query.ts';
import { AddOffice } from './add-office.tsx';
import { MarkPlace } from './mark-place.tsx';
import { RenamePlace } from './rename-place.tsx';
import './offices.css';

type Asking = { readonly to: 'add' } | { readonly to: 'rename' | 'mark'; readonly place: Place };

interface PlaceLine extends Place {
  readonly people: number | undefined;
}

export function Offices({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { offices, may } = useDesk();
  const name = usePlaceName();
  const below = usePlacesBelow(place);
  const query = useQuery(`offices:${place}`, (signal) => offices.list(place, signal));
  const [asking, setAsking] = useState<Asking>();
  const [done, setDone] = useState<string>();
  const level = levelOf(place);

  function changed(words: string): void {
    setAsking(undefined);
    setDone(words);
    below.reload();
    query.reload();
  }

  return (
    <>
      <PageHead section="offices" place={place} actions={level === 'district' ? <Button look="primary" icon="plus" onClick={() => setAsking({ to: 'add' })}>{t('desk:offices.add')}</Button> : undefined} />
      {level === 'state' ? <p className="soft">{t('desk:offices.stateHelp')}</p> : null}
      {done === undefined ? null : <Notice state="done" announce title={done}>{t('desk:offices.doneHelp')}</Notice>}
      <QueryView query={below}>
        {({ trail, places }) => {
          const here = trail.at(-1);
          const people = new Map(query.value?.offices.map((o) => [o.code, o.people]));
          // A district's own name is the state's to change.
          const own = here !== undefined && here.code === place && (level !== 'district' || may('people', place.split('.')[0] ?? '')) ? [here] : [];
          const lines = [...own, ...places].map((p): PlaceLine => ({ code: p.code, hi: p.hi, en: p.en, people: people.get(p.code) }));
          return <PlaceTable place={place} lines={lines} onAsk={setAsking} />;
        }}
      </QueryView>
      <Card title={t('desk:offices.changes')}>
        <QueryView query={query}>
          {({ changes }) => changes.length === 0 ? <p>{t('desk:offices.noChanges')}</p> : (
            <ul>{changes.map((c) => <li key={`${c.place.code} ${c.day} ${c.kind} ${c.was.code}`} className="line"><span>{changeWords(c)}</span><span className="code-text soft">{c.place.code}</span></li>)}</ul>
          )}
        </QueryView>
      </Card>
      {asking?.to === 'add' ? <AddOffice district={place} onClose={() => setAsking(undefined)} onAdded={(p) => changed(t('desk:offices.added', { name: name(p) }))} /> : null}
      {asking?.to === 'rename' ? <RenamePlace place={asking.place} onClose={() => setAsking(undefined)} onChanged={(p) => changed(t('desk:offices.renamed', { name: name(p) }))} /> : null}
      {asking?.to === 'mark' ? <MarkPlace place={asking.place} onClose={() => setAsking(undefined)} onChanged={() => changed(t('desk:offices.marked', { name: name(asking.place) }))} /> : null}
    </>
  );

  function changeWords({ kind, day, place: p, was }: PlaceChange): string {
    return t(`desk:offices.change.${kind}`, { day: dayMonthYear(day), was: name(was), place: name(p) });
  }
}

interface PlaceTableProps {
  readonly place: PlaceCode;
  readonly lines: readonly PlaceLine[];
  readonly onAsk: (asking: Asking) => void;
}

function PlaceTable({ place, lines, onAsk }: PlaceTableProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const name = usePlaceName();
  const columns = useMemo<readonly Column<PlaceLine>[]>(() => [
    { key: 'name', label: t('desk:offices.name'), value: (p) => name(p) },
    { key: 'level', label: t('desk:offices.level'), value: (p) => t(`desk:level.${levelOf(p.code)}`) },
    { key: 'hi', label: t('desk:offices.hi'), value: (p) => p.hi },
    { key: 'en', label: t('desk:offices.en'), value: (p) => p.en },
    { key: 'code', label: t('desk:offices.code'), value: (p) => p.code, show: (p) => <span className="code-text">{p.code}</span> },
    { key: 'people', label: t('desk:offices.people'), value: (p) => p.people, numeric: true },
    {
      key: 'act', label: t('desk:offices.act'), value: () => undefined,
      show: (p) => (
        <span className="offices__acts">
          <Button icon="edit" onClick={() => onAsk({ to: 'rename', place: p })}>{t('desk:offices.rename')}</Button>
          {levelOf(p.code) === 'block' || levelOf(p.code) === 'panchayat' ? <Button onClick={() => onAsk({ to: 'mark', place: p })}>{t('desk:offices.mark')}</Button> : null}
        </span>
      ),
    },
  ], [t, name, onAsk]);
  return (
    <DataTable
      id="offices" caption={t('desk:section.offices')} columns={columns} rows={lines} rowKey={(p) => p.code} formatNumber={format.number}
      choose shown={['level', 'en', 'people', 'act']} rowHref={(p) => (p.code === place || levelOf(p.code) === 'office' || levelOf(p.code) === 'tola' ? undefined : `/desk/offices/${p.code}`)}
    />
  );
}
