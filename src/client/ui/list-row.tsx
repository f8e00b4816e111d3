import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import './list-row.css';

export interface ListRowProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** At the right: a `StateChip`, a number. */
  readonly aside?: ReactNode;
  readonly icon?: IconName;
  /** One of these makes the whole row a target. */
  readonly href?: string;
  readonly onClick?: () => void;
}

export function ListRow({ title, detail, aside, icon, href, onClick }: ListRowProps) {
  const inside = (
    <>
      {icon === undefined ? null : <Icon name={icon} />}
      <span className="list-row__text">
        <span className="list-row__title">{title}</span>
        {detail === undefined ? null : <span className="list-row__detail">{detail}</span>}
      </span>
      {aside === undefined ? null : <span className="list-row__aside">{aside}</span>}
    </>
  );
  if (href !== undefined) return <Link href={href} className="list-row list-row--target">{inside}</Link>;
  if (onClick !== undefined) return <button type="button" className="list-row list-row--target" onClick={onClick}>{inside}</button>;
  return <div className="list-row">{inside}</div>;
}
