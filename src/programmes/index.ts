// The registry: one line per programme.
import type { Programme } from '#shared/programme.ts';
import { jeevika } from './jeevika/index.ts';

export const PROGRAMMES: readonly Programme[] = [jeevika];
