// Lines to rows after RFC 4180, with one aim beyond it: a broken quote spoils its own row only.
// (csv-parse, tried first, reads an unclosed quote to the end of the file and drops what it ate.)
import type { RawRow } from './raw-row.ts';
import type { TextLine } from './text-lines.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Most lines one quoted row may run over before its quote counts as broken. */
const MAX_LINES_PER_ROW = 20;

/** The delimiter that cuts the first lines into the most columns, the same number on each. */
export function detectDelimiter(lines: readonly string[]): Delimiter {
  const sample = lines.filter((l) => l.trim() !== '').slice(0, 50);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = sample.map((line) => outsideQuotes(line, delimiter));
    const first = counts[0] ?? 0;
    if (first === 0) continue;
    const score = first * (counts.filter((c) => c === first).length / counts.length) ** 2;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

export async function* csvRows(pieces: AsyncIterable<readonly TextLine[]>, delimiter: Delimiter): AsyncGenerator<RawRow[]> {
  let waiting: TextLine[] = [];
  let line = 1;
  for await (const piece of pieces) {
    const lines = waiting.length === 0 ? piece : [...waiting, ...piece];
    const { rows, used } = cut(lines, line, delimiter, false);
    line += used;
    waiting = lines.slice(used);
    if (rows.length > 0) yield rows;
  }
  const { rows } = cut(waiting, line, delimiter, true);
  if (rows.length > 0) yield rows;
}

/** Cells of one whole record, or undefined when its quotes are broken. */
export function parseRecord(record: string, delimiter: Delimiter): string[] | undefined {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    if (record[at] !== '"') {
      const end = record.indexOf(delimiter, at);
      const cell = end < 0 ? record.slice(at) : record.slice(at, end);
      // A quote inside a bare cell is a letter (5" pipe), not a broken quote, unless it runs over a line.
      if (cell.includes('"') && cell.includes('\n')) return undefined;
      cells.push(cell);
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    let close = at + 1;
    for (;;) {
      close = record.indexOf('"', close);
      if (close < 0) return undefined;
      if (record[close + 1] !== '"') break;
      close += 2;
    }
    const cell = record.slice(at + 1, close);
    cells.push(cell.includes('""') ? cell.replaceAll('""', '"') : cell);
    if (close + 1 === record.length) return cells;
    if (record[close + 1] !== delimiter) return undefined;
    at = close + 2;
  }
}

function cut(lines: readonly TextLine[], firstLine: number, delimiter: Delimiter, atEnd: boolean): { rows: RawRow[]; used: number } {
  const rows: RawRow[] = [];
  let i = 0;
  while (i < lines.length) {
    const { text, broken } = lines[i] ?? { text: '', broken: false };
    const at = firstLine + i;
    if (broken) rows.push({ line: at, cells: text.split(delimiter), fault: 'encoding-broken' });
    else if (!text.includes('"')) {
      if (text !== '') rows.push({ line: at, cells: text.split(delimiter) });
    } else {
      let record = text;
      let taken = 1;
      let cells = parseRecord(record, delimiter);
      // Only a quote left open may run on; one closed in the wrong place is broken where it stands.
      while (cells === undefined && quoteIsOpen(record, delimiter) && taken < MAX_LINES_PER_ROW && i + taken < lines.length) {
        record += `\n${lines[i + taken]?.text ?? ''}`;
        taken += 1;
        cells = parseRecord(record, delimiter);
      }
      if (cells === undefined && !atEnd && taken < MAX_LINES_PER_ROW && quoteIsOpen(record, delimiter)) return { rows, used: i };
      if (cells === undefined) rows.push({ line: at, cells: text.split(delimiter), fault: 'quote-broken' });
      else {
        rows.push({ line: at, cells });
        i += taken - 1;
      }
    }
    i += 1;
  }
  return { rows, used: i };
}

/** Does the record end inside a quoted cell that began at a cell's start? */
function quoteIsOpen(record: string, delimiter: Delimiter): boolean {
  for (let at = 0; ; ) {
    if (record[at] !== '"') {
      const end = record.indexOf(delimiter, at);
      if (end < 0) return false;
      at = end + 1;
      continue;
    }
    let close = at + 1;
    for (;;) {
      close = record.indexOf('"', close);
      if (close < 0) return true;
      if (record[close + 1] !== '"') break;
      close += 2;
    }
    if (close + 1 === record.length || record[close + 1] !== delimiter) return false;
    at = close + 2;
  }
}

function outsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let inside = false;
  for (const c of line) {
    if (c === '"') inside = !inside;
    else if (c === delimiter && !inside) count += 1;
  }
  return count;
}
