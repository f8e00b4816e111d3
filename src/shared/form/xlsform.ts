// Reads a published XLSForm (xlsform.org) from the rows of its three sheets. What the engine does not
// know is reported, never guessed: `error` means that the form cannot be used as it is, `ignored`
// that something harmless was left out.
import type { Choice, FormDefinition, FormNode, Group, Question, QuestionType, Repeat, Words } from './definition.ts';
import { planForm, type FormProblem } from './plan.ts';

/** Cells of a sheet by column name, as any spreadsheet reader gives them. */
export type SheetRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface XlsformSheets {
  readonly survey: readonly SheetRow[];
  readonly choices: readonly SheetRow[];
  readonly settings?: readonly SheetRow[];
}

export interface XlsformOptions {
  /** Form id within Dehri: `jeevika.camp-count`; default `xlsform.<form_id>`. */
  readonly id?: string;
  readonly recordType: string;
}

export interface XlsformProblem {
  readonly severity: 'error' | 'ignored';
  readonly code: 'unknown-type' | 'unsupported-type' | 'or-other' | 'not-closed' | 'not-open' | 'no-name' | 'choice-without-name' | 'version' | 'form';
  readonly sheet: 'survey' | 'choices' | 'settings';
  /** Row of the sheet as the person sees it: the first below the head is 2. */
  readonly row: number;
  readonly what: string;
  /** For `form`: what the compiled form has to say. */
  readonly form?: FormProblem;
}

export interface XlsformResult {
  readonly definition: FormDefinition;
  readonly problems: readonly XlsformProblem[];
  /** Codes of the languages it carries words in. */
  readonly languages: readonly string[];
}

const TYPES: Readonly<Record<string, QuestionType>> = {
  text: 'text', string: 'text', integer: 'integer', int: 'integer', decimal: 'decimal', date: 'date', note: 'note',
  calculate: 'calculate', geopoint: 'geopoint', location: 'geopoint', image: 'image', photo: 'image',
};
/** Kept by Dehri itself, or of no use without a server of theirs. */
const METADATA = new Set(['start', 'end', 'today', 'deviceid', 'phonenumber', 'simserial', 'subscriberid', 'username', 'email', 'audit', 'start-geopoint']);
const UNSUPPORTED = new Set([
  'time', 'datetime', 'geotrace', 'geoshape', 'audio', 'background-audio', 'video', 'file', 'barcode', 'range', 'rank', 'hidden',
  'xml-external', 'csv-external', 'acknowledge', 'select_one_from_file', 'select_multiple_from_file', 'select_one_external',
]);

interface OpenBlock {
  readonly kind: 'group' | 'repeat' | 'form';
  readonly row: number;
  readonly head: SheetRow;
  readonly children: FormNode[];
}

export function loadXlsform(sheets: XlsformSheets, options: XlsformOptions): XlsformResult {
  const problems: XlsformProblem[] = [];
  const settings = sheets.settings?.[0] ?? {};
  const languages = languagesOf([...sheets.survey, ...sheets.choices]);
  const defaultCode = codeOf(text(settings, 'default_language')) ?? 'default';
  const words = (row: SheetRow, column: string): Words | undefined => wordsOf(row, column, defaultCode);

  const root: OpenBlock = { kind: 'form', row: 1, head: {}, children: [] };
  const open: OpenBlock[] = [root];
  const rowOf = new Map<string, number>();
  const report = (row: number, code: XlsformProblem['code'], what: string, severity: XlsformProblem['severity'] = 'error'): void => {
    problems.push({ severity, code, sheet: 'survey', row, what });
  };

  sheets.survey.forEach((row, index) => {
    const line = index + 2;
    const type = text(row, 'type').replace(/\s+/g, ' ');
    if (type === '') return;
    const block = /^(begin|end)[ _](group|repeat)$/.exec(type.toLowerCase());
    const current = open[open.length - 1] ?? root;
    if (block !== null) {
      const kind = block[2] === 'repeat' ? 'repeat' : 'group';
      if (block[1] === 'begin') open.push({ kind, row: line, head: row, children: [] });
      else if (current.kind !== kind) report(line, 'not-open', type);
      else {
        open.pop();
        const name = text(current.head, 'name');
        if (name === '') report(current.row, 'no-name', type);
        rowOf.set(name, current.row);
        (open[open.length - 1] ?? root).children.push(blockNode(current, kind, name, words));
      }
      return;
    }
    const read = readType(type);
    if (read.kind === 'metadata') return report(line, 'unsupported-type', type, 'ignored');
    if (read.kind !== 'question') return report(line, read.kind, type);
    if (read.orOther) report(line, 'or-other', type);
    const name = text(row, 'name');
    if (name === '') return report(line, 'no-name', type);
    rowOf.set(name, line);
    current.children.push(questionNode(row, name, read.type, read.list, words));
  });
  while (open.length > 1) {
    const block = open.pop();
    if (block !== undefined) report(block.row, 'not-closed', text(block.head, 'type'));
  }

  const choices: Record<string, Choice[]> = {};
  sheets.choices.forEach((row, index) => {
    const list = text(row, 'list_name') || text(row, 'list name');
    const value = text(row, 'name') || text(row, 'value');
    if (list === '') return;
    if (value === '') {
      problems.push({ severity: 'error', code: 'choice-without-name', sheet: 'choices', row: index + 2, what: list });
      return;
    }
    const columns = Object.fromEntries(Object.keys(row).filter((key) => !isOwnColumn(key)).map((key) => [key, text(row, key)]));
    const label = words(row, 'label');
    (choices[list] ??= []).push({ ...columns, value, ...(label === undefined ? {} : { label }) });
  });

  const version = Number(text(settings, 'version') || '1');
  if (!Number.isSafeInteger(version)) problems.push({ severity: 'ignored', code: 'version', sheet: 'settings', row: 2, what: text(settings, 'version') });
  const definition: FormDefinition = {
    id: options.id ?? `xlsform.${text(settings, 'form_id') || 'form'}`,
    version: Number.isSafeInteger(version) ? version : 1,
    recordType: options.recordType,
    children: root.children,
    choices,
  };
  for (const form of planForm(definition).problems) {
    problems.push({ severity: 'error', code: 'form', sheet: 'survey', row: rowOf.get(form.name) ?? 1, what: form.name, form });
  }
  return { definition, problems, languages };
}

type ReadType =
  | { readonly kind: 'question'; readonly type: QuestionType; readonly list?: string; readonly orOther: boolean }
  | { readonly kind: 'metadata' | 'unsupported-type' | 'unknown-type' };

function readType(type: string): ReadType {
  const [first = '', list, ...rest] = type.split(' ');
  const word = first.toLowerCase().replace('select1', 'select_one');
  if ((word === 'select_one' || word === 'select_multiple') && list !== undefined) {
    return { kind: 'question', type: word, list, orOther: rest.includes('or_other') };
  }
  const known = TYPES[word];
  if (known !== undefined && list === undefined) return { kind: 'question', type: known, orOther: false };
  if (METADATA.has(word)) return { kind: 'metadata' };
  return { kind: UNSUPPORTED.has(word) ? 'unsupported-type' : 'unknown-type' };
}

type WordsOf = (row: SheetRow, column: string) => Words | undefined;

function blockNode(block: OpenBlock, kind: 'group' | 'repeat', name: string, words: WordsOf): Group | Repeat {
  const common = {
    name,
    children: block.children,
    ...given('label', words(block.head, 'label')),
    ...given('hint', words(block.head, 'hint')),
    ...given('relevant', expression(block.head, 'relevant')),
  };
  if (kind === 'group') return { type: 'group', ...common, ...given('appearance', expression(block.head, 'appearance')) };
  const count = Number(text(block.head, 'repeat_count') || Number.NaN);
  return { type: 'repeat', ...common, ...(Number.isSafeInteger(count) ? { min: count, max: count } : {}) };
}

function questionNode(row: SheetRow, name: string, type: QuestionType, list: string | undefined, words: WordsOf): Question {
  const required = text(row, 'required').toLowerCase();
  const fallback = text(row, 'default');
  return {
    type,
    name,
    ...given('list', list),
    ...given('label', words(row, 'label')),
    ...given('hint', words(row, 'hint')),
    ...given('relevant', expression(row, 'relevant')),
    ...given('constraint', expression(row, 'constraint')),
    ...given('constraintMessage', words(row, 'constraint_message')),
    ...given('calculation', expression(row, 'calculation')),
    ...given('choiceFilter', expression(row, 'choice_filter')),
    ...given('appearance', expression(row, 'appearance')),
    ...given('default', fallback === '' ? undefined : /^[\w-]+\(.*\)$|\$\{/.test(fallback) ? fallback : `'${fallback.replaceAll("'", '’')}'`),
    ...(isYes(required) ? { required: true } : required === '' || isNo(required) ? {} : { required: text(row, 'required') }),
    ...(isYes(text(row, 'read_only').toLowerCase() || text(row, 'readonly').toLowerCase()) ? { readonly: true } : {}),
  };
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value });
}

function isYes(word: string): boolean {
  return word === 'yes' || word === 'true' || word === 'true()' || word === '1';
}

function isNo(word: string): boolean {
  return word === 'no' || word === 'false' || word === 'false()' || word === '0';
}

function text(row: SheetRow, column: string): string {
  const cell = row[column];
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function expression(row: SheetRow, column: string): string | undefined {
  const source = text(row, column) || (column === 'relevant' ? text(row, 'relevance') : '');
  return source === '' ? undefined : source;
}

/** `label`, `label::Hindi (hi)`, `label:Hindi`, `label::Hindi`. */
function wordsOf(row: SheetRow, column: string, defaultCode: string): Words | undefined {
  const found: Record<string, string> = {};
  for (const key of Object.keys(row)) {
    const words = text(row, key);
    if (words === '') continue;
    if (key === column) found[defaultCode] ??= words;
    else if (key.startsWith(`${column}:`)) found[codeOf(key.slice(column.length).replace(/^:+/, '')) ?? defaultCode] = words;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

function languagesOf(rows: readonly SheetRow[]): string[] {
  const codes = new Set<string>();
  for (const row of rows) {
    for (const key of Object.keys(row)) {
      const code = /^label:{1,2}(.+)$/.exec(key)?.[1];
      if (code !== undefined) codes.add(codeOf(code) ?? code);
    }
  }
  return [...codes];
}

/** `Hindi (hi)` → `hi`; `Hindi` → `hindi`. */
function codeOf(language: string): string | undefined {
  const bracket = /\(([A-Za-z-]+)\)\s*$/.exec(language)?.[1];
  const name = bracket ?? language.trim();
  return name === '' ? undefined : name.toLowerCase();
}

function isOwnColumn(key: string): boolean {
  return /^(list[_ ]name|name|value|label|image|audio|video|media|order)($|:)/.test(key);
}
