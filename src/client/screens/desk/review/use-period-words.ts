// A period in words: "वित्तीय वर्ष 2026-27", "पहली तिमाही, 2026-27", "नवंबर 2026", or its two days.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { financialYearOf, type Period } from '#shared/report/period.ts';
import { useFormat } from '#client/app/use-format.ts';
import { beforeWords, kindOf, quarterOf, yearName } from './period-choice.ts';

export interface PeriodWords {
  readonly name: (period: Period) => string;
  /** The same where its kind is said beside it. */
  readonly short: (period: Period) => string;
  /** "1 अप्रैल 2026 – 31 मार्च 2027" */
  readonly days: (period: Period) => string;
  /** What it is compared with, and its days. */
  readonly before: (period: Period, before: Period, today: string) => string;
  /** "नवंबर 2026" */
  readonly month: (month: string) => string;
}

export function usePeriodWords(): PeriodWords {
  const { t, i18n } = useTranslation('desk');
  const format = useFormat();
  return useMemo(() => {
    const months = new Intl.DateTimeFormat(`${i18n.language}-IN-u-nu-latn`, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    const month = (iso: string): string => months.format(Date.parse(`${iso.slice(0, 7)}-01T00:00Z`));
    const days = ({ from, to }: Period): string => format.days(from, to);
    const short = (period: Period): string => {
      const kind = kindOf(period);
      const year = yearName(financialYearOf(period.from));
      return kind === 'days' ? days(period) : kind === 'month' ? month(period.from) : kind === 'year' ? year : t(`desk:review.period.quarterName.${quarterOf(period)}`, { year });
    };
    return {
      month, days, short,
      name: (period) => (kindOf(period) === 'year' ? t('desk:review.period.yearName', { year: short(period) }) : short(period)),
      before: (period, before, today) => {
        const { key, count } = beforeWords(period, today);
        return t('desk:review.before.line', { what: t(`desk:review.before.${key}`, { count, number: count }), days: days(before) });
      },
    };
  }, [t, i18n.language, format]);
}
