// Due things are computed from records, offline, by rules that are data of a programme.
import type { DehriRecord } from '../record/record.ts';

export interface DueTask {
  /** Stable within the record: `recheck-locked-door`. Its words are `<programme>:task.<kind>`. */
  readonly kind: string;
  readonly record: string;
  /** ISO day on which it falls due; undefined: whenever she passes by. */
  readonly due?: string;
}

export interface TaskRule {
  readonly recordType: string;
  /** @param today ISO day, given by the caller. */
  readonly tasks: (record: DehriRecord, today: string) => readonly DueTask[];
}
