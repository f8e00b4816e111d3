// The value of a cell of the review from the counts of one place. The server fills it from running sums,
// a test from the records themselves.
import type { ReviewCell } from './review.ts';

/** `hidden`: small, or another could be found by it; null: there is nothing to say. */
export type Told = number | 'hidden' | null;

/** What is known of the counts of a programme at one place, in one span. */
export interface Counted {
  amount(count: string): Told;
  /** What is open now by the days since: from and up to, both included; `to` undefined: without end. What is dated in days to come counts as of today. */
  aged(count: string, from: number, to: number | undefined): Told;
  /** What is open now and began so long ago that the clock has run out. */
  overdue(count: string, clock: string): Told;
  /** What is open now and was due before today. */
  past(count: string): Told;
}

/** A cell with a hidden count is hidden itself. */
export function cellValue({ line, band }: ReviewCell, counted: Counted): Told {
  if ('count' in line) return counted.amount(line.count);
  if ('overdue' in line) return counted.overdue(line.overdue, line.clock);
  if ('past' in line) return counted.past(line.past);
  if ('aged' in line) return counted.aged(line.aged, band?.from ?? 0, band?.to);
  if ('plus' in line) return worked(line.plus.map((count) => counted.amount(count)), (all) => all.reduce((sum, amount) => sum + amount, 0));
  if ('minus' in line) return worked(line.minus.map((count) => counted.amount(count)), ([whole = 0, part = 0]) => Math.max(0, whole - part));
  const of = 'share' in line ? line.share : line.mean;
  return worked(of.map((count) => counted.amount(count)), ([first = 0, second = 0]) => (second > 0 ? first / second : null));
}

function worked(amounts: readonly Told[], work: (amounts: readonly number[]) => number | null): Told {
  if (amounts.includes('hidden')) return 'hidden';
  const known = amounts.filter((amount) => typeof amount === 'number');
  return known.length < amounts.length ? null : work(known);
}
