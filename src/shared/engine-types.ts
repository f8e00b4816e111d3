// Record types that the engine itself keeps, beside those of the programmes.
import { look } from './access/look.ts';
import type { RecordType } from './record/record-type.ts';
import { rulebook } from './task/rulebook-record.ts';

export const ENGINE_TYPES: readonly RecordType[] = [look, rulebook];
