// Someone looked at a guarded file, with or without a network. It goes the way of every change, and the
// server writes it into the audit log (INVARIANTS A5); no phone gets it back.
import type { RecordType } from '../record/record-type.ts';

export const LOOK_KINDS = ['opened', 'named', 'printed', 'searched'] as const;
/** Words: `cases:reason.<reason>`. */
export const LOOK_REASONS = ['my_work', 'she_came', 'worker_absent', 'supervision', 'emergency', 'other'] as const;
export type LookReason = (typeof LOOK_REASONS)[number];

export const look: RecordType = {
  name: 'look',
  version: 1,
  accessClass: 'case',
  shelf: 'looks',
  writeOnly: true,
  fields: {
    record: { kind: 'record' },
    kind: { kind: 'choice', choices: LOOK_KINDS },
    reason: { kind: 'choice', choices: LOOK_REASONS },
    note: { kind: 'text', maxLength: 200 },
    /** Milliseconds since 1970 by the phone's clock: evidence only. */
    at: { kind: 'integer' },
  },
};
