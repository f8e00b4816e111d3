// What must fit together within the file of a case. Each is refused on the phone and held by the server.
import type { RecordRule } from '#shared/record/record-type.ts';

export const CASE_RULES: readonly RecordRule[] = [];
