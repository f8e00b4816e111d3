// The review of one place, read from top to bottom like a page of a newspaper: the figures, how they
// moved, who must act, then every place below with every count.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import { levelOf, PLACE_LEVELS, type PlaceCode, type PlaceLevel } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import type { ReviewSheet } from '#shared/report/review-sheet.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { useQuery } from '../use-query.ts';
import { CoverageFoot, CoverageLetterhead } from './coverage-paper.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { HeadlineFigures } from './headline-figures.tsx';
import { Moved } from './moved.tsx';
import { daysBefore, readFigures } from './sheet-figures.ts';
import { WhoActs } from './who-acts.tsx';
import './coverage.css';

export interface Reviewed {
  readonly programme: Programme;
  readonly sheet: ReviewSheet;
}

const REVIEWED: readonly Reviewed[] = PROGRAMMES.flatMap((programme) => (programme.sheet === undefined ? [] : [{ programme, sheet: programme.sheet }]));

export function Coverage({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation(['desk', ...REVIEWED.map((r) => r.programme.id)]);
  const { api } = useDesk();
  const format = useFormat();
  const { today } = useNow();
  const own = PLACE_LEVELS.indexOf(levelOf(place));
  // Further down there would be more rows than anyone reads: a state's blocks, a district's villages. Offices stand beside the blocks.
  const levels = PLACE_LEVELS.slice(own + 1, own + (own === 0 ? 3 : 4)).filter((one) => one !== 'office');
  const smallest = levels.length === 0;
  const [level, setLevel] = useState<PlaceLevel>(levels[0] ?? 'tola');
  const [reviewed] = REVIEWED;
  const asked = smallest ? undefined : level;
  const week = daysBefore(today, 6);
  const now = useQuery(`sheet:${place}:${level}`, (signal) => api.sheet({ place, level: asked }, signal));
  const day = useQuery(`sheet:${place}:${today}`, (signal) => api.sheet({ place, from: today, to: today }, signal));
  const seven = useQuery(`sheet:${place}:${level}:${week}:${today}`, (signal) => api.sheet({ place, level: asked, from: week, to: today }, signal));
  const figures = useMemo(() => {
    if (reviewed === undefined || now.value === undefined) return undefined;
    const read = readFigures(reviewed.programme, now.value);
    // Below a tola lies nothing: its only row would be itself.
    return smallest ? { ...read, rows: [] } : read;
  }, [reviewed, now.value, smallest]);
  const ofDay = useMemo(() => (reviewed === undefined || day.value === undefined ? undefined : readFigures(reviewed.programme, day.value)), [reviewed, day.value]);
  const ofWeek = useMemo(() => (reviewed === undefined || seven.value === undefined ? undefined : readFigures(reviewed.programme, seven.value)), [reviewed, seven.value]);
  if (reviewed === undefined) return null;

  return (
    <>
      {now.value === undefined ? null : <CoverageLetterhead reviewed={reviewed} place={now.value.place} at={now.value.at} />}
      <PageHead
        section="coverage"
        place={place}
        actions={<Button look="primary" icon="printer" disabled={figures === undefined} onClick={() => window.print()}>{t('desk:print')}</Button>}
      />
      <QueryView query={now}>
        {(answer) => figures === undefined ? null : (
          <>
            <p className="soft no-print">{t('desk:asOf', { day: dayMonthYear(answer.at), clock: format.clock(answer.at) })}</p>
            <HeadlineFigures reviewed={reviewed} total={figures.total} />
            {figures.total.count(reviewed.sheet.headline[0] ?? '') === 0 && figures.rows.every((r) => reviewed.sheet.headline.every((h) => r.count(h) === 0)) ? (
              <div className="no-print"><EmptyState icon="upload" title={t('desk:coverage.empty')}>{t('desk:coverage.emptyHelp')}</EmptyState></div>
            ) : (
              <div className="coverage__columns">
                <Moved reviewed={reviewed} day={ofDay?.total} week={ofWeek?.total} failed={day.error ?? seven.error} onAgain={() => { day.reload(); seven.reload(); }} />
                {figures.rows.length === 0 ? null : <WhoActs reviewed={reviewed} place={place} rows={figures.rows} />}
              </div>
            )}
            {figures.rows.length === 0 ? (smallest ? <p className="soft">{t('desk:coverage.lowest')}</p> : null) : (
              <CoverageTable reviewed={reviewed} place={place} level={level} levels={levels} onLevel={setLevel} figures={figures} week={ofWeek} />
            )}
            <CoverageFoot reviewed={reviewed} place={answer.place} at={answer.at} />
          </>
        )}
      </QueryView>
    </>
  );
}
