import type { ReactNode } from 'react';
import './card.css';

export interface CardProps {
  readonly title?: ReactNode;
  /** Stands at the right of the title: a chip, a small button. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
  /** No inner space: for lists that reach the edges. */
  readonly flush?: boolean;
  readonly level?: 2 | 3;
}

export function Card({ title, aside, children, flush = false, level = 2 }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={`card${flush ? ' card--flush' : ''}`}>
      {title === undefined ? null : (
        <div className="card__head">
          <Heading className="card__title">{title}</Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
