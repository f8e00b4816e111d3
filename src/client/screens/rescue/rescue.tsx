// The rescue file, given and taken: for work that gets no line, and for a colleague's that got none.
import { useTranslation } from 'react-i18next';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { useCarried } from '#client/app/use-sealed.ts';
import { ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { Carry, stateOf } from './carry.tsx';
import { MakeRescueFile } from './make-file.tsx';
import './rescue.css';

export function Rescue() {
  const { t } = useTranslation(['rescue', 'sync']);
  const { phone, session, store } = useDehri();
  const back = useBack('/send');
  const { records } = store.unsent();
  return (
    <Screen top={<TopBar title={t('rescue:title')} onBack={back} />}>
      <p>{t('rescue:what')}</p>
      <Card title={t('rescue:mine')}>
        {records === 0 ? <p className="soft">{t('rescue:mineNone')}</p> : (
          <div className="stack">
            <p>{t('sync:waiting', { count: records })} {t('rescue:mineHelp')}</p>
            <MakeRescueFile phone={phone} space={session.space.id} />
          </div>
        )}
      </Card>
      <Card title={t('rescue:theirs')}>
        <div className="stack">
          <p>{t('rescue:theirsHelp')}</p>
          <Carry phone={phone} />
        </div>
      </Card>
    </Screen>
  );
}

/** The way there, where work has waited too long. */
export function RescueLink() {
  const { t } = useTranslation('rescue');
  return <ButtonLink icon="file-lock" href="/rescue">{t('rescue:title')}</ButtonLink>;
}

/** The way there, with how many files wait on this phone. */
export function RescueRow() {
  const { t } = useTranslation('rescue');
  const { phone } = useDehri();
  const waiting = (useCarried(phone)?.files() ?? []).filter((file) => stateOf(file) === 'waiting').length;
  return <ListRow icon="file-lock" href="/rescue" title={t('rescue:title')} detail={t('rescue:when')} {...(waiting > 0 && { aside: <StateChip state="pending" word={t('rescue:filesWait', { count: waiting })} /> })} />;
}
