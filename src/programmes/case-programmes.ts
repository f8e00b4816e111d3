// Programmes that keep files of persons: one line each. A phone fetches them only for roles that read
// such files.
import type { Programme } from '#shared/programme.ts';
import { careLeavers } from './care-leavers/index.ts';
import { oneStopCentre } from './one-stop-centre/index.ts';
import { resourceCentre } from './resource-centre/index.ts';

export const CASE_PROGRAMMES: readonly Programme[] = [oneStopCentre, careLeavers, resourceCentre];
