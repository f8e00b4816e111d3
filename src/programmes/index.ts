// The registry: one line per programme.
import type { Programme } from '#shared/programme.ts';

export const PROGRAMMES: readonly Programme[] = [];
