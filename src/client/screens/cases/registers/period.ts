// The time a register is looked at for: a month, a quarter or a whole financial year (1 April to 31
// March), or any two days. Days are ISO.
import { daysInMonth } from '#shared/form/calendar.ts';

export const PERIOD_KINDS = ['month', 'quarter', 'year', 'own'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export interface Period {
  readonly kind: PeriodKind;
  readonly from: string;
  readonly to: string;
}

/** Months of each; quarters begin in April as the year does. */
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The one that `day` lies in; `own` is the month up to that day. */
export function periodAround(kind: PeriodKind, day: string): Period {
  if (kind === 'own') return { kind, from: `${day.slice(0, 8)}01`, to: day };
  const months = MONTHS[kind];
  const month = monthNumber(day);
  // April is the first month of the year: counted from it, each kind begins at a multiple of its length.
  const first = month - modulo(month - 3, months);
  return { kind, from: firstDay(first), to: lastDay(first + months - 1) };
}

/** The next one, or the one before; `own` moves by nothing. */
export function stepPeriod({ kind, from, to }: Period, by: 1 | -1): Period {
  if (kind === 'own') return { kind, from, to };
  const first = monthNumber(from) + by * MONTHS[kind];
  return { kind, from: firstDay(first), to: lastDay(first + MONTHS[kind] - 1) };
}

/** Months since the year 0. */
function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function firstDay(month: number): string {
  return `${yearMonth(month)}-01`;
}

function lastDay(month: number): string {
  return `${yearMonth(month)}-${String(daysInMonth(Math.floor(month / 12), modulo(month, 12) + 1)).padStart(2, '0')}`;
}

function yearMonth(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String(modulo(month, 12) + 1).padStart(2, '0')}`;
}

function modulo(n: number, by: number): number {
  return ((n % by) + by) % by;
}
