// Many persons from a spreadsheet: first a look at every row, then one button. The file stays here, so that what was
// looked at is what is loaded; the same file again finds everybody there.
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '#shared/access/table.ts';
import type { LoadedPeople, LoadRow, LoadState } from '#shared/desk/people-load.ts';
import type { FileFault } from '#shared/import/file-fault.ts';
import { PEOPLE_COLUMNS, PEOPLE_FAULTS } from '#shared/import/people-list.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { dayMonthYear } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { saveFile, toCsv } from '#client/ui/desk/csv.ts';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip, type State } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { faultOf, FaultNotice } from '../imports/upload-card.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { usePlaceName, usePlacesBelow } from '../use-place.ts';
import { useAction } from '../use-query.ts';
import { grantableAt } from './grantable.ts';

export interface LoadPeopleProps {
  readonly place: PlaceCode;
  /** People were made. */
  readonly onChanged: () => void;
  /** Codes are wanted for these. */
  readonly onSlips: (people: readonly string[]) => void;
  readonly onBack: () => void;
}

const LOOK: Readonly<Record<LoadState, State>> = { new: 'done', there: 'neutral', differs: 'pending', ended: 'pending', fault: 'mend' };

export function LoadPeople({ place, onChanged, onSlips, onBack }: LoadPeopleProps) {
  const { t } = useTranslation(['desk', 'import', 'app']);
  const desk = useDesk();
  const format = useFormat();
  const name = usePlaceName();
  const action = useAction();
  const below = usePlacesBelow(place).value;
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [loaded, setLoaded] = useState<LoadedPeople>();
  const [fault, setFault] = useState<FileFault>();

  async function send(chosen: File | undefined, dry: boolean): Promise<void> {
    if (chosen === undefined) return;
    setFault(undefined);
    if (dry) setLoaded(undefined);
    setFile(chosen);
    const answer = await action.run(() => desk.staff.load(place, dry, chosen));
    if (input.current !== null) input.current.value = '';
    if (answer === undefined) return;
    if (!answer.ok) return setFault(faultOf(answer.fault));
    setLoaded(answer);
    if (!dry) onChanged();
  }

  function saveSample(): void {
    const example = name(below?.places[0] ?? below?.trail.at(-1) ?? { hi: place, en: place });
    const roles = ROLES.filter((r) => grantableAt(desk, place).has(r));
    const rows = roles.map((role) => ['', t(`app:setting.roles.${role}`), example, '', '']);
    const head = PEOPLE_COLUMNS.filter((c) => c !== 'phone').map((c) => t(`desk:people.load.column.${c}`));
    saveFile(`${t('desk:people.load.sampleName')}.csv`, new Blob([toCsv([head, ...rows])], { type: 'text/csv;charset=utf-8' }));
  }

  const count = (...states: LoadState[]): number => loaded?.rows.filter((r) => states.includes(r.state)).length ?? 0;
  const said = (key: 'make' | 'made' | 'sumNew' | 'sumThere' | 'sumFault', n: number): string => t(`desk:people.load.${key}`, { count: n, number: format.number(n) });
  const forSlips = loaded?.rows.flatMap((r) => (r.person === null || r.state === 'ended' ? [] : [r.person])) ?? [];
  return (
    <>
      <Card title={t('desk:people.load.title')} aside={<Button icon="back" onClick={onBack}>{t('desk:people.back')}</Button>}>
        <div className="stack">
          <p>{t('desk:people.load.help')}</p>
          <p>{t('desk:people.load.helpPlace')}</p>
          <input ref={input} className="visually-hidden" type="file" accept=".csv,.txt,.tsv,.xlsx" aria-label={t('desk:people.load.choose')} tabIndex={-1} onChange={(event) => void send(event.target.files?.[0], true)} />
          <div className="row">
            <Button look={loaded === undefined ? 'primary' : 'second'} icon="file" busy={action.busy} onClick={() => input.current?.click()}>{loaded === undefined ? t('desk:people.load.choose') : t('desk:people.load.again')}</Button>
            <Button icon="download" onClick={saveSample}>{t('desk:people.load.sample')}</Button>
          </div>
          {action.busy ? <output>{t('desk:people.load.looking')}</output> : null}
          {fault === undefined ? null : <FaultNotice fault={fault} columnWord={(column) => t(`desk:people.load.column.${column}`, { defaultValue: column })} />}
          {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        </div>
      </Card>
      {loaded === undefined ? null : (
        <>
          <Notice
            state={loaded.dry ? 'pending' : 'done'} announce
            title={loaded.dry ? [said('sumNew', count('new')), said('sumThere', count('there', 'differs', 'ended')), said('sumFault', count('fault'))].join(' · ') : said('made', count('new'))}
            action={loaded.dry
              ? <Button look="primary" icon="plus" busy={action.busy} disabled={count('new') === 0} onClick={() => void send(file, false)}>{said('make', count('new'))}</Button>
              : forSlips.length === 0 ? undefined : <Button look="primary" icon="printer" onClick={() => onSlips(forSlips)}>{t('desk:people.load.slips')}</Button>}
          >
            {loaded.dry && count('new') > 0 ? <p>{t('desk:people.load.done')}</p> : null}
            <p className="soft">{t('desk:people.load.columnsRead')}: {loaded.columns.flatMap((c) => (c.header === null ? [] : [t('desk:people.load.columns', { ours: t(`desk:people.load.column.${c.name}`, { defaultValue: c.name }), theirs: c.header })])).join(', ')}</p>
          </Notice>
          <RowTable rows={loaded.rows} dry={loaded.dry} />
        </>
      )}
    </>
  );
}

function RowTable({ rows, dry }: { readonly rows: readonly LoadRow[]; readonly dry: boolean }) {
  const { t } = useTranslation(['desk', 'import', 'app']);
  const format = useFormat();
  const name = usePlaceName();
  const columns = useMemo<readonly Column<LoadRow>[]>(() => {
    const mend = (row: LoadRow): string => [
      ...row.faults.map(({ code, other = '' }) => (PEOPLE_FAULTS.some((f) => f === code) ? t(`desk:people.load.fault.${code}`, { other }) : t(`import:fault.${code}`, { other }))),
      ...(row.state === 'differs' || row.state === 'ended' ? [t(`desk:people.load.help2.${row.state}`)] : []),
      ...(row.namesake ? [t('desk:people.load.namesake')] : []),
    ].join(' ');
    const state = (row: LoadRow): string => t(`desk:people.load.stateOf.${row.state === 'new' && !dry ? 'made' : row.state}`);
    return [
      { key: 'name', label: t('desk:people.load.column.name'), value: (r) => r.name },
      { key: 'line', label: t('desk:people.load.line'), value: (r) => r.line, numeric: true },
      { key: 'state', label: t('desk:people.load.state'), value: state, show: (r) => <StateChip state={LOOK[r.state]} word={state(r)} /> },
      { key: 'reason', label: t('desk:people.load.reason'), value: mend },
      { key: 'role', label: t('desk:people.load.column.role'), value: (r) => (r.role === null ? '' : t(`app:setting.roles.${r.role}`)) },
      { key: 'place', label: t('desk:people.load.column.place'), value: (r) => (r.place === null ? t('desk:people.load.written', { text: r.written }) : name(r.place)) },
      { key: 'from', label: t('desk:people.load.column.from'), value: (r) => (r.from === null ? undefined : dayMonthYear(r.from)) },
      { key: 'to', label: t('desk:people.load.column.to'), value: (r) => (r.to === null ? undefined : dayMonthYear(r.to)) },
    ];
  }, [t, name, dry]);
  // What is to be mended stands first.
  const ordered = useMemo(() => [...rows].sort((a, b) => Number(b.state === 'fault') - Number(a.state === 'fault') || a.line - b.line), [rows]);
  return <DataTable id="people-load" caption={t('desk:people.load.title')} columns={columns} rows={ordered} rowKey={(r) => String(r.line)} formatNumber={format.number} csvName={t('desk:people.file')} />;
}
