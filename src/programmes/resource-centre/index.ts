// The State Resource Centre (dossier E): lists of several departments about one child, and what is done for her.
import type { Programme } from '#shared/programme.ts';
import { CATEGORIES, DEPARTMENTS } from './categories.ts';

export const resourceCentre: Programme = {
  id: 'resource-centre',
  recordTypes: [],
  forms: [],
  indicators: [],
  tasks: [],
  subjects: { categories: CATEGORIES, departments: DEPARTMENTS },
};
