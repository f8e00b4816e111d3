// Whole months only: a financial year, a quarter, a month. Shorter spans would tell single children.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Period } from '#shared/report/period.ts';
import { useNow } from '#client/app/context.tsx';
import { kindOf, periodNear, periodsOf } from '../../review/period-choice.ts';
import { usePeriodWords } from '../../review/use-period-words.ts';

const KINDS = ['year', 'quarter', 'month'] as const;

export interface PeriodChoiceProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

export function PeriodChoice({ period, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation(['desk', 'subjects']);
  const { today } = useNow();
  const words = usePeriodWords();
  const id = useId();
  const [kind, setKind] = useState(() => KINDS.find((k) => k === kindOf(period)) ?? 'year');
  const offered = periodsOf(kind, today);
  return (
    <div className="centre__filters">
      <label htmlFor={`${id}-kind`} className="centre__filter">
        <span>{t('desk:review.period.label')}</span>
        <select
          id={`${id}-kind`}
          className="input input--inline"
          value={kind}
          onChange={({ target }) => {
            const next = KINDS.find((k) => k === target.value) ?? 'year';
            setKind(next);
            onChange(periodNear(next, period, today));
          }}
        >
          {KINDS.map((k) => <option key={k} value={k}>{t(`desk:review.period.kind.${k}`)}</option>)}
        </select>
      </label>
      <select
        className="input input--inline"
        aria-label={t('desk:review.period.which')}
        value={period.from}
        onChange={({ target }) => {
          const next = offered.find((p) => p.from === target.value);
          if (next !== undefined) onChange(next);
        }}
      >
        {offered.map((p) => <option key={p.from} value={p.from}>{words.short(p)}</option>)}
      </select>
    </div>
  );
}
