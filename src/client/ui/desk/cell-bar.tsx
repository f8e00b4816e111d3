// A figure in a table with its bar before it: the bar begins at zero, so that rows can be compared at a glance.
import type { ReactNode } from 'react';
import './cell-bar.css';

export interface CellBarProps {
  /** 0 to 1 of a full bar. */
  readonly part: number;
  readonly children: ReactNode;
}

export function CellBar({ part, children }: CellBarProps) {
  return (
    <span className="cell-bar">
      <svg className="cell-bar__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="bars__ground" width="100" height="8" />
        <rect className="bars__bar" width={Math.min(100, Math.max(0, part) * 100)} height="8" />
      </svg>
      {children}
    </span>
  );
}
