// All schemes: found by any word in either script, or looked through by the kind of help.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import { FilterChips } from '../families/filter-chips.tsx';
import { KEPT } from './kept.ts';
import { SchemeRow } from './scheme-row.tsx';
import type { Library } from './use-library.ts';

export interface SchemeListProps {
  readonly library: Library;
  /** As she left it. */
  readonly left: { readonly query: string; readonly topic: string };
  readonly onLeft: (left: SchemeListProps['left']) => void;
}

export function SchemeList({ library: { schemes, trainings, search, nameOf }, left, onLeft }: SchemeListProps) {
  const { t } = useTranslation(['library', 'app']);
  const format = useFormat();
  const back = useBack('/today');
  const { query, topic } = left;
  const searching = query.trim() !== '';
  const byId = useMemo(() => new Map(schemes.map((one) => [one.id, one])), [schemes]);
  const shown = useMemo(() => {
    if (searching) return search.find(query).flatMap((id) => byId.get(id) ?? []);
    return topic === '' ? schemes : schemes.filter((one) => one.topics.includes(topic));
  }, [searching, search, query, byId, topic, schemes]);
  const ahead = trainings.filter((one) => one.ahead).sort((a, b) => (a.from < b.from ? -1 : 1));
  const used = KEPT.work.topics.filter((one) => schemes.some(({ topics }) => topics.includes(one)));
  return (
    <Screen
      top={(
        <TopBar title={t('library:screen.title')} onBack={back}>
          <SearchField label={t('library:screen.search')} placeholder={t('library:screen.searchHint')} value={query} onChange={(now) => onLeft({ ...left, query: now })} />
        </TopBar>
      )}
    >
      {schemes.length === 0 ? <EmptyState icon="book" title={t('library:screen.none')} action={<ButtonLink look="primary" big href="/send">{t('app:tabs.send')}</ButtonLink>}>{t('library:screen.noneHelp')}</EmptyState> : (
        <>
          {searching ? <output className="soft">{t('library:screen.found', { count: shown.length })}</output> : (
            <>
              <ButtonLink look="primary" big wide icon="question" href="/schemes/ask">{t('library:screen.ask')}</ButtonLink>
              <FilterChips label={t('library:screen.topic')} chosen={topic} onChoose={(key) => onLeft({ ...left, topic: key })} chips={[{ key: '', word: t('library:screen.all'), count: format.number(schemes.length) }, ...used.map((key) => ({ key, word: t(`library:choice.topic.${key}`) }))]} />
            </>
          )}
          {shown.length === 0 ? <EmptyState icon="search" title={t('library:screen.notFound')}>{t('library:screen.notFoundHelp')}</EmptyState> : (
            <VirtualList items={shown} itemKey={(one) => one.id} estimate={104} label={t('library:screen.title')}>
              {(one) => <SchemeRow scheme={one} name={nameOf(one)} />}
            </VirtualList>
          )}
          {searching || ahead.length === 0 ? null : (
            <Card flush title={t('library:screen.trainings')}>
              {ahead.map((one) => <ListRow key={one.id} icon="training" title={one.topic} detail={[format.days(one.from, one.to), one.venue].filter((part) => part !== '').join(' · ')} />)}
            </Card>
          )}
        </>
      )}
    </Screen>
  );
}
