// Advice is computed from a record and never stored: what to ask for, where to take it. It is a
// hint for a person, never a verdict; an office decides.
import type { FieldPath } from '../record/change.ts';
import type { DehriRecord } from '../record/record.ts';

export interface Advice {
  /** Its words are `<programme>:advice.<code>` (may use `{{name}}`), where to go `advice.<code>_where`. */
  readonly code: string;
  /** `take`: worth applying; `check`: an office must look; `note`: probably not, said gently. */
  readonly kind: 'take' | 'check' | 'note';
  /** The person it is about, when it is one of several. */
  readonly name?: string;
  /** Answers it rests on, so that she can see why. */
  readonly because: readonly FieldPath[];
}

export interface AdviceRule {
  readonly recordType: string;
  /** @param today ISO day, given by the caller. */
  readonly advise: (record: DehriRecord, today: string) => readonly Advice[];
}
