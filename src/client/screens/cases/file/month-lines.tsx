// Lines of a record of the office: the latest, or those of a month that is chosen.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseContext, OfficeList } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Say } from '#client/app/context.tsx';
import { Field } from '#client/ui/field.tsx';
import { Lines } from './part-card.tsx';

export interface MonthLinesProps {
  readonly list: OfficeList;
  readonly record: DehriRecord;
  readonly context: CaseContext;
  readonly say: Say;
  readonly writes: boolean;
}

export function MonthLines({ list, record, context, say, writes }: MonthLinesProps) {
  const { t, i18n } = useTranslation('cases');
  const id = useId();
  const [month, setMonth] = useState<string>();
  const months = list.months?.(record, context) ?? [];
  const lines = list.lines?.(record, context, month) ?? [];
  const named = new Intl.DateTimeFormat(`${i18n.language}-IN-u-nu-latn`, { month: 'long', year: 'numeric' });
  if (lines.length + months.length === 0) return null;
  return (
    <>
      {months.length === 0 ? null : (
        <div className="lines__month">
          <Field id={id} label={t('cases:office.month')}>
            <select id={id} className="input" value={month ?? ''} onChange={(event) => setMonth(event.target.value === '' ? undefined : event.target.value)}>
              <option value="">{t('cases:office.latest')}</option>
              {months.map((one) => <option key={one} value={one}>{named.format(new Date(`${one}-01T00:00`))}</option>)}
            </select>
          </Field>
        </div>
      )}
      <Lines lines={lines} record={record.id} say={say} writes={writes} />
    </>
  );
}
