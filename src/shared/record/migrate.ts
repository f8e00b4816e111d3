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
  for (const [register, change] of Object.entries(record.heads)) heads[move(register)] = change;
  const rivals: Record<Register, readonly Rival[]> = {};
  for (const [register, live] of Object.entries(record.rivals)) {
    rivals[move(register)] = live.map((rival) => ({ ...rival, values: migrateValues(steps, rival.values) }));
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
    const moved = move(register);
    replaces[moved] = [...new Set([...(replaces[moved] ?? []), ...seen])];
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

/** Where a register went: its path renamed, then put into the group that the path belongs to today. */
function registerMover(type: RecordType, steps: readonly Migration[]): (register: Register) => Register {
  return (register) => {
    if (register.includes('@')) return register;
    return registerOf(type, steps.reduce((path, step) => renamePath(step, path), register));
  };
}

function renamePath(step: Migration, path: FieldPath): FieldPath {
  const rename = step.rename ?? {};
  const pattern = patternOf(path);
  const to = Object.hasOwn(rename, pattern) ? rename[pattern] : undefined;
  if (to === undefined) return path;
  return to.replace('*', path.split('.')[1] ?? '');
}
