import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#client/ui/button.tsx';
import { ActionBar } from '#client/ui/screen.tsx';
import { CaseScreen } from '../case-screen.tsx';

export interface FrameProps {
  readonly title: string;
  readonly pane: boolean;
  readonly onBack: () => void;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of its own, or the right half of the desk. */
export function Frame({ title, pane, onBack, action, children }: FrameProps) {
  const { t } = useTranslation('ui');
  if (!pane) return <CaseScreen title={<span className="number">{title}</span>} onBack={onBack} {...(action === undefined ? {} : { action })}>{children}</CaseScreen>;
  return (
    <section className="pane-file" aria-label={title}>
      <div className="pane-file__head">
        <h2>{title}</h2>
        <IconButton icon="close" label={t('close')} onClick={onBack} />
      </div>
      {action === undefined ? null : <ActionBar>{action}</ActionBar>}
      {children}
    </section>
  );
}
