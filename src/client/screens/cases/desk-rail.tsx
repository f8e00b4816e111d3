// On the desk the places stand at the left of every screen, with where one is and who.
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { mayUseDesk } from '#client/app/desk-access.ts';
import { Icon } from '#client/ui/icon.tsx';
import { LanguageButton } from '../shell/language-button.tsx';
import { useDesk } from './case-screen.tsx';
import { usePractices } from './practice.ts';
import { CaseTabs } from './tabs.tsx';

export function DeskRail() {
  const desk = useDesk();
  const [path] = useLocation();
  const [, first = ''] = path.split('/');
  // The office's own desk has its own.
  return desk && first !== 'desk' ? <Rail tab={first === '' || first === 'tasks' ? 'today' : first} /> : null;
}

/** Where one is, and who. */
function Rail({ tab }: { readonly tab: string }) {
  const { t } = useTranslation('app');
  const { session } = useDehri();
  const profile = session.profile();
  const places = usePlaces();
  const [here] = usePractices();
  return (
    <div className="rail no-print">
      <p className="rail__office">{here === undefined ? '' : places.name(here.context.place)}</p>
      <CaseTabs current={tab} />
      <div className="rail__who">
        <p className="strong">{profile.person.name}</p>
        <LanguageButton />
        {mayUseDesk(profile) ? <Link href="/desk" className="rail__link"><Icon name="table" />{t('app:setting.desk')}</Link> : null}
        <Link href="/settings" className="rail__link"><Icon name="settings" />{t('app:settings')}</Link>
        <Link href="/help" className="rail__link"><Icon name="question" />{t('app:help')}</Link>
        <button type="button" className="rail__link" onClick={() => session.lock()}><Icon name="lock" />{t('app:setting.lock')}</button>
      </div>
    </div>
  );
}
