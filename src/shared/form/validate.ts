// The server's look at answers that came from a form: relevance and calculations once in the order of
// their dependencies, then every question asked about is judged as the open form judges it. The
// tests hold it against the engine of the open form.
import type { FieldPath, FieldValue, Values } from '../record/change.ts';
import { ROW_GONE } from '../record/record.ts';
import type { FormDefinition } from './definition.ts';
import type { Reading } from './expression.ts';
import { isEmpty, toBoolean } from './expression-value.ts';
import { answerProblem, filteredChoices, rowsProblem, tidyCalculated, type Problem, type Row } from './judge.ts';
import { addressOf, planForm, type FormPlan, type PlanNode } from './plan.ts';
import { shapeFaults } from './to-zod.ts';

export interface ValidateOptions {
  /** ISO day of the judging: the day on which the phone says it was filled, or today. */
  readonly today: string;
  /**
   * Look only at these paths: what a change writes. A requirement that other, older answers of the
   * record leave unmet is not this change's fault.
   */
  readonly only?: ReadonlySet<FieldPath>;
  /** What the record says where `values` say nothing. */
  readonly under?: Values;
}

/** Paths at fault; empty when the form would let them be saved. */
export function validateAgainstForm(definition: FormDefinition, values: Values, options: ValidateOptions): FieldPath[] {
  const faults = new Set(shapeFaults(definition, values, options.only));
  for (const { path } of formProblems(definition, values, options)) faults.add(path);
  return [...faults];
}

/** Requirements, constraints and choices that the values do not meet, in document order; only of relevant questions. */
export function formProblems(definition: FormDefinition, values: Values, options: ValidateOptions): readonly Problem[] {
  return new Judgement(definition, values, options).problems(options.only);
}

interface Cell {
  relevant: boolean;
  answer: FieldValue | undefined;
}

/** A default is the phone's work; here only what was sent counts. */
class Judgement implements Reading {
  readonly today: string;
  /** Row of the node being looked at. */
  row: string | undefined = undefined;
  readonly #definition: FormDefinition;
  readonly #plan: FormPlan;
  /** Two objects and not one: putting them together costs more than the whole judging. */
  readonly #values: Values;
  readonly #under: Values;
  readonly #cells = new Map<FieldPath, Cell>();
  readonly #rows = new Map<string, readonly Row[]>();
  readonly #present = new Map<string, readonly string[]>();

  constructor(definition: FormDefinition, values: Values, { today, under = {} }: ValidateOptions) {
    this.today = today;
    this.#values = values;
    this.#under = under;
    this.#definition = definition;
    this.#plan = planForm(definition);
    const fault = this.#plan.problems[0];
    if (fault !== undefined) throw new Error(`form ${definition.id}: ${fault.code} at ${fault.name} ${fault.part ?? ''}`);
    for (const repeat of this.#plan.rowNodes.keys()) {
      const rows = this.#rowsOf(repeat);
      this.#rows.set(repeat, rows);
      this.#present.set(repeat, rows.filter((row) => !row.removed).map((row) => row.id));
    }
    // A calculation may look at its own last value; everything else only at what comes before it.
    for (const node of this.#plan.order) for (const row of this.#rowsOfNode(node)) this.#look(node, row);
  }

  read(path: FieldPath): FieldValue | undefined {
    const cell = this.#cells.get(path);
    return cell?.relevant === true ? cell.answer : undefined;
  }

  rows(repeat: string): readonly string[] {
    return this.#cells.get(repeat)?.relevant === true ? this.#present.get(repeat) ?? NO_ROWS : NO_ROWS;
  }

  problems(only: ReadonlySet<FieldPath> | undefined): Problem[] {
    const found: Problem[] = [];
    for (const node of this.#plan.nodes) {
      if (node.repeat !== undefined) continue;
      this.#judge(node, undefined, only, found);
      if (node.kind !== 'repeat') continue;
      for (const row of this.#present.get(node.name) ?? NO_ROWS) {
        for (const child of this.#plan.rowNodes.get(node.name) ?? []) this.#judge(child, row, only, found);
      }
    }
    return found;
  }

  #rowsOfNode({ repeat }: PlanNode): readonly (string | undefined)[] {
    return repeat === undefined ? TOP : this.#present.get(repeat) ?? NO_ROWS;
  }

  #valueAt(path: FieldPath): FieldValue | undefined {
    return Object.hasOwn(this.#values, path) ? this.#values[path] : Object.hasOwn(this.#under, path) ? this.#under[path] : undefined;
  }

  /** As `rowsOf` of both together. */
  #rowsOf(repeat: string): Row[] {
    const rows = new Map<string, boolean>();
    const prefix = `${repeat}.`;
    for (const values of [this.#under, this.#values]) {
      for (const path of Object.keys(values)) {
        if (!path.startsWith(prefix)) continue;
        const end = path.indexOf('.', prefix.length);
        const id = path.slice(prefix.length, end < 0 ? undefined : end);
        if (end > prefix.length || !rows.has(id)) rows.set(id, end > prefix.length || rows.get(id) === true);
      }
    }
    return [...rows].map(([id, whole]) => ({ id, removed: !whole || this.#valueAt(`${prefix}${id}.${ROW_GONE}`) === true }));
  }

  #look(node: PlanNode, row: string | undefined): void {
    this.row = row;
    const { parent } = node;
    const address = addressOf(node, row);
    const asked = node.kind === 'question' || node.kind === 'companion';
    const cell: Cell = { relevant: false, answer: asked ? this.#valueAt(address) : undefined };
    this.#cells.set(address, cell);
    if (parent !== undefined && this.#cells.get(addressOf(parent, parent.repeat === undefined ? undefined : row))?.relevant !== true) return;
    if (node.relevant !== undefined && !toBoolean(node.relevant.run(this))) return;
    cell.relevant = true;
    if (node.calculation !== undefined) cell.answer = tidyCalculated(node.calculation.run(this), cell.answer);
  }

  #judge(node: PlanNode, row: string | undefined, only: ReadonlySet<FieldPath> | undefined, found: Problem[]): void {
    if (node.kind !== 'question' && node.kind !== 'repeat') return;
    const address = addressOf(node, row);
    const cell = this.#cells.get(address);
    if (cell?.relevant !== true || only?.has(address) === false) return;
    this.row = row;
    const problem = node.kind === 'repeat' ? rowsProblem(node, this.#rows.get(node.name) ?? []) : this.#answerProblem(node, row, address, cell.answer);
    if (problem !== undefined) found.push(problem);
  }

  #answerProblem(node: PlanNode, row: string | undefined, address: FieldPath, answer: FieldValue | undefined): Problem | undefined {
    const birth = this.#plan.companions.get(node)?.birth;
    const empty = isEmpty(answer);
    return answerProblem({
      definition: this.#definition, node, address, answer,
      born: birth === undefined ? undefined : this.#cells.get(addressOf(birth, row))?.answer,
      required: empty && node.required !== undefined && toBoolean(node.required.run(this)),
      choices: empty ? [] : filteredChoices(this.#definition, node, this),
      reading: this,
    });
  }
}

const TOP: readonly undefined[] = [undefined];
const NO_ROWS: readonly string[] = [];
