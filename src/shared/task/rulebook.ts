// The numbers and lists that rules go by, as data: time limits, public holidays, how long a shelter
// lasts, below which count a cell is hidden. A programme names them with a default and its source; an
// administrator may set another value, kept in a record that flows down to everyone below its place.

/** `working_days`: Sundays and public holidays are not counted (Bihar RTPS Rules 2011, dossier B4). */
export const LIMIT_UNITS = ['hours', 'days', 'working_days', 'months', 'years'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

export interface Limit {
  readonly amount: number;
  readonly unit: LimitUnit;
}

/** How sure a number is: `law` and `official` are sourced; `custom` is a habit that the screen does not call official. */
export type Standing = 'law' | 'official' | 'custom';

export interface ClockRow {
  /** `cwc-production`; its words are `<programme>:clock.<id>`. */
  readonly id: string;
  readonly limit: Limit;
  readonly standing: Standing;
  /** Act, rule, guideline or dossier section. */
  readonly source: string;
  /** Who is told, after it is overdue by so much: roles in the order of the steps. */
  readonly escalates?: readonly { readonly after: Limit; readonly to: string }[];
}

export interface NumberRow {
  /** `small-cell`; its words, with the unit, are `<programme>:setting.<id>`. */
  readonly id: string;
  readonly value: number;
  /** Between which an administrator may set it; absent: from 0 on. */
  readonly min?: number;
  readonly max?: number;
  readonly standing: Standing;
  readonly source: string;
}

/** A list of choices that an administrator may extend. */
export interface ListRow {
  /** `<programme>.<list>`: the list's name in the forms, before it that of the programme. */
  readonly id: string;
  readonly standing: Standing;
  readonly source: string;
}

/** What a programme brings. */
export interface Rules {
  readonly clocks: readonly ClockRow[];
  readonly numbers: readonly NumberRow[];
  /** Words `<programme>:openList.<list>`; the fields that use them are `open`, the forms name them in `open`. */
  readonly lists?: readonly ListRow[];
}

/** What is in force: the programme's own, and above it what an administrator has set. */
export interface Rulebook {
  /** Throws for a clock that no programme names: a mistake in a programme. */
  clock(id: string): ClockRow;
  number(id: string): number;
  /** ISO days that are public holidays. */
  readonly holidays: ReadonlySet<string>;
  /** Further choices of a list (`<programme>.<list>`), added by an administrator: value and its Hindi word. */
  added(list: string): readonly { readonly value: string; readonly word: string }[];
}
