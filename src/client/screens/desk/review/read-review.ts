// Joins the answer of the server with what the programmes say of their parts: which cell is a share, which
// is bad when it grows, which belongs to a bar of ages. What this version of the app does not know is left out.
import type { ReviewResponse, ReviewValue } from '#shared/desk/review.ts';
import { levelOf, type PlaceLevel } from '#shared/place/place.ts';
import type { Programme } from '#shared/programme.ts';
import { cellsOf, type ReviewCell, type ReviewLine, type ReviewPart } from '#shared/report/review.ts';

/** By the name of the cell; null for one that did not come. */
export type Values = (cell: string) => ReviewValue;

export interface ReadRow {
  readonly code: string;
  readonly hi: string;
  readonly en: string;
  /** What lies at the place under review itself: there is no further down. */
  readonly itself: boolean;
  readonly value: Values;
  readonly before: Values;
}

export interface ReadPart {
  /** `<programme>.<part>` */
  readonly key: string;
  readonly programme: string;
  readonly part: ReviewPart;
  readonly cells: readonly ReviewCell[];
  readonly total: Values;
  readonly before: Values;
  readonly level: PlaceLevel | null;
  readonly rows: readonly ReadRow[];
  /** The period before has no figure at all: nothing here is compared with it. */
  readonly first: boolean;
  /** Nothing is counted in it, neither in the period nor as of now. */
  readonly still: boolean;
}

export function readReview(programmes: readonly Programme[], answer: ReviewResponse): readonly ReadPart[] {
  return programmes.flatMap(({ id, review = [] }) => review.flatMap((part): ReadPart[] => {
    const come = answer.parts.find((p) => p.programme === id && p.part === part.key);
    if (come === undefined) return [];
    const at = new Map(come.cells.map((name, i) => [name, i]));
    const read = (values: readonly ReviewValue[]): Values => (cell) => values[at.get(cell) ?? -1] ?? null;
    const cells = cellsOf(part).filter(({ name }) => at.has(name));
    const dated = cells.filter(({ line }) => isOfPeriod(line)).map(({ name }) => read(come.before)(name));
    const first = dated.includes(0) && dated.every((value) => value === 0 || value === null);
    const before = (values: readonly ReviewValue[]): Values => (first ? () => null : read(values));
    return [{
      key: `${id}.${part.key}`, programme: id, part, cells, total: read(come.total), before: before(come.before), first, level: come.level,
      rows: come.rows.map(({ code, hi, en, values, before: was }) => ({ code, hi, en, itself: code === answer.place.code, value: read(values), before: before(was) })),
      still: [come.total, come.before, ...come.rows.map((r) => r.values)].every((values) => values.every((v) => v === 0 || v === null)),
    }];
  }));
}

/** Levels that its rows stand on: offices may stand beside blocks. */
export function levelsOf({ rows, level }: Pick<ReadPart, 'rows' | 'level'>): readonly PlaceLevel[] {
  return [...new Set([...level === null ? [] : [level], ...rows.flatMap(({ code, itself }) => (itself ? [] : [levelOf(code)]))])];
}

export function cellIn(programmes: readonly Programme[], programme: string, part: string, cell: string): { readonly part: ReviewPart; readonly cell: ReviewCell } | undefined {
  const found = programmes.find(({ id }) => id === programme)?.review?.find(({ key }) => key === part);
  const one = found === undefined ? undefined : cellsOf(found).find(({ name }) => name === cell);
  return found === undefined || one === undefined ? undefined : { part: found, cell: one };
}

/** What is dated in a period and can so be set beside the period before. */
export function isOfPeriod(line: ReviewLine): boolean {
  return !('aged' in line || 'overdue' in line || 'past' in line);
}

export function isShare(line: ReviewLine): boolean {
  return 'share' in line;
}

/** A limit that has run out, or a day that has passed. */
export function isLate(line: ReviewLine): boolean {
  return 'overdue' in line || 'past' in line;
}

export interface Moved {
  readonly way: 'more' | 'less' | 'same';
  /** By how much, never negative; of a share 0 to 1. */
  readonly by: number;
  /** More of what is bad. */
  readonly worse: boolean;
}

/** Undefined where there is nothing to compare: hidden, of now alone, a share of nothing. */
export function movedBy(line: ReviewLine, value: ReviewValue, before: ReviewValue): Moved | undefined {
  if (typeof value !== 'number' || typeof before !== 'number') return undefined;
  const by = value - before;
  return { way: by > 0 ? 'more' : by < 0 ? 'less' : 'same', by: Math.abs(by), worse: by > 0 && line.bad === true };
}

/** The headline of a part, as far as it came. */
export function headlineOf({ part, cells }: ReadPart): readonly ReviewCell[] {
  return part.headline.flatMap((name) => cells.find((c) => c.name === name) ?? []);
}

/** Bars of ages: the line and its bands in order. */
export function agesOf({ cells }: ReadPart): readonly { readonly line: ReviewLine; readonly bands: readonly ReviewCell[] }[] {
  const lines = [...new Set(cells.filter((c) => c.band !== undefined).map((c) => c.line))];
  return lines.map((line) => ({ line, bands: cells.filter((c) => c.line === line) }));
}

export function isHiddenAnywhere(parts: readonly ReadPart[]): boolean {
  return parts.some(({ cells, total, rows }) => cells.some(({ name }) => total(name) === 'hidden' || rows.some((r) => r.value(name) === 'hidden')));
}
