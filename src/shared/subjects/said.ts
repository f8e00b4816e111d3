// What several lists say of one person, put side by side: which of it is a fact that may stand without her
// identity, where the lists contradict each other, and what together they say who she is.
import type { FieldPath, FieldValue, Values } from '../record/change.ts';
import { sameValue } from '../record/merge.ts';
import { IDENTITY_PATHS, identityOf, type IdentityPath } from './entry.ts';

/** One list's word. */
export interface SaidBy {
  readonly entry: string;
  readonly source: string;
  readonly category: string;
  /** Milliseconds since 1970 at which the list was taken in. */
  readonly at: number;
  readonly said: Values;
}

/** A field with each list's word on it, the latest first. `differs`: they do not say the same. */
export interface Side {
  readonly path: FieldPath;
  readonly differs: boolean;
  readonly said: readonly { readonly entry: string; readonly source: string; readonly category: string; readonly at: number; readonly value: FieldValue }[];
}

const IDENTITY: ReadonlySet<string> = new Set<IdentityPath>(IDENTITY_PATHS);

/** Words that people typed may name her or someone of hers; codes, days and small numbers do not. */
export function factsOf(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([path, value]) => !IDENTITY.has(path) && isPlain(value)));
}

/** Fields in the order in which they are first met. */
export function sidesOf(entries: readonly SaidBy[]): Side[] {
  const newest = [...entries].sort((a, b) => b.at - a.at || (a.entry < b.entry ? -1 : 1));
  const paths = new Set(newest.flatMap(({ said }) => Object.keys(said)));
  return [...paths].map((path) => {
    const said = newest.flatMap(({ entry, source, category, at, said: { [path]: value } }) => (value === undefined || value === null || value === '' ? [] : [{ entry, source, category, at, value }]));
    const [first] = said;
    return { path, differs: path === 'age' ? agesDiffer(newest) : first !== undefined && said.some(({ value }) => !sameValue(value, first.value)), said };
  }).filter(({ said }) => said.length > 0);
}

/** Who she is by all the lists, by identity path: of each field the latest word. An age goes with the day on which it was said. */
export function identityTogether(entries: readonly SaidBy[]): Values {
  const oldest = [...entries].sort((a, b) => a.at - b.at || (a.entry < b.entry ? 1 : -1));
  return Object.fromEntries(oldest.flatMap(({ said }) => {
    const { age, seenDay } = said;
    const isAged = typeof age === 'number' && typeof seenDay === 'string';
    return [...Object.entries(said).filter(([path, value]) => IDENTITY.has(path) && path !== 'age' && value !== null && value !== ''), ...(isAged ? [['age', age], ['seenDay', seenDay]] as const : [])];
  }));
}

/** A year later she is a year older: only years of birth that lie further apart than a birthday explains. */
function agesDiffer(entries: readonly SaidBy[]): boolean {
  const born = entries.flatMap(({ said }) => {
    const { age } = identityOf(said);
    return age === undefined ? [] : [Number(age.on.slice(0, 4)) - age.years];
  });
  return Math.max(...born) - Math.min(...born) > 1;
}

function isPlain(value: FieldValue): boolean {
  if (typeof value === 'string') return /^(?:[a-z][a-z0-9_]{0,39}|\d{4}-\d\d-\d\d)$/u.test(value);
  if (typeof value === 'number') return Math.abs(value) < 1_000_000;
  return Array.isArray(value) ? value.every(isPlain) : true;
}
