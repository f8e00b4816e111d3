// The lists that programmes take in from files: one line each. Apart from the registry because only
// the server reads lists; a phone need not carry how.
import type { OwnColumn, ProgrammeList } from '#shared/import/target.ts';
import { rationCardList } from './jeevika/lists/ration-card-list.ts';
import { conditionsColumn } from './library/conditions-column.ts';
import { CATEGORIES } from './resource-centre/categories.ts';
import { subjectList } from './resource-centre/lists/subject-list.ts';

export const LISTS: readonly ProgrammeList[] = [
  { programme: 'jeevika', target: rationCardList },
  ...CATEGORIES.map((category) => ({ programme: 'resource-centre', target: subjectList(category) })),
];

/** Columns of their own that lists made from a record type have beside its fields. */
export const OWN_COLUMNS: readonly OwnColumn[] = [conditionsColumn];
