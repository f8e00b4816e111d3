// The frame of these screens: on the phone as every screen, on the desk the action stands at the top and
// the page may take the whole width.
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
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
