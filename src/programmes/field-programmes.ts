// Programmes with work at the doorstep: one line each. Every phone has them.
import type { Programme } from '#shared/programme.ts';
import { jeevika } from './jeevika/index.ts';

export const FIELD_PROGRAMMES: readonly Programme[] = [jeevika];
