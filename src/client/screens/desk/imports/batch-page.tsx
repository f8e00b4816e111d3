// One file on its way in: columns, dry run, the run itself with its counts, and the bad rows.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ImportStatus } from '#shared/import/messages.ts';
import { districtOf, type PlaceCode } from '#shared/place/place.ts';
import { useFormat } from '#client/app/use-format.ts';
import type { BatchName } from '#client/desk-api/desk-api.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { hrefOf } from '../sections.ts';
import { useAction, useQuery } from '../use-query.ts';
import { KeyChoice } from './key-choice.tsx';
import { MappingForm } from './mapping-form.tsx';
import { UndoCard } from './undo-card.tsx';
import { FaultNotice, faultOf } from './upload-card.tsx';
import { keepAnswers, keptUpload, type Received } from './uploads.ts';
import { chipOf } from './status-state.ts';

const POLL_MS = 1_500;

export interface BatchPageProps {
  readonly place: PlaceCode;
  readonly id: string;
}

export function BatchPage({ place, id }: BatchPageProps) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const name: BatchName = { district: districtOf(place), id };
  const query = useQuery(`import:${name.district}:${id}`, (signal) => api.importStatus(name, signal));
  const { value, reload, busy } = query;
  const goesOn = value?.status === 'waiting' || value?.status === 'running';
  useEffect(() => {
    if (!goesOn || busy) return undefined;
    const timer = setTimeout(reload, POLL_MS);
    return () => clearTimeout(timer);
  }, [goesOn, busy, reload, value]);
  return (
    <>
      <p><Link href={`/desk/imports/${place}`}>{t('desk:imports.back')}</Link></p>
      <QueryView query={query}>{(batch) => <Batch place={place} batch={batch} onStarted={reload} />}</QueryView>
    </>
  );
}

interface BatchProps {
  readonly place: PlaceCode;
  readonly batch: ImportStatus;
  readonly onStarted: () => void;
}

function Batch({ place, batch, onStarted }: BatchProps) {
  const { t } = useTranslation(['desk', 'import', 'form', batch.programme]);
  const desk = useDesk();
  const format = useFormat();
  const action = useAction();
  const kept = keptUpload(desk, batch.id);
  const [mapping, setMapping] = useState(kept?.mapping ?? {});
  const [key, setKey] = useState(kept?.key ?? []);
  /** null: a start is under way; undefined: as the server said. */
  const [refused, setRefused] = useState<ImportStatus['fault']>();
  const fault = refused === undefined ? batch.fault : refused;
  const name: BatchName = { district: batch.district, id: batch.id };
  const running = batch.status === 'waiting' || batch.status === 'running';
  const looked = batch.dry && batch.status === 'done';
  const mayStart = kept !== undefined && !running && (batch.status !== 'done' || batch.dry);
  const missing = kept?.received.columns.some((c) => c.required && mapping[c.name] === undefined) ?? false;

  function change(next: Readonly<Record<string, number>>, nextKey: readonly string[]): void {
    const still = nextKey.filter((column) => next[column] !== undefined);
    setMapping(next);
    setKey(still);
    keepAnswers(desk, batch.id, { mapping: next, key: still });
  }

  async function start(dry: boolean): Promise<void> {
    setRefused(null);
    const answer = await action.run(() => desk.api.startImport(name, mapping, key, dry));
    if (answer === undefined) return;
    setRefused(answer.ok ? undefined : answer.fault);
    if (answer.ok) onStarted();
  }

  return (
    <>
      <Card title={batch.fileName === '' ? t(batch.title) : `${t(batch.title)}: ${batch.fileName}`} aside={<StateChip {...chipOf(batch, t)} />}>
        {running ? (
          batch.totalLines === null ? <output>{t('desk:imports.lines', { done: format.number(batch.line) })}</output>
          : <ProgressBar label={t('desk:imports.linesOf', { done: format.number(batch.line), total: format.number(batch.totalLines) })} value={batch.line} max={batch.totalLines} />
        ) : null}
        {batch.status === 'uploaded' ? null : <Counts batch={batch} />}
        {kept?.received.beware === undefined || batch.status === 'done' ? null : <Beware received={kept.received} />}
        {looked ? <Notice state="neutral" title={t('desk:imports.dryDone')} /> : batch.status === 'done' && !batch.undone ? <Notice state="done" title={t('desk:imports.done')} {...(batch.category === undefined ? {} : { action: <Link href={hrefOf('lists', place)}>{t('desk:imports.toQuality')}</Link> })} /> : null}
        {fault === null ? null : <FaultNotice fault={faultOf(fault)} columnWord={(c) => t(batch.columnWords[c] ?? c, { defaultValue: c })} />}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        {mayStart ? (
          <div className="row">
            {looked ? <Button look="primary" icon="upload" busy={action.busy} onClick={() => void start(false)}>{t('desk:imports.start', { number: format.number(batch.rows - batch.faulty) })}</Button> : null}
            <Button look={looked ? 'second' : 'primary'} icon="eye" busy={action.busy} disabled={missing} onClick={() => void start(true)}>{looked ? t('desk:imports.dryAgain') : t('desk:imports.dry')}</Button>
          </div>
        ) : !running && kept === undefined && (batch.status === 'uploaded' || looked) ? <Notice state="neutral" title={t('desk:imports.again')} action={<Link href={`/desk/imports/${place}`}>{t('desk:imports.upload')}</Link>} /> : null}
      </Card>
      {batch.faulty > 0 && !running ? <Faults batch={batch} name={name} /> : null}
      {!batch.dry && !running && batch.created + batch.changed > 0 ? <UndoCard batch={batch} name={name} onDone={onStarted} /> : null}
      {mayStart && kept !== undefined ? <MappingForm received={kept.received} mapping={mapping} onChange={(next) => change(next, key)} /> : null}
      {mayStart && kept !== undefined && kept.received.key !== null ? <KeyChoice received={kept.received} mapping={mapping} chosen={key} onChange={(next) => change(mapping, next)} /> : null}
    </>
  );
}

/** What to look at before such a file is started: the list of another department, names where none may come. */
function Beware({ received: { batch, headers, beware } }: { readonly received: Received }) {
  const { t } = useTranslation(['desk', batch.programme]);
  if (beware === undefined) return null;
  return (
    <>
      {beware.looksLike === null ? null : <Notice state="mend" title={t('desk:imports.looksLike', { list: t(beware.looksLike.title) })}>{t('desk:imports.looksLikeHelp')}</Notice>}
      {beware.names.length === 0 ? null : <Notice state="pending" icon="lock" title={t('desk:imports.namesLeft', { columns: beware.names.map((at) => headers[at] ?? '').join(', ') })} />}
    </>
  );
}

function Counts({ batch }: { readonly batch: ImportStatus }) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  return (
    <dl className="figures">
      {(['rows', 'created', 'changed', 'unchanged', 'faulty', ...(batch.category === undefined ? ['places'] as const : [])] as const).map((key) => (
        <div key={key} className="figures__one"><dt>{t(`desk:imports.${key}`)}</dt><dd><span className="figures__number">{format.number(batch[key])}</span></dd></div>
      ))}
      {batch.absent === undefined || batch.absent === 0 ? null : <div className="figures__one"><dt>{t('desk:imports.absent')}</dt><dd><span className="figures__number">{format.number(batch.absent)}</span></dd></div>}
    </dl>
  );
}

interface FaultsProps {
  readonly batch: ImportStatus;
  readonly name: BatchName;
}

function Faults({ batch, name }: FaultsProps) {
  const { t, i18n } = useTranslation(['desk', 'import', 'form', batch.programme]);
  const { api } = useDesk();
  const format = useFormat();
  const action = useAction();
  const query = useQuery(`faults:${name.district}:${name.id}:${batch.endedAt ?? 0}`, (signal) => api.importFaults(name, signal));

  async function download(): Promise<void> {
    const blob = await action.run(() => api.importReport(name, i18n.language));
    if (blob !== undefined) saveFile(`${t('import:report.fileName')}-${batch.id}.csv`, blob);
  }

  return (
    <Card title={t('desk:imports.faults', { count: batch.faulty, number: format.number(batch.faulty) })} aside={<Button icon="download" busy={action.busy} onClick={() => void download()}>{t('desk:imports.report')}</Button>}>
      <p>{t('desk:imports.faultsHelp')}</p>
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      <QueryView query={query}>
        {({ rows }) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
          <section className="data-table__scroll" aria-label={t('desk:imports.faults', { count: batch.faulty, number: format.number(batch.faulty) })} tabIndex={0}>
            <table className="data-table">
              <caption className="visually-hidden">{t('desk:imports.faultsHelp')}</caption>
              <thead><tr><th scope="col" className="mapping__head">{t('import:report.row')}</th><th scope="col" className="mapping__head">{t('import:report.column')}</th><th scope="col" className="mapping__head">{t('import:report.reason')}</th></tr></thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.line}>
                    <th scope="row">{format.number(row.line)}</th>
                    <td>{[...new Set(row.faults.flatMap((f) => f.columns))].map((c) => t(batch.columnWords[c] ?? c, { defaultValue: c })).join(', ')}</td>
                    <td>{row.faults.map((f) => (f.words !== undefined ? t([f.words, `import:fault.${f.code}`], { ...f.values }) : f.ofTarget ? t(`${batch.programme}:import.${batch.target}.error.${f.code}`) : t(`import:fault.${f.code}`, { other: f.other ?? '' }))).join(' ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </QueryView>
      {batch.faulty > 100 ? <p className="soft">{t('desk:imports.faultsFirst')}</p> : null}
    </Card>
  );
}
