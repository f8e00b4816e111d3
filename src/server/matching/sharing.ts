// How much of what two rows agree in is what many have.
import type { Sharing } from '#shared/people/same-person/compare.ts';
import type { Counted } from './block-hash.ts';

/** How many rows have what a row says; 0: it does not say, or nobody counted. */
export type Counts = Readonly<Record<Counted, number>>;

export interface Totals {
  readonly rows: number;
  /** Rows that say a name, and a father's name. */
  readonly named: number;
  readonly fathered: number;
}

/** The commoner of two is taken: the careful one, and the same in either order. */
export function sharingOf({ rows, named, fathered }: Totals, a: Counts, b: Counts): Sharing {
  const larger = (kind: Counted): number | undefined => (a[kind] === 0 || b[kind] === 0 ? undefined : Math.max(a[kind], b[kind]));
  const share = (count: number | undefined, all: number): number | undefined => (count === undefined || all === 0 ? undefined : Math.min(1, count / all));
  return { rows, phoneShared: larger('phone'), schoolShared: larger('school'), nameShare: share(larger('name'), named), fatherShare: share(larger('father'), fathered) };
}
