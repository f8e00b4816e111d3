// The lists that the programmes take in, by programme and name.
import type { ImportTarget, ProgrammeList } from '#shared/import/target.ts';
import type { Registry, TypeEntry } from '../registry.ts';

export function findTarget(targets: readonly ProgrammeList[], programme: string, name: string): ProgrammeList | undefined {
  return targets.find((t) => t.programme === programme && t.target.name === name);
}

export function targetOf(targets: readonly ProgrammeList[], batch: { readonly programme: string; readonly target: string }): ProgrammeList {
  const found = findTarget(targets, batch.programme, batch.target);
  if (found === undefined) throw new Error(`no programme takes in ${batch.programme}/${batch.target}`);
  return found;
}

/** Key of the words of a column. */
export function columnKey({ programme, target }: ProgrammeList, column: string): string {
  return target.made?.columnWords(column) ?? target.subjects?.columnWords(column) ?? `${programme}:import.${target.name}.column.${column}`;
}

export function titleKey({ programme, target }: ProgrammeList): string {
  return target.made?.title ?? `${programme}:import.${target.name}.title`;
}

export function entryOf(registry: Registry, target: ImportTarget): TypeEntry {
  const entry = registry.type(target.recordType);
  if (entry === undefined) throw new Error(`no programme has records of type ${target.recordType}`);
  return entry;
}
