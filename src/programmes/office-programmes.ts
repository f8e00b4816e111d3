// Programmes of offices that keep registers and carry out directions, without files of persons: one line
// each. A device fetches them only for roles that know such records.
import type { Programme } from '#shared/programme.ts';
import { directions } from './directions/index.ts';
import { missionShakti } from './mission-shakti/index.ts';

export const OFFICE_PROGRAMMES: readonly Programme[] = [missionShakti, directions];
