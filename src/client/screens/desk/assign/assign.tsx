// Who works where: each place below with its families and its mitras; given and taken back in place.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as z from 'zod/mini';
import type { assignmentsResponseSchema, AssignmentRow } from '#shared/desk/assignments.ts';
import { levelOf, type PlaceCode } from '#shared/place/place.ts';
import { useNow } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DataTable, type Column } from '#client/ui/desk/data-table.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { matchesFilter } from '#client/ui/desk/table-order.ts';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { usePlaceName } from '../use-place.ts';
import { useAction, useQuery } from '../use-query.ts';
import { AssignList } from './assign-list.tsx';
import './assign.css';

type Assignments = z.infer<typeof assignmentsResponseSchema>;
type Assigned = AssignmentRow['mitras'][number];

export function Assign({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const [asList, setAsList] = useState(false);
  const query = useQuery(`assignments:${place}`, (signal) => api.assignments(place, signal));
  return (
    <>
      <PageHead section="assign" place={place} />
      <div className="row no-print">
        <Button icon="location" aria-pressed={!asList} onClick={() => setAsList(false)}>{t('desk:phones.byPlace')}</Button>
        <Button icon="user" aria-pressed={asList} onClick={() => setAsList(true)}>{t('desk:assign.asList')}</Button>
      </div>
      {asList ? <AssignList place={place} /> : <QueryView query={query}>{(answer) => <AssignTable place={place} answer={answer} onChanged={query.reload} />}</QueryView>}
    </>
  );
}

interface AssignTableProps {
  readonly place: PlaceCode;
  readonly answer: Assignments;
  readonly onChanged: () => void;
}

function AssignTable({ place, answer, onChanged }: AssignTableProps) {
  const { mitras } = answer;
  // Places without anybody first.
  const rows = useMemo(() => [...answer.rows].sort((a, b) => Number(hasSomebody(a)) - Number(hasSomebody(b))), [answer.rows]);
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const name = usePlaceName();
  const format = useFormat();
  const { today } = useNow();
  const action = useAction();
  const [giving, setGiving] = useState<AssignmentRow>();
  const [taking, setTaking] = useState<{ readonly row: AssignmentRow; readonly mitra: Assigned }>();
  const [said, setSaid] = useState<string>();
  const withoutAnyone = rows.filter((r) => !hasSomebody(r));

  const load = useMemo(() => loadOf(rows), [rows]);
  const columns = useMemo<readonly Column<AssignmentRow>[]>(() => [
    { key: 'place', label: t('desk:assign.place'), value: name },
    { key: 'records', label: t('desk:assign.families'), numeric: true, value: (r) => r.records, total: { value: rows.reduce((sum, r) => sum + r.records, 0) } },
    ...(rows.some((r) => r.left !== null) ? [{ key: 'left', label: t('desk:transfer.left'), numeric: true, value: (r: AssignmentRow) => r.left ?? undefined, total: { value: rows.reduce((sum, r) => sum + (r.left ?? 0), 0) } }] : []),
    {
      key: 'mitras', label: t('desk:assign.mitras'),
      value: (r) => [...r.mitras, ...r.fromAbove].map((m) => m.name).join(', '),
      show: (r) => (
        <div className="assigned">
          {r.mitras.map((m) => (
            <span key={m.grant} className="assigned__one">
              {m.name}
              <IconButton icon="close" label={t('desk:assign.take', { name: m.name, place: name(r) })} onClick={() => setTaking({ row: r, mitra: m })} />
            </span>
          ))}
          {r.fromAbove.map((m) => <span key={m.grant} className="assigned__one assigned__one--above">{t('desk:assign.fromAbove', { name: m.name })}</span>)}
          {r.mitras.length + r.fromAbove.length === 0 ? <StateChip state="pending" word={t('desk:assign.nobody')} /> : null}
          <Button look="plain" icon="plus" aria-label={t('desk:assign.giveTo', { place: name(r) })} onClick={() => setGiving(r)}>{t('desk:assign.give')}</Button>
        </div>
      ),
      total: { value: t('desk:assign.withMitra', { done: format.number(rows.length - withoutAnyone.length), all: format.number(rows.length) }) },
    },
  ], [t, name, rows, format, withoutAnyone.length]);

  async function give(row: AssignmentRow, person: string): Promise<void> {
    const done = await action.run(() => api.assign(person, row.code));
    if (done === undefined) return;
    setSaid(t('desk:assign.given', { name: mitras.find((m) => m.person === person)?.name ?? '', place: name(row) }));
    setGiving(undefined);
    onChanged();
  }

  async function take({ row, mitra }: NonNullable<typeof taking>): Promise<void> {
    const done = await action.run(() => api.clearAssignment(mitra.grant));
    if (done === undefined) return;
    setSaid(t('desk:assign.taken', { name: mitra.name, place: name(row) }));
    setTaking(undefined);
    onChanged();
  }

  if (rows.length === 0) return <EmptyState icon="location" title={t('desk:assign.empty')}>{t('desk:assign.emptyHelp')}</EmptyState>;
  return (
    <>
      {said === undefined ? null : <Notice state="done" announce title={said} />}
      {withoutAnyone.length === 0 ? null : (
        <Notice state="pending" title={t('desk:assign.without', { count: withoutAnyone.length, number: format.number(withoutAnyone.length) })}>
          {t('desk:assign.withoutFamilies', { number: format.number(withoutAnyone.reduce((sum, r) => sum + r.records, 0)) })}
        </Notice>
      )}
      <div className="two-panes two-panes--side">
        <DataTable
          id="assign"
          caption={t('desk:section.assign')}
          columns={columns}
          rows={rows}
          rowKey={(r) => r.code}
          formatNumber={format.number}
          {...(rows.some((r) => levelOf(r.code) !== 'tola' && r.code !== place) ? { rowHref: (r: AssignmentRow) => (levelOf(r.code) === 'tola' ? undefined : `/desk/assign/${r.code}`) } : {})}
          totalsLabel={t('desk:total')}
          csvName={`${t('desk:assign.file')}-${place}-${today}`}
        />
        <Card title={t('desk:assign.load')}>
          {mitras.length === 0 ? <p>{t('desk:assign.noMitras')}</p> : (
            <table className="plain-table">
              <caption className="visually-hidden">{t('desk:assign.load')}</caption>
              <thead><tr><th scope="col">{t('desk:assign.mitra')}</th><th scope="col">{t('desk:assign.placesHere')}</th><th scope="col">{t('desk:assign.familiesHere')}</th><th scope="col">{t('desk:assign.placesAll')}</th></tr></thead>
              <tbody>
                {mitras.map((m) => (
                  <tr key={m.person}>
                    <th scope="row">{m.name}</th>
                    <td>{format.number(load.get(m.person)?.places ?? 0)}</td>
                    <td>{format.number(load.get(m.person)?.families ?? 0)}</td>
                    <td>{format.number(m.places)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Card>
      </div>
      <Dialog open={giving !== undefined} title={t('desk:assign.giveTo', { place: giving === undefined ? '' : name(giving) })} onClose={() => { setGiving(undefined); action.forget(); }}>
        {giving === undefined ? null : (
          <ChooseMitra
            mitras={mitras.filter((m) => !giving.mitras.some((a) => a.person === m.person))}
            busy={action.busy}
            onChoose={(person) => void give(giving, person)}
          />
        )}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </Dialog>
      <Dialog
        open={taking !== undefined}
        title={taking === undefined ? '' : t('desk:assign.take', { name: taking.mitra.name, place: name(taking.row) })}
        onClose={() => { setTaking(undefined); action.forget(); }}
        actions={
          <>
            <Button look="primary" busy={action.busy} onClick={() => (taking === undefined ? undefined : void take(taking))}>{t('desk:assign.takeYes')}</Button>
            <Button onClick={() => setTaking(undefined)}>{t('desk:cancel')}</Button>
          </>
        }
      >
        <p>{t('desk:assign.takeHelp')}</p>
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      </Dialog>
    </>
  );
}

interface ChooseMitraProps {
  readonly mitras: Assignments['mitras'];
  readonly busy: boolean;
  readonly onChoose: (person: string) => void;
}

function ChooseMitra({ mitras, busy, onChoose }: ChooseMitraProps) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const found = mitras.filter((m) => matchesFilter(m.name, typed));
  if (mitras.length === 0) return <p>{t('desk:assign.noMitras')}</p>;
  return (
    <div className="stack stack--tight">
      {mitras.length < 8 ? null : <SearchField label={t('desk:table.filter')} value={typed} onChange={setTyped} />}
      <ul className="choose-list">
        {found.map((m) => (
          <li key={m.person}>
            <button type="button" className="list-row list-row--target" disabled={busy} aria-label={t('desk:assign.giveName', { name: m.name })} onClick={() => onChoose(m.person)}>
              <span className="list-row__text">
                <span className="list-row__title">{m.name}</span>
                <span className="list-row__detail">{t('desk:assign.hasPlaces', { count: m.places, number: format.number(m.places) })}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <output>{t('desk:table.none')}</output> : null}
    </div>
  );
}

function hasSomebody({ mitras, fromAbove }: AssignmentRow): boolean {
  return mitras.length + fromAbove.length > 0;
}

function loadOf(rows: readonly AssignmentRow[]): ReadonlyMap<string, { readonly places: number; readonly families: number }> {
  const load = new Map<string, { places: number; families: number }>();
  for (const row of rows) {
    for (const { person } of row.mitras) {
      const now = load.get(person) ?? { places: 0, families: 0 };
      load.set(person, { places: now.places + 1, families: now.families + row.records });
    }
  }
  return load;
}
