// Which time: big words for the kind, and a step to the one before or after.
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { financialYear } from '#shared/case-number.ts';
import { isDay } from '#shared/form/calendar.ts';
import { dayMonthYear } from '#client/app/format.ts';
import { IconButton } from '#client/ui/button.tsx';
import { DayField } from '#client/ui/day-field.tsx';
import { FilterChips } from '../../families/filter-chips.tsx';
import { PERIOD_KINDS, periodAround, stepPeriod, type Period } from './period.ts';
import './registers.css';

export interface PeriodPickerProps {
  readonly period: Period;
  readonly today: string;
  readonly onChange: (period: Period) => void;
}

export function PeriodPicker({ period, today, onChange }: PeriodPickerProps) {
  const { t, i18n } = useTranslation('cases');
  const next = stepPeriod(period, 1);
  return (
    <div className="stack stack--tight">
      <FilterChips
        label={t('cases:registers.kind')}
        chosen={period.kind}
        onChoose={(kind) => onChange(periodAround(PERIOD_KINDS.find((one) => one === kind) ?? 'month', period.to < today ? period.to : today))}
        chips={PERIOD_KINDS.map((key) => ({ key, word: t(`cases:registers.kinds.${key}`) }))}
      />
      {period.kind === 'own' ? (
        <div className="register__days">
          <DayField label={t('cases:registers.from')} value={period.from} onChange={(from) => onChange({ ...period, from })} />
          <DayField label={t('cases:registers.to')} value={period.to} onChange={(to) => onChange({ ...period, to })} error={isDay(period.from) && isDay(period.to) && period.to < period.from ? t('cases:registers.turned') : undefined} />
        </div>
      ) : (
        <div className="register__step">
          <IconButton icon="back" label={t('cases:registers.before')} onClick={() => onChange(stepPeriod(period, -1))} />
          <output className="strong">{periodName(t, i18n.language, period)}</output>
          <IconButton icon="next" label={t('cases:registers.after')} disabled={next.from > today} onClick={() => onChange(next)} />
        </div>
      )}
    </div>
  );
}

/** "नवंबर 2026", "अक्टूबर–दिसंबर 2026", "वित्तीय वर्ष 2026-27", "01/11/2026 से 22/11/2026 तक" */
export function periodName(t: TFunction, language: string, { kind, from, to }: Period): string {
  if (kind === 'year') return t('cases:registers.year', { year: financialYear(from) });
  if (kind === 'own') return t('cases:registers.span', { from: dayMonthYear(from), to: dayMonthYear(to) });
  const months = new Intl.DateTimeFormat(`${language}-IN-u-nu-latn`, { month: 'long', year: 'numeric' });
  return months.formatRange(new Date(`${from}T00:00`), new Date(`${to}T00:00`));
}
