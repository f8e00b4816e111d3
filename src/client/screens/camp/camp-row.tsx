import { useTranslation } from 'react-i18next';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useNow, useSay } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TONE_STATE } from '../shell/tone.ts';
import './camp.css';

/** One camp in a list: what, when, where, and how it stands. */
export function CampRow({ camp, today }: { readonly camp: DehriRecord; readonly today: string }) {
  const { t } = useTranslation('app');
  const { store, field } = useDehri();
  const say = useSay();
  const format = useFormat();
  const { camps } = field;
  if (camps === undefined) return null;
  const card = camps.card(camp);
  const state = camps.stateOf(camp, today);
  const receipt = store.receipt(camp.id);
  return (
    <ListRow
      href={`/camps/${camp.id}`}
      icon="calendar"
      title={say(card.title)}
      detail={[card.from === '' ? '' : format.days(card.from, card.to), card.where].filter((part) => part !== '').join(' · ')}
      aside={(
        <span className="camps__states">
          <StateChip state={TONE_STATE[state.tone]} icon={CAMP_ICON[state.tone]} word={say(state.word)} />
          {receipt === 'sent' ? null : <StateChip state={receipt === 'unsent' ? 'unsent' : 'mend'} word={t(`app:receipt.${receipt}`)} />}
        </span>
      )}
    />
  );
}

export const CAMP_ICON = { todo: 'bell', later: 'calendar', done: 'check', closed: 'no', mend: 'alert' } as const;

/** Camps begun and not yet announced, to go on with. */
export function CampDrafts() {
  const { t } = useTranslation(['groups', 'today']);
  const { store, field } = useDehri();
  const format = useFormat();
  const { now } = useNow();
  const drafts = store.drafts().filter((d) => field.camps !== undefined && d.form.startsWith(`${field.camps.form}@`));
  if (drafts.length === 0) return null;
  return (
    <Card flush>
      {drafts.map((d) => <ListRow key={d.id} href={`/drafts/${d.id}`} icon="edit" title={t('groups:campDraft')} detail={format.when(d.savedAt, now)} aside={<StateChip state="pending" icon="edit" word={t('today:unfinished')} />} />)}
    </Card>
  );
}
