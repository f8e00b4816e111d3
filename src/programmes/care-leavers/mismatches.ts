// Papers that do not agree: another name or birth date on one of them stops everything that is built on
// it. Names are compared by sound in either script; which paper is to be mended follows from the strongest.
import type { Values } from '#shared/record/change.ts';
import { isDay } from '#shared/form/calendar.ts';
import { prepareName, SAME_NAME, scorePrepared } from '#shared/people/names.ts';
import type { PaperKind } from './lists.ts';
import { PAPERS } from './papers-graph.ts';
import { rowAt, textOf } from './values.ts';

export interface Mismatch {
  readonly about: 'name' | 'birth';
  /** To be mended; undefined: her own file. */
  readonly paper?: PaperKind;
  readonly says: string;
  /** What it should say, and which paper says so. */
  readonly right: string;
  readonly by: PaperKind;
}

/** What others go by first; convention, after the order in which the law takes proofs of age (JJ Act s.94). */
const STRENGTH: readonly PaperKind[] = ['marksheet', 'school_tc', 'birth', 'age_declaration', 'aadhaar'];

interface Said {
  readonly kind: PaperKind;
  readonly value: string;
}

export function mismatchesOf(values: Values): readonly Mismatch[] {
  const issued = PAPERS.map(({ kind }) => kind).filter((kind) => values[`papers.${kind}.state`] === 'issued')
    .sort((a, b) => strengthOf(a) - strengthOf(b));
  const said = (field: 'nameOn' | 'birthOn'): readonly Said[] => issued.flatMap((kind) => {
    const value = rowAt(values, 'papers', kind).text(field);
    return value === '' ? [] : [{ kind, value }];
  });
  const own = textOf(values, 'birthDate');
  return [
    ...against('name', said('nameOn'), textOf(values, 'name'), isOneName),
    ...against('birth', said('birthOn').filter(({ value }) => isDay(value)), isDay(own) ? own : '', (a, b) => a === b),
  ];
}

function strengthOf(kind: PaperKind): number {
  const at = STRENGTH.indexOf(kind);
  return at < 0 ? STRENGTH.length : at;
}

function isOneName(a: string, b: string): boolean {
  return scorePrepared(prepareName(a), prepareName(b)) >= SAME_NAME;
}

/** The strongest paper is right, unless nothing agrees with it and two others agree with each other. */
function against(about: Mismatch['about'], said: readonly Said[], own: string, same: (a: string, b: string) => boolean): Mismatch[] {
  const [strongest] = said;
  if (strongest === undefined) return [];
  const agree = ({ kind, value }: Said): number => said.filter((other) => other.kind !== kind && same(other.value, value)).length;
  const right = agree(strongest) > 0 ? strongest : said.find((one) => agree(one) > 0) ?? strongest;
  const found = said.filter(({ value }) => !same(value, right.value)).map(({ kind, value }): Mismatch => ({ about, paper: kind, says: value, right: right.value, by: right.kind }));
  return own === '' || same(own, right.value) ? found : [...found, { about, says: own, right: right.value, by: right.kind }];
}
