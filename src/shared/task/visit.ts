// In which order doors are visited, and how each stands. Computed offline from records.
import type { DehriRecord } from '../record/record.ts';

/** `due`: not visited yet · `again`: visited, must be seen again · `part`: begun · `done`. */
export type VisitState = 'due' | 'again' | 'part' | 'done';

export interface Visit {
  readonly record: DehriRecord;
  readonly state: VisitState;
}

export interface VisitRule {
  readonly recordType: string;
  readonly stateOf: (record: DehriRecord, today: string) => VisitState;
  /**
   * Records still to be visited, best next first.
   * @param last the record seen last, so that the next door is near it.
   */
  readonly order: (records: readonly DehriRecord[], today: string, last?: DehriRecord) => readonly Visit[];
}
