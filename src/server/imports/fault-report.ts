// The bad rows of a batch as a file a person can mend and hand in again: the row as it was, before
// it what is wrong and what to do. Columns marked ⚑ are passed over when it comes back.
import { stringify } from 'csv-stringify';
import * as z from 'zod/mini';
import { neutraliseFormula } from '#shared/import/formula.ts';
import { REPORT_MARK, isReportHeader } from '#shared/import/mapping.ts';
import type { Sql } from '../db/database.ts';
import type { Batch } from './batch-store.ts';
import { word } from './words.ts';

const faultSchema = z.object({ code: z.string(), columns: z.array(z.string()), ofTarget: z.boolean(), other: z.optional(z.string()) });
const rowSchema = z.object({ line: z.int(), faults: z.array(faultSchema), cells: z.array(z.string()) });
export type ReportedRow = z.infer<typeof rowSchema>;
export type ReportedFault = z.infer<typeof faultSchema>;

/** Bad rows after `line`, in the order of the file. */
export async function readFaults(sql: Sql, batch: Pick<Batch, 'district' | 'id'>, after: number, limit: number): Promise<ReportedRow[]> {
  const { rows } = await sql.query('SELECT line, faults, cells FROM import_fault WHERE district = $1 AND batch = $2 AND line > $3 ORDER BY line LIMIT $4', [batch.district, batch.id, after, limit]);
  return rows.map((row: unknown) => z.parse(rowSchema, row));
}

/** What to mend, in words. */
export function faultWords(language: string, batch: Pick<Batch, 'programme' | 'target'>, fault: ReportedFault): string {
  const key = fault.ofTarget ? `${batch.programme}:import.${batch.target}.error.${fault.code}` : `import:fault.${fault.code}`;
  return word(language, key, { other: fault.other ?? '' });
}

export function columnWords(language: string, batch: Pick<Batch, 'programme' | 'target'>, column: string): string {
  return word(language, `${batch.programme}:import.${batch.target}.column.${column}`);
}

/** CSV in UTF-8 with a byte order mark, as spreadsheets want it. */
export async function* faultReport(sql: Sql, batch: Batch, language: string): AsyncGenerator<string> {
  const kept = batch.headers.map((header, index) => ({ header, index })).filter(({ header }) => !isReportHeader(header));
  const csv = stringify({ bom: true, record_delimiter: 'windows' });
  csv.write([...['row', 'column', 'code', 'reason'].map((k) => `${REPORT_MARK} ${word(language, `import:report.${k}`)}`), ...kept.map(({ header }) => neutraliseFormula(header))]);
  for (let after = 0; ; ) {
    const rows = await readFaults(sql, batch, after, 1_000);
    for (const { line, faults, cells } of rows) {
      const columns = [...new Set(faults.flatMap((f) => f.columns))].map((c) => columnWords(language, batch, c));
      csv.write([
        String(line), columns.join(', '), faults.map((f) => f.code).join(', '), faults.map((f) => faultWords(language, batch, f)).join(' '),
        ...kept.map(({ index }) => neutraliseFormula(cells[index] ?? '')),
      ]);
    }
    for (let text: unknown = csv.read(); text !== null; text = csv.read()) yield String(text);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.line;
  }
  csv.end();
  for await (const text of csv) yield String(text);
}
