// What one figure is made of: how it ran by months, what each place below adds to it, further down to the
// office, and there where the records may be read.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PROGRAMMES } from '#programmes/index.ts';
import type { FigureResponse } from '#shared/desk/review.ts';
import { levelOf } from '#shared/place/place.ts';
import type { Period } from '#shared/report/period.ts';
import { useNow } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { CellBar } from '#client/ui/desk/cell-bar.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { useQuery } from '../use-query.ts';
import { FigureValue } from './figure-value.tsx';
import { HiddenNote } from './hidden-note.tsx';
import { MonthColumns } from './month-columns.tsx';
import { MovedMark } from './moved-mark.tsx';
import { cellIn, isOfPeriod, isShare } from './read-review.ts';
import { recordsHref } from './records-href.ts';
import { figureHref, reviewHref, type FigureName } from './review-address.ts';
import { ReviewLetterhead } from './review-paper.tsx';
import { useCellWords } from './use-cell-words.ts';
import { useClockLimit } from './use-clock-limit.ts';
import { usePeriodWords } from './use-period-words.ts';
import { useRowName } from './use-row-name.ts';

export interface FigurePageProps {
  readonly place: string;
  readonly period: Period;
  readonly figure: FigureName;
}

type FigureRow = FigureResponse['rows'][number];

export function FigurePage({ place, period, figure }: FigurePageProps) {
  const { t } = useTranslation('desk');
  const desk = useDesk();
  const format = useFormat();
  const { today } = useNow();
  const words = useCellWords();
  const periods = usePeriodWords();
  const limit = useClockLimit(place);
  const known = cellIn(PROGRAMMES, figure.programme, figure.part, figure.cell);
  const query = useQuery(known === undefined ? undefined : `figure:${place}:${period.from}:${period.to}:${figure.programme}.${figure.part}.${figure.cell}`, (signal) => desk.api.figure({ place, ...period, ...figure }, signal));
  if (known === undefined) {
    return <EmptyState icon="question" title={t('desk:review.figure.unknown')} action={<ButtonLink href={reviewHref(place, period)} icon="back">{t('desk:review.figure.back')}</ButtonLink>}>{t('desk:review.figure.unknownHelp')}</EmptyState>;
  }
  const of = { programme: figure.programme, part: known.part };
  const { line } = known.cell;
  const within = 'overdue' in line ? limit(line.clock) : undefined;
  const records = recordsHref(PROGRAMMES, known.part, desk, place);
  return (
    <>
      <PageHead section="review" place={place} actions={<Button look="primary" icon="printer" disabled={query.value === undefined} onClick={() => window.print()}>{t('desk:print')}</Button>} />
      {query.value === undefined ? null : <ReviewLetterhead place={query.value.place} period={period} at={query.value.at} />}
      <p className="no-print"><Link href={reviewHref(place, period)}>{t('desk:review.figure.back')}</Link></p>
      <QueryView query={query}>
        {({ value, before, rows, months, at }) => (
          <>
            <Card title={`${words.title(of)}: ${words.name(of, known.cell)}`}>
              <p className="figure-page__value">
                {value === null ? <span className="soft">{t('desk:review.nothing')}</span> : <FigureValue line={line} value={value} className="figure-page__number" />}
                {isOfPeriod(line) ? <MovedMark line={line} value={value} before={before} /> : null}
              </p>
              <p>
                {months.length > 0 ? t('desk:review.figure.of', { period: periods.name(period) }) : t('desk:review.figure.now', { day: dayMonthYear(at), clock: format.clock(at) })}
                {within === undefined ? '' : ` · ${t('desk:review.limit', { limit: within })}`}
              </p>
              <p className="soft">{t('desk:review.source', { source: words.source(of, line) })}</p>
              {value === 'hidden' ? <HiddenNote /> : null}
              {records === undefined ? null : <p className="no-print"><ButtonLink href={records} icon="file">{t('desk:review.figure.records')}</ButtonLink></p>}
            </Card>
            {months.length === 0 ? null : <Card><MonthColumns title={t('desk:review.figure.months')} line={line} months={months} /></Card>}
            {rows.length === 0 ? <p className="soft">{t(records === undefined ? 'desk:review.figure.lowest' : 'desk:review.figure.lowestRecords')}</p> : (
              <FigureRows rows={rows} figure={figure} period={period} place={place} csvName={`${t('desk:review.file')}-${figure.part}-${figure.cell.replaceAll('.', '-')}-${place}-${today}`} />
            )}
            {value !== 'hidden' && rows.some((r) => r.value === 'hidden') ? <HiddenNote /> : null}
          </>
        )}
      </QueryView>
    </>
  );
}

interface FigureRowsProps {
  readonly rows: readonly FigureRow[];
  readonly figure: FigureName;
  readonly period: Period;
  readonly place: string;
  readonly csvName: string;
}

function FigureRows({ rows, figure, period, place, csvName }: FigureRowsProps) {
  const { t } = useTranslation('desk');
  const name = useRowName();
  const format = useFormat();
  const words = useCellWords();
  const known = cellIn(PROGRAMMES, figure.programme, figure.part, figure.cell);
  const levels = [...new Set(rows.flatMap(({ code }) => (code === place ? [] : [levelOf(code)])))];
  const heading = t('desk:review.figure.below', { levels: levels.map((level) => t(`desk:levels.${level}`)).join(' / ') });
  const columns = useMemo<readonly Column<FigureRow>[]>(() => {
    if (known === undefined) return [];
    const { line } = known.cell;
    const most = isShare(line) ? 1 : Math.max(0, ...rows.map(({ value }) => (typeof value === 'number' ? value : 0)));
    return [
      { key: 'place', label: t('desk:review.figure.place'), value: (row) => name({ ...row, itself: row.code === place }) },
      {
        key: 'value', label: words.short({ programme: figure.programme, part: known.part }, known.cell), numeric: true,
        value: ({ value }) => (typeof value === 'number' ? value : undefined),
        file: ({ value }) => words.filed(line, value),
        show: ({ value }) => <CellBar part={typeof value === 'number' && most > 0 ? value / most : 0}><FigureValue line={line} value={value} /></CellBar>,
      },
    ];
  }, [known, rows, place, t, name, words, figure.programme]);
  return (
    <div className="part-table figure-rows">
      <h2>{heading}</h2>
      <DataTable
        id={`figure.${place}`}
        caption={heading}
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        rowHref={({ code }) => (code === place ? undefined : figureHref(code, figure, period))}
        formatNumber={format.number}
        sort={{ column: 'value', down: true }}
        csvName={csvName}
      />
    </div>
  );
}
