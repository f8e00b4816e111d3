// What the simulated office keeps: families and groups of the trial programme, and files of persons.
import { FILES } from '#tests/support/files.ts';
import { TEST_PROGRAMME } from '#tests/support/programme.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';

export const SIM_PROGRAMMES: readonly Programme[] = [TEST_PROGRAMME, FILES];
export const SIM_TYPES: readonly RecordType[] = SIM_PROGRAMMES.flatMap((p) => p.recordTypes);
