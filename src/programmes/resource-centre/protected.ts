// Whether a child's name may stand anywhere but on the page of her own file (dossier E1, E2).
import { isProtected } from '#shared/subjects/category.ts';
import type { Values } from '#shared/record/change.ts';
import { CATEGORIES } from './categories.ts';
import { listOf, textOf } from './values.ts';

export function isProtectedFile(values: Values): boolean {
  const said = listOf(values, 'categories');
  return CATEGORIES.some((category) => isProtected(category) && said.includes(category.id));
}

/** What stands for her: the centre's token once it is known, else the number of the file. */
export function markOf(values: Values): string {
  const token = textOf(values, 'token');
  return TOKEN.test(token) ? token : textOf(values, 'number');
}

const TOKEN = /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/u;
