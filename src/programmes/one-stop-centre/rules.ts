// What must fit together within the file of a case. Each is refused on the phone and held by the server.
import type { RecordRule } from '#shared/record/record-type.ts';
import { COURSE_RULES } from './case-rules.ts';
import { CHILD_RULES } from './child-rules.ts';
import { SHELTER_RULES } from './shelter-rules.ts';

export const CASE_RULES: readonly RecordRule[] = [...COURSE_RULES, ...SHELTER_RULES, ...CHILD_RULES];
