// The registers of an office at the desk: one table for each, of a time, to sort, filter, take along as a file
// and print as it is kept on paper. Records, so it works without a network.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { isDay } from '#shared/form/calendar.ts';
import { useDehri } from '#client/app/context.tsx';
import { dayMonthYear } from '#client/app/format.ts';
import { ownerOf } from '#client/app/rows-apart.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ScreenHeading } from '#client/ui/screen.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { Board } from '../../cases/office/board.tsx';
import { useHindi } from '../../cases/papers/in-hindi.ts';
import { Sheet } from '../../cases/papers/sheet.tsx';
import { usePrint } from '../../cases/papers/use-print.tsx';
import { useMay } from '../../cases/practice.ts';
import { isNumeric, sumOfCells, valueOfCell } from '../../cases/registers/cell-value.ts';
import { entriesOf, type Entry } from '../../cases/registers/entries.ts';
import { PeriodPicker } from '../../cases/registers/period-picker.tsx';
import { periodAround, type Period } from '../../cases/registers/period.ts';
import { registerSub, RegisterTable } from '../../cases/registers/register-table.tsx';
import { FilterChips } from '../../families/filter-chips.tsx';
import { TONE_STATE } from '../../shell/tone.ts';
import { RecordPane } from './record-pane.tsx';
import { useRegisters, type RegisterAt } from './use-registers.ts';
import './registers.css';

export interface RegistersDeskProps {
  /** `mission-shakti.events`; absent: the first. */
  readonly open: string | undefined;
  /** Id of the record that is open at the right. */
  readonly record: string | undefined;
}

export function RegistersDesk({ open, record }: RegistersDeskProps) {
  const { t } = useTranslation('desk');
  const [, navigate] = useLocation();
  const registers = useRegisters();
  const at = registers.find(({ id }) => id === open) ?? registers[0];
  const [period, setPeriod] = useState<Period>();
  if (at === undefined) return <EmptyState icon="table" title={t('desk:registers.nothing')} />;
  return (
    <>
      <div className="registers__which"><FilterChips label={t('desk:registers.which')} chosen={at.id} onChoose={(id) => navigate(`/desk/registers/${id}`)} chips={registers.map(({ id, register, say }) => ({ key: id, word: say({ key: `register.${register.key}.title` }) }))} /></div>
      <OpenRegister key={at.id} at={at} record={record} period={period ?? periodAround('year', at.context.today)} onPeriod={setPeriod} />
    </>
  );
}

interface OpenRegisterProps {
  readonly at: RegisterAt;
  readonly record: string | undefined;
  readonly period: Period;
  readonly onPeriod: (period: Period) => void;
}

function OpenRegister({ at, record, period, onPeriod }: OpenRegisterProps) {
  const { t } = useTranslation(['desk', 'cases']);
  const { store, cases } = useDehri();
  const format = useFormat();
  const may = useMay();
  const { id, programme, register, list, context, say } = at;
  const hindi = useHindi(programme);
  const { from, to } = period;
  const { version } = store;
  const entries = useMemo(
    () => entriesOf({ register, types: programme.recordTypes, ofType: (type) => store.ofType(type), may, context }, { from, to }, false),
    // `version` stands for the records.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [programme, register, store, may, context, from, to, version],
  );
  const columns = useColumns(at, entries);
  const title = { key: `register.${register.key}.title` };
  const type = programme.recordTypes.find(({ name }) => name === list?.recordType);
  const mayAdd = cases !== undefined && list?.newForm !== undefined && type !== undefined
    && may('create', type, { id: '', type: type.name, bucket: `${context.place}/${type.shelf}`, seq: 0, schema: type.version, values: {}, base: '', heads: {}, rivals: {} }).ok;
  const { print, sheet } = usePrint(() => (entries.length === 0 ? undefined : (
    <Sheet hindi={hindi} programme={programme} office={context.place} landscape title={hindi.say(title)} sub={registerSub(hindi, register, period, entries.length)} day={context.today} signed={[hindi.t('cases:papers.sign.maker'), hindi.t('cases:papers.sign.head')]}>
      <RegisterTable register={register} entries={entries} say={hindi.say} number={hindi.t('cases:registers.number')} total={hindi.t('cases:registers.total')} />
    </Sheet>
  )));
  const open = record === undefined ? undefined : store.get(record);
  const pane = open !== undefined && register.recordTypes.includes(open.type) ? store.get(ownerOf([programme], open)) : undefined;
  const board = register.standing === true && list?.board === true ? store.ofType(list.recordType) : [];

  return (
    <>
      <div className="page-head">
        <div className="grow">
          <ScreenHeading>{say(title)}</ScreenHeading>
          <p className="soft">{t('cases:registers.entries', { count: entries.length, number: format.number(entries.length) })}</p>
        </div>
        <div className="row">
          <Button icon="printer" disabled={entries.length === 0} onClick={print}>{t('desk:print')}</Button>
          {mayAdd && list !== undefined ? <ButtonLink look="primary" icon="plus" href={`/office/new/${programme.id}/${list.key}`}>{say({ key: `list.${list.key}.new` })}</ButtonLink> : null}
        </div>
      </div>
      {board.length === 0 || list === undefined || pane !== undefined ? null : (
        <section className="stack stack--tight registers__glance" aria-label={t('desk:registers.glance')}>
          <Board list={list} records={board} context={context} say={say} hrefOf={(one) => `/desk/registers/${id}/${one.id}`} />
        </section>
      )}
      {register.standing === true ? null : <div className="registers__period"><PeriodPicker period={period} today={context.today} onChange={onPeriod} /></div>}
      {entries.length === 0 && pane === undefined ? <EmptyState icon="book" title={t('desk:registers.none')}>{t('desk:registers.noneHelp')}</EmptyState> : (
        <div className={`two-panes${pane === undefined ? '' : ' two-panes--open'}`}>
          <div className="pane">
            <DataTable
              id={`register.${id}`}
              caption={say(title)}
              columns={columns}
              rows={entries}
              rowKey={(entry) => entry.key}
              formatNumber={format.number}
              sort={{ column: columns[0]?.key ?? '', down: register.standing !== true }}
              rowHref={(entry) => `/desk/registers/${id}/${entry.record.id}`}
              current={pane === undefined ? undefined : entries.find((entry) => entry.record.id === open?.id)?.key}
              choose
              {...(pane === undefined ? {} : { shown: columns.slice(0, 4).map(({ key }) => key) })}
              {...(columns.some(({ total }) => total !== undefined) && { totalsLabel: t('desk:total') })}
              csvName={`${say(title)}-${register.standing === true ? context.today : `${from}-${to}`}`}
            />
          </div>
          {pane === undefined ? null : <div className="pane"><RecordPane key={pane.id} at={at} record={pane} /></div>}
        </div>
      )}
      {sheet}
    </>
  );
}

/** Those of the register; where each line is a record, its state stands second. */
function useColumns({ register, list, context, say }: RegisterAt, entries: readonly Entry[]): readonly Column<Entry>[] {
  const { t } = useTranslation('desk');
  const format = useFormat();
  return useMemo(() => {
    const shown = (cell: Entry['cells'][number]): string => (cell === '' ? '—' : typeof cell !== 'string' ? say(cell) : isDay(cell) ? dayMonthYear(cell) : isNumeric([cell]) ? format.number(Number(cell)) : cell);
    const named = register.columns.map(({ name, sum }, i): Column<Entry> => {
      const cells = entries.map((entry) => entry.cells[i] ?? '');
      const numeric = isNumeric(cells);
      const value = (entry: Entry) => valueOfCell(entry.cells[i] ?? '', numeric, say);
      const total = sum === true && numeric ? sumOfCells(cells) : undefined;
      const worded = cells.some((cell) => typeof cell !== 'string');
      return {
        key: name, label: say({ key: `register.${register.key}.column.${name}` }), numeric, value,
        ...((!numeric || worded) && { show: (entry: Entry) => shown(entry.cells[i] ?? '') }),
        ...(total !== undefined && { total: { value: valueOfCell(total, true, say), show: shown(total) } }),
      };
    });
    if (register.whole !== true || list === undefined) return named;
    const stateOf = (entry: Entry) => list.stateOf(entry.record, context);
    const [first, ...others] = named;
    const state: Column<Entry> = {
      key: 'state', label: t('desk:registers.state'), value: (entry) => say(stateOf(entry).word),
      show: (entry) => <StateChip state={TONE_STATE[stateOf(entry).tone]} word={say(stateOf(entry).word)} />,
    };
    return first === undefined ? [] : [first, state, ...others];
  }, [register, list, context, say, entries, t, format]);
}
