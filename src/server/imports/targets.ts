// The lists that the programmes take in, by programme and name.
import type { ImportTarget } from '#shared/import/target.ts';
import type { Programme } from '#shared/programme.ts';
import type { Registry, TypeEntry } from '../registry.ts';

export interface TargetRef {
  readonly programme: string;
  readonly target: ImportTarget;
}

export function targetsOf(programmes: readonly Programme[]): TargetRef[] {
  return programmes.flatMap(({ id, imports }) => (imports ?? []).map((target) => ({ programme: id, target })));
}

export function findTarget(targets: readonly TargetRef[], programme: string, name: string): TargetRef | undefined {
  return targets.find((t) => t.programme === programme && t.target.name === name);
}

export function targetOf(targets: readonly TargetRef[], batch: { readonly programme: string; readonly target: string }): TargetRef {
  const found = findTarget(targets, batch.programme, batch.target);
  if (found === undefined) throw new Error(`no programme takes in ${batch.programme}/${batch.target}`);
  return found;
}

export function entryOf(registry: Registry, target: ImportTarget): TypeEntry {
  const entry = registry.type(target.recordType);
  if (entry === undefined) throw new Error(`no programme has records of type ${target.recordType}`);
  return entry;
}
