// Who changed the rules of a place, and when, as the server keeps it; asked for only when wanted, for each
// look is noted.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryItem } from '#shared/desk/history.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useNow, usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { PROGRAMMES } from '#programmes/index.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { useDesk } from '../desk-context.tsx';
import { QueryView } from '../query-view.tsx';
import { useQuery } from '../use-query.ts';
import { recordOf, rulesOf } from './rule-rows.ts';

export interface RulesHistoryProps {
  readonly place: PlaceCode;
  /** Another answer is expected after another change. */
  readonly version: number;
}

export function RulesHistory({ place, version }: RulesHistoryProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const [asked, setAsked] = useState(false);
  const { record } = recordOf(place);
  const query = useQuery(asked && version > 0 ? `history:${record} ${version}` : undefined, (signal) => api.history(record, place, signal));
  if (version === 0) return null;
  if (!asked) return <div className="no-print"><Button look="plain" icon="clock" onClick={() => setAsked(true)}>{t('desk:rules.history')}</Button></div>;
  return (
    <Card title={t('desk:rules.history')}>
      <QueryView query={query}>
        {({ items }) => <ul>{[...items].reverse().map((item) => <HistoryLine key={item.id} item={item} />)}</ul>}
      </QueryView>
    </Card>
  );
}

function HistoryLine({ item }: { readonly item: HistoryItem }) {
  const { t } = useTranslation(['desk', ...PROGRAMMES.map(({ id }) => id)]);
  const format = useFormat();
  const { now } = useNow();
  const places = usePlaces();
  return (
    <li className="line">
      <span>{[...new Set(Object.keys(item.values).map((path) => path.split('.').slice(0, 2).join('.')))].map((row) => lineOf(row)).join(', ')}</span>
      <span className="soft">{item.authorName} · {format.when(item.at, now)}</span>
    </li>
  );

  function lineOf(row: string): string {
    const [repeat = '', id = ''] = row.split('.');
    const value = (field: string): string => String(item.values[`${row}.${field}`] ?? '');
    const gone = item.values[`${row}._gone`] === true;
    const name = repeat === 'holidays' ? `${id} ${value('name')}` : repeat === 'lists' ? value('word') : repeat === 'letterheads' ? t('desk:letterhead.of', { place: places.name(id.replaceAll('-', '.')) }) : t(nameOf(repeat, id), { defaultValue: id });
    const said = repeat === 'clocks' ? `${value('amount')} ${t(`desk:rules.unitName.${value('unit')}`, { defaultValue: '' })}` : value('value');
    return gone ? t('desk:rules.lineGone', { name }) : repeat === 'clocks' || repeat === 'numbers' ? t('desk:rules.lineSet', { name, value: said.trim(), why: value('why') }) : t('desk:rules.lineAdded', { name });
  }
}

function nameOf(repeat: string, id: string): string {
  const programme = PROGRAMMES.find((one) => rulesOf([one]).some((rules) => [...rules.clocks, ...rules.numbers].some((rule) => rule.id === id)));
  return `${programme?.id ?? ''}:${repeat === 'clocks' ? 'clock' : 'setting'}.${id}`;
}
