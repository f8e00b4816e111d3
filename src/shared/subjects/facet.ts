// What is counted of a row, without whose it is.
import { districtOf, PLACE_FORM } from '../place/place.ts';
import type { FieldValue, Values } from '../record/change.ts';
import type { SubjectCategory } from './category.ts';
import { identityOf } from './entry.ts';

export interface Facet {
  /** LGD code; 0: not said. */
  readonly district: number;
  /** '' when not said. */
  readonly sex: string;
  /** As far as it is known; 0: not. */
  readonly birthYear: number;
  /** ISO day; ''. */
  readonly seenDay: string;
  /** What her category needs as it is, and what the list says besides. */
  readonly needs: readonly string[];
  readonly services: readonly string[];
}

export function facetOf(category: Pick<SubjectCategory, 'needs'>, values: Values): Facet {
  const { district = '', sex = '', birthDay, age } = identityOf(values);
  const { seenDay, needs, services } = values;
  return {
    district: PLACE_FORM.test(district) ? districtOf(district) : 0, sex,
    birthYear: yearOf(birthDay) ?? (age === undefined ? 0 : (yearOf(age.on) ?? age.years) - age.years),
    seenDay: typeof seenDay === 'string' ? seenDay : '',
    needs: [...new Set([...category.needs, ...codesOf(needs)])], services: [...new Set(codesOf(services))],
  };
}

/** What was asked for or is needed as it is, less what was given. In the order of the first. */
export function openNeeds(needs: readonly string[], services: readonly string[]): string[] {
  return [...new Set(needs)].filter((need) => !services.includes(need));
}

export function codesOf(value: FieldValue | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value : [];
}

function yearOf(day: string | undefined): number | undefined {
  const year = /^(\d{4})-/u.exec(day ?? '')?.[1];
  return year === undefined ? undefined : Number(year);
}
