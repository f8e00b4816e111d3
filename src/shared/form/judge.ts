// What is wrong with an answer: asked by the open form after every keystroke, and once by the server.
import type { FieldPath, FieldValue, Values } from '../record/change.ts';
import type { RecordType } from '../record/record-type.ts';
import { rowIds } from '../record/record.ts';
import { aadhaarProblem, kindProblem, limitProblem, MAX_AGE, type ProblemCode } from './answer.ts';
import { isDay, yearsBetween } from './calendar.ts';
import type { Choice, FormDefinition, FormNode, Question } from './definition.ts';
import type { Reading } from './expression.ts';
import { isEmpty, toBoolean, toChosen } from './expression-value.ts';
import { choicesOf, isOffered, type PlanNode } from './plan.ts';

export interface Problem {
  readonly path: FieldPath;
  readonly code: ProblemCode;
  /** Numbers for the words: `min`, `max`, `count`. */
  readonly values: Readonly<Record<string, number>>;
  readonly node: FormNode;
}

export interface Row {
  readonly id: string;
  readonly removed: boolean;
}

/** A relevant question and all that its answer is judged by. */
export interface Judged {
  readonly definition: FormDefinition;
  readonly node: PlanNode;
  readonly address: FieldPath;
  readonly answer: FieldValue | undefined;
  /** What its companion says: date of birth of an age. */
  readonly born: FieldValue | undefined;
  readonly required: boolean;
  /** Of a select, after its filter. */
  readonly choices: readonly Choice[];
  readonly reading: Reading;
  readonly recordType?: RecordType | undefined;
}

export function answerProblem({ definition, node, address, answer, born, required, choices, reading, recordType }: Judged): Problem | undefined {
  const question = questionOf(node);
  if (typeof born === 'string') {
    if (!isDay(born)) return problem(address, question, 'date');
    if (born > reading.today) return problem(address, question, 'date-future');
    if ((yearsBetween(born, reading.today) ?? 0) > MAX_AGE) return problem(address, question, 'date');
  }
  if (isEmpty(answer) || answer === undefined) return required ? problem(address, question, 'required') : undefined;
  if (question.type === 'note') return undefined;
  const kind = kindProblem(question, answer);
  if (kind !== undefined) return problem(address, question, kind);
  if (question.list !== undefined && !toChosen(answer).every((value) => isOffered(definition, question, choices, value))) return problem(address, question, 'choice');
  if (aadhaarProblem(recordType, question, address, answer) !== undefined) return problem(address, question, 'aadhaar');
  const limit = recordType === undefined ? undefined : limitProblem(recordType, address, answer);
  if (limit !== undefined) return problem(address, question, limit.code, limit.values);
  if (node.constraint !== undefined && !toBoolean(node.constraint.run(reading))) return problem(address, question, 'constraint');
  return undefined;
}

function problem(path: FieldPath, node: FormNode, code: ProblemCode, values: Problem['values'] = NO_NUMBERS): Problem {
  return { path, code, values, node };
}

const NO_NUMBERS: Problem['values'] = {};

export function rowsProblem(node: PlanNode, list: readonly Row[]): Problem | undefined {
  if (node.node.type !== 'repeat') return undefined;
  const { min, max } = node.node;
  const count = list.filter((row) => !row.removed).length;
  if (min !== undefined && count < min) return { path: node.name, code: 'rows-too-few', values: { min, count }, node: node.node };
  if (max !== undefined && count > max) return { path: node.name, code: 'rows-too-many', values: { max, count }, node: node.node };
  return undefined;
}

/** Choices of a select that its filter lets through. */
export function filteredChoices(definition: FormDefinition, node: PlanNode, reading: Reading): readonly Choice[] {
  const all = choicesOf(definition, questionOf(node));
  const filter = node.choiceFilter;
  if (filter === undefined) return all;
  return all.filter((choice) => toBoolean(filter.run({
    read: (path) => reading.read(path), rows: (repeat) => reading.rows(repeat), today: reading.today, row: reading.row, column: (name) => columnOf(choice, name),
  })));
}

/** Rows that any answer names, removed ones marked. */
export function rowsOf(values: Values, repeat: string): Row[] {
  const present = new Set(rowIds(values, repeat));
  const all = new Set(Object.keys(values).filter((path) => path.startsWith(`${repeat}.`)).map((path) => path.split('.')[1] ?? ''));
  return [...all].map((id) => ({ id, removed: !present.has(id) }));
}

/** A calculated value as it is kept: nothing readable is an empty answer, or none if there was none. */
export function tidyCalculated(value: FieldValue | undefined, before: FieldValue | undefined): FieldValue | undefined {
  if (!isEmpty(value)) return typeof value === 'number' && !Number.isFinite(value) ? null : value;
  return before === undefined ? undefined : null;
}

export function questionOf(node: PlanNode): Question {
  if (node.node.type === 'group' || node.node.type === 'repeat') throw new Error(`${node.name} is no question`);
  return node.node;
}

function columnOf(choice: Choice, name: string): string {
  const column = name === 'name' ? choice.value : choice[name];
  return typeof column === 'string' ? column : '';
}
