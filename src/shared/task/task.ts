// Due things are computed from records, offline, by rules that are data of a programme.
import type { Phrase } from '../field-work.ts';
import type { DehriRecord } from '../record/record.ts';
import type { Rulebook } from './rulebook.ts';

export interface DueTask {
  /** Stable within the record: `recheck-locked-door`. Its words are `<programme>:task.<kind>`. */
  readonly kind: string;
  readonly record: string;
  /** ISO day on which it falls due; undefined: whenever she passes by. */
  readonly due?: string;
  /** Milliseconds since 1970, for limits in hours. */
  readonly dueAt?: number;
  /** Row of the record it is about (`referrals.k7`), and the form that does it. */
  readonly row?: string;
  readonly form?: string;
  /** Done not by a form but on a page of the file: handed over to another office. */
  readonly page?: 'hand-over';
  /** What exactly, where the kind leaves it open: which paper, which month. Never whose. */
  readonly about?: Phrase;
  /** Somebody else must act first (an agency, the court): words `<programme>:waiting.<waitsOn>`. */
  readonly waitsOn?: string;
  /** The clock stands still, with the reason that was written. */
  readonly stopped?: string;
  /** Role that must be told by now, when it is overdue beyond a step of its clock. */
  readonly escalatedTo?: string;
  /** Leads every list: danger, a child, the last day of a shelter. */
  readonly urgent?: boolean;
}

export interface TaskRule {
  readonly recordType: string;
  /**
   * @param today ISO day, given by the caller.
   * @param rules limits and holidays in force; absent only where no rule of the programme needs them.
   * @param now milliseconds since 1970, for limits in hours; default: noon of `today` in India.
   */
  readonly tasks: (record: DehriRecord, today: string, rules?: Rulebook, now?: number) => readonly DueTask[];
}
