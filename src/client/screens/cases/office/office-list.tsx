// One list of the office: beds, stock, points of the building, meetings.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { isIconName } from '#client/ui/icons.ts';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { FilterChips } from '../../families/filter-chips.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { CaseScreen } from '../case-screen.tsx';
import { useLists, useMay } from '../practice.ts';
import { useHiddenWhenAway } from '../safety/use-hidden-when-away.ts';
import { Board } from './board.tsx';

const ALL = '';

export function OfficeList({ programme: programmeId, list: key }: { readonly programme: string; readonly list: string }) {
  const { t } = useTranslation(['cases', 'sync']);
  const { store } = useDehri();
  const lists = useLists();
  const may = useMay();
  const format = useFormat();
  const back = useBack('/office');
  const [state, setState] = useState(ALL);
  const [named, setNamed] = useState(false);
  useHiddenWhenAway(useCallback(() => setNamed(false), []));
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const at = lists.find(({ programme, list }) => programme.id === programmeId && list.key === key);
  if (at === undefined) return <NotFound />;
  const { programme, list, type, context, say } = at;
  const records = store.ofType(type.name).filter((record) => list.shows?.(record, context) !== false).map((record) => ({ record, state: list.stateOf(record, context), card: list.card(record, context) }));
  const order = new Map(list.states.map((one, i) => [one.key, i]));
  records.sort((a, b) => (list.board === true ? 0 : (order.get(a.state.key) ?? 0) - (order.get(b.state.key) ?? 0)) || say(a.card.title).localeCompare(say(b.card.title), undefined, { numeric: true }));
  const shown = state === ALL ? records : records.filter((one) => one.state.key === state);
  const writes = may('create', type, { id: '', type: type.name, bucket: `${context.place}/${type.shelf}`, seq: 0, schema: type.version, values: {}, base: '', heads: {}, rivals: {} }).ok;
  const starters = writes && records.length === 0 ? list.starters?.(context) ?? [] : [];

  async function start(): Promise<void> {
    setBusy(true);
    const result = await store.saveAll(starters.map((write) => toSaveRequest(programme, store, { place: context.place, ...write }))).finally(() => setBusy(false));
    setFailed(result.ok ? undefined : result.reason);
  }

  return (
    <CaseScreen
      tab="office"
      title={say({ key: `list.${key}.title` })}
      onBack={back}
      action={writes && list.newForm !== undefined ? <ButtonLink look={starters.length > 0 ? 'second' : 'primary'} big wide icon="plus" href={`/office/new/${programme.id}/${key}`}>{say({ key: `list.${key}.new` })}</ButtonLink> : undefined}
    >
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {records.length === 0 ? (
        <EmptyState icon={isIconName(list.icon) ? list.icon : 'table'} title={say({ key: `list.${key}.none` })} action={starters.length === 0 ? undefined : <Button look="primary" big icon="plus" busy={busy} onClick={() => void start()}>{t('cases:office.starters', { count: starters.length })}</Button>} />
      ) : (
        <>
          <FilterChips
            label={t('cases:byState')}
            chosen={state}
            onChoose={setState}
            chips={[
              { key: ALL, word: t('cases:all'), count: format.number(records.length) },
              ...list.states.flatMap((one) => {
                const count = records.filter((r) => r.state.key === one.key).length;
                return count === 0 ? [] : [{ key: one.key, word: say(one.word), count: format.number(count) }];
              }),
            ]}
          />
          {list.nameOf === undefined ? null : <Button icon="eye" aria-pressed={named} onClick={() => setNamed(!named)}>{named ? t('cases:names.cover') : t('cases:names.show')}</Button>}
          {list.board === true ? <Board list={list} records={shown.map(({ record }) => record)} context={context} say={say} /> : (
            <Card flush>
              {shown.map((one) => (
                <ListRow key={one.record.id} icon={isIconName(list.icon) ? list.icon : 'table'} href={`/office/item/${one.record.id}`} title={say(one.card.title)} detail={named && list.nameOf !== undefined ? <><strong>{list.nameOf(one.record)}</strong> · {say(one.card.detail)}</> : say(one.card.detail)} aside={<StateChip state={TONE_STATE[one.state.tone]} word={say(one.state.word)} />} />
              ))}
            </Card>
          )}
        </>
      )}
    </CaseScreen>
  );
}
