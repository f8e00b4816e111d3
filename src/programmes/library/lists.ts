// Values that the library's records choose from.
export const SCHEME_STATES = ['in_force', 'to_check', 'closed'] as const;
/** What help it is, for looking through the list. */
export const TOPICS = ['money', 'school', 'health', 'food', 'shelter', 'work', 'safety', 'papers'] as const;
export const TRAINING_STATES = ['planned', 'held', 'cancelled'] as const;
/** Who comes to a training: counted, never named. */
export const TRAINEES = ['mitra', 'coordinator', 'case_worker', 'police', 'teacher', 'anganwadi', 'health', 'officer', 'other'] as const;
/** Rows of one letter: one of them is enough. */
export const EITHERS = ['a', 'b'] as const;
