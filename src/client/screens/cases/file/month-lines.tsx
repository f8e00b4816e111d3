// Lines of a record of the office: the latest, or those of a month that is chosen.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseContext, OfficeList } from '#shared/case-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { Say } from '#client/app/context.tsx';
import { Field } from '#client/ui/field.tsx';
import { Lines } from './part-card.tsx';

/** The month that was looked at, by record: coming back from the form of a day, the next day of it is there. */
const looked = new Map<string, string>();

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
  const [month, setMonth] = useState(() => looked.get(record.id));
  const choose = (one: string | undefined): void => {
    setMonth(one);
    if (one === undefined) looked.delete(record.id);
    else looked.set(record.id, one);
  };
  const months = list.months?.(record, context) ?? [];
  const lines = list.lines?.(record, context, month) ?? [];
  const named = new Intl.DateTimeFormat(`${i18n.language}-IN-u-nu-latn`, { month: 'long', year: 'numeric' });
  if (lines.length + months.length === 0) return null;
  return (
    <>
      {months.length === 0 ? null : (
        <div className="lines__month">
          <Field id={id} label={t('cases:office.month')}>
            <select id={id} className="input" value={month ?? ''} onChange={(event) => choose(event.target.value === '' ? undefined : event.target.value)}>
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
