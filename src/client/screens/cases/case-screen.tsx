// The frame of these screens: on the phone as every screen, on the desk the places stand at the left
// and the page may take the whole width.
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { LanguageButton } from '../shell/language-button.tsx';
import { usePractices } from './practice.ts';
import { CaseTabs } from './tabs.tsx';
import './cases.css';

export interface CaseScreenProps {
  readonly title: ReactNode;
  /** Which of the places is current; the bar is left out on the phone where there is none. */
  readonly tab?: string;
  readonly onBack?: () => void;
  readonly aside?: ReactNode;
  /** Below the title: search, filters. */
  readonly more?: ReactNode;
  /** The one primary action: below on the phone, at the top on the desk. */
  readonly action?: ReactNode;
  /** Takes the whole width on the desk. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function CaseScreen({ title, tab, onBack, aside, more, action, wide = false, children }: CaseScreenProps) {
  const desk = useDesk();
  if (desk) {
    return (
      <div className="cases">
        <Rail tab={tab ?? ''} />
        <Screen full={wide} top={<TopBar title={title} aside={<>{aside}{action}</>} {...(onBack === undefined ? {} : { onBack })}>{more}</TopBar>}>{children}</Screen>
      </div>
    );
  }
  return (
    <div className="cases">
      <Screen
        top={<TopBar title={title} aside={aside} {...(onBack === undefined ? {} : { onBack })}>{more}</TopBar>}
        bottom={action === undefined && tab === undefined ? undefined : (
          <>
            {action === undefined ? null : <ActionBar>{action}</ActionBar>}
            {tab === undefined ? null : <CaseTabs current={tab} />}
          </>
        )}
      >
        {children}
      </Screen>
    </div>
  );
}

/** Where one is, and who. */
function Rail({ tab }: { readonly tab: string }) {
  const { t } = useTranslation('app');
  const { session } = useDehri();
  const places = usePlaces();
  const [here] = usePractices();
  return (
    <div className="rail no-print">
      <p className="rail__office">{here === undefined ? '' : places.name(here.context.place)}</p>
      <CaseTabs current={tab} />
      <div className="rail__who">
        <p className="strong">{session.profile().person.name}</p>
        <LanguageButton />
        <Link href="/settings" className="rail__link"><Icon name="settings" />{t('app:settings')}</Link>
        <button type="button" className="rail__link" onClick={() => session.lock()}><Icon name="lock" />{t('app:setting.lock')}</button>
      </div>
    </div>
  );
}

const DESK = '(min-width: 64rem)';

export function useDesk(): boolean {
  return useSyncExternalStore(
    useCallback((on) => {
      const media = window.matchMedia(DESK);
      media.addEventListener('change', on);
      return () => media.removeEventListener('change', on);
    }, []),
    () => window.matchMedia(DESK).matches,
  );
}
