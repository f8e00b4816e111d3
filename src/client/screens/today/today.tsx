// Today: how far, what next, what is near, what needs a person, and whether the work is safe.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDehri, useNow, usePlaces, useSay } from '#client/app/context.tsx';
import { isAway } from '#client/app/away.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { LanguageButton } from '../shell/language-button.tsx';
import { Tabs } from '../shell/tabs.tsx';
import { CampCards } from './camp-cards.tsx';
import { Ring } from './ring.tsx';
import { InstallOffer, TodayNotices, UrgentNotices } from './today-notices.tsx';
import './today.css';

const NEAR = 3;

export function Today() {
  const { t } = useTranslation(['today', 'app']);
  const { store, field } = useDehri();
  const say = useSay();
  const places = usePlaces();
  const format = useFormat();
  const { now, today } = useNow();
  const doors = store.ofType(field.doors.recordType);
  const round = useMemo(() => {
    const next = field.doors.nextDoors(doors, today, undefined, 1 + NEAR);
    return {
      next,
      done: doors.filter((d) => field.doors.isDone(d)).length,
      doneToday: doors.filter((d) => field.doors.doneOn(d) === today).length,
    };
  }, [doors, field, today]);
  const drafts = store.drafts().filter((d) => d.form.startsWith(field.doors.surveyForm) || d.form.startsWith(field.doors.registerForm));
  const [first, ...others] = round.next;
  const draft = drafts.find((d) => !isAway(store, d, now));
  // After the loss of the database only her own unsent work is here: too little to say that all is done.
  const listed = doors.length > 0 && Object.keys(store.cursors().cursors).length > 0;

  return (
    <Screen
      top={
        <TopBar
          title={<>{t('today:title')} <span className="today__date">{format.dayShort(now)}</span></>}
          aside={<><LanguageButton short /><SettingsLink /></>}
        />
      }
      bottom={
        <>
          {draft !== undefined ? <ActionBar><ButtonLink look="primary" big wide icon="edit" href={`/drafts/${draft.id}`}>{t('today:resume')}</ButtonLink></ActionBar>
          : first !== undefined ? <ActionBar><ButtonLink look="primary" big wide icon="file" href={`/families/${first.id}/survey`}>{t('today:start')}</ButtonLink></ActionBar>
          : null}
          <Tabs current="today" />
        </>
      }
    >
      {!listed ? (
        <EmptyState icon="download" title={t('today:noList')} action={<ButtonLink look="primary" big href="/send">{t('today:fetchList')}</ButtonLink>}>{t('today:noListHelp')}</EmptyState>
      ) : (
        <Link href="/coverage" className="today__round">
          <Ring done={round.done} total={doors.length} />
          <div>
            <p className="today__count"><strong className="figure">{format.number(round.done)}</strong> <span>{t('today:of', { number: format.number(doors.length) })}</span></p>
            <p className="today__small">
              <span>{t('today:doneToday', { count: round.doneToday, number: format.number(round.doneToday) })}</span>
              <span aria-hidden="true"> · </span>
              <span>{t('today:left', { number: format.number(doors.length - round.done) })}</span>
            </p>
            <p className="today__more">{t('today:coverage.title')}<Icon name="next" size="small" /></p>
          </div>
        </Link>
      )}

      <UrgentNotices />
      {first === undefined ? (listed ? <EmptyState icon="check" title={t('today:allDone')}>{t('today:allDoneHelp')}</EmptyState> : null) : (
        <Link href={`/families/${first.id}`} className="today__next">
            <span className="today__next-label">{t('today:next')}</span>
            <span className="today__next-name"><Icon name="house" size="big" /><span>{field.doors.card(first).title}</span><Icon name="next" /></span>
            <span className="soft">{say(field.doors.card(first).detail)}</span>
            <span className="soft">{places.near(field.doors.placeOf(first))}</span>
          </Link>
      )}
      <TodayNotices drafts={drafts.filter((d) => d !== draft)} />
      <CampCards today={today} />
      {others.length === 0 ? null : (
            <Card title={t('today:near')} flush>
              {others.slice(0, NEAR).map((door) => (
                <ListRow key={door.id} href={`/families/${door.id}`} icon="house" title={field.doors.card(door).title} detail={say(field.doors.card(door).detail)} />
              ))}
            </Card>
      )}
      <InstallOffer />
    </Screen>
  );
}

function SettingsLink() {
  const { t } = useTranslation('app');
  return <Link href="/settings" className="icon-button" aria-label={t('app:settings')}><Icon name="settings" /></Link>;
}
