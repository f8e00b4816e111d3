// How good a department's list is, as its department and the centre see it: complete, valid, fresh, free of
// doubles, one score from 0 to 100, and what to mend. Counted when a list has been taken in, not at each look.
import * as z from 'zod/mini';
import { placeCode } from '../desk/people.ts';
import { dayNumber } from '../form/calendar.ts';
import type { Values } from '../record/change.ts';

/** What is counted of one list: the rows of one category that one department handed in and that are there. */
export interface ListCounts {
  readonly rows: number;
  /** Column → rows that say it, of the columns a good list of the category has. */
  readonly filled: Readonly<Record<string, number>>;
  /** Rows that look like another row of the same list: names that sound alike, same father, same year of birth. */
  readonly alike: number;
  /** Newest ISO day on which the department met somebody; '' when no row says one. */
  readonly newestSeen: string;
  /** Of the last file: ISO day, rows and those with faults; rows that were in the list before and not in it. */
  readonly loadedDay: string;
  readonly loadedRows: number;
  readonly loadedFaulty: number;
  readonly absent: number;
  /** Rows of those who are of age by now. */
  readonly grown: number;
}

/** What a row may say that makes it complete; `birthDay`: an age will do. Each is a bit of `subject_facet.filled`. */
export const QUALITY_PATHS = ['father', 'mother', 'sex', 'birthDay', 'age', 'district', 'block', 'village', 'school', 'phone', 'seenDay', 'services', 'state'] as const;
export type QualityPath = (typeof QUALITY_PATHS)[number];
/** Bit of a row with the note `grown`. */
export const GROWN_BIT = 30;

export function filledBits(values: Values): number {
  const says = (path: string): boolean => {
    const value = values[path] ?? null;
    return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  };
  const { notes } = values;
  const bits = QUALITY_PATHS.reduce((sum, path, at) => (says(path) || (path === 'birthDay' && says('age')) ? sum | (1 << at) : sum), 0);
  return Array.isArray(notes) && notes.includes('grown') ? bits | (1 << GROWN_BIT) : bits;
}

/** Parts of the score, each 0 to 100, and what each weighs. */
export const QUALITY_PARTS = ['complete', 'valid', 'fresh', 'single'] as const;
export type QualityPart = (typeof QUALITY_PARTS)[number];
export const QUALITY_WEIGHTS: Readonly<Record<QualityPart, number>> = { complete: 30, valid: 30, fresh: 20, single: 20 };

/** A convention of the centre: a list that comes every month is fresh; after half a year it is of no use. Days. */
export const FRESH_DAYS = { loaded: { fresh: 35, stale: 180 }, seen: { fresh: 60, stale: 365 } } as const;

/**
 * Words: `subjects:quality.mend.<code>` with `count`, `share` (in a hundred) and the column's own words:
 * a column often left empty; rows with faults in the last file; the list came long ago; nobody was met for long;
 * rows alike; rows of the list before that the last file did not have; rows noted.
 */
export const MEND_CODES = ['column-empty', 'rows-faulty', 'load-old', 'seen-old', 'seen-unsaid', 'rows-alike', 'rows-absent', 'rows-grown'] as const;
export type MendCode = (typeof MEND_CODES)[number];

const partsSchema = z.object({ complete: z.int(), valid: z.int(), fresh: z.int(), single: z.int() });
const mendSchema = z.object({
  code: z.enum(MEND_CODES), count: z.int(), share: z.int(),
  /** Key of the words of a column. */
  column: z.optional(z.string()),
});
export type Mend = z.infer<typeof mendSchema>;

export interface Quality {
  readonly score: number;
  readonly parts: Readonly<Record<QualityPart, number>>;
  /** What lifts the score most comes first. */
  readonly mend: readonly (Omit<Mend, 'column'> & { readonly path?: string })[];
}

/** @param today ISO day. Undefined: nothing of the list is there. */
export function qualityOf(counts: ListCounts, today: string): Quality | undefined {
  const { rows, filled, alike, loadedRows, loadedFaulty, absent, grown } = counts;
  if (rows === 0 && loadedRows === 0) return undefined;
  const shares = Object.entries(filled).map(([path, n]) => ({ path, empty: rows - n, share: rows === 0 ? 0 : n / rows }));
  const [loaded, seen] = [daysSince(counts.loadedDay, today), daysSince(counts.newestSeen, today)];
  const [loadFresh, seenFresh] = [freshness(loaded, FRESH_DAYS.loaded), freshness(seen, FRESH_DAYS.seen)];
  const parts: Record<QualityPart, number> = {
    complete: percent(shares.length === 0 ? 1 : shares.reduce((sum, { share }) => sum + share, 0) / shares.length),
    valid: percent(loadedRows === 0 ? 0 : 1 - loadedFaulty / loadedRows),
    fresh: percent(Math.min(loadFresh, seenFresh)),
    single: percent(rows === 0 ? 1 : 1 - alike / rows),
  };
  const mend: { readonly weight: number; readonly what: Quality['mend'][number] }[] = [];
  const note = (weight: number, code: MendCode, count: number, of: number, path?: string): void => {
    if (count > 0) mend.push({ weight, what: { code, count, share: percent(of === 0 ? 0 : count / of), ...(path !== undefined && { path }) } });
  };
  note(loadedRows === 0 ? 0 : QUALITY_WEIGHTS.valid * (loadedFaulty / loadedRows), 'rows-faulty', loadedFaulty, loadedRows);
  for (const { path, empty, share } of shares) if (share < 0.9) note((QUALITY_WEIGHTS.complete * (1 - share)) / shares.length, 'column-empty', empty, rows, path);
  note(rows === 0 ? 0 : QUALITY_WEIGHTS.single * (alike / rows), 'rows-alike', alike, rows);
  if (loadFresh < 1) note(QUALITY_WEIGHTS.fresh * (1 - loadFresh), 'load-old', loaded ?? 0, 0);
  if (seen === undefined) note(QUALITY_WEIGHTS.fresh, 'seen-unsaid', rows, rows);
  else if (seenFresh < 1) note(QUALITY_WEIGHTS.fresh * (1 - seenFresh), 'seen-old', seen, 0);
  note(0, 'rows-absent', absent, rows);
  note(0, 'rows-grown', grown, rows);
  const score = QUALITY_PARTS.reduce((sum, part) => sum + (parts[part] * QUALITY_WEIGHTS[part]) / 100, 0);
  return {
    score: Math.round(score), parts,
    mend: mend.sort((a, b) => b.weight - a.weight).map(({ what }) => what),
  };
}

function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}

function daysSince(day: string, today: string): number | undefined {
  const [from, to] = [dayNumber(day), dayNumber(today)];
  return from === undefined || to === undefined ? undefined : Math.max(0, to - from);
}

/** 1 while fresh, falling evenly to 0. */
function freshness(days: number | undefined, { fresh, stale }: { readonly fresh: number; readonly stale: number }): number {
  return days === undefined ? 0 : Math.min(1, Math.max(0, (stale - days) / (stale - fresh)));
}

/** GET /api/subjects/sources?place= : the lists at or below the place that she may know of, one for each department and category. */
export const sourcesQuerySchema = z.object({ place: placeCode });
export const listSourceSchema = z.object({
  source: placeCode, category: z.string(),
  /** Of the import: `POST /api/imports?place=<source>&programme=&target=`; keys of the words of its title. */
  programme: z.string(), target: z.string(), title: z.string(),
  rows: z.int(),
  /** The last file; null: none has come yet. */
  last: z.nullable(z.object({ batch: z.string(), day: z.string(), rows: z.int(), faulty: z.int(), absent: z.int() })),
  newestSeen: z.string(),
  /** Key of the words of a column → share of rows that say it, in a hundred. */
  filled: z.record(z.string(), z.int()),
  score: z.nullable(z.int()), parts: z.nullable(partsSchema), mend: z.array(mendSchema),
});
export type ListSource = z.infer<typeof listSourceSchema>;
export const sourcesResponseSchema = z.object({ sources: z.array(listSourceSchema) });
