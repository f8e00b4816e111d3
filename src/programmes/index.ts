// The registry of all programmes, for the server and the tests. A new one is a line in the list of
// its kind.
import type { Programme } from '#shared/programme.ts';
import { CASE_PROGRAMMES } from './case-programmes.ts';
import { FIELD_PROGRAMMES } from './field-programmes.ts';
import { LIBRARY_PROGRAMMES } from './library-programmes.ts';
import { OFFICE_PROGRAMMES } from './office-programmes.ts';

export const PROGRAMMES: readonly Programme[] = [...FIELD_PROGRAMMES, ...CASE_PROGRAMMES, ...OFFICE_PROGRAMMES, ...LIBRARY_PROGRAMMES];
