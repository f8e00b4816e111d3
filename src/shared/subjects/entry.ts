// One row of a department's list, as it is kept: a flat map of values. These names mean the same in every
// list; what else a category has stands beside them under names of its own.
import type { Values } from '../record/change.ts';

/** Paths that say who she is. They are kept sealed, and only they are compared. */
export const IDENTITY_PATHS = ['name', 'father', 'mother', 'sex', 'birthDay', 'age', 'district', 'block', 'village', 'school', 'phone', 'caseNumber', 'idTail'] as const;
export type IdentityPath = (typeof IDENTITY_PATHS)[number];

/**
 * Paths of what happened, in every list. `needs`, `services`: codes. `seenDay`: ISO day on which the department met her; where a list
 * with ages says none, `listedDay` is the day on which it came. `notes`: what was taken in and should be looked at (`NOTES`).
 */
export const EVENT_PATHS = ['seenDay', 'needs', 'services', 'serviceDay', 'state', 'listedDay', 'notes'] as const;

/** `grown`: of age by now. */
export const NOTES = ['grown'] as const;

export const SEXES = ['female', 'male', 'other'] as const;
export type Sex = (typeof SEXES)[number];

/** What is compared. Absent: the list does not say. */
export interface Identity {
  readonly name?: string | undefined;
  readonly father?: string | undefined;
  readonly mother?: string | undefined;
  readonly sex?: Sex | undefined;
  /** ISO day. */
  readonly birthDay?: string | undefined;
  /** Completed years on the ISO day `on`. */
  readonly age?: { readonly years: number; readonly on: string } | undefined;
  /** Place code of the district, `5.49`. */
  readonly district?: string | undefined;
  readonly block?: string | undefined;
  readonly village?: string | undefined;
  readonly school?: string | undefined;
  /** Ten digits. */
  readonly phone?: string | undefined;
  /** Last four digits of an identity number. */
  readonly idTail?: string | undefined;
}

export function identityOf(values: Values): Identity {
  const text = (path: IdentityPath | 'seenDay' | 'listedDay'): string | undefined => {
    const value = values[path];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const { age } = values;
  const on = text('seenDay') ?? text('listedDay');
  return {
    name: text('name'), father: text('father'), mother: text('mother'), sex: SEXES.find((sex) => sex === values['sex']), birthDay: text('birthDay'),
    age: typeof age === 'number' && on !== undefined ? { years: age, on } : undefined,
    district: text('district'), block: text('block'), village: text('village'), school: text('school'), phone: text('phone'), idTail: text('idTail'),
  };
}
