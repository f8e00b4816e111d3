// The frame of a screen: top bar, one column (or the desk's full width), and what is fixed below.
import { useEffect, useRef, type ReactNode } from 'react';
import './screen.css';

export interface ScreenProps {
  readonly top?: ReactNode;
  readonly children: ReactNode;
  /** `ActionBar`, `BottomBar` or both. */
  readonly bottom?: ReactNode;
  /** The desk's tables take the whole width. */
  readonly full?: boolean;
}

export function Screen({ top, children, bottom, full = false }: ScreenProps) {
  return (
    <div className="screen">
      {top}
      <main className={`screen__main${full ? ' screen__main--full' : ''}`}>{children}</main>
      {bottom === undefined ? null : <div className="screen__bottom no-print">{bottom}</div>}
    </div>
  );
}

/** Holds the one primary action (and at most one beside it) within the thumb's reach. */
export function ActionBar({ children }: { readonly children: ReactNode }) {
  return <div className="action-bar">{children}</div>;
}

export interface HeadingProps {
  readonly children: ReactNode;
  /** Takes the focus when the screen opens, so that a screen reader says where one is. */
  readonly focus?: boolean;
}

export function ScreenHeading({ children, focus = true }: HeadingProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) ref.current?.focus({ preventScroll: true });
  }, [focus]);
  return <h1 ref={ref} tabIndex={-1}>{children}</h1>;
}
