// All doors of her area: by tola, by state, by name in either script, by last digits.
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorCard, DoorState } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useNow, usePlaces, useSay } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import { Tabs } from '../shell/tabs.tsx';
import { DoorRow } from './door-row.tsx';
import { FilterChips } from './filter-chips.tsx';
import { ALL, leftIn } from './list-left.ts';

/** One element for good: it is rendered again when its own words or counts change, not at each key. */
const TABS = <Tabs current="families" />;

export function Families() {
  const { t } = useTranslation('families');
  const { store, field, search } = useDehri();
  const say = useSay();
  const places = usePlaces();
  const format = useFormat();
  const { today } = useNow();
  const { doors: work } = field;
  const kept = leftIn(store);
  const [query, setQuery] = useState(kept.query);
  const [place, setPlace] = useState(kept.place);
  const [state, setState] = useState(kept.state);
  const asked = query.trim();
  const doors = store.ofType(work.recordType);

  useEffect(() => {
    Object.assign(kept, { query, place, state });
  }, [kept, query, place, state]);
  useLayoutEffect(() => {
    window.scrollTo(0, kept.scroll);
    const keep = (): void => {
      kept.scroll = window.scrollY;
    };
    window.addEventListener('scroll', keep, { passive: true });
    return () => window.removeEventListener('scroll', keep);
  }, [kept]);

  const tolas = useMemo(() => {
    const counts = new Map<string, number>();
    for (const door of doors) counts.set(work.placeOf(door), (counts.get(work.placeOf(door)) ?? 0) + 1);
    return [...counts].sort((a, b) => places.name(a[0]).localeCompare(places.name(b[0])));
  }, [doors, work, places]);
  const here = useMemo(() => (place === ALL ? doors : doors.filter((d) => work.placeOf(d) === place)), [doors, place, work]);
  const walk = useMemo(() => inWalkingOrder(here, work.nextDoors(here, today)), [here, work, today]);
  /** Sorted out once, so that choosing a state only looks it up. */
  const byState = useMemo(() => {
    const lists = new Map<string, DehriRecord[]>();
    for (const door of walk) {
      const { key } = work.stateOf(door);
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [door]);
      else list.push(door);
    }
    return lists;
  }, [walk, work]);
  const states = work.states.flatMap((s) => (byState.has(s.key) ? [{ state: s, count: byState.get(s.key)?.length ?? 0 }] : []));
  const searching = asked !== '';
  const shown = useMemo(() => {
    // Who is looked for by name is found wherever she lives and whatever her state.
    if (searching) return search.find(asked).flatMap((id) => store.get(id) ?? []);
    return state === ALL ? walk : (byState.get(state) ?? []);
    // `doors`: what is found may have changed since.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, searching, search, store, walk, byState, state, doors]);
  /** A row is rendered again only when its door is another one: typing keeps those that stay. */
  const [rows] = useState(() => new WeakMap<DehriRecord, { card: DoorCard; state: DoorState }>());
  const rowOf = useCallback((door: DehriRecord) => {
    const known = rows.get(door);
    if (known !== undefined) return known;
    const row = { card: work.card(door), state: work.stateOf(door) };
    rows.set(door, row);
    return row;
  }, [rows, work]);
  const add = useMemo(() => <ButtonLink href="/families/new" icon="plus" look="plain">{t('families:add')}</ButtonLink>, [t]);

  return (
    <Screen
      top={
        <TopBar title={t('families:title')} aside={add}>
          <SearchField label={t('families:search')} value={query} onChange={setQuery} />
        </TopBar>
      }
      bottom={TABS}
    >
      {searching || doors.length === 0 ? null : (
          <FilterChips
            label={t('families:byState')}
            chosen={state}
            onChoose={setState}
            first={tolas.length < 2 ? undefined : (
              <select className={`filter-select${place === ALL ? '' : ' filter-select--on'}`} aria-label={t('families:byPlace')} value={place} onChange={(event) => {
                setPlace(event.target.value);
                setState(ALL);
              }}>
                <option value={ALL}>{t('families:allPlaces')}</option>
                {tolas.map(([code, count]) => <option key={code} value={code}>{`${places.name(code)} (${format.number(count)})`}</option>)}
              </select>
            )}
            chips={[{ key: ALL, word: t('families:allStates'), count: format.number(here.length) }, ...states.map(({ state: s, count }) => ({ key: s.key, word: say(s.word), count: format.number(count) }))]}
          />
      )}
      {searching ? <output className="families__count">{t('families:found', { count: shown.length, number: format.number(shown.length) })}</output> : null}
      {doors.length === 0 ? (
        <EmptyState icon="download" title={t('families:noList')} action={<ButtonLink look="primary" big href="/send">{t('families:fetchList')}</ButtonLink>} />
      ) : shown.length === 0 ? (
        <EmptyState
          icon="search"
          title={searching ? t('families:notFound') : t('families:noneHere')}
          action={searching ? <ButtonLink look="primary" big icon="plus" href="/families/new">{t('families:addLong')}</ButtonLink> : <Button onClick={() => {
            setPlace(ALL);
            setState(ALL);
          }}>{t('families:showAll')}</Button>}
        >
          {searching ? t('families:notFoundHelp') : undefined}
        </EmptyState>
      ) : (
        // One list for good: a row that stays in it from letter to letter is neither drawn nor measured again.
        <VirtualList items={shown} itemKey={(door) => door.id} estimate={76} label={t('families:title')}>
          {(door) => <DoorRow href={`/families/${door.id}`} {...rowOf(door)} receipt={store.receipt(door.id)} say={say} {...(searching && tolas.length > 1 ? { note: places.name(work.placeOf(door)) } : {})} />}
        </VirtualList>
      )}
    </Screen>
  );
}

/** Doors to visit first, in the order she would walk; the rest as the list has them. */
function inWalkingOrder(doors: readonly DehriRecord[], next: readonly DehriRecord[]): readonly DehriRecord[] {
  const ahead = new Set(next.map((d) => d.id));
  return [...next, ...doors.filter((d) => !ahead.has(d.id))];
}
