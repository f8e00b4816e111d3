// Record types that the engine itself keeps, beside those of the programmes.
import { look } from './access/look.ts';
import type { RecordType } from './record/record-type.ts';

export const ENGINE_TYPES: readonly RecordType[] = [look];
