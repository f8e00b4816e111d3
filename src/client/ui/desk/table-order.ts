// Order and choice of a table's rows, apart from how they are drawn.
export type CellValue = string | number | undefined;

export interface SortBy {
  readonly column: string;
  readonly down: boolean;
}

/** Rows without a value stand last whichever way; equal rows keep their order. */
export function sortRows<Row>(rows: readonly Row[], valueOf: (row: Row) => CellValue, down: boolean, language: string): readonly Row[] {
  const letters = new Intl.Collator(language, { numeric: true });
  return rows
    .map((row, index) => ({ row, index, value: valueOf(row) }))
    .sort((a, b) => {
      const order = a.value === undefined || b.value === undefined
        ? Number(a.value === undefined) - Number(b.value === undefined)
        : (down ? -1 : 1) * compare(a.value, b.value, letters);
      return order === 0 ? a.index - b.index : order;
    })
    .map(({ row }) => row);
}

function compare(a: string | number, b: string | number, letters: Intl.Collator): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : letters.compare(String(a), String(b));
}

/** Every word typed begins some word of the row's text. */
export function matchesFilter(text: string, typed: string): boolean {
  const words = plain(text).split(/[\s,/()·-]+/u);
  return plain(typed).split(/\s+/u).filter((t) => t !== '').every((t) => words.some((w) => w.startsWith(t)));
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
