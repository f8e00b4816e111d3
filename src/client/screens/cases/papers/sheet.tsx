// A sheet as it leaves the office: whose it is above, what it is, the day, and room to sign below.
import type { ReactNode } from 'react';
import { ancestorAt } from '#shared/place/ancestor.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { officeLine } from '#shared/report/letterhead.ts';
import { dayMonthYear } from '#client/app/format.ts';
import { useLetterhead } from '#client/app/use-letterhead.ts';
import type { Programme } from '#shared/programme.ts';
import type { Hindi } from './in-hindi.ts';
import './papers.css';

export interface SheetProps {
  readonly hindi: Hindi;
  readonly programme: Programme;
  readonly office: PlaceCode;
  /** How the office calls itself, where that is not the name of its place. */
  readonly name?: string;
  readonly title?: string;
  /** Period, number of entries. */
  readonly sub?: ReactNode;
  /** ISO day. */
  readonly day: string;
  /** For wide tables. */
  readonly landscape?: boolean;
  /** Who signs, the head of the office last; a paper with its own block of signatures has none here. */
  readonly signed?: readonly string[];
  readonly children: ReactNode;
}

export function Sheet({ hindi: { t, say, placeName }, programme, office, name, title, sub, day, landscape = false, signed = [], children }: SheetProps) {
  const letterhead = useLetterhead(office);
  const signer = letterhead?.signer ?? '';
  const state = placeName(ancestorAt(office, 'state'));
  const district = placeName(ancestorAt(office, 'district'));
  const department = t(`${programme.id}:letterhead`, { defaultValue: '' });
  return (
    <article className={`sheet${landscape ? ' sheet--landscape' : ''}`} lang="hi">
      <header className="sheet__head">
        {letterhead !== undefined ? letterhead.lines.map((line, n) => <p key={n} className={n === officeLine(letterhead) ? 'sheet__office' : ''}>{line}</p>) : (
          <>
            {state === '' ? null : <p>{t('cases:papers.state', { state })}</p>}
            {department === '' ? null : <p>{department}</p>}
            <p className="sheet__office">{name ?? (placeName(office) || say({ key: 'name' }))}</p>
            {district === '' ? null : <p>{t('cases:papers.district', { district })}</p>}
          </>
        )}
      </header>
      {title === undefined ? null : <h2 className="sheet__title">{title}</h2>}
      <p className="sheet__line">
        <span>{sub}</span>
        <span>{t('cases:papers.day', { day: dayMonthYear(day) })}</span>
      </p>
      {children}
      {signed.length === 0 ? null : <Signatures who={signer === '' ? signed : [...signed.slice(0, -1), signer]} />}
    </article>
  );
}

/** Room to sign, with name and day below the line. */
export function Signatures({ who }: { readonly who: readonly string[] }) {
  return <div className="sheet__signatures">{who.map((one) => <p key={one}>{one}</p>)}</div>;
}
