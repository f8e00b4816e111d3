// The lists that programmes take in from files: one line each. Apart from the registry because only
// the server reads lists; a phone need not carry how.
import type { ProgrammeList } from '#shared/import/target.ts';
import { rationCardList } from './jeevika/lists/ration-card-list.ts';

export const LISTS: readonly ProgrammeList[] = [{ programme: 'jeevika', target: rationCardList }];
