// The programme that keeps the library.
import { LIBRARY_PROGRAMMES } from '#programmes/library-programmes.ts';
import type { LibraryWork } from '#shared/library-work.ts';
import type { Programme } from '#shared/programme.ts';

export interface Kept {
  readonly programme: Programme;
  readonly work: LibraryWork;
}

/** Throws where none does: the screens are of no use then. */
function find(): Kept {
  for (const programme of LIBRARY_PROGRAMMES) if (programme.library !== undefined) return { programme, work: programme.library };
  throw new Error('a programme keeps the library');
}

export const KEPT = find();
