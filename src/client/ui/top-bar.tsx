import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { ScreenHeading } from './screen.tsx';
import './top-bar.css';

export interface TopBarProps {
  readonly title: ReactNode;
  /** Date, place, page number. */
  readonly aside?: ReactNode;
  /** Absent on the four places of the bottom bar. */
  readonly onBack?: () => void;
  /** Below the title: search, filters, progress. */
  readonly children?: ReactNode;
}

export function TopBar({ title, aside, onBack, children }: TopBarProps) {
  const { t } = useTranslation('ui');
  return (
    <header className="top-bar">
      <div className="top-bar__line">
        {onBack === undefined ? null : <IconButton icon="back" label={t('back')} onClick={onBack} />}
        <div className="top-bar__title">
          <ScreenHeading>{title}</ScreenHeading>
        </div>
        {aside === undefined ? null : <div className="top-bar__aside">{aside}</div>}
      </div>
      {children === undefined ? null : <div className="top-bar__more">{children}</div>}
    </header>
  );
}
