// An empty sheet for a list: the headers as the form says them, one row that shows how, marked so that it
// is passed over when the sheet comes back, and on a second sheet every choice in words.
import { PassThrough, type Readable } from 'node:stream';
import { isReportHeader, REPORT_MARK } from '#shared/import/mapping.ts';
import type { ImportColumn, ImportTarget } from '#shared/import/target.ts';
import { PLACE_COLUMN } from '#shared/import/type-target.ts';
import type { FieldDef } from '#shared/record/record-type.ts';
import { columnKey } from './targets.ts';
import { word } from './words.ts';

export interface TemplateAsked {
  readonly programme: string;
  readonly target: ImportTarget;
  readonly language: string;
  /** The place that the example row names. */
  readonly placeName: string;
}

/** Tells the row that only shows how: a marked column in which the mark stands again. */
export function exampleIn(headers: readonly string[]): (cells: readonly string[]) => boolean {
  const marked = headers.flatMap((header, i) => (isReportHeader(header) ? [i] : []));
  return (cells) => marked.some((i) => (cells[i] ?? '').trimStart().startsWith(REPORT_MARK));
}

/** Rows of the main sheet beside the header that are formatted as text, so that numbers keep their digits. */
export function templateFile({ programme, target, language, placeName }: TemplateAsked): Readable {
  const out = new PassThrough();
  const say = (key: string): string => word(language, key);
  void (async () => {
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
    const sheet = book.addWorksheet(sheetName(say('import:template.sheet')), { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] });
    sheet.columns = [{ width: 34 }, ...target.columns.map(() => ({ width: 24, style: { numFmt: '@' } }))];
    const head = sheet.addRow([`${REPORT_MARK} ${say('import:template.note')}`, ...target.columns.map((column) => columnTitle(programme, target, column, say))]);
    head.font = { bold: true };
    target.columns.forEach((column, i) => {
      if (column.required) head.getCell(i + 2).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFE9A8' } };
    });
    head.commit();
    const example = sheet.addRow([`${REPORT_MARK} ${say('import:template.example')}`, ...target.columns.map((column) => exampleOf(target, column, say, placeName))]);
    example.font = { italic: true, color: { argb: 'FF6B6B6B' } };
    example.commit();
    sheet.commit();
    const lists = Object.entries(target.made?.choices ?? {});
    if (lists.length > 0) {
      const second = book.addWorksheet(sheetName(say('import:template.choices')));
      second.columns = lists.map(() => ({ width: 30 }));
      const named = new Map(target.columns.map((column) => [column.name, column]));
      const heads = second.addRow(lists.map(([path]) => { const column = named.get(path); return column === undefined ? path : columnTitle(programme, target, column, say); }));
      heads.font = { bold: true };
      heads.commit();
      const longest = Math.max(...lists.map(([, choices]) => choices.length));
      for (let i = 0; i < longest; i += 1) second.addRow(lists.map(([, choices]) => { const choice = choices[i]; return choice === undefined ? '' : choiceWord(choice, say); })).commit();
      second.commit();
    }
    await book.commit();
  })().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error('a template could not be written')));
  return out;
}

export function columnTitle(programme: string, target: ImportTarget, { name, synonyms }: ImportColumn, say: (key: string) => string): string {
  const key = columnKey({ programme, target }, name);
  const said = say(key);
  return said === key ? synonyms[0] ?? name : said;
}

function choiceWord({ value, words }: { readonly value: string; readonly words: string }, say: (key: string) => string): string {
  const said = words === '' ? value : say(words);
  return said === words ? value : said;
}

/** A plausible cell by the kind of its field; of hand-written lists nothing is known but that it is text. */
function exampleOf({ made }: ImportTarget, { name }: ImportColumn, say: (key: string) => string, placeName: string): string {
  if (name === PLACE_COLUMN) return placeName;
  const def = made?.type.fields[name];
  const choices = made?.choices[name];
  if (made === undefined || def === undefined) return '';
  const [first, second] = (choices ?? []).map((choice) => choiceWord(choice, say));
  if (def.kind === 'choice') return first ?? '';
  if (def.kind === 'choices') return [first, second].filter((one) => one !== undefined).join('; ');
  if (def.kind === 'boolean') return say('import:export.yes');
  return EXAMPLES[def.kind] ?? say('import:template.text');
}

const EXAMPLES: Partial<Readonly<Record<FieldDef['kind'], string>>> = { integer: '25', decimal: '1,50,000', date: '05/04/2026', phone: '9876543210', digits: '1234567890' };

/** At most 31 letters, none of \ / ? * [ ] : */
function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
