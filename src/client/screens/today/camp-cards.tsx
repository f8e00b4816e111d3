// Camps of today and of the coming week, where she works; and, for the one who may, a new one.
import { useTranslation } from 'react-i18next';
import { useDehri } from '#client/app/context.tsx';
import { dayDistance } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { useAnnouncing } from '../camp/announce.ts';
import { CampRow } from '../camp/camp-row.tsx';
import { inOrder } from '../camp/order.ts';

const AHEAD_DAYS = 7;

export function CampCards({ today }: { readonly today: string }) {
  const { t } = useTranslation('today');
  const { store, field } = useDehri();
  const format = useFormat();
  const { places } = useAnnouncing();
  const { camps: work } = field;
  if (work === undefined) return null;
  const camps = store.ofType(work.recordType);
  const near = inOrder(camps, work, today).ahead.filter((camp) => dayDistance(work.card(camp).from, today) <= AHEAD_DAYS);
  if (camps.length === 0 && places.length === 0) return null;
  return (
    <Card title={t('today:camps')} flush>
      {near.map((camp) => <CampRow key={camp.id} camp={camp} today={today} />)}
      {camps.length === near.length ? null : <ListRow href="/camps" icon="filter" title={t('today:campsAll', { count: camps.length, number: format.number(camps.length) })} />}
      {places.length === 0 ? null : <ListRow href="/camps/new" icon="plus" title={t('today:campNew')} />}
    </Card>
  );
}
