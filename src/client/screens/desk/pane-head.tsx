// The head of what is open at the right: it takes the focus, so that a keyboard goes on from there,
// and leads back to the list.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Icon } from '#client/ui/icon.tsx';

export interface PaneHeadProps {
  readonly title: string;
  /** Where the list is. */
  readonly back: string;
  readonly children?: ReactNode;
}

export function PaneHead({ title, back, children }: PaneHeadProps) {
  const { t } = useTranslation('app');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="pane__head">
      <div>
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
        {children}
      </div>
      <Link href={back} className="icon-button" aria-label={t('app:close')}><Icon name="close" /></Link>
    </div>
  );
}
