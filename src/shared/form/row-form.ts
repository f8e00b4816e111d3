// A form that fills one row of a repeat (`FormDefinition.row`) asks under plain names: its question `day`
// is the record's `services.<row>.day`. Everything that meets the record goes through here; the form's own
// engine, its words and its screen know nothing of rows. A form without `row` passes through unchanged.
import type { FieldPath, FieldValue, Values } from '../record/change.ts';
import { ROW_GONE } from '../record/record.ts';
import type { FieldDef, RecordType } from '../record/record-type.ts';
import type { FormDefinition, FormNode } from './definition.ts';

type RowForm = Pick<FormDefinition, 'row'>;

/** What the record says in that row, under the names of the form: what the form begins with. */
export function rowAnswers({ row: repeat }: RowForm, values: Values, row: string | undefined): Values {
  if (repeat === undefined) return values;
  const prefix = `${repeat}.${row ?? ''}.`;
  const answers: Record<FieldPath, FieldValue> = {};
  for (const path in values) if (path.startsWith(prefix) && path !== prefix + ROW_GONE) answers[path.slice(prefix.length)] = values[path] ?? null;
  return answers;
}

/** What the form says, under the paths of the record: what is saved. Throws for a row form without its row. */
export function rowEdits({ row: repeat }: RowForm, row: string | undefined, edits: Values): Values {
  if (repeat === undefined) return edits;
  if (row === undefined) throw new Error('a form of a row is saved to one');
  return Object.fromEntries(Object.entries(edits).map(([name, value]) => [`${repeat}.${row}.${name}`, value]));
}

/** `services.*.day` for the question `day` of a form of `services`. */
export function recordPattern({ row: repeat }: RowForm, pattern: string): string {
  return repeat === undefined ? pattern : `${repeat}.*.${pattern}`;
}

/** Rows of the form's repeat that a change of the record writes, and does not remove. */
export function rowsWritten({ row: repeat }: RowForm, values: Values): readonly string[] {
  if (repeat === undefined) return [];
  const rows = new Set(Object.keys(values).flatMap((path) => (path.startsWith(`${repeat}.`) ? [path.split('.')[1] ?? ''] : [])));
  return [...rows].filter((row) => values[`${repeat}.${row}.${ROW_GONE}`] !== true);
}

const rowTypes = new WeakMap<RecordType, Map<string, RecordType>>();

/** The record type as the form names its fields, for the limits of its answers. The same object each time. */
export function typeOfRow({ row: repeat }: RowForm, type: RecordType): RecordType {
  if (repeat === undefined) return type;
  const known = rowTypes.get(type) ?? new Map<string, RecordType>();
  rowTypes.set(type, known);
  let found = known.get(repeat);
  if (found === undefined) {
    const prefix = `${repeat}.*.`;
    const fields: Record<string, FieldDef> = {};
    for (const [pattern, def] of Object.entries(type.fields)) if (pattern.startsWith(prefix)) fields[pattern.slice(prefix.length)] = def;
    const { rules: _rules, groups: _groups, unique: _unique, migrations: _migrations, ...plain } = type;
    found = { ...plain, fields };
    known.set(repeat, found);
  }
  return found;
}

/** What is wrong with a form of a row: a mistake in a programme, told when the registry is made. */
export function rowFormFault(form: FormDefinition, type: RecordType | undefined): string | undefined {
  if (form.row === undefined) return undefined;
  if (hasRepeat(form.children)) return `form ${form.id} fills a row and may not have rows itself`;
  const isRepeat = type !== undefined && Object.keys(type.fields).some((pattern) => pattern.startsWith(`${form.row}.*.`));
  return isRepeat ? undefined : `form ${form.id} fills a row of ${form.row}, which its record does not have`;
}

function hasRepeat(nodes: readonly FormNode[]): boolean {
  return nodes.some((node) => node.type === 'repeat' || (node.type === 'group' && hasRepeat(node.children)));
}
