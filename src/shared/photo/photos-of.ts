// Which photos a record shows: the values of its photo fields are names of photos.
import type { Values } from '../record/change.ts';
import type { DehriRecord } from '../record/record.ts';
import { fieldDef, type RecordType } from '../record/record-type.ts';

/** Names in what a change or a record says. */
export function photosIn(type: RecordType, values: Values): string[] {
  const { plain, inRows } = photoPaths(type);
  const named = plain.map((path) => values[path]);
  if (inRows) for (const [path, value] of Object.entries(values)) if (path.includes('.') && fieldDef(type, path)?.kind === 'photo') named.push(value);
  return named.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** Names in a record, in its contested answers too. */
export function photosOf(type: RecordType, { values, rivals }: Pick<DehriRecord, 'values' | 'rivals'>): ReadonlySet<string> {
  const names = new Set(photosIn(type, values));
  for (const register in rivals) for (const rival of rivals[register] ?? []) for (const name of photosIn(type, rival.values)) names.add(name);
  return names;
}

/**
 * Photos of the record that this phone knows not to be with the server whole and with the same SHA-256: a case
 * may not be closed while there are any. One that another phone took and has not handed in is not among them.
 * @param kept the store's `photosKept()`
 */
export function unverifiedPhotos(type: RecordType, record: Pick<DehriRecord, 'values' | 'rivals'>, kept: readonly { readonly name: string; readonly stage: string }[]): readonly string[] {
  const names = photosOf(type, record);
  return kept.filter(({ name, stage }) => stage !== 'sent' && names.has(name)).map(({ name }) => name);
}

interface PhotoPaths {
  readonly plain: readonly string[];
  /** Rows of a repeat have photos. */
  readonly inRows: boolean;
}

const known = new WeakMap<RecordType, PhotoPaths>();

function photoPaths(type: RecordType): PhotoPaths {
  let paths = known.get(type);
  if (paths === undefined) {
    const all = Object.keys(type.fields).filter((path) => type.fields[path]?.kind === 'photo');
    paths = { plain: all.filter((path) => !path.includes('*')), inRows: all.some((path) => path.includes('*')) };
    known.set(type, paths);
  }
  return paths;
}
