// The day of a camp: when, where, what to bring, and a list of the persons it is for, ticked off as
// their work is done. Each tick is saved at once.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampGuest, CampWork } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow, usePlaces, useSay } from '#client/app/context.tsx';
import { toSaveRequest } from '#client/app/planned.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { VirtualList } from '#client/ui/virtual-list.tsx';
import { FilterChips } from '../families/filter-chips.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { ReceiptSteps } from '../shell/receipt-steps.tsx';
import { TONE_STATE } from '../shell/tone.ts';
import { useAnnouncing } from './announce.ts';
import { CAMP_ICON } from './camp-row.tsx';
import '../families/families.css';
import '../groups/groups.css';

export function Camp({ id }: { readonly id: string }) {
  const { store, field } = useDehri();
  const camp = store.get(id);
  if (field.camps === undefined || camp === undefined || camp.type !== field.camps.recordType) return <NotFound />;
  return <CampDay work={field.camps} camp={camp} />;
}

type Show = 'left' | 'through' | 'all';

function CampDay({ work, camp }: { readonly work: CampWork; readonly camp: DehriRecord }) {
  const { t } = useTranslation(['groups', 'sync']);
  const { store, field, programme, search } = useDehri();
  const say = useSay();
  const format = useFormat();
  const places = usePlaces();
  const { mayChange } = useAnnouncing();
  const back = useBack('/camps');
  const { today } = useNow();
  const [query, setQuery] = useState('');
  const [show, setShow] = useState<Show>('left');
  const [failed, setFailed] = useState<string>();
  const doors = store.ofType(field.doors.recordType);
  const guests = useMemo(() => work.expected(camp, doors), [work, camp, doors]);
  const card = work.card(camp);
  const state = work.stateOf(camp, today);
  const done = guests.filter((g) => g.done).length;
  const shown = useMemo(() => {
    const found = query.trim() === '' ? undefined : new Set(search.find(query));
    const letters = query.trim().toLocaleLowerCase();
    return guests.filter((g) => (found === undefined ? show === 'all' || g.done === (show === 'through') : found.has(g.door) || g.name.toLocaleLowerCase().includes(letters)));
  }, [guests, query, search, show]);

  async function mark(guest: CampGuest): Promise<void> {
    const result = await store.save(toSaveRequest(programme, store, work.mark(camp, guest, !guest.done, today)));
    setFailed(result.ok ? undefined : result.reason);
  }

  return (
    <Screen
      top={<TopBar title={say(card.title)} onBack={back}><SearchField label={t('groups:campSearch')} value={query} onChange={setQuery} /></TopBar>}
      bottom={mayChange(camp) ? <ActionBar><ButtonLink big wide icon="edit" href={`/camps/${camp.id}/form/${work.form}`}>{t('groups:campChange')}</ButtonLink></ActionBar> : undefined}
    >
      <Card>
        <div><StateChip state={TONE_STATE[state.tone]} icon={CAMP_ICON[state.tone]} word={say(state.word)} /></div>
        <dl className="family__facts">
          <div><dt>{t('groups:campWhen')}</dt><dd>{[card.from === '' ? '—' : format.days(card.from, card.to), card.hours].filter((part) => part !== '').join(' · ')}</dd></div>
          <div><dt>{t('groups:campWhere')}</dt><dd>{card.where === '' ? '—' : card.where}</dd></div>
          <div><dt>{t('groups:campFor')}</dt><dd>{places.near(work.placeOf(camp))}</dd></div>
          <div><dt>{t('groups:campBring')}</dt><dd>{card.bring.map(say).join(', ')}</dd></div>
        </dl>
        {mayChange(camp) ? <ReceiptSteps record={camp.id} /> : null}
      </Card>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {guests.length === 0 ? <EmptyState icon="calendar" title={t('groups:campNobody')} /> : (
        <>
          <ProgressBar label={t('groups:campDone', { done: format.number(done), total: format.number(guests.length) })} value={done} max={guests.length} />
          <FilterChips
            label={t('groups:camp')}
            chosen={show}
            onChoose={(key) => setShow(key === 'left' || key === 'through' ? key : 'all')}
            chips={[
              { key: 'left', word: t('groups:campLeft'), count: format.number(guests.length - done) },
              { key: 'through', word: t('groups:campThrough'), count: format.number(done) },
              { key: 'all', word: t('groups:campAll'), count: format.number(guests.length) },
            ]}
          />
          <VirtualList key={`${show}/${query}`} items={shown} itemKey={(g) => `${g.door}/${g.row}`} estimate={80} label={t('groups:camp')}>
            {(guest) => (
              <label className="guest">
                <input type="checkbox" className="guest__input" checked={guest.done} aria-label={t('groups:campMark', { name: guest.name })} onChange={() => void mark(guest)} />
                <span className="guest__box">{guest.done ? <Icon name="check" /> : null}</span>
                <span className="guest__text">
                  <span className="strong">{guest.name}</span>
                  <span className="soft small">{say(guest.detail)}</span>
                </span>
              </label>
            )}
          </VirtualList>
        </>
      )}
    </Screen>
  );
}
