// What is told of a list about persons before it is started: that it looks like the list of another department, and
// that names stand in it which such a list must not hold.
import { normaliseHeader, type ImportColumn, type ImportTarget, type ProgrammeList } from '#shared/import/target.ts';

export interface Beware {
  readonly looksLike: ProgrammeList | undefined;
  /** Headers, counted from 0. */
  readonly names: readonly number[];
}

/** @param rows the first rows of the file */
export function bewareOf(targets: readonly ProgrammeList[], { programme, target }: ProgrammeList, headers: readonly string[], rows: readonly { readonly cells: readonly string[] }[]): Beware {
  const others = targets.filter((one) => one.programme === programme && one.target.subjects !== undefined && one.target !== target);
  return { looksLike: byWord(others, target, headers, rows) ?? byColumns(others, target, headers), names: namesIn(target, headers) };
}

/** A column of hers in which most cells name another category. */
function byWord(others: readonly ProgrammeList[], { columns, subjects }: ImportTarget, headers: readonly string[], rows: readonly { readonly cells: readonly string[] }[]): ProgrammeList | undefined {
  const column = columns.find(({ name }) => name === subjects?.told.column);
  const at = headers.findIndex((header) => column !== undefined && isKnown(header, column));
  const told = rows.map(({ cells }) => subjects?.told.category(cells[at] ?? '')).filter((category) => category !== undefined);
  return others.find(({ target }) => told.filter((category) => category === target.subjects?.category).length * 2 > Math.max(1, rows.length) && target.subjects?.category !== subjects?.category);
}

/** More of another list's own columns than of this one's. */
function byColumns(others: readonly ProgrammeList[], target: ImportTarget, headers: readonly string[]): ProgrammeList | undefined {
  const here = ownHeaders(target, headers);
  const [best] = others.map((list) => ({ list, count: ownHeaders(list.target, headers) })).sort((a, b) => b.count - a.count);
  return best !== undefined && best.count > here && (here === 0 || best.count >= 2) ? best.list : undefined;
}

function ownHeaders({ columns, subjects }: ImportTarget, headers: readonly string[]): number {
  return columns.filter(({ name }) => subjects?.own.includes(name) === true).filter((column) => headers.some((header) => isKnown(header, column))).length;
}

/** Headers that such a list must not have. */
export function namesIn({ subjects }: ImportTarget, headers: readonly string[]): number[] {
  return headers.flatMap((header, at) => (subjects?.refuses?.(header) === true ? [at] : []));
}

function isKnown(header: string, { name, synonyms }: Pick<ImportColumn, 'name' | 'synonyms'>): boolean {
  const key = normaliseHeader(header);
  return key !== '' && [name, ...synonyms].some((synonym) => normaliseHeader(synonym) === key);
}
