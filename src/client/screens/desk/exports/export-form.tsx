// What she wants, of which time, in which kind of file, and why.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_FORMATS, REASON_LENGTH, type ExportRequest } from '#shared/desk/exports.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { isoDay } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Field, FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { ErrorNotice } from '../query-view.tsx';
import { useAction } from '../use-query.ts';
import { exportName, periodName, type Named } from './export-name.ts';

export interface Exportable extends Named {
  readonly records: number;
  /** Paths that a period can be measured by. */
  readonly days: readonly string[];
}

interface ExportFormProps {
  readonly place: PlaceCode;
  readonly all: readonly Exportable[];
  readonly onBegun: () => void;
}

const WHOLE_DAY = /^\d{4}-\d\d-\d\d$/;

export function ExportForm({ place, all, onBegun }: ExportFormProps) {
  const { t, i18n } = useTranslation(['desk', ...new Set(all.map((e) => e.programme))]);
  const { api } = useDesk();
  const number = useFormat().number;
  const action = useAction();
  const id = useId();
  const [what, setWhat] = useState<string>();
  const [format, setFormat] = useState<(typeof EXPORT_FORMATS)[number]>('xlsx');
  const [by, setBy] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<'taken' | 'begun' | 'already'>();
  const wanted = all.find((e) => keyOf(e) === what);
  const short = reason.trim().length < REASON_LENGTH;
  const chosenBy = by === 'changed' || wanted?.days.includes(by) === true ? by : '';
  const badDays = chosenBy !== '' && ((from === '' && to === '') || (from !== '' && !WHOLE_DAY.test(from)) || (to !== '' && !WHOLE_DAY.test(to)));
  const backwards = chosenBy !== '' && !badDays && from !== '' && to !== '' && to < from;

  async function fetchSheet(): Promise<void> {
    setDone(undefined);
    const blob = await action.run(() => api.exportSheet({ place, format, language: i18n.language }));
    if (blob === undefined) return;
    saveFile(`${t('desk:coverage.file')}-${place}-${isoDay(Date.now())}.${format}`, blob);
    setDone('taken');
  }
  async function beginRecords({ type, repeat }: Exportable): Promise<void> {
    setDone(undefined);
    const period = chosenBy === '' ? {} : { by: chosenBy, ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
    const request: ExportRequest = { place, type, ...(repeat === undefined ? {} : { repeat }), ...period, format, language: i18n.language, reason: reason.trim() };
    const begun = await action.run(() => api.beginExport(request));
    if (begun === undefined) return;
    setDone(begun.already ? 'already' : 'begun');
    onBegun();
  }

  if (all.length === 0) return <EmptyState icon="download" title={t('desk:exports.none')}>{t('desk:exports.noneHelp')}</EmptyState>;
  return (
    <Card title={t('desk:exports.title')}>
      <div className="stack export">
        <Field id={`${id}-what`} label={t('desk:exports.what')} required>
          <select id={`${id}-what`} className="input" value={what ?? ''} onChange={(event) => { setWhat(event.target.value === '' ? undefined : event.target.value); setDone(undefined); }}>
            <option value="">{t('desk:exports.choose')}</option>
            <option value="sheet">{t('desk:exports.sheetOption')}</option>
            {[...new Set(all.map((e) => e.programme))].map((programme) => (
              <optgroup key={programme} label={t(`${programme}:name`)}>
                {all.filter((e) => e.programme === programme).map((e) => (
                  <option key={keyOf(e)} value={keyOf(e)}>{t('desk:exports.option', { name: exportName(t, e), records: t('desk:exports.records', { count: e.records, number: number(e.records) }) })}</option>
                ))}
              </optgroup>
            ))}
          </select>
        </Field>
        {wanted === undefined ? null : (
          <>
            <Field id={`${id}-by`} label={t('desk:exports.period')} hint={t('desk:exports.periodHint')}>
              <select id={`${id}-by`} className="input" value={chosenBy} onChange={(event) => setBy(event.target.value)}>
                <option value="">{t('desk:exports.allTime')}</option>
                {['changed', ...wanted.days].map((path) => <option key={path} value={path}>{periodName(t, wanted.programme, wanted.type, path)}</option>)}
              </select>
            </Field>
            {chosenBy === '' ? null : (
              <div className="export__two">
                <DayField label={t('desk:exports.from')} value={from} onChange={setFrom} error={from === '' && to === '' ? t('desk:exports.needsDay') : undefined} />
                <DayField label={t('desk:exports.to')} value={to} onChange={setTo} error={backwards ? t('desk:exports.backwards') : undefined} />
              </div>
            )}
          </>
        )}
        <FieldSet id={`${id}-format`} label={t('desk:exports.format')} required>
          <ChoiceButtons side chosen={[format]} onChange={([f]) => setFormat(EXPORT_FORMATS.find((known) => known === f) ?? 'xlsx')} options={EXPORT_FORMATS.map((f) => ({ value: f, label: t(`desk:exports.formatOf.${f}`) }))} />
        </FieldSet>
        {wanted === undefined ? null : (
          <>
            <TextField label={t('desk:exports.reason')} hint={t('desk:exports.reasonHint')} required maxLength={200} value={reason} onChange={setReason} />
            <Notice state="pending" icon="shield" title={t('desk:exports.care')}>{t('desk:exports.careHelp')}</Notice>
          </>
        )}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        {done === undefined ? null : <Notice state="done" announce title={t(`desk:exports.${done}`)} />}
        <div><Button look="primary" icon="download" busy={action.busy} disabled={what === undefined || (wanted !== undefined && (short || badDays || backwards))} onClick={() => void (wanted === undefined ? fetchSheet() : beginRecords(wanted))}>{t(wanted === undefined ? 'desk:exports.fetch' : 'desk:exports.make')}</Button></div>
      </div>
    </Card>
  );
}

function keyOf({ type, repeat }: Exportable): string {
  return repeat === undefined ? type : `${type}-${repeat}`;
}
