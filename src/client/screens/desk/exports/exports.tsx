// Records or the sheet as a file. Why records are taken out is asked and kept in the audit log.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_FORMATS } from '#shared/desk/exports.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { isoDay } from '#client/app/format.ts';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { saveFile } from '#client/ui/desk/csv.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useDesk } from '../desk-context.tsx';
import { PageHead } from '../page-head.tsx';
import { ErrorNotice, QueryView } from '../query-view.tsx';
import { useAction, useQuery } from '../use-query.ts';

interface Exportable {
  readonly programme: string;
  readonly type: string;
  readonly repeat: string | undefined;
  readonly records: number;
}

const REASON_LENGTH = 5;

export function Exports({ place }: { readonly place: PlaceCode }) {
  const { api } = useDesk();
  const query = useQuery(`exports:${place}`, (signal) => api.exportTypes(place, signal));
  return (
    <>
      <PageHead section="exports" place={place} />
      <QueryView query={query}>
        {({ types }) => <ExportForm place={place} all={types.flatMap(({ programme, type, repeats, records }) => [undefined, ...repeats].map((repeat) => ({ programme, type, repeat, records })))} />}
      </QueryView>
    </>
  );
}

interface ExportFormProps {
  readonly place: PlaceCode;
  readonly all: readonly Exportable[];
}

function ExportForm({ place, all }: ExportFormProps) {
  const { t, i18n } = useTranslation(['desk', ...new Set(all.map((e) => e.programme))]);
  const { api } = useDesk();
  const number = useFormat().number;
  const action = useAction();
  const id = useId();
  const [what, setWhat] = useState<string>();
  const [format, setFormat] = useState<(typeof EXPORT_FORMATS)[number]>('xlsx');
  const [reason, setReason] = useState('');
  const [taken, setTaken] = useState(false);
  const wanted = all.find((e) => keyOf(e) === what);
  const short = reason.trim().length < REASON_LENGTH;

  async function fetchFile(): Promise<void> {
    setTaken(false);
    const language = i18n.language;
    const blob = await action.run(() => (wanted === undefined
      ? api.exportSheet({ place, format, language })
      : api.exportRecords({ place, type: wanted.type, ...(wanted.repeat === undefined ? {} : { repeat: wanted.repeat }), format, language, reason: reason.trim() })));
    if (blob === undefined) return;
    saveFile(`${wanted === undefined ? t('desk:coverage.file') : keyOf(wanted)}-${place}-${isoDay(Date.now())}.${format}`, blob);
    setTaken(true);
  }

  if (all.length === 0) return <EmptyState icon="download" title={t('desk:exports.none')}>{t('desk:exports.noneHelp')}</EmptyState>;
  return (
    <Card title={t('desk:exports.title')}>
      <div className="stack export">
        <FieldSet id={`${id}-what`} label={t('desk:exports.what')} required>
          <ChoiceButtons
            chosen={what === undefined ? [] : [what]}
            onChange={([key]) => setWhat(key)}
            options={[
              { value: 'sheet', label: t('desk:exports.sheet'), detail: t('desk:exports.sheetHelp') },
              ...all.map((e) => ({
                value: keyOf(e),
                label: e.repeat === undefined ? t(`${e.programme}:recordType.${e.type}`) : t('desk:exports.repeat', { type: t(`${e.programme}:recordType.${e.type}`), repeat: t(`desk:exports.repeats.${e.repeat}`, { defaultValue: e.repeat }) }),
                detail: t('desk:exports.records', { count: e.records, number: number(e.records) }),
              })),
            ]}
          />
        </FieldSet>
        <FieldSet id={`${id}-format`} label={t('desk:exports.format')} required>
          <ChoiceButtons side chosen={[format]} onChange={([f]) => setFormat(EXPORT_FORMATS.find((known) => known === f) ?? 'xlsx')} options={EXPORT_FORMATS.map((f) => ({ value: f, label: t(`desk:exports.formatOf.${f}`) }))} />
        </FieldSet>
        {what === undefined || what === 'sheet' ? null : (
          <>
            <TextField label={t('desk:exports.reason')} hint={t('desk:exports.reasonHint')} required maxLength={200} value={reason} onChange={setReason} />
            <Notice state="pending" icon="shield" title={t('desk:exports.care')}>{t('desk:exports.careHelp')}</Notice>
          </>
        )}
        {action.error === undefined ? null : <ErrorNotice error={action.error} />}
        {taken ? <Notice state="done" announce title={t('desk:exports.taken')} /> : null}
        {action.busy ? <output>{t('desk:exports.making')}</output> : null}
        <div><Button look="primary" icon="download" busy={action.busy} disabled={what === undefined || (wanted !== undefined && short)} onClick={() => void fetchFile()}>{t('desk:exports.fetch')}</Button></div>
      </div>
    </Card>
  );
}

function keyOf({ type, repeat }: Exportable): string {
  return repeat === undefined ? type : `${type}-${repeat}`;
}
