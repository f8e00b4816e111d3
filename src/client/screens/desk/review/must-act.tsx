// Who must act, in words: a place or office and why it is named, each reason opening its figure.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Period } from '#shared/report/period.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { Icon } from '#client/ui/icon.tsx';
import type { IconName } from '#client/ui/icons.ts';
import { meetingPlaceFor, meetingRights } from '../meetings/meeting-rights.ts';
import { KEPT } from '../meetings/use-meetings.ts';
import type { ReadPart } from './read-review.ts';
import { directHref, figureHref, reviewHref } from './review-address.ts';
import { useCellWords } from './use-cell-words.ts';
import { useRowName } from './use-row-name.ts';
import { whoMustAct, type Reason } from './who-must-act.ts';

const PLACES = 8;
const REASONS = 3;
const ICONS = { late: 'alert', old: 'clock', last: 'arrow-down' } as const satisfies Record<Reason['kind'], IconName>;

export interface MustActProps {
  readonly parts: readonly ReadPart[];
  readonly place: PlaceCode;
  readonly period: Period;
}

export function MustAct({ parts, place: reviewed, period }: MustActProps) {
  const { t } = useTranslation('desk');
  const name = useRowName();
  const words = useCellWords();
  const { session } = useDehri();
  const { today } = useNow();
  const { grants } = session.profile();
  const rights = useMemo(() => meetingRights(KEPT.meetingType, KEPT.directionType, grants, today), [grants, today]);
  const named = useMemo(() => whoMustAct(parts, PLACES), [parts]);
  return (
    <section className="card must-act" aria-labelledby="must-act">
      <h2 id="must-act" className="card__title">{t('desk:review.act.title')}</h2>
      {named.length === 0 ? <p>{t('desk:review.act.nobody')}</p> : (
        <ol className="must-act__list">
          {named.map(({ place, reasons }) => (
            <li key={place.code} className="must-act__one">
              {place.itself ? <span className="must-act__place">{name(place)}</span> : <Link href={reviewHref(place.code, period)} className="must-act__place">{name(place)}</Link>}
              <ul className="must-act__reasons">
                {reasons.slice(0, REASONS).map(({ kind, part, cell, value }) => (
                  <li key={`${part.key}.${cell.name}.${kind}`}>
                    <Icon name={ICONS[kind]} size="small" />
                    <Link href={figureHref(place.code, { programme: part.programme, part: part.part.key, cell: cell.name }, period)}>
                      {t(`desk:review.act.${kind}`, { part: words.title(part), name: words.name(part, cell), number: words.value(cell.line, value) })}
                    </Link>
                    {meetingPlaceFor(rights, reviewed, place.code) === undefined ? null : (
                      <Link
                        className="must-act__direct no-print"
                        href={directHref(place.code, { place: reviewed, period, figure: { programme: part.programme, part: part.part.key, cell: cell.name }, why: kind })}
                        aria-label={t('desk:review.act.directTo', { place: name(place), part: words.title(part), name: words.name(part, cell) })}
                      >
                        {t('desk:review.act.direct')}
                      </Link>
                    )}
                  </li>
                ))}
                {reasons.length > REASONS ? <li className="soft">{t('desk:review.act.more', { number: reasons.length - REASONS })}</li> : null}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
