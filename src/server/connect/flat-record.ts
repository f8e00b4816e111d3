// A record as other programs read it: codes, not words; one name per field. Photos stay here.
import { bucketPlace } from '#shared/place/bucket.ts';
import { contestedRegisters } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { pathsOf, patternOf, type FieldKind, type RecordType } from '#shared/record/record-type.ts';

export interface FlatField {
  readonly name: string;
  readonly kind: FieldKind;
}

/** A field called as one of the columns that every record has keeps its name with a mark behind. */
export function columnOf(field: string): string {
  return ['id', 'place'].includes(field.toLowerCase()) ? `${field}_` : field;
}

/** Fields of the record itself, without those of its repeats. */
export function flatFields(type: RecordType): FlatField[] {
  return Object.entries(type.fields).filter(([path, def]) => !path.includes('.') && def.kind !== 'photo').map(([name, { kind }]) => ({ name, kind }));
}

export function flatValue(record: DehriRecord, { name }: FlatField): string | number | boolean | null {
  const value = record.values[name];
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? value.join(';') : value;
}

/** Whole, with its repeats. */
export interface OpenRecord {
  readonly id: string;
  readonly place: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Paths that two people have answered differently and nobody has settled yet. */
  readonly contested: readonly string[];
}

export function openRecord(type: RecordType, record: DehriRecord): OpenRecord {
  return {
    id: record.id, place: bucketPlace(record.bucket),
    values: Object.fromEntries(Object.entries(record.values).filter(([path]) => type.fields[patternOf(path)] !== undefined && type.fields[patternOf(path)]?.kind !== 'photo')),
    contested: contestedRegisters(type, record).flatMap((register) => pathsOf(type, register)),
  };
}
