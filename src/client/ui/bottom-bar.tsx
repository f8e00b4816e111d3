// The four places of the phone, always in the same order, within the thumb's reach.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import './bottom-bar.css';

export interface BottomBarItem {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
  /** Things waiting there; 0 shows nothing. */
  readonly count?: number;
  readonly current?: boolean;
}

export function BottomBar({ items }: { readonly items: readonly BottomBarItem[] }) {
  const { t } = useTranslation('ui');
  return (
    <nav className="bottom-bar" aria-label={t('places')}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} className="bottom-bar__item" aria-current={item.current === true ? 'page' : undefined}>
          <span className="bottom-bar__icon">
            <Icon name={item.icon} />
            {item.count === undefined || item.count === 0 ? null : (
              <span className="bottom-bar__count">{item.count > 99 ? '99+' : item.count}</span>
            )}
          </span>
          <span>{item.label}</span>
        </Link>
      ))}
    </nav>
  );
}
