// A promise that was not kept, by its name in the contract.
export const INVARIANTS = [
  'I1', 'I3', 'I4', 'I6', 'I7', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S9', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'A1', 'A2', 'A3', 'L1', 'L2', 'crash',
] as const;
export type Invariant = (typeof INVARIANTS)[number];

export class Violation extends Error {
  override name = 'Violation';
  readonly invariant: Invariant;
  constructor(invariant: Invariant, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}
