// One row of a list, read by its target: cells to values, or every fault found in it.
import type { FieldValue, Values } from '../record/change.ts';
import { cellFault } from './cell-check.ts';
import { restoreFormula } from './formula.ts';
import type { ColumnMapping } from './mapping.ts';
import type { ImportColumn, ImportTarget, PlaceStep } from './target.ts';

export interface Fault {
  readonly code: string;
  /** Target columns at fault; empty: the row as a whole. */
  readonly columns: readonly string[];
  /** True: the words belong to the target's programme; false: to `import:fault`. */
  readonly ofTarget: boolean;
}

export type ReadRow =
  | { readonly ok: true; readonly key: string; readonly steps: readonly PlaceStep[]; readonly values: Values }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Prepared once per file, called once per row. */
export function createRowReader(target: ImportTarget, mapping: ColumnMapping): (cells: readonly string[]) => ReadRow {
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
      if (cell.ok) row[column.name] = cell.value;
      else faults.push({ code: cell.code, columns: [column.name], ofTarget: true });
    }
    if (faults.length > 0) return { ok: false, faults };
    for (const fault of target.faultsOf(row)) faults.push({ ...fault, ofTarget: true });
    const placed = target.placeOf(row);
    if (!placed.ok) faults.push({ ...placed.fault, ofTarget: true });
    const key = target.keyOf(row);
    if (key === undefined) faults.push({ code: 'key-missing', columns: [], ofTarget: false });
    if (faults.length > 0 || key === undefined || !placed.ok) return { ok: false, faults };
    return { ok: true, key, steps: placed.steps, values: target.toValues(row) };
  };
}
