import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { STATE_ICONS, type State } from './state-chip.tsx';
import './notice.css';

export interface NoticeProps {
  /** `neutral` for being offline and the like: red never means offline. */
  readonly state: State;
  readonly icon?: IconName;
  readonly title: string;
  /** What to do. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Read out at once when it appears after something the person did. */
  readonly announce?: boolean;
}

export function Notice({ state, icon, title, children, action, announce = false }: NoticeProps) {
  return (
    <div className={`notice notice--${state}`} {...(announce ? { role: state === 'mend' ? 'alert' : 'status' } : {})}>
      <span className="notice__icon">
        <Icon name={icon ?? STATE_ICONS[state]} />
      </span>
      <div className="notice__text">
        <p className="strong">{title}</p>
        {children === undefined ? null : <div>{children}</div>}
        {action === undefined ? null : <div className="notice__action row">{action}</div>}
      </div>
    </div>
  );
}
