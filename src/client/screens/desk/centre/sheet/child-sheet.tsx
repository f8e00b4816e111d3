// How many children, where, on which lists, what they need and got: on screen, on paper, as a file.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_FORMATS } from '#shared/desk/exports.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { financialYear, financialYearOf, type Period } from '#shared/report/period.ts';
import type { SubjectSheet } from '#shared/subjects/sheet.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Letterhead, PaperFoot } from '../../paper/letterhead.tsx';
import { ErrorNotice, QueryView } from '../../query-view.tsx';
import { usePeriodWords } from '../../review/use-period-words.ts';
import { usePlaceName } from '../../use-place.ts';
import { useAction, useQuery } from '../../use-query.ts';
import { CentreHead } from '../centre-head.tsx';
import { CategoryChoice } from '../choices.tsx';
import { useSubjects } from '../use-subjects.ts';
import { MonthBars } from './month-bars.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { SheetTable } from './sheet-table.tsx';

export function ChildSheet({ place }: { readonly place: PlaceCode }) {
  const { today } = useNow();
  const subjects = useSubjects();
  const [period, setPeriod] = useState<Period>(() => financialYear(financialYearOf(today)));
  const [category, setCategory] = useState<string>();
  const ask = { place, from: period.from.slice(0, 7), to: period.to.slice(0, 7), category };
  const query = useQuery(`child-sheet:${JSON.stringify(ask)}`, (signal) => subjects.sheet(ask, signal));
  return (
    <>
      <CentreHead section="childSheet" place={place} actions={<Take ask={ask} />} />
      <div className="centre__filters no-print">
        <PeriodChoice period={period} onChange={setPeriod} />
        <CategoryChoice place={place} value={category} onChange={setCategory} />
      </div>
      <QueryView query={query}>{(sheet) => <Sheet sheet={sheet} period={period} />}</QueryView>
    </>
  );
}

function Sheet({ sheet, period }: { readonly sheet: SubjectSheet; readonly period: Period }) {
  const { t } = useTranslation('subjects');
  const name = usePlaceName();
  const words = usePeriodWords();
  const format = useFormat();
  const { place, at, limit, tables } = sheet;
  if (tables.every(({ rows }) => rows.length === 0)) return <EmptyState icon="table" title={t('subjects:sheet.none')}>{t('subjects:sheet.noneHelp')}</EmptyState>;
  const months = tables.find(({ key }) => key === 'month');
  return (
    <div className="stack stack--wide child-sheet">
      <Letterhead place={place.code} office={t('subjects:sheet.office')} officeLong={name(place)} title={t('subjects:sheet.title')} of={`${words.name(period)} (${words.days(period)})`} at={at} />
      <p className="soft">{t('subjects:sheet.told', { limit: format.number(limit) })}</p>
      {months === undefined ? null : <Card title={t('subjects:sheet.trend')}><MonthBars table={months} /></Card>}
      {tables.map((table) => (table.rows.length === 0 ? null : <SheetTable key={table.key} sheet={sheet} table={table} />))}
      <PaperFoot place={place.code} at={at} sources={[[t('subjects:sheet.source'), tables.map(({ key }) => t(`subjects:sheet.table.${key}`))]]} />
    </div>
  );
}

interface TakeProps {
  readonly ask: { readonly place: string; readonly from: string; readonly to: string; readonly category?: string | undefined };
}

function Take({ ask }: TakeProps) {
  const { t, i18n } = useTranslation(['desk', 'subjects']);
  const subjects = useSubjects();
  const action = useAction();
  return (
    <>
      <Button look="primary" icon="printer" onClick={() => window.print()}>{t('desk:print')}</Button>
      {EXPORT_FORMATS.toReversed().map((format) => (
        <Button
          key={format}
          icon="download"
          busy={action.busy}
          onClick={() => void action.run(() => subjects.exportSheet({ ...ask, format, language: i18n.language })).then((file) => {
            if (file !== undefined) saveFile(`${t('subjects:sheet.fileName')}-${ask.place}-${ask.from}-${ask.to}.${format}`, file);
          })}
        >
          {t(`desk:review.take.${format}`)}
        </Button>
      ))}
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
