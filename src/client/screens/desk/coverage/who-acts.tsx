// Who must act: the places with the lowest coverage, and the phones not heard of for longest.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Bars } from '#client/ui/desk/bars.tsx';
import { Card } from '#client/ui/card.tsx';
import { useDesk } from '../desk-context.tsx';
import { percent } from '../figures/percent.ts';
import { QueryView } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useQuery } from '../use-query.ts';
import type { Reviewed } from './coverage.tsx';
import type { PlaceFigures } from './sheet-figures.ts';

const SHOWN = 7;
/** Above the block there are too many phones to name. */
const NAMED_FROM = new Set(['block', 'panchayat', 'village', 'tola']);

export interface WhoActsProps {
  readonly reviewed: Reviewed;
  readonly place: PlaceCode;
  readonly rows: readonly PlaceFigures[];
}

export function WhoActs({ reviewed: { programme, sheet }, place, rows }: WhoActsProps) {
  const { t } = useTranslation(['desk', programme.id]);
  const { may } = useDesk();
  const name = usePlaceName();
  const format = useFormat();
  const rank = sheet.columns.find((c) => c.name === sheet.rank);
  const left = sheet.columns.find((c) => c.name === sheet.left);
  const lowest = useMemo(() => rows
    .flatMap((row) => {
      const share = rank === undefined ? undefined : row.figure(rank);
      return share === undefined ? [] : [{ row, share, left: left === undefined ? 0 : row.figure(left) ?? 0 }];
    })
    .sort((a, b) => a.share - b.share || b.left - a.left)
    .slice(0, SHOWN), [rows, rank, left]);
  return (
    <>
      <Card title={t('desk:act.lowest')}>
        {lowest.length === 0 ? <p>{t('desk:act.noShare')}</p> : (
          <Bars
            title={t('desk:act.lowestHelp', { column: t(`${programme.id}:sheet.column.${sheet.rank}`) })}
            full={1}
            bars={lowest.map(({ row, share, left: rest }) => ({
              key: row.code,
              label: <Link href={`/desk/coverage/${row.code}`}>{name(row)}</Link>,
              value: share,
              figure: t('desk:act.figure', { percent: percent(share), left: format.number(rest) }),
            }))}
          />
        )}
      </Card>
      {may('people', place) && NAMED_FROM.has(levelOf(place)) ? <div className="coverage__people no-print"><OldestContact place={place} /></div> : null}
    </>
  );
}

function OldestContact({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const format = useFormat();
  const { now } = useNow();
  const query = useQuery(`people:${place}`, (signal) => api.people(place, signal));
  return (
    <Card title={t('desk:act.oldest')}>
      <QueryView query={query}>
        {({ people }) => {
          const oldest = people
            .filter((p) => p.grants.some((g) => g.current && g.role === 'mitra'))
            .sort((a, b) => (a.lastSeen ?? 0) - (b.lastSeen ?? 0))
            .slice(0, SHOWN);
          return oldest.length === 0 ? <p>{t('desk:act.nobody')}</p> : (
            <ul className="stack stack--tight">
              {oldest.map((p) => (
                <li key={p.id} className="act-line">
                  <Link href={`/desk/people/${place}/${p.id}`}>{p.name}</Link>
                  <span>{p.lastSeen === null ? t('desk:act.never') : format.when(p.lastSeen, now)}</span>
                  {p.unsent > 0 ? <span className="soft">{t('desk:act.unsent', { count: p.unsent, number: format.number(p.unsent) })}</span> : null}
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Card>
  );
}
