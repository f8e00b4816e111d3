// The file comes by drag or by choosing; its bytes are counted as they leave.
import { useId, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import type * as z from 'zod/mini';
import type { FileFault } from '#shared/import/file-fault.ts';
import type { importTargetsResponseSchema } from '#shared/import/messages.ts';
import { levelOf, officeKindOf, type PlaceCode } from '#shared/place/place.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { Field, TextField } from '#client/ui/field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useAction, useQuery } from '../use-query.ts';
import { keepUpload } from './uploads.ts';

export function UploadCard({ place }: { readonly place: PlaceCode }) {
  const { t } = useTranslation('desk');
  const { api } = useDesk();
  const targets = useQuery('import-targets', (signal) => api.importTargets(signal));
  // For a whole state there are few lists: without one the page only says which place to choose.
  if (levelOf(place) === 'state' && targets.value?.targets.some((one) => isTakenAt(one, place)) !== true) return null;
  return (
    <Card title={t('desk:imports.upload')}>
      <QueryView query={targets}>{({ targets: all }) => <UploadForm place={place} targets={all.filter((one) => isTakenAt(one, place))} />}</QueryView>
    </Card>
  );
}

type Target = z.infer<typeof importTargetsResponseSchema>['targets'][number];

interface UploadFormProps {
  readonly place: PlaceCode;
  readonly targets: readonly Target[];
}

/** A department's own office takes in its lists about persons, and nothing else does; a state what may lie there. */
function isTakenAt({ subjects, atState }: Target, place: PlaceCode): boolean {
  if (subjects !== undefined) return subjects.sources.includes(place);
  return levelOf(place) === 'state' ? atState === true : officeKindOf(place) !== 'dep';
}

/** Who sends a department's list is known by its place. */
const OWN = 'department';
const SOURCE = /^[0-9A-Za-z_-]{1,40}$/;

function UploadForm({ place, targets }: UploadFormProps) {
  const { t, i18n } = useTranslation(['desk', 'import', ...new Set(targets.map((target) => target.programme))]);
  const desk = useDesk();
  const [, navigate] = useLocation();
  const format = useFormat();
  const action = useAction();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const asked = new URLSearchParams(useSearch()).get('list');
  const [chosen, setChosen] = useState(() => Math.max(0, targets.findIndex((one) => `${one.programme}/${one.target}` === asked)));
  const [typed, setTyped] = useState<string>();
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState<{ readonly name: string; readonly done: number; readonly total: number }>();
  const [fault, setFault] = useState<FileFault>();
  const target = targets[chosen];
  const isOfDepartment = target?.subjects !== undefined;
  const source = isOfDepartment ? OWN : typed ?? (target?.choosesKey === false ? 'epds' : 'office');
  const sourceWrong = !SOURCE.test(source);

  async function hand(file: File | undefined): Promise<void> {
    if (file === undefined || target === undefined || sourceWrong || action.busy) return;
    setFault(undefined);
    setSent({ name: file.name, done: 0, total: file.size });
    const answer = await action.run(() => desk.api.upload({ file, query: { place, programme: target.programme, target: target.target, source } }, (done, total) => setSent({ name: file.name, done, total })));
    setSent(undefined);
    if (input.current !== null) input.current.value = '';
    if (answer === undefined) return;
    if (!answer.ok) return setFault(faultOf(answer.fault));
    keepUpload(desk, answer);
    navigate(`/desk/imports/${place}/${answer.batch.id}`);
  }

  async function template(): Promise<void> {
    if (target === undefined) return;
    const blob = await action.run(() => desk.api.importTemplate({ place, programme: target.programme, target: target.target, language: i18n.language }));
    if (blob !== undefined) saveFile(`${t('import:template.sheet')}-${target.target}.xlsx`, blob);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    void hand(event.dataTransfer.files[0]);
  }

  if (target === undefined) return <p>{t('desk:imports.noTargets')}</p>;
  return (
    <div className="stack">
      <div className="upload__asked">
        {targets.length < 2 ? null : (
          <Field id={`${id}-target`} label={t('desk:imports.which')}>
            <select id={`${id}-target`} className="input" value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
              {targets.map((one, i) => <option key={`${one.programme}/${one.target}`} value={i}>{t(one.title)}</option>)}
            </select>
          </Field>
        )}
        {isOfDepartment ? null : <TextField label={t('desk:imports.source')} hint={t('desk:imports.sourceHint')} value={source} onChange={setTyped} error={sourceWrong ? t('desk:imports.sourceWrong') : undefined} autoComplete="off" />}
      </div>
      <p className="row"><Button icon="download" busy={action.busy} onClick={() => void template()}>{t('desk:imports.template')}</Button> <span className="soft">{t('desk:imports.templateHelp')}</span></p>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the button inside does the same without a mouse */}
      <div className={`drop${over ? ' drop--over' : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <Icon name="upload" size="big" />
        <p>{t('desk:imports.drop', { list: t(target.title) })}</p>
        <input ref={input} id={`${id}-file`} className="visually-hidden" type="file" accept=".csv,.txt,.tsv,.xlsx" aria-label={t('desk:imports.choose')} tabIndex={-1} onChange={(event) => void hand(event.target.files?.[0])} />
        <Button look="primary" icon="file" busy={action.busy} disabled={sourceWrong} onClick={() => input.current?.click()}>{t('desk:imports.choose')}</Button>
        <p className="soft">{t('desk:imports.kinds')}</p>
      </div>
      {sent === undefined ? null : sent.done < sent.total ? (
        <ProgressBar label={t('desk:imports.sending', { name: sent.name, done: format.bytes(sent.done), total: format.bytes(sent.total) })} value={sent.done} max={sent.total} />
      ) : <output>{t('desk:imports.reading')}</output>}
      {fault === undefined ? null : <FaultNotice fault={fault} columnWord={(column) => t(target.columns.find((c) => c.name === column)?.words ?? column, { defaultValue: column })} />}
      {action.error === undefined ? null : <ErrorNotice error={action.error} />}
    </div>
  );
}

export interface FaultNoticeProps {
  readonly fault: FileFault;
  readonly columnWord: (column: string) => string;
}

/** Why a whole file cannot be read, and what to do. */
export function FaultNotice({ fault, columnWord }: FaultNoticeProps) {
  const { t } = useTranslation('import');
  const what = fault.what === undefined ? '' : fault.code === 'column-missing' || fault.code === 'key-unmapped' ? columnWord(fault.what) : fault.what;
  return <Notice state="mend" announce title={t(`import:file.${fault.code}`, { what, where: fault.where ?? '' })} />;
}

export function faultOf(fault: { readonly code: FileFault['code']; readonly where?: number | undefined; readonly what?: string | undefined }): FileFault {
  return { code: fault.code, ...(fault.where === undefined ? {} : { where: fault.where }), ...(fault.what === undefined ? {} : { what: fault.what }) };
}
