// The head of the library's pages: its parts, a new entry, and what needs attention.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { LibraryKind } from '#shared/library-work.ts';
import { levelOf } from '#shared/place/place.ts';
import { useDehri, usePlaces } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { KEPT } from '../../library/kept.ts';
import type { DeskLibrary } from './use-desk-library.ts';

/** So many stand at once; the rest are in the tables. */
const MOST_DUE = 4;

export interface LibraryFrameProps {
  readonly library: DeskLibrary;
  readonly kind: LibraryKind;
  readonly children: ReactNode;
}

export function LibraryFrame({ library, kind, children }: LibraryFrameProps) {
  const { t } = useTranslation(['library', 'desk']);
  const { store } = useDehri();
  // What has no day is in the table, under its state.
  const due = library.due.filter((task) => task.due !== undefined && library.kindOf(store.get(task.record)) === kind).sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
  return (
    <>
      <div className="page-head">
        <div className="grow">
          <ScreenHeading>{t('desk:section.library')}</ScreenHeading>
          <p className="soft">{t('library:desk.total', { count: store.ofType(KEPT.work.kinds[kind].recordType).length })}</p>
        </div>
        <div className="row">
          {kind === 'scheme' ? <ButtonLink icon="question" href="/schemes/ask">{t('library:desk.questionnaire')}</ButtonLink> : null}
          <NewEntry library={library} kind={kind} />
        </div>
      </div>
      <nav className="segments library-tabs" aria-label={t('library:desk.tabs')}>
        {library.kinds.map((one) => <Link key={one} href={`/desk/library/${one}`} className="segments__one" aria-current={one === kind ? 'page' : undefined}>{t(`library:desk.${one}`)}</Link>)}
      </nav>
      {due.length === 0 ? null : (
        <section className="library-due" aria-label={t('library:desk.due')}>
          <h2>{t('library:desk.due')} <span className="number">({due.length})</span></h2>
          <ul>
            {due.slice(0, MOST_DUE).map((task) => {
              const values = store.get(task.record)?.values ?? {};
              return (
                <li key={`${task.kind} ${task.record}`}>
                  <Link href={`/desk/library/${task.record}`}>{String(values['name'] ?? values['topic'] ?? '')}</Link>
                  <span className="soft"> · {t(`library:task.${task.kind}`)}{task.due === undefined ? '' : ` · ${dayMonthYear(task.due)}`}</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {children}
    </>
  );
}

/** At her own place, or at a district below it that she names. */
function NewEntry({ library, kind }: { readonly library: DeskLibrary; readonly kind: LibraryKind }) {
  const { t } = useTranslation(['library', 'desk']);
  const places = usePlaces();
  const [, navigate] = useLocation();
  const possible = library.placesFor(kind);
  const [place, setPlace] = useState(possible[0] ?? '');
  if (possible.length === 0) return null;
  return (
    <>
      {possible.length < 2 ? null : (
        <select className="input input--inline" aria-label={t('library:desk.at')} value={place} onChange={(event) => setPlace(event.target.value)}>
          {possible.map((code) => <option key={code} value={code}>{t('desk:placeOfLevel', { name: places.name(code), level: t(`desk:level.${levelOf(code)}`) })}</option>)}
        </select>
      )}
      <Button look="primary" icon="plus" onClick={() => navigate(`/desk/library/new/${kind}@${place}`)}>{t(`library:desk.new.${kind}`)}</Button>
    </>
  );
}
