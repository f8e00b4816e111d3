// Trainings by month: the days as a calendar, the same as a table, and the one that is open with its log.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TrainingSight } from '#shared/library-work.ts';
import { addDays, monthPeriod } from '#shared/report/period.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { TrainingChip } from './training-chip.tsx';
import { TrainingPane } from './training-pane.tsx';
import type { DeskLibrary } from './use-desk-library.ts';

export function TrainingMonth({ library, open }: { readonly library: DeskLibrary; readonly open: string | undefined }) {
  const { t, i18n } = useTranslation('library');
  const format = useFormat();
  const { trainings, today } = library;
  const pane = trainings.find((one) => one.id === open);
  const [month, setMonth] = useState(() => (pane?.from ?? today).slice(0, 7));
  const { from, to } = monthPeriod(month);
  const shown = useMemo(() => trainings.filter((one) => one.from !== '' && one.from <= to && one.to >= from).sort((a, b) => (a.from < b.from ? -1 : 1)), [trainings, from, to]);
  const name = useMemo(() => new Intl.DateTimeFormat(`${i18n.language}-IN-u-nu-latn`, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${from}T00:00:00Z`)), [i18n.language, from]);
  const columns = useMemo<readonly Column<TrainingSight>[]>(() => [
    { key: 'topic', label: t('library:field.training.topic'), value: (one) => one.topic },
    { key: 'when', label: t('library:desk.when'), value: (one) => one.from, show: (one) => format.days(one.from, one.to) },
    { key: 'state', label: t('library:desk.state'), value: (one) => t(`library:training.state.${one.state.key}`), show: (one) => <TrainingChip training={one} /> },
    { key: 'forWhom', label: t('library:field.training.forWhom'), value: (one) => one.forWhom.map((who) => t(`library:choice.trainee.${who}`)).join(', ') },
    { key: 'venue', label: t('library:field.training.venue'), value: (one) => one.venue },
    { key: 'seats', label: t('library:desk.seats'), numeric: true, value: (one) => one.seats ?? '', show: (one) => (one.seats === undefined ? '—' : format.number(one.seats)) },
    { key: 'came', label: t('library:desk.came'), numeric: true, value: (one) => one.cameAll, show: (one) => (one.state.key === 'held' ? format.number(one.cameAll) : '—') },
  ], [t, format]);
  return (
    <>
      <div className="row">
        <Button icon="back" onClick={() => setMonth(addDays(from, -1).slice(0, 7))}>{t('library:desk.before')}</Button>
        <h2 className="library-month">{name}</h2>
        <Button iconAfter="next" onClick={() => setMonth(addDays(to, 1).slice(0, 7))}>{t('library:desk.after')}</Button>
      </div>
      <div className={`two-panes${pane === undefined ? '' : ' two-panes--open'}`}>
        <div className="pane stack">
          <MonthGrid from={from} to={to} today={today} trainings={shown} />
          {shown.length === 0 ? <EmptyState icon="calendar" title={t('library:desk.noMonth')} /> : (
            <DataTable id="library.training" caption={t('library:desk.training')} columns={columns} rows={shown} rowKey={(one) => one.id} formatNumber={format.number} rowHref={(one) => `/desk/library/${one.id}`} current={pane?.id} choose {...(pane === undefined ? {} : { shown: ['topic', 'when', 'state'] })} csvName={`${t('library:desk.training')}-${month}`} />
          )}
        </div>
        {pane === undefined ? null : <div className="pane"><TrainingPane key={pane.id} library={library} training={pane} /></div>}
      </div>
    </>
  );
}

interface MonthGridProps {
  readonly from: string;
  readonly to: string;
  readonly today: string;
  readonly trainings: readonly TrainingSight[];
}

const MONDAY = '2024-01-01';

/** Weeks begin on Monday; days on which something is. */
function MonthGrid({ from, to, today, trainings }: MonthGridProps) {
  const { i18n } = useTranslation('library');
  const weekday = new Intl.DateTimeFormat(`${i18n.language}-IN-u-nu-latn`, { weekday: 'short', timeZone: 'UTC' });
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
  const empty = (new Date(at(from)).getUTCDay() + 6) % 7;
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return (
    <div className="month-grid">
      {Array.from({ length: 7 }, (_, i) => <span key={i} className="month-grid__name">{weekday.format(at(addDays(MONDAY, i)))}</span>)}
      {Array.from({ length: empty }, (_, i) => <span key={`empty ${i}`} />)}
      {days.map((day) => (
        <div key={day} className={`month-grid__day${day === today ? ' month-grid__day--today' : ''}`}>
          <span className="number">{Number(day.slice(8))}</span>
          {trainings.filter((one) => one.from <= day && one.to >= day).map((one) => <Link key={one.id} href={`/desk/library/${one.id}`} className={`month-grid__training month-grid__training--${one.state.tone}`}>{one.topic}</Link>)}
        </div>
      ))}
    </div>
  );
}
