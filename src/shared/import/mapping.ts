// Which column of a file is which column of the target. A machine suggests, a person confirms, and
// the answer is remembered by the fingerprint of the headers, so that the same list asks no more.
import { normaliseHeader, type ImportTarget } from './target.ts';

/** Target column → index of the file's column. */
export type ColumnMapping = Readonly<Record<string, number>>;

export interface Suggestion {
  readonly column: string;
  readonly index: number;
  /** 1: a known name; below: alike, to be looked at by a person. */
  readonly sureness: number;
}

/**
 * Stands before the headers that a report of bad rows adds, whatever the language of their words;
 * on the way back such columns are passed over.
 */
export const REPORT_MARK = '⚑';

export function isReportHeader(header: string): boolean {
  return header.trimStart().startsWith(REPORT_MARK);
}

/** The best column for each header, each used once, surest first. */
export function suggestMapping(target: Pick<ImportTarget, 'columns'>, headers: readonly string[]): Suggestion[] {
  const candidates: (Suggestion & { readonly exact: boolean })[] = [];
  for (const [index, header] of headers.entries()) {
    const key = normaliseHeader(header);
    if (key === '' || isReportHeader(header)) continue;
    for (const column of target.columns) {
      const sureness = Math.max(...[column.name, ...column.synonyms].map((s) => likeness(key, normaliseHeader(s))));
      // A column's own name, mark for mark, is before one that is only alike once marks are taken off (`@place`, `place`).
      if (sureness >= 0.6) candidates.push({ column: column.name, index, sureness, exact: header.trim() === column.name });
    }
  }
  candidates.sort((a, b) => b.sureness - a.sureness || Number(b.exact) - Number(a.exact) || a.index - b.index);
  const columns = new Set<string>();
  const indexes = new Set<number>();
  return candidates.filter(({ column, index }) => {
    if (columns.has(column) || indexes.has(index)) return false;
    columns.add(column);
    indexes.add(index);
    return true;
  }).map(({ column, index, sureness }) => ({ column, index, sureness }));
}

export function mappingOf(suggestions: readonly Suggestion[]): ColumnMapping {
  return Object.fromEntries(suggestions.map((s) => [s.column, s.index]));
}

/** Is every required column there? Returns those that are not. */
export function missingColumns(target: Pick<ImportTarget, 'columns'>, mapping: ColumnMapping): string[] {
  return target.columns.filter((c) => c.required && !Object.hasOwn(mapping, c.name)).map((c) => c.name);
}

/** The headers as one text whose hash names this kind of list; added report columns do not count. */
export function headerLine(headers: readonly string[]): string {
  return headers.filter((h) => !isReportHeader(h)).map(normaliseHeader).join('\u001f');
}

/** The mapping by header text, as it is remembered: a report has the same headers in other places. */
export function mappingToHeaders(mapping: ColumnMapping, headers: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([column, index]) => [column, normaliseHeader(headers[index] ?? '')]));
}

export function mappingFromHeaders(remembered: Readonly<Record<string, string>>, headers: readonly string[]): ColumnMapping {
  const keys = headers.map(normaliseHeader);
  return Object.fromEntries(Object.entries(remembered).map(([column, key]) => [column, keys.indexOf(key)] as const).filter(([, index]) => index >= 0));
}

/** 1 equal, down to 0; letters in common order (edit distance) or one within the other. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  const longer = Math.max(a.length, b.length);
  const shorter = Math.min(a.length, b.length);
  const within = shorter >= 4 && (a.includes(b) || b.includes(a)) ? 0.6 + (0.3 * shorter) / longer : 0;
  if (shorter / longer < 0.6) return within;
  return Math.max(within, 1 - editDistance(a, b) / longer);
}

function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      now.push(Math.min(swap, (before[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[b.length] ?? 0;
}
