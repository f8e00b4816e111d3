// The very first page: what this is, and the one thing to do.
import { useTranslation } from 'react-i18next';
import { appNameKey } from '#client/app/app-name.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ActionBar, Screen, ScreenHeading } from '#client/ui/screen.tsx';
import { LanguageButton } from '../shell/language-button.tsx';
import { PractiseButton } from '../shell/practise-button.tsx';
import './start.css';

export function Welcome({ onStart, onPractise }: { readonly onStart: () => void; readonly onPractise: () => Promise<void> }) {
  const { t } = useTranslation('app');
  return (
    <Screen bottom={<ActionBar><Button look="primary" big wide iconAfter="next" onClick={onStart}>{t('app:welcome.start')}</Button></ActionBar>}>
      <div className="start__language"><LanguageButton /></div>
      <div className="start__mark"><Icon name="house" size="huge" /></div>
      <ScreenHeading>{t(appNameKey())}</ScreenHeading>
      <p className="start__tagline">{t('app:tagline')}</p>
      <p>{t('app:welcome.body')}</p>
      <p className="start__need"><Icon name="key" /><span>{t('app:welcome.need')}</span></p>
      <p className="soft">{t('app:welcome.later')}</p>
      <PractiseButton onPractise={onPractise} />
      <ButtonLink look="plain" wide icon="question" href="/help/start">{t('app:help')}</ButtonLink>
    </Screen>
  );
}
