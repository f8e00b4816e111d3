// One family: the survey, what is known, who lives there, what to tell them, and where their record is.
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow, usePlaces, useSay } from '#client/app/context.tsx';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { ReceiptSteps } from '../shell/receipt-steps.tsx';
import { RecordPhotos } from '../shell/record-photos.tsx';
import { TONE_ICON, TONE_STATE } from '../shell/tone.ts';
import { formTitle } from './form-title.ts';
import { OwnChanges } from './own-changes.tsx';
import './families.css';

export function FamilyPage({ id }: { readonly id: string }) {
  const { t } = useTranslation(['families', 'sync', 'app']);
  const { store, field, programme } = useDehri();
  const { t: words } = useTranslation(programme.id);
  const say = useSay();
  const places = usePlaces();
  const back = useBack('/families');
  const { today } = useNow();
  const { doors: work } = field;
  const door = store.get(id);
  if (door === undefined || door.type !== work.recordType) return <NotFound />;

  const state = work.stateOf(door);
  const card = work.card(door);
  const draft = store.drafts().find((d) => d.record === id);
  const phone = work.safePhone(door);
  const advice = work.advice(door, today);
  const members = work.members(door);
  const held = store.held().find((h) => h.change.record === id);
  const contested = store.contested().includes(id);

  return (
    <Screen
      top={<TopBar title={card.title} onBack={back} />}
      bottom={
        <ActionBar>
          {draft === undefined
            ? <ButtonLink look={work.isDone(door) ? 'second' : 'primary'} big wide icon={work.isDone(door) ? 'edit' : 'file'} href={`/families/${id}/survey`}>{work.isDone(door) ? t('families:openAgain') : t('families:survey')}</ButtonLink>
            : <ButtonLink look="primary" big wide icon="edit" href={`/drafts/${draft.id}`}>{t('families:resume')}</ButtonLink>}
        </ActionBar>
      }
    >
      <div className="stack stack--tight">
        <p>{say(card.detail)}</p>
        <p className="soft">{places.near(work.placeOf(door))}</p>
        <div><StateChip state={TONE_STATE[state.tone]} icon={TONE_ICON[state.tone]} word={say(state.word)} /></div>
      </div>

      {held === undefined ? null : <Notice state="mend" title={t(`sync:held.${held.code}`)} action={<ButtonLink href={`/mend/${held.change.id}`}>{t('sync:mend')}</ButtonLink>} />}
      {contested ? <Notice state="mend" icon="help" title={t('sync:conflictTitle')} action={<ButtonLink href={`/conflicts/${id}`}>{t('sync:choose')}</ButtonLink>} /> : null}
      {phone === undefined ? null : <a className="button button--second button--big button--wide" href={`tel:${phone}`}><Icon name="call" /><span>{t('families:call', { phone: phone.length === 10 ? `${phone.slice(0, 5)} ${phone.slice(5)}` : phone })}</span></a>}

      {advice.length === 0 ? null : (
        <Card title={t('families:advice')}>
          <ul className="family__advice">
            {advice.map((a) => (
              <li key={a.key}>
                <Icon name="info" />
                <div>
                  <p className="strong">{say(a.title)}</p>
                  <p>{say(a.detail)}</p>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('families:facts')}>
        <dl className="family__facts">
          {work.facts(door).map((fact) => <div key={fact.label.key}><dt>{say(fact.label)}</dt><dd>{say(fact.value)}</dd></div>)}
        </dl>
      </Card>
      {members.length === 0 ? null : (
        <Card title={t('families:members', { count: members.length })} flush>
          {members.map((m) => <ListRow key={m.row} icon="user" title={m.name} detail={say(m.detail)} />)}
        </Card>
      )}
      {work.otherForms === undefined ? null : (
        <Card title={t('families:mendPart')} flush>
          {work.otherForms.map((form) => <ListRow key={form} icon="edit" href={`/families/${id}/form/${form}`} title={formTitle(words, programme.id, form)} />)}
        </Card>
      )}
      <RecordPhotos record={door} />
      <Card title={t('families:where')}>
        <div className="stack">
          <ReceiptSteps record={id} />
          <OwnChanges record={id} />
        </div>
      </Card>
    </Screen>
  );
}
