// The period of a review as it is chosen: by financial year, quarter of one, month, or any two days. The
// address holds only its two days; which kind they are follows from them.
import { addDays, daysBetween, financialYear, financialYearOf, monthPeriod, wholeMonths, type Period } from '#shared/report/period.ts';
import { isDay } from '#shared/form/calendar.ts';

export const PERIOD_KINDS = ['year', 'quarter', 'month', 'days'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Longer ones are refused: there is no service that old. */
const LONGEST_DAYS = 20 * 366;
const YEARS = 5;
const QUARTERS = 12;
const MONTHS = 24;

export function kindOf(period: Period): PeriodKind {
  const { from, to } = period;
  const months = wholeMonths(period);
  if (months === 12 && from.endsWith('-04-01')) return 'year';
  if (months === 3 && /-(?:01|04|07|10)-01$/u.test(from)) return 'quarter';
  return months === 1 && from.slice(0, 7) === to.slice(0, 7) ? 'month' : 'days';
}

/** Quarter of its financial year, 1 to 4: April to June is the first. */
export function quarterOf({ from }: Period): number {
  return [4, 1, 2, 3][Math.floor((Number(from.slice(5, 7)) - 1) / 3)] ?? 4;
}

/** `2026` → "2026-27" */
export function yearName(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/** Those offered for a kind, the one that is running first. */
export function periodsOf(kind: Exclude<PeriodKind, 'days'>, today: string): readonly Period[] {
  if (kind === 'year') return Array.from({ length: YEARS }, (_, back) => financialYear(financialYearOf(today) - back));
  const month = today.slice(0, 7);
  if (kind === 'month') return Array.from({ length: MONTHS }, (_, back) => monthPeriod(monthsBefore(month, back)));
  const into = (Number(month.slice(5)) - 1) % 3;
  return Array.from({ length: QUARTERS }, (_, back) => {
    const first = monthsBefore(month, into + 3 * back);
    return { from: `${first}-01`, to: monthPeriod(monthsBefore(first, -2)).to };
  });
}

/** What is chosen first when the kind is changed: the period of that kind in which the present one ends, or today lies. */
export function periodNear(kind: PeriodKind, now: Period, today: string): Period {
  if (kind === 'days') return { from: now.from, to: now.to > today && now.from <= today ? today : now.to };
  const day = now.to < today ? now.to : today;
  const offered = periodsOf(kind, today);
  return offered.find((p) => p.from <= day && day <= p.to) ?? offered[0] ?? now;
}

/** Undefined for anything but two days in their order, at most twenty years apart. */
export function periodFrom(from: string | null, to: string | null): Period | undefined {
  if (from === null || to === null || !isDay(from) || !isDay(to) || from > to || daysBetween(from, to) > LONGEST_DAYS) return undefined;
  return { from, to };
}

/** How the period before is named: words `desk:review.before.<key>`, with how many days or months it is of. */
export function beforeWords(period: Period, today: string): { readonly key: string; readonly count: number } {
  const kind = kindOf(period);
  const running = period.from <= today && today < period.to;
  if (kind !== 'days') return { key: running ? `${kind}SoFar` : kind, count: 1 };
  const months = wholeMonths(period);
  if (months !== undefined) return { key: running ? 'monthsSoFar' : 'months', count: months };
  return { key: 'days', count: daysBetween(period.from, period.to) + 1 };
}

/** The same kind of period, just before: where a person looks who finds nothing in this one. */
export function previousOf(period: Period): Period {
  const months = wholeMonths(period);
  const to = addDays(period.from, -1);
  if (months === undefined) return { from: addDays(period.from, -daysBetween(period.from, period.to) - 1), to };
  return { from: `${monthsBefore(period.from.slice(0, 7), months)}-01`, to };
}

function monthsBefore(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
