// The counts of a review as its cells ask for them: at the place or one below it, in one span, with what
// must be hidden hidden. What is kept here was read from running sums alone.
import type { PlaceCode } from '#shared/place/place.ts';
import { addDays } from '#shared/report/period.ts';
import { cellValue, type Counted, type Told } from '#shared/report/review-cells.ts';
import { cellsOf, type ReviewPart } from '#shared/report/review.ts';
import { overdueSince } from '#shared/task/overdue-since.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';
import type { Covered } from '../desk/hide-small.ts';
import type { OpenSum, Summed } from './read-sums.ts';

/** The rulebook in force at each unit; they differ only between districts. */
export type RulesAt = (unit: PlaceCode) => Rulebook;

export interface Now {
  /** ISO day. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Read {
  readonly place: PlaceCode;
  /** What is within the place is what its units add up to: above the block. */
  readonly isWhole: boolean;
  readonly sums: readonly Summed[];
  readonly open: readonly OpenSum[];
  readonly cuts: readonly string[];
  /** Counts without days. */
  readonly standing: ReadonlySet<string>;
  readonly rules: RulesAt;
  readonly now: Now;
}

/** A unit of its own: what lies at the place itself and at nothing below it. */
export const OWN = 'own';

export class ReviewCounts {
  readonly #sums = new Map<PlaceCode, Map<string, number>>();
  readonly #open = new Map<string, OpenSum[]>();
  readonly #units: readonly PlaceCode[];
  readonly #parts: Read;

  constructor(read: Read) {
    this.#parts = read;
    const units = new Set<PlaceCode>();
    for (const { unit, indicator, span, amount } of read.sums) {
      units.add(unit);
      for (const at of read.isWhole && unit !== read.place ? [unit, read.place] : [unit]) {
        const amounts = this.#sums.get(at) ?? new Map<string, number>();
        this.#sums.set(at, amounts);
        const key = `${indicator} ${span}`;
        amounts.set(key, (amounts.get(key) ?? 0) + amount);
      }
    }
    for (const sum of read.open) {
      units.add(sum.unit);
      const key = `${sum.unit} ${sum.indicator}`;
      const sums = this.#open.get(key);
      if (sums === undefined) this.#open.set(key, [sum]);
      else sums.push(sum);
    }
    this.#units = [...units];
  }

  /** Does any of the counts, with or without a day, count anything in the span or now? */
  has(unit: PlaceCode, span: number, counts: readonly string[]): boolean {
    return counts.some((count) => this.#sum(unit, count, span) !== 0 || this.#sum(unit, count, -1) !== 0 || this.#between(unit, count, () => [undefined, undefined]) !== 0);
  }

  values(programme: string, part: ReviewPart, unit: PlaceCode, span: number, cover: Covered): Told[] {
    const counted = this.at(programme, unit, span, cover);
    return cellsOf(part).map((cell) => cellValue(cell, counted));
  }

  /** Only what is dated in the span: of one month of several. */
  month(programme: string, unit: PlaceCode, span: number, cover: Covered): Counted {
    return { ...this.at(programme, unit, span, cover), amount: (count) => this.#amount(`${programme}.${count}`, unit, cover, () => this.#sum(unit, `${programme}.${count}`, span)) };
  }

  /** @param span number of the span; the first is that of the review, and only with it is said what counts as of now */
  at(programme: string, unit: PlaceCode, span: number, cover: Covered): Counted {
    const { standing, now, rules } = this.#parts;
    const named = (count: string): string => `${programme}.${count}`;
    // By days one day tells against the next: of what is sensitive nothing is said there.
    const open = (count: string, work: (indicator: string) => number): Told => (span > 0 ? null : cover.counts.has(named(count)) ? 'hidden' : work(named(count)));
    return {
      amount: (count) => {
        const indicator = named(count);
        if (span > 0 && standing.has(indicator)) return null;
        return this.#amount(indicator, unit, cover, () => this.#sum(unit, indicator, span) + this.#sum(unit, indicator, -1));
      },
      aged: (count, from, to) => open(count, (indicator) => this.#between(unit, indicator, () => [to === undefined ? undefined : addDays(now.today, -to), from === 0 ? undefined : addDays(now.today, 1 - from)])),
      overdue: (count, clock) => open(count, (indicator) => this.#between(unit, indicator, (at) => {
        const since = overdueSince(rules(at).clock(clock).limit, now, rules(at));
        return since === undefined ? ['', ''] : [undefined, addDays(since, 1)];
      })),
      past: (count) => open(count, (indicator) => this.#between(unit, indicator, () => [undefined, now.today])),
    };
  }

  #amount(indicator: string, unit: PlaceCode, cover: Covered, sum: () => number): Told {
    return cover.counts.has(indicator) && (unit === OWN || cover.hides(unit, indicator)) ? 'hidden' : sum();
  }

  #sum(unit: PlaceCode, indicator: string, span: number): number {
    const of = (at: PlaceCode): number => this.#sums.get(at)?.get(`${indicator} ${span}`) ?? 0;
    const sum = unit === OWN ? this.#rest(of) : of(unit);
    // Sums of decimals differ in their last digits by the order of adding.
    return Math.round(sum * 1e6) / 1e6;
  }

  /** Of the place what none of its units has. */
  #rest(of: (unit: PlaceCode) => number): number {
    const { place } = this.#parts;
    return this.#units.reduce((rest, unit) => (unit === place ? rest : rest - of(unit)), of(place));
  }

  #openUnits(unit: PlaceCode): readonly PlaceCode[] {
    return this.#parts.isWhole && unit === this.#parts.place ? this.#units : [unit];
  }

  /** What is dated from the first day on and before the second; both are among the cuts. */
  #between(unit: PlaceCode, indicator: string, days: (unit: PlaceCode) => readonly [from: string | undefined, before: string | undefined]): number {
    if (unit === OWN) return this.#rest((at) => this.#between(at, indicator, days));
    const { cuts } = this.#parts;
    let total = 0;
    for (const at of this.#openUnits(unit)) {
      const sums = this.#open.get(`${at} ${indicator}`);
      if (sums === undefined) continue;
      const [from, before] = days(at);
      const [first, end] = [from === undefined ? 0 : cuts.indexOf(from) + 1, before === undefined ? cuts.length : cuts.indexOf(before)];
      for (const { band, amount } of sums) if (band >= first && band <= end) total += amount;
    }
    return total;
  }
}

/** Indicators that are read by the day they are counted on, and the days at which they are cut. */
export function openOf(parts: readonly { readonly programme: string; readonly part: Pick<ReviewPart, 'lines'> }[], rulebooks: readonly Rulebook[], now: Now): { readonly counts: readonly string[]; readonly cuts: readonly string[] } {
  const counts = new Set<string>();
  const cuts = new Set<string>();
  for (const { programme, part } of parts) {
    for (const line of part.lines) {
      if ('aged' in line) {
        counts.add(`${programme}.${line.aged}`);
        for (const band of line.bands) cuts.add(addDays(now.today, -band));
      } else if ('overdue' in line) {
        counts.add(`${programme}.${line.overdue}`);
        for (const rules of rulebooks) {
          const since = overdueSince(rules.clock(line.clock).limit, now, rules);
          if (since !== undefined) cuts.add(addDays(since, 1));
        }
      } else if ('past' in line) {
        counts.add(`${programme}.${line.past}`);
        cuts.add(now.today);
      }
    }
  }
  return { counts: [...counts], cuts: [...cuts].sort() };
}
