// One row of a list, read by its target: cells to values, or every fault found in it.
import type { FieldValue, Values } from '../record/change.ts';
import { cellFault } from './cell-check.ts';
import { bareWord } from './cell-words.ts';
import type { RowCode } from './file-fault.ts';
import { restoreFormula } from './formula.ts';
import type { ColumnMapping } from './mapping.ts';
import type { Fault, ImportColumn, ImportRow, ImportTarget, MadeTarget, RowPlace } from './target.ts';

export type ReadRow =
  | { readonly ok: true; readonly key: string; readonly place: RowPlace; readonly values: Values }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface ReadOptions {
  /** Of a made target: columns by which a row is known again; none: by all it says. */
  readonly key?: readonly string[];
  /** Code of a place that a cell names, or why none. */
  readonly place?: (said: string) => { readonly ok: true; readonly code: string } | { readonly ok: false; readonly code: RowCode };
  /** ISO day by which the rows of made targets and of lists about persons are judged. */
  readonly today?: string;
  /** LGD code of the state that a list about persons is of. */
  readonly state?: number;
}

/** Prepared once per file, called once per row. */
export function createRowReader(target: ImportTarget, mapping: ColumnMapping, { key: keyColumns = [], today = '', state = 0, place }: ReadOptions = {}): (cells: readonly string[]) => ReadRow {
  const mapped: [ImportColumn, number][] = [];
  for (const column of target.columns) {
    if (Object.hasOwn(mapping, column.name)) mapped.push([column, mapping[column.name] ?? -1]);
  }
  return (cells) => {
    const faults: Fault[] = [];
    const row: Record<string, FieldValue> = {};
    for (const [column, index] of mapped) {
      const text = restoreFormula(cells[index] ?? '');
      const code = cellFault(text);
      if (code !== undefined) {
        faults.push({ code, columns: [column.name], ofTarget: false });
        continue;
      }
      const cell = column.parse(text);
      if (cell.ok && column.isPlace === true && typeof cell.value === 'string') {
        const found = place?.(cell.value) ?? { ok: false, code: 'place-unknown' };
        if (found.ok) row[column.name] = found.code;
        else faults.push(cellFaultOf(target, column.name, found.code, false));
      } else if (cell.ok) row[column.name] = cell.value;
      else faults.push(cellFaultOf(target, column.name, cell.code, target.made === undefined));
    }
    if (faults.length > 0) return { ok: false, faults };
    if (target.subjects !== undefined) {
      const judged = target.subjects.judge(row, { today, state });
      return judged.ok ? { ok: true, key: judged.key, place: { named: '' }, values: judged.values } : judged;
    }
    if (target.made !== undefined) return readMade(target, target.made, row, keyColumns, today);
    for (const fault of target.faultsOf(row)) faults.push({ ...fault, ofTarget: true });
    const placed = target.placeOf(row);
    if (!placed.ok) faults.push({ ...placed.fault, ofTarget: true });
    const key = target.keyOf(row);
    if (key === undefined) faults.push({ code: 'key-missing', columns: [], ofTarget: false });
    if (faults.length > 0 || key === undefined || !placed.ok) return { ok: false, faults };
    return { ok: true, key, place: 'steps' in placed ? { steps: placed.steps } : { named: placed.named }, values: target.toValues(row) };
  };
}

/** Lists about persons have words of their own for every code. */
function cellFaultOf({ subjects }: ImportTarget, column: string, code: string, ofTarget: boolean): Fault {
  return subjects === undefined ? { code, columns: [column], ofTarget } : { code, columns: [column], ofTarget: false, words: subjects.faultWords(code) };
}

function readMade(target: ImportTarget, made: MadeTarget, row: ImportRow, keyColumns: readonly string[], today: string): ReadRow {
  const judged = made.judge(row, today);
  const placed = target.placeOf(row);
  if (!judged.ok) return judged;
  if (!placed.ok) return { ok: false, faults: [{ ...placed.fault, ofTarget: false }] };
  const missing = keyColumns.filter((column) => (row[column] ?? null) === null);
  if (missing.length > 0) return { ok: false, faults: [{ code: 'key-empty', columns: missing, ofTarget: false }] };
  const place = 'steps' in placed ? { steps: placed.steps } : { named: placed.named };
  return { ok: true, key: keyText(made, judged.values, row, keyColumns), place, values: judged.values };
}

/** A unique path is a key by itself; other columns together, compared as words are; else all that the row says. */
function keyText({ type }: MadeTarget, values: Values, row: ImportRow, columns: readonly string[]): string {
  const [only] = columns;
  if (only !== undefined && columns.length === 1 && type.unique?.[0] === only) return String(row[only] ?? '');
  if (columns.length > 0) return JSON.stringify(columns.map((column) => { const value = row[column] ?? null; return [column, typeof value === 'string' ? bareWord(value) : value]; }));
  return JSON.stringify(Object.keys(values).sort().map((path) => [path, values[path]]));
}
