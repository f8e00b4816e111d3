// Taking a loaded list back: first a look at what would go and what would stay, then, with a reason, the
// taking back itself.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '#shared/import/messages.ts';
import { KEPT_REASONS, UNDO_REASONS, type UndoReason, type UndoStatus } from '#shared/import/undo.ts';
import { useFormat } from '#client/app/use-format.ts';
import type { BatchName } from '#client/desk-api/desk-api.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { FieldSet } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useAction, useQuery } from '../use-query.ts';

const POLL_MS = 1_500;

export interface UndoCardProps {
  readonly batch: ImportStatus;
  readonly name: BatchName;
  readonly onDone: () => void;
}

export function UndoCard({ batch, name, onDone }: UndoCardProps) {
  const { t } = useTranslation(['desk', 'import']);
  const { api } = useDesk();
  const query = useQuery(`undo:${name.district}:${name.id}`, (signal) => api.importUndo(name, signal));
  const { value, reload, busy } = query;
  const undo = value?.undo ?? null;
  const goesOn = undo !== null && undo.status !== 'done';
  useEffect(() => {
    if (!goesOn || busy) return undefined;
    const timer = setTimeout(reload, POLL_MS);
    return () => clearTimeout(timer);
  }, [goesOn, busy, reload, value]);
  const isDone = undo?.status === 'done' && !undo.dry;
  useEffect(() => { if (isDone && !batch.undone) onDone(); }, [isDone, batch.undone, onDone]);
  return (
    <Card title={t('desk:imports.undo.title')}>
      <div className="stack">
        {undo === null ? <p>{t('desk:imports.undo.help')}</p> : null}
        <QueryView query={query}>{() => (undo === null ? <Ask name={name} undo={undo} onAsked={reload} /> : goesOn ? <Running undo={undo} /> : (
          <>
            <Found undo={undo} />
            {undo.kept > 0 ? <Report batch={batch} name={name} /> : null}
            {isDone ? <Notice state="done" announce title={t('desk:imports.undo.done')} /> : <Ask name={name} undo={undo} onAsked={reload} />}
          </>
        ))}</QueryView>
      </div>
    </Card>
  );
}

function Running({ undo }: { readonly undo: UndoStatus }) {
  const { t } = useTranslation('desk');
  const format = useFormat();
  return <ProgressBar label={t(undo.dry ? 'desk:imports.undo.looking' : 'desk:imports.undo.running', { done: format.number(undo.done), total: format.number(undo.total) })} value={undo.done} max={undo.total} />;
}

function Found({ undo }: { readonly undo: UndoStatus }) {
  const { t } = useTranslation(['desk', 'import']);
  const format = useFormat();
  const figures = [['gone', undo.gone], ['restored', undo.restored], ['kept', undo.kept]] as const;
  const why = KEPT_REASONS.flatMap((code) => { const n = undo.why[code]; return n === undefined ? [] : [[code, n] as const]; });
  return (
    <>
      <dl className="figures">
        {figures.map(([key, number]) => <div key={key} className="figures__one"><dt>{t(`desk:imports.undo.${key}${undo.dry ? '' : 'Done'}`)}</dt><dd><span className="figures__number">{format.number(number)}</span></dd></div>)}
        {undo.absent === 0 ? null : <div className="figures__one"><dt>{t('desk:imports.undo.absent')}</dt><dd><span className="figures__number">{format.number(undo.absent)}</span></dd></div>}
      </dl>
      {why.length === 0 ? null : (
        <>
          <h3>{t(undo.dry ? 'desk:imports.undo.why' : 'desk:imports.undo.whyDone')}</h3>
          <dl className="pairs">{why.map(([code, number]) => <div key={code}><dt>{t(`import:undo.kept.${code}`)}</dt><dd>{format.number(number)}</dd></div>)}</dl>
        </>
      )}
    </>
  );
}

function Report({ batch, name }: { readonly batch: ImportStatus; readonly name: BatchName }) {
  const { t, i18n } = useTranslation(['desk', 'import']);
  const { api } = useDesk();
  const action = useAction();

  async function download(): Promise<void> {
    const blob = await action.run(() => api.importUndoReport(name, i18n.language));
    if (blob !== undefined) saveFile(`${t('import:undo.file')}-${batch.id}.xlsx`, blob);
  }

  return (
    <>
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      <div><Button icon="download" busy={action.busy} onClick={() => void download()}>{t('desk:imports.undo.report')}</Button></div>
    </>
  );
}

interface AskProps {
  readonly name: BatchName;
  /** What the look found; null: nobody has looked. */
  readonly undo: UndoStatus | null;
  readonly onAsked: () => void;
}

function Ask({ name, undo, onAsked }: AskProps) {
  const { t } = useTranslation(['desk', 'import']);
  const { api } = useDesk();
  const action = useAction();
  const id = useId();
  const [reason, setReason] = useState<UndoReason>();

  async function ask(order: Parameters<typeof api.askImportUndo>[1]): Promise<void> {
    if (await action.run(() => api.askImportUndo(name, order)) !== undefined) onAsked();
  }

  if (undo === null) {
    return (
      <>
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        <div><Button icon="eye" busy={action.busy} onClick={() => void ask({ dry: true })}>{t('desk:imports.undo.look')}</Button></div>
      </>
    );
  }
  if (undo.gone + undo.restored === 0) return <Notice state="neutral" title={t('desk:imports.undo.nothing')} />;
  return (
    <>
      <p className="soft">{t('desk:imports.undo.late')}</p>
      <FieldSet id={`${id}-why`} label={t('desk:imports.undo.reason')}>
        <ChoiceButtons side options={UNDO_REASONS.map((code) => ({ value: code, label: t(`import:undo.reason.${code}`) }))} chosen={reason === undefined ? [] : [reason]} onChange={([code]) => setReason(UNDO_REASONS.find((r) => r === code))} />
      </FieldSet>
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
      <div><Button look="danger" icon="trash" busy={action.busy} disabled={reason === undefined} onClick={() => { if (reason !== undefined) void ask({ dry: false, reason }); }}>{t('desk:imports.undo.go')}</Button></div>
    </>
  );
}
