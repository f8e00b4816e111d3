// After the form: the work is safe (and where), and what is next.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDehri, useNow, useSay } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import './families.css';

export function Saved({ record: id }: { readonly record: string }) {
  const { t } = useTranslation('families');
  const { store, field } = useDehri();
  const say = useSay();
  const { today } = useNow();
  const { doors: work } = field;
  const door = store.get(id);
  const doors = store.ofType(work.recordType);
  const next = useMemo(() => work.nextDoors(doors, today, id, 1)[0], [work, doors, today, id]);
  const advice = door === undefined ? [] : work.advice(door, today);
  return (
    <Screen
      top={<TopBar title={door === undefined ? t('families:saved') : work.card(door).title} />}
      bottom={
        <ActionBar>
          {next === undefined
            ? <ButtonLink look="primary" big wide href="/families">{t('families:savedList')}</ButtonLink>
            : <ButtonLink look="primary" big wide iconAfter="next" href={`/families/${next.id}`}>{t('families:savedNext', { name: work.card(next).title })}</ButtonLink>}
        </ActionBar>
      }
    >
      <EmptyState icon="check" title={t('families:saved')}>{t('families:savedHere')}</EmptyState>
      {advice.length === 0 ? null : (
        <Card title={t('families:advice')}>
          <ul className="family__advice">
            {advice.map((a) => <li key={a.key}><div><p className="strong">{say(a.title)}</p><p>{say(a.detail)}</p></div></li>)}
          </ul>
        </Card>
      )}
      {door === undefined ? null : <ButtonLink look="plain" wide href={`/families/${id}`}>{t('families:savedSame')}</ButtonLink>}
      <ButtonLink look="plain" wide href="/families">{t('families:savedList')}</ButtonLink>
    </Screen>
  );
}
