// The programmes, indexed the way the server asks: by record type, shelf, form and count.
import type { FormDefinition } from '#shared/form/definition.ts';
import { formRef } from '#shared/form/definition.ts';
import { rowFormFault } from '#shared/form/row-form.ts';
import type { Programme } from '#shared/programme.ts';
import type { RecordType } from '#shared/record/record-type.ts';
import type { Indicators } from '#shared/report/indicator.ts';

export interface TypeEntry {
  readonly type: RecordType;
  readonly programme: string;
  readonly indicators: readonly Indicators[];
}

export interface Registry {
  type(name: string): TypeEntry | undefined;
  /** Access class of a shelf's records; a shelf has one. */
  classOf(shelf: string): string | undefined;
  readonly shelves: readonly string[];
  /** Types whose records may name other records. */
  readonly naming: readonly string[];
  form(ref: string): FormDefinition | undefined;
  readonly hasForms: boolean;
  /** `<programme>.<count>` of every count, in the order a sheet shows them. */
  readonly counts: readonly string[];
}

export function createRegistry(programmes: readonly Programme[]): Registry {
  const types = new Map<string, TypeEntry>();
  const shelves = new Map<string, string>();
  const forms = new Map<string, FormDefinition>();
  const counts: string[] = [];
  for (const programme of programmes) {
    for (const type of programme.recordTypes) {
      if (types.has(type.name)) throw new Error(`two record types are named ${type.name}`);
      types.set(type.name, { type, programme: programme.id, indicators: programme.indicators.filter((i) => i.recordType === type.name) });
      if ((shelves.get(type.shelf) ?? type.accessClass) !== type.accessClass) throw new Error(`shelf ${type.shelf} has two access classes`);
      shelves.set(type.shelf, type.accessClass);
    }
    for (const form of programme.forms) {
      const fault = rowFormFault(form, types.get(form.recordType)?.type);
      if (fault !== undefined) throw new Error(fault);
      forms.set(formRef(form), form);
    }
    for (const { counts: names } of programme.indicators) {
      for (const name of names) if (!counts.includes(`${programme.id}.${name}`)) counts.push(`${programme.id}.${name}`);
    }
  }
  return {
    type: (name) => types.get(name),
    classOf: (shelf) => shelves.get(shelf),
    shelves: [...shelves.keys()],
    naming: [...types.values()].filter(({ type }) => Object.values(type.fields).some((f) => f.kind === 'record')).map(({ type }) => type.name),
    form: (ref) => forms.get(ref),
    hasForms: forms.size > 0,
    counts,
  };
}
