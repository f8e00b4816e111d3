// Camps of today and of the coming week, where she works.
import { useTranslation } from 'react-i18next';
import { useDehri, useSay } from '#client/app/context.tsx';
import { dayDistance } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';

const AHEAD_DAYS = 7;

export function CampCards({ today }: { readonly today: string }) {
  const { t } = useTranslation('today');
  const { store, field } = useDehri();
  const say = useSay();
  const format = useFormat();
  const { camps } = field;
  if (camps === undefined) return null;
  const near = store.ofType(camps.recordType)
    .map((camp) => ({ camp, card: camps.card(camp) }))
    .filter(({ card }) => card.to >= today && dayDistance(card.from, today) <= AHEAD_DAYS)
    .sort((a, b) => (a.card.from < b.card.from ? -1 : 1));
  if (near.length === 0) return null;
  return (
    <Card title={t('today:camps')} flush>
      {near.map(({ camp, card }) => (
        <ListRow
          key={camp.id}
          href={`/camps/${camp.id}`}
          icon="calendar"
          title={say(card.title)}
          detail={`${card.from <= today ? t('today:campOn') : format.dayNear(card.from, today)} · ${card.where}`}
        />
      ))}
    </Card>
  );
}
