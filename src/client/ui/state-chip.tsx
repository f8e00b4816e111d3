// The four states of anything, each with its icon and its word; grey for what is neither.
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import './state-chip.css';

export type State = 'done' | 'pending' | 'unsent' | 'mend' | 'neutral';

export const STATE_ICONS: Readonly<Record<State, IconName>> = {
  done: 'check', pending: 'clock', unsent: 'arrow-up', mend: 'alert', neutral: 'info',
};

export interface StateChipProps {
  readonly state: State;
  /** Default: the state's own word. */
  readonly word?: string;
  readonly icon?: IconName;
}

export function StateChip({ state, word, icon }: StateChipProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={`chip chip--${state}`}>
      <Icon name={icon ?? STATE_ICONS[state]} size="small" />
      <span>{word ?? t(`state.${state}`)}</span>
    </span>
  );
}
