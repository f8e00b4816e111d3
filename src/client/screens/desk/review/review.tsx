// The review of a place for a meeting: figures first, then how they moved, then who must act; below them the
// rows, the map, places side by side. Place, period and what is compared stand in the address.
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { PROGRAMMES } from '#programmes/index.ts';
import type { ReviewResponse } from '#shared/desk/review.ts';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import type { Period } from '#shared/report/period.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { useQuery } from '../use-query.ts';
import { FigurePage } from './figure-page.tsx';
import { HiddenNote } from './hidden-note.tsx';
import { MustAct } from './must-act.tsx';
import { PartCard } from './part-card.tsx';
import { PartTable } from './part-table.tsx';
import { previousOf } from './period-choice.ts';
import { PeriodPicker } from './period-picker.tsx';
import { isHiddenAnywhere, readReview } from './read-review.ts';
import { comparedIn, figureIn, periodIn, reviewHref } from './review-address.ts';
import { ReviewFiles } from './review-files.tsx';
import { ReviewNotes } from './review-notes.tsx';
import { ReviewFoot, ReviewLetterhead } from './review-paper.tsx';
import { SideBySide } from './side-by-side.tsx';
import { CellWordsProvider, REVIEWING, useCellWords, useMakeCellWords } from './use-cell-words.ts';
import { usePeriodWords } from './use-period-words.ts';
import './review.css';

const MapSection = lazy(() => import('./map/map-section.tsx').then((m) => ({ default: m.MapSection })));

export interface ReviewProps {
  readonly place: PlaceCode;
  /** `<programme>.<part>.<cell>` of the figure that is opened. */
  readonly detail: string | undefined;
}

export function Review({ place, detail }: ReviewProps) {
  const search = useSearch();
  const { today } = useNow();
  const period = useMemo(() => periodIn(search, today), [search, today]);
  const compared = useMemo(() => comparedIn(search, place), [search, place]);
  const figure = figureIn(detail);
  return figure === undefined ? <ReviewSheet place={place} period={period} compared={compared} /> : <Named><FigurePage key={detail} place={place} period={period} figure={figure} /></Named>;
}

function Named({ children }: { readonly children: ReactNode }) {
  return <CellWordsProvider value={useMakeCellWords()}>{children}</CellWordsProvider>;
}

interface SheetProps {
  readonly place: PlaceCode;
  readonly period: Period;
  readonly compared: readonly PlaceCode[];
}

function ReviewSheet({ place, period, compared }: SheetProps) {
  const { t, i18n } = useTranslation('desk');
  const { api } = useDesk();
  const [, go] = useLocation();
  const query = useQuery(`review:${place}:${period.from}:${period.to}`, (signal) => api.review({ place, ...period }, signal));
  // The words of the parts come while the server is asked, not after it.
  useEffect(() => void i18n.loadNamespaces(REVIEWING.map((p) => p.id)), [i18n]);
  const change = (next: Period): void => go(reviewHref(place, next, compared));
  return (
    <>
      {query.value === undefined ? null : <ReviewLetterhead place={query.value.place} period={period} at={query.value.at} />}
      <PageHead section="review" place={place} />
      <div className="review-head no-print">
        <PeriodPicker key={`${period.from} ${period.to}`} period={period} onChange={change} />
        <ReviewFiles place={place} period={period} href={reviewHref(place, period, compared)} />
      </div>
      <QueryView query={query}>
        {(answer) => answer.empty ? (
          <EmptyState icon="calendar" title={t('desk:review.empty')} action={<Button icon="back" onClick={() => change(previousOf(period))}>{t('desk:review.emptyBefore')}</Button>}>{t('desk:review.emptyHelp')}</EmptyState>
        ) : <Named><Answer answer={answer} period={period} compared={compared} onCompare={(codes) => go(reviewHref(place, period, codes), { replace: true })} /></Named>}
      </QueryView>
    </>
  );
}

interface AnswerProps {
  readonly answer: ReviewResponse;
  readonly period: Period;
  readonly compared: readonly PlaceCode[];
  readonly onCompare: (codes: readonly PlaceCode[]) => void;
}

function Answer({ answer, period, compared, onCompare }: AnswerProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const { today } = useNow();
  const periods = usePeriodWords();
  const words = useCellWords();
  const wide = useWide();
  const parts = useMemo(() => readReview(PROGRAMMES, answer), [answer]);
  const moving = parts.filter((p) => !p.still);
  const still = parts.filter((p) => p.still);
  const place = answer.place.code;
  // Figures first: what stands below them is drawn after they are seen.
  const below = useDeferredValue(true, false);
  const level = levelOf(place);
  return (
    <div className="review">
      <p className="review__of">
        <span className="strong">{periods.name(period)}</span> · {periods.before(period, answer.before, today)} · {t('desk:asOf', { day: dayMonthYear(answer.at), clock: format.clock(answer.at) })}
      </p>
      {moving.every(({ rows }) => rows.length === 0) ? null : (
        <nav aria-label={t('desk:review.ways.label')} className="no-print">
          <ul className="review__ways">
            {WAYS.map((way) => <li key={way}><a href={`#review-${way}`}>{t(`desk:review.ways.${way}`)}</a></li>)}
          </ul>
        </nav>
      )}
      <ReviewNotes notes={answer.notes} />
      <div className="review__cards">{moving.map((of) => <PartCard key={of.key} of={of} place={place} period={period} />)}</div>
      {still.length === 0 ? null : <p className="soft">{t('desk:review.still', { parts: still.map(words.title).join(', ') })}</p>}
      {isHiddenAnywhere(parts) ? <HiddenNote /> : null}
      {!below || moving.every(({ rows }) => rows.length === 0) ? null : <div id="review-act"><MustAct parts={moving} place={place} period={period} /></div>}
      {below && wide && (level === 'state' || level === 'district') ? <Suspense fallback={null}><MapSection parts={moving} place={answer.place} period={period} /></Suspense> : null}
      <div id="review-rows" />
      {below ? moving.map((of) => <PartTable key={of.key} of={of} place={place} period={period} />) : null}
      <div id="review-compare" />
      {below ? <SideBySide parts={moving} chosen={compared} onChoose={onCompare} place={answer.place} period={period} /> : null}
      <ReviewFoot place={place} parts={moving} at={answer.at} />
    </div>
  );
}

/** Parts of the page that one can go to at once. */
const WAYS = ['act', 'rows', 'compare'] as const;
const WIDE = '(min-width: 64rem)';

/** The map is for a desk: a phone neither draws nor fetches it. */
function useWide(): boolean {
  return useSyncExternalStore((on) => {
    const query = matchMedia(WIDE);
    query.addEventListener('change', on);
    return () => query.removeEventListener('change', on);
  }, () => matchMedia(WIDE).matches);
}
