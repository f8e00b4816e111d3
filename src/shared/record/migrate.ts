// Migrate on read: stored records and changes stay as they were written; whoever reads them sees the
// present shape. A rename moves everything that hangs on a path (its value, the change that wrote it,
// its rivals, what a change replaces), so a conflict begun before the rename is settled after it.
import type { Change, ChangeId, FieldPath, FieldValue, Register, Values } from './change.ts';
import type { DehriRecord, Rival } from './record.ts';
import { patternOf, registerOf, type Migration, type RecordType } from './record-type.ts';

/** The record in the shape of `type`. One written by a newer app is left as it is. */
export function migrateRecord(type: RecordType, record: DehriRecord): DehriRecord {
  const steps = stepsFrom(type, record.schema);
  if (steps === undefined) return record;
  const move = registerMover(type, steps);
  const heads: Record<Register, ChangeId> = {};
  for (const [register, change] of Object.entries(record.heads)) for (const moved of move(register)) heads[moved] = change;
  const rivals: Record<Register, readonly Rival[]> = {};
  for (const [register, live] of Object.entries(record.rivals)) {
    const now = live.map((rival) => ({ ...rival, values: migrateValues(steps, rival.values) }));
    for (const moved of move(register)) {
      rivals[moved] = now.map((rival) => ({ ...rival, values: Object.fromEntries(Object.entries(rival.values).filter(([path]) => registerOf(type, path) === moved)) }));
    }
  }
  return { ...record, schema: type.version, values: migrateValues(steps, record.values), heads, rivals };
}

/** The change as the present app would have made it; its id, author and times are untouched. */
export function migrateChange(type: RecordType, change: Change): Change {
  const steps = stepsFrom(type, change.schema);
  if (steps === undefined) return change;
  const move = registerMover(type, steps);
  const replaces: Record<Register, readonly ChangeId[]> = {};
  for (const [register, seen] of Object.entries(change.replaces)) {
    for (const moved of move(register)) replaces[moved] = [...new Set([...(replaces[moved] ?? []), ...seen])];
  }
  return { ...change, schema: type.version, values: migrateValues(steps, change.values), replaces };
}

/** Undefined when there is nothing to do. */
function stepsFrom(type: RecordType, schema: number): readonly Migration[] | undefined {
  if (schema >= type.version) return undefined;
  return (type.migrations ?? []).filter((step) => step.to > schema).sort((a, b) => a.to - b.to);
}

function migrateValues(steps: readonly Migration[], values: Values): Values {
  let now = values;
  for (const step of steps) {
    if (step.rename !== undefined) {
      const renamed: Record<FieldPath, FieldValue> = {};
      for (const [path, value] of Object.entries(now)) renamed[renamePath(step, path)] = value;
      now = renamed;
    }
    if (step.values !== undefined) now = step.values(now);
  }
  return now;
}

/** Where a register went: its path renamed or divided, then put into the group that each path belongs to today. */
function registerMover(type: RecordType, steps: readonly Migration[]): (register: Register) => readonly Register[] {
  return (register) => {
    if (register.includes('@')) return [register];
    let paths: readonly FieldPath[] = [register];
    for (const step of steps) paths = paths.flatMap((path) => dividedPaths(step, path));
    return [...new Set(paths.map((path) => registerOf(type, path)))];
  };
}

function dividedPaths(step: Migration, path: FieldPath): readonly FieldPath[] {
  const pattern = patternOf(path);
  const parts = Object.hasOwn(step.split ?? {}, pattern) ? step.split?.[pattern] : undefined;
  return parts?.map((part) => part.replace('*', path.split('.')[1] ?? '')) ?? [renamePath(step, path)];
}

function renamePath(step: Migration, path: FieldPath): FieldPath {
  const rename = step.rename ?? {};
  const pattern = patternOf(path);
  const to = Object.hasOwn(rename, pattern) ? rename[pattern] : undefined;
  if (to === undefined) return path;
  return to.replace('*', path.split('.')[1] ?? '');
}
