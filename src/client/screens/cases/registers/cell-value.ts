// What stands in a cell of a register, as a table sorts, adds up and writes to a file.
import type { Phrase } from '#shared/field-work.ts';
import type { Say } from '#client/app/context.tsx';
import type { CellValue } from '#client/ui/desk/table-order.ts';

/** The number a cell tells, also one in words (`₹10,000`); undefined for what is no number. */
export function numberOfCell(cell: string | Phrase): number | undefined {
  if (typeof cell === 'string') return /^-?\d{1,9}$/u.test(cell) ? Number(cell) : undefined;
  const values = Object.values(cell.values ?? {});
  const [only] = values;
  return values.length === 1 && typeof only === 'number' ? only : undefined;
}

/** The sum of what the cells tell, said as they say it. */
export function sumOfCells(cells: readonly (string | Phrase)[]): string | Phrase {
  const sum = cells.reduce((all, cell) => all + (numberOfCell(cell) ?? 0), 0);
  const worded = cells.find((cell) => typeof cell !== 'string');
  return worded === undefined || typeof worded === 'string' ? String(sum) : { ...worded, values: Object.fromEntries(Object.keys(worded.values ?? {}).map((name) => [name, sum])) };
}

/** Is every cell that says something a number? */
export function isNumeric(cells: readonly (string | Phrase)[]): boolean {
  const told = cells.filter((cell) => cell !== '');
  return told.length > 0 && told.every((cell) => numberOfCell(cell) !== undefined);
}

/** Days stay ISO, so that they sort. */
export function valueOfCell(cell: string | Phrase, numeric: boolean, say: Say): CellValue {
  if (cell === '') return undefined;
  return numeric ? numberOfCell(cell) : typeof cell === 'string' ? cell : say(cell);
}
