// An indicator says what one record adds to which counts. The server keeps running sums, changed in
// the same transaction as the record (old contribution out, new one in); the phone runs the same
// functions over its own records. A sheet reads sums, never records.
import type { PlaceCode } from '../place/place.ts';
import type { DehriRecord } from '../record/record.ts';

export interface Contribution {
  /** Name of the count, e.g. `listed`, `linked`. */
  readonly count: string;
  /** Where it counts: the smallest known place; sheets roll it up. */
  readonly place: PlaceCode;
  /** ISO day it counts on, or '' when it is a standing count without a day. */
  readonly day: string;
  readonly amount: number;
}

export interface Indicators {
  readonly recordType: string;
  /** Names of every count it may produce, in the order a sheet shows them. */
  readonly counts: readonly string[];
  /** Of them, those that never have a day: they count as of now, and nothing is known of a time before. */
  readonly standing?: readonly string[];
  /** Of them, those by which a person could be known where they are small (dossier E2): hidden there. */
  readonly sensitive?: readonly string[];
  readonly contributions: (record: DehriRecord) => readonly Contribution[];
}
