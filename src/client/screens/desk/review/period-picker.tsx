// Which span of days the review is of: the kind, then one of it, or two days of one's own.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#client/app/context.tsx';
import type { Period } from '#shared/report/period.ts';
import { Button } from '#client/ui/button.tsx';
import { kindOf, PERIOD_KINDS, periodFrom, periodNear, periodsOf, type PeriodKind } from './period-choice.ts';
import { usePeriodWords } from './use-period-words.ts';

export interface PeriodPickerProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

export function PeriodPicker({ period, onChange }: PeriodPickerProps) {
  const { t } = useTranslation('desk');
  const { today } = useNow();
  const words = usePeriodWords();
  const id = useId();
  const [kind, setKind] = useState<PeriodKind>(() => kindOf(period));
  const offered = kind === 'days' ? [] : periodsOf(kind, today);
  // One further back than is offered, by a link, stands in the list too.
  const listed = kind === 'days' || offered.some((p) => p.from === period.from && p.to === period.to) ? offered : [...offered, period];
  return (
    <div className="period no-print">
      <label htmlFor={`${id}-kind`}>{t('desk:review.period.label')}</label>
      <select
        id={`${id}-kind`}
        className="input input--inline"
        value={kind}
        onChange={({ target }) => {
          const next = PERIOD_KINDS.find((k) => k === target.value) ?? 'year';
          setKind(next);
          onChange(periodNear(next, period, today));
        }}
      >
        {PERIOD_KINDS.map((k) => <option key={k} value={k}>{t(`desk:review.period.kind.${k}`)}</option>)}
      </select>
      {kind === 'days' ? <TwoDays key={`${period.from} ${period.to}`} period={period} onChange={onChange} /> : (
        <select
          className="input input--inline"
          aria-label={t('desk:review.period.which')}
          value={period.from}
          onChange={({ target }) => {
            const next = listed.find((p) => p.from === target.value);
            if (next !== undefined) onChange(next);
          }}
        >
          {listed.map((p) => <option key={p.from} value={p.from}>{words.short(p)}</option>)}
        </select>
      )}
    </div>
  );
}

function TwoDays({ period, onChange }: PeriodPickerProps) {
  const { t } = useTranslation('desk');
  const id = useId();
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const chosen = periodFrom(from, to);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      <label htmlFor={`${id}-from`}>{t('desk:review.period.from')}</label>
      <input id={`${id}-from`} className="input input--inline" type="date" required value={from} onChange={({ target }) => setFrom(target.value)} />
      <label htmlFor={`${id}-to`}>{t('desk:review.period.to')}</label>
      <input id={`${id}-to`} className="input input--inline" type="date" required value={to} min={from} aria-invalid={chosen === undefined} aria-describedby={`${id}-wrong`} onChange={({ target }) => setTo(target.value)} />
      <Button type="submit" icon="check" disabled={chosen === undefined}>{t('desk:review.period.show')}</Button>
      <span id={`${id}-wrong`} className="field__error" aria-live="polite">{chosen === undefined ? t('desk:review.period.wrong') : ''}</span>
    </form>
  );
}
