// The programme of the library, apart from the others: a field phone fetches it, with its screens, when it is
// first wanted; who keeps the library has it from the start.
import type { Programme } from '#shared/programme.ts';
import { library } from './library/index.ts';

export const LIBRARY_PROGRAMMES: readonly Programme[] = [library];
