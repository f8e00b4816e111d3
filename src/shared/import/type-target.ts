// A list of any kind of record: its columns are the record's own fields, known by the words of the form
// and of the record in every language, read by kind, and judged as the form and the record's rules judge
// what a person types. A hand-written target (`programmes/lists.ts`) says more, and stands instead.
import { needsApproval } from '../access/approval.ts';
import { aadhaarProblem, limitProblem } from '../form/answer.ts';
import type { FormDefinition, FormNode, Question } from '../form/definition.ts';
import { createFormEngine } from '../form/engine.ts';
import { choicesOf } from '../form/plan.ts';
import { choiceKey, nodeKey } from '../form/words.ts';
import type { Programme } from '../programme.ts';
import type { FieldValue, Values } from '../record/change.ts';
import { newlyBroken } from '../record/judge-rules.ts';
import type { FieldDef, RecordType } from '../record/record-type.ts';
import { cleanText } from './cell-words.ts';
import { cellReader, type ChoiceWords } from './read-cell.ts';
import type { Fault, ImportColumn, ImportRow, ImportTarget, JudgedRow, ParsedCell } from './target.ts';

/** Every word of a key, in all languages; none where nobody has words for it. */
export type AllWords = (key: string) => readonly string[];

/** Column of made targets that says where a row belongs. */
export const PLACE_COLUMN = '@place';

/** Files of persons come in by no list, nor what only names decide, nor what only the engine writes. */
export function isImportable({ accessClass, guard, writeOnly }: RecordType): boolean {
  return accessClass !== 'case' && accessClass !== 'child' && guard === undefined && writeOnly !== true;
}

/** The form by which such records are first written down, in its newest version: that of the office's list, else the first listed that asks of no row. */
export function formOfType(programme: Programme, type: RecordType): FormDefinition | undefined {
  const forms = programme.forms.filter((form) => form.recordType === type.name && form.row === undefined);
  const begins = programme.practice?.lists?.find((list) => list.recordType === type.name)?.newForm ?? forms[0]?.id;
  return forms.filter((form) => form.id === begins).reduce<FormDefinition | undefined>((newest, form) => (newest === undefined || form.version > newest.version ? form : newest), undefined);
}

/** @param form of that type, or undefined when it has none */
export function typeTarget(programme: Programme, type: RecordType, form: FormDefinition | undefined, all: AllWords): ImportTarget {
  const asks = form === undefined ? [] : questionsOf(form.children, true);
  const questions = new Map(asks.map(({ question }) => [question.name, question] as const));
  const always = new Set(asks.flatMap(({ question, isAlways }) => (isAlways ? [question.name] : [])));
  const fieldWords = (path: string): string => `${programme.id}:field.${type.name}.${path}`;
  const columns: ImportColumn[] = [];
  const choices: Record<string, readonly { value: string; words: string }[]> = {};
  for (const [path, def] of Object.entries(type.fields)) {
    if (path.includes('.') || path === type.home?.place || !isAsked(type, form, questions.get(path), path)) continue;
    const question = questions.get(path);
    const offered = choicesFor(form, question, def);
    const read = def.kind === 'place' ? readText : cellReader(def, Object.fromEntries(offered.map(({ value, words }) => [value, all(words)] as const)) satisfies ChoiceWords);
    if (read === undefined) continue;
    const label = question === undefined || form === undefined ? [] : [...all(nodeKey(form, question, 'label')), ...Object.values(question.label ?? {})];
    columns.push({ name: path, required: question?.required === true && (question.default === undefined || isOfToday(question)) && always.has(path), synonyms: [...all(fieldWords(path)), ...label.filter((text) => !text.includes('${'))], parse: read, ...(def.kind === 'place' && { isPlace: true as const }) });
    if (offered.length > 0) choices[path] = offered;
  }
  const mayBeEmpty = new Set([...questions.values()].filter((q) => q.default !== undefined && !isOfToday(q)).map((q) => q.name));
  const ofToday = [...questions.values()].filter((q) => q.default !== undefined && isOfToday(q)).map((q) => q.name);
  columns.push({ name: PLACE_COLUMN, required: false, synonyms: [...all('import:column.place'), ...all('import:export.bucket')], parse: readText });

  const judge = (row: ImportRow, today: string): JudgedRow => {
    const faults: Fault[] = [];
    const asked: Record<string, FieldValue> = {};
    const rest: Record<string, FieldValue> = {};
    // A day that the form fills in with the day of filling is not the day of a row from last year.
    if (form !== undefined) for (const name of ofToday) asked[name] = null;
    for (const name of Object.keys(row)) {
      const value = row[name] ?? null;
      if (name === PLACE_COLUMN || (value === null && mayBeEmpty.has(name))) continue;
      if (questions.has(name)) asked[name] = value;
      else if (value !== null) rest[name] = value;
    }
    for (const name in rest) faults.push(...limitFaults(type, name, rest[name] ?? null));
    const values: Record<string, FieldValue> = { ...rest, ...(form === undefined ? asked : answered(form, type, asked, today, faults)) };
    for (const path in values) if (needsApproval(type, path, undefined, values[path] ?? null)) faults.push({ code: 'needs-approval', columns: [path], ofTarget: false });
    if (faults.length === 0) {
      for (const { code, paths } of newlyBroken(type, undefined, values, today)) faults.push({ code: 'rule', columns: paths.filter((path) => !path.includes('.')), ofTarget: false, words: `${programme.id}:rule.${code}` });
    }
    if (faults.length === 0 && Object.keys(values).length === 0) faults.push({ code: 'row-empty', columns: [], ofTarget: false });
    return faults.length > 0 ? { ok: false, faults } : { ok: true, values };
  };

  return {
    name: type.name,
    recordType: type.name,
    columns,
    keyOf: () => undefined,
    placeOf: (row) => ({ ok: true, named: typeof row[PLACE_COLUMN] === 'string' ? row[PLACE_COLUMN] : '' }),
    faultsOf: () => [],
    toValues: (row) => row,
    renews: [],
    made: {
      type, form, judge, choices,
      // Registers of a programme that works in offices are kept at one of them.
      offices: programme.practice?.lists?.find((list) => list.recordType === type.name)?.offices,
      levels: type.levels ?? (programme.practice === undefined ? undefined : ['office']),
      title: `${programme.id}:recordType.${type.name}`,
      columnWords: (column) => (column === PLACE_COLUMN ? 'import:column.place' : fieldWords(column)),
    },
  };
}

function readText(text: string): ParsedCell {
  const clean = cleanText(text);
  return { ok: true, value: clean === '' ? null : clean };
}

/** What the form would save of these answers; what it would not let through goes to `faults`. */
function answered(form: FormDefinition, recordType: RecordType, asked: Values, today: string, faults: Fault[]): Values {
  const engine = createFormEngine(form, { answers: asked, saved: {}, today, recordType });
  for (const { path, code, values, node } of engine.problems()) {
    const own = code === 'constraint' ? `${nodeKey(form, node, 'error')}` : `form:problem.${code}`;
    faults.push({ code, columns: [path], ofTarget: false, words: own, ...(Object.keys(values).length > 0 && { values }) });
  }
  const saved: Record<string, FieldValue> = {};
  const output = engine.output();
  for (const path in output) if (output[path] !== null && output[path] !== undefined && recordType.fields[path] !== undefined) saved[path] = output[path];
  for (const path in asked) if (asked[path] !== null && !engine.state(path).relevant) faults.push({ code: 'not-asked', columns: [path], ofTarget: false });
  return saved;
}

function limitFaults(type: RecordType, path: string, value: FieldValue): Fault[] {
  const limit = limitProblem(type, path, value) ?? (aadhaarProblem(type, { type: 'text' }, path, value) === undefined ? undefined : { code: 'aadhaar', values: {} });
  return limit === undefined ? [] : [{ code: limit.code, columns: [path], ofTarget: false, words: `form:problem.${limit.code}`, values: limit.values }];
}

/** With a form, what it asks a person; beside it only what makes a record known. */
function isAsked(type: RecordType, form: FormDefinition | undefined, question: Question | undefined, path: string): boolean {
  if (form === undefined || type.unique?.includes(path) === true) return question?.calculation === undefined;
  return question !== undefined && question.calculation === undefined && question.readonly !== true;
}

/** Filled in by the form with the day of filling. */
function isOfToday({ default: said = '' }: Question): boolean {
  return /\b(?:today|now)\s*\(/u.test(said);
}

function choicesFor(form: FormDefinition | undefined, question: Question | undefined, def: FieldDef): readonly { readonly value: string; readonly words: string }[] {
  const { list } = question ?? {};
  if (form !== undefined && question !== undefined && list !== undefined) return choicesOf(form, question).map((choice) => ({ value: choice.value, words: choiceKey(form, list, choice) }));
  return (def.choices ?? []).map((value) => ({ value, words: '' }));
}

/** Those of the record itself, not of its repeats. */
function questionsOf(nodes: readonly FormNode[], around: boolean): { readonly question: Question; /** Whatever else is answered. */ readonly isAlways: boolean }[] {
  return nodes.flatMap((node) => {
    const isAlways = around && node.relevant === undefined;
    return node.type === 'group' ? questionsOf(node.children, isAlways) : node.type === 'repeat' ? [] : [{ question: node, isAlways }];
  });
}
