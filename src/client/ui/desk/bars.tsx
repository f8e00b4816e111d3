// Bars that begin at zero, each with its name and its figure beside it: nothing to decode.
import type { ReactNode } from 'react';
import './bars.css';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: number;
  /** The figure as it is read. */
  readonly figure: string;
}

export interface BarsProps {
  /** The one message of the chart. */
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Value of a full bar; default the largest. */
  readonly full?: number;
}

export function Bars({ title, bars, full }: BarsProps) {
  const most = full ?? Math.max(...bars.map((b) => b.value), 0);
  return (
    <figure className="bars">
      <figcaption className="bars__title">{title}</figcaption>
      <ul className="bars__list">
        {bars.map((bar) => (
          <li key={bar.key} className="bars__row">
            <span className="bars__label">{bar.label}</span>
            <svg className="bars__track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect className="bars__ground" width="100" height="10" />
              <rect className="bars__bar" width={most > 0 ? Math.min(100, (100 * Math.max(0, bar.value)) / most) : 0} height="10" />
            </svg>
            <span className="bars__figure">{bar.figure}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
