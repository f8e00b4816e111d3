// The bad rows of a batch as a table a person can mend and hand in again: the row as it was, before
// it what is wrong and what to do. Columns marked ⚑ are passed over when it comes back. As XLSX its
// cells are text: a spreadsheet that opens a CSV rounds card numbers of sixteen digits and more.
import * as z from 'zod/mini';
import { REPORT_MARK, isReportHeader } from '#shared/import/mapping.ts';
import type { Sql } from '../db/database.ts';
import type { Table } from '../exports/table-file.ts';
import type { BatchSeal } from './batch-seal.ts';
import type { Batch } from './batch-store.ts';
import { word } from './words.ts';

const faultSchema = z.object({ code: z.string(), columns: z.array(z.string()), ofTarget: z.boolean(), other: z.optional(z.string()), words: z.optional(z.string()), values: z.optional(z.record(z.string(), z.number())) });
const cellsSchema = z.array(z.string());
const rowSchema = z.object({ line: z.int(), faults: z.array(faultSchema), cells: z.union([cellsSchema, z.string()]) });
export interface ReportedRow {
  readonly line: number;
  readonly faults: readonly ReportedFault[];
  readonly cells: readonly string[];
}
export type ReportedFault = z.infer<typeof faultSchema>;

/** Bad rows after `line`, in the order of the file. @param seal of a list about persons: whose cells are closed, and empty once its key is gone */
export async function readFaults(sql: Sql, batch: Pick<Batch, 'district' | 'id'>, after: number, limit: number, seal?: BatchSeal): Promise<ReportedRow[]> {
  const { rows } = await sql.query('SELECT line, faults, cells FROM import_fault WHERE district = $1 AND batch = $2 AND line > $3 ORDER BY line LIMIT $4', [batch.district, batch.id, after, limit]);
  return rows.map((row: unknown) => {
    const { line, faults, cells } = z.parse(rowSchema, row);
    if (typeof cells !== 'string') return { line, faults, cells };
    return { line, faults, cells: seal === undefined ? [] : z.parse(cellsSchema, JSON.parse(seal.open(`fault:${line}`, Buffer.from(cells, 'base64')).toString())) };
  });
}

/** What to mend, in words. */
export function faultWords(language: string, batch: Pick<Batch, 'programme' | 'target'>, fault: ReportedFault): string {
  if (fault.words !== undefined) {
    const said = word(language, fault.words, fault.values ?? {});
    if (said !== fault.words) return said;
  }
  const key = fault.ofTarget ? `${batch.programme}:import.${batch.target}.error.${fault.code}` : `import:fault.${fault.code}`;
  return word(language, key, { other: fault.other ?? '' });
}

/** @param columnKey key of the words of a column */
export function faultReport(sql: Sql, batch: Batch, language: string, columnKey: (column: string) => string, seal?: BatchSeal): Table {
  const kept = batch.headers.map((header, index) => ({ header, index })).filter(({ header }) => !isReportHeader(header));
  return {
    sheetName: word(language, 'import:report.fileName'),
    headers: [...['row', 'column', 'code', 'reason'].map((k) => `${REPORT_MARK} ${word(language, `import:report.${k}`)}`), ...kept.map(({ header }) => header)],
    allText: true,
    rows: (async function* () {
      for (let after = 0; ; ) {
        const rows = await readFaults(sql, batch, after, 1_000, seal);
        for (const { line, faults, cells } of rows) {
          const columns = [...new Set(faults.flatMap((f) => f.columns))].map((c) => word(language, columnKey(c)));
          yield [
            String(line), columns.join(', '), faults.map((f) => f.code).join(', '), faults.map((f) => faultWords(language, batch, f)).join(' '),
            ...kept.map(({ index }) => cells[index] ?? ''),
          ];
        }
        const last = rows.at(-1);
        if (last === undefined) return;
        after = last.line;
      }
    })(),
  };
}
