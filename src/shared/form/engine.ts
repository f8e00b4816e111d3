// A form while it is being filled. One answer changes, and only what depends on it is computed again:
//
//   set(path) ─► relevance and calculated values, in rank order, each node at most once
//             ─► requirement, constraint, choices of whatever was touched
//             ─► listeners of the addresses whose state is no longer the same
//
// Answers that became irrelevant are kept while the form is open, so that going back restores them;
// they read as empty and are left out of the output.
import type { FieldPath, FieldValue, Values } from '../record/change.ts';
import type { RecordType } from '../record/record-type.ts';
import { ROW_GONE } from '../record/record.ts';
import { readTyped } from './answer.ts';
import { isDay, yearsBetween } from './calendar.ts';
import type { Choice, FormDefinition, FormNode } from './definition.ts';
import type { Reading } from './expression.ts';
import { isEmpty, toBoolean, toText } from './expression-value.ts';
import { answerProblem, filteredChoices, questionOf, rowsOf, rowsProblem, tidyCalculated, type Problem, type Row } from './judge.ts';
import { pagesOf, samePages, type Page } from './pages.ts';
import { addressOf, planForm, type FormPlan, type Link, type PlanNode } from './plan.ts';

export interface EngineOptions {
  /** Answers to begin with: those of the record, or of a draft. */
  readonly answers?: Values;
  /** What the record says now; default: the same as `answers`. Tells what must be emptied. */
  readonly saved?: Values;
  /** ISO day. */
  readonly today: string;
  /** Adds the limits of the record's fields (length, smallest, largest), so that the server never has to refuse. */
  readonly recordType?: RecordType;
  /** Judge the answers as they are: no defaults are filled in. */
  readonly asSent?: boolean;
}

export type { Problem, Row } from './judge.ts';

/** State of one address. The same object until something in it changes. */
export interface CellState {
  /** With everything around it. */
  readonly relevant: boolean;
  readonly value: FieldValue | undefined;
  readonly required: boolean;
  readonly problem: Problem | undefined;
  /** Of a select, after its filter. */
  readonly choices: readonly Choice[];
  /** Of a repeat. */
  readonly rows: readonly Row[];
}

export interface FormEngine {
  readonly definition: FormDefinition;
  readonly plan: FormPlan;
  /** @returns whether anything changed; calculated answers cannot be set. Unknown addresses are a bug of the caller. */
  set(path: FieldPath, typed: FieldValue): boolean;
  state(address: FieldPath): CellState;
  value(path: FieldPath): FieldValue | undefined;
  addRow(repeat: string, row: string): void;
  removeRow(repeat: string, row: string): void;
  restoreRow(repeat: string, row: string): void;
  /** Relevant problems in document order. */
  problems(): readonly Problem[];
  problemsOf(page: Page): readonly Problem[];
  /** Pages with something to see. The same array until that changes. */
  pages(): readonly Page[];
  /** Words with `${name}` filled in. */
  fill(words: string, row: string | undefined): string;
  /** Everything typed so far, irrelevant and removed included: what a draft keeps. */
  answers(): Values;
  /** What to save. */
  output(): Values;
  subscribe(address: FieldPath, listener: () => void): () => void;
  /** After any change. */
  subscribeAll(listener: () => void): () => void;
}

interface Cell {
  readonly node: PlanNode;
  readonly row: string | undefined;
  readonly address: FieldPath;
  relevant: boolean;
  answer: FieldValue | undefined;
  state: CellState;
}

const NO_CHOICES: readonly Choice[] = [];
const NO_ROWS: readonly Row[] = [];
const BLANK: CellState = { relevant: false, value: undefined, required: false, problem: undefined, choices: NO_CHOICES, rows: NO_ROWS };

export function createFormEngine(definition: FormDefinition, options: EngineOptions): FormEngine {
  const plan = planForm(definition);
  const fault = plan.problems[0];
  if (fault !== undefined) throw new Error(`form ${definition.id}: ${fault.code} at ${fault.name} ${fault.part ?? ''}`);
  const { today, recordType } = options;
  const first = options.answers ?? options.saved ?? {};
  const saved = options.saved ?? options.answers ?? {};

  const cells = new Map<FieldPath, Cell>();
  const rows = new Map<string, readonly Row[]>();
  const listeners = new Map<FieldPath, Set<() => void>>();
  const watchers = new Set<() => void>();
  /** By rank: rows (or the top level) that must be computed again. */
  const pending: (Set<string | undefined> | undefined)[] = [];
  const touched = new Set<Cell>();
  let relevanceMoved = true;
  let pageList: readonly Page[] = [];

  const cellOf = (node: PlanNode, row: string | undefined): Cell | undefined => cells.get(addressOf(node, row));
  /** It, or something around it, is not relevant now and keeps what was saved. */
  const keepsSaved = (node: PlanNode, row: string | undefined): boolean => {
    for (let at: PlanNode | undefined = node; at !== undefined; at = at.parent) {
      if (at.node.keeps === true && cellOf(at, at.repeat === undefined ? undefined : row)?.relevant !== true) return true;
    }
    return false;
  };
  const presentRows = (repeat: string): string[] => (rows.get(repeat) ?? NO_ROWS).filter((row) => !row.removed).map((row) => row.id);
  const read = (path: FieldPath): FieldValue | undefined => {
    const cell = cells.get(path);
    return cell?.relevant === true ? cell.answer : undefined;
  };
  const readRows = (repeat: string): readonly string[] => (cells.get(repeat)?.relevant === true ? presentRows(repeat) : []);
  const reading = (row: string | undefined): Reading => ({ read, rows: readRows, today, row });
  const topReading = reading(undefined);
  const rowReadings = new Map<string, Reading>();
  const readingOf = (row: string | undefined): Reading => {
    if (row === undefined) return topReading;
    let found = rowReadings.get(row);
    if (found === undefined) {
      found = reading(row);
      rowReadings.set(row, found);
    }
    return found;
  };

  /** Rows in which `link.node` must be looked at after something changed in `row`. */
  const reached = (link: Link, row: string | undefined): readonly (string | undefined)[] => {
    const { repeat } = link.node;
    if (repeat === undefined) return [undefined];
    return link.reach === 'row' ? [row] : (rows.get(repeat) ?? NO_ROWS).map((r) => r.id);
  };
  const mark = (node: PlanNode, row: string | undefined): void => {
    (pending[node.rank] ??= new Set()).add(row);
  };
  const spread = (node: PlanNode, row: string | undefined, rowsOnly = false): void => {
    for (const link of node.feeds) if (!rowsOnly || link.reach === 'rows') for (const r of reached(link, row)) mark(link.node, r);
    for (const link of node.touches) {
      if (rowsOnly && link.reach !== 'rows') continue;
      for (const r of reached(link, row)) {
        const cell = cellOf(link.node, r);
        if (cell !== undefined) touched.add(cell);
      }
    }
  };

  /** Relevance and calculated value of one cell; spreads if either moved. */
  const recompute = (node: PlanNode, row: string | undefined): void => {
    const cell = cellOf(node, row);
    if (cell === undefined) return;
    const { parent } = node;
    const around = parent === undefined || cellOf(parent, parent.repeat === undefined ? undefined : row)?.relevant === true;
    const relevant = around && (node.relevant === undefined || toBoolean(node.relevant.run(readingOf(row))));
    let answer = cell.answer;
    if (relevant && node.calculation !== undefined) {
      // A calculation that looks at its own last value must see it: the cell counts as relevant while it runs.
      const before = cell.relevant;
      cell.relevant = true;
      answer = tidyCalculated(node.calculation.run(readingOf(row)), answer);
      cell.relevant = before;
    }
    if (relevant === cell.relevant && sameAnswer(answer, cell.answer)) return;
    if (relevant !== cell.relevant) relevanceMoved = true;
    cell.relevant = relevant;
    cell.answer = answer;
    touched.add(cell);
    spread(node, row);
  };

  const settle = (): void => {
    for (let rank = 0; rank < plan.order.length; rank += 1) {
      const set = pending[rank];
      const node = plan.order[rank];
      if (set === undefined || node === undefined) continue;
      pending[rank] = undefined;
      for (const row of set) recompute(node, row);
    }
    const changed = [...touched];
    touched.clear();
    const moved = changed.filter((cell) => {
      const next = stateOf(cell);
      if (sameState(cell.state, next)) return false;
      cell.state = next;
      return true;
    });
    for (const cell of moved) for (const listener of listeners.get(cell.address) ?? []) listener();
    if (moved.length > 0) for (const watcher of watchers) watcher();
  };

  const stateOf = (cell: Cell): CellState => {
    const { node, row, relevant, answer } = cell;
    if (node.kind === 'repeat') {
      const list = rows.get(node.name) ?? NO_ROWS;
      return { ...BLANK, relevant, rows: list, problem: relevant ? same(cell.state.problem, rowsProblem(node, list)) : undefined };
    }
    if (node.kind === 'group' || node.kind === 'companion') return { ...BLANK, relevant, value: answer };
    const { choices: before, problem } = cell.state;
    if (!relevant) return { relevant, value: answer, required: false, choices: before, rows: NO_ROWS, problem: undefined };
    const reading = readingOf(row);
    const choices = sameList(before, filteredChoices(definition, node, reading));
    const required = node.required !== undefined && toBoolean(node.required.run(reading));
    const birth = plan.companions.get(node)?.birth;
    const born = birth === undefined ? undefined : cellOf(birth, row)?.answer;
    const found = answerProblem({ definition, node, address: cell.address, answer, born, required, choices, reading, recordType });
    return { relevant, value: answer, required, choices, rows: NO_ROWS, problem: same(problem, found) };
  };

  const makeCells = (nodes: readonly PlanNode[], row: string | undefined): void => {
    for (const node of nodes) {
      const address = addressOf(node, row);
      const answer = node.kind === 'question' || node.kind === 'companion' ? own(first, address) : undefined;
      cells.set(address, { node, row, address, relevant: false, answer, state: BLANK });
    }
  };
  /** First values, in rank order, so that a default may build on another. */
  const begin = (nodes: readonly PlanNode[], row: string | undefined): void => {
    for (const node of [...nodes].sort((a, b) => a.rank - b.rank)) {
      const cell = cellOf(node, row);
      if (cell === undefined) continue;
      if (cell.answer === undefined && node.default !== undefined && options.asSent !== true) {
        const value = readTyped(questionOf(node).type, tidyCalculated(node.default.run(readingOf(row)), undefined) ?? null);
        if (value !== null) cell.answer = value;
      }
      recompute(node, row);
      touched.add(cell);
    }
  };

  const topNodes = plan.nodes.filter((node) => node.repeat === undefined);
  for (const repeat of plan.rowNodes.keys()) rows.set(repeat, rowsOf(first, repeat));
  makeCells(topNodes, undefined);
  for (const [repeat, nodes] of plan.rowNodes) for (const row of rows.get(repeat) ?? NO_ROWS) makeCells(nodes, row.id);
  for (const node of plan.order) {
    if (node.repeat === undefined) begin([node], undefined);
    else for (const row of rows.get(node.repeat) ?? NO_ROWS) begin([node], row.id);
  }
  // Rank order has looked at everything once, after what it depends on.
  pending.length = 0;
  settle();

  const setAnswer = (cell: Cell | undefined, answer: FieldValue | undefined): void => {
    if (cell === undefined || sameAnswer(cell.answer, answer)) return;
    cell.answer = answer;
    touched.add(cell);
    spread(cell.node, cell.row);
  };
  /** Age and date of birth are two sides of one answer. */
  const setAge = (cell: Cell, value: FieldValue): void => {
    const asked = cell.node.kind === 'companion' ? cell.node.parent : cell.node;
    if (asked === undefined) return;
    const { birth, day } = plan.companions.get(asked) ?? {};
    const birthCell = birth === undefined ? undefined : cellOf(birth, cell.row);
    const dayCell = day === undefined ? undefined : cellOf(day, cell.row);
    if (cell.node === birth) {
      const years = typeof value === 'string' && isDay(value) ? yearsBetween(value, today) : undefined;
      setAnswer(birthCell, value);
      setAnswer(cellOf(asked, cell.row), years === undefined || years < 0 ? null : years);
      setAnswer(dayCell, years === undefined ? null : today);
    } else {
      setAnswer(cell, value);
      if (birthCell?.answer !== undefined) setAnswer(birthCell, null);
      setAnswer(dayCell, value === null ? null : today);
    }
  };
  const changeRows = (repeat: string, next: readonly Row[]): void => {
    rows.set(repeat, next);
    const cell = cells.get(repeat);
    if (cell === undefined) throw new Error(`no repeat ${repeat}`);
    touched.add(cell);
    relevanceMoved = true;
    spread(cell.node, undefined, true);
  };

  const problems = (within: (node: PlanNode) => boolean): Problem[] => {
    const found: Problem[] = [];
    const look = (cell: Cell | undefined): void => {
      if (cell?.state.problem !== undefined) found.push(cell.state.problem);
    };
    for (const node of topNodes) {
      if (!within(node)) continue;
      look(cellOf(node, undefined));
      if (node.kind !== 'repeat') continue;
      for (const row of presentRows(node.name)) for (const child of plan.rowNodes.get(node.name) ?? []) look(cellOf(child, row));
    }
    return found;
  };

  const engine: FormEngine = {
    definition,
    plan,
    set: (path, typed) => {
      const cell = cells.get(path);
      if (cell === undefined || (cell.node.kind !== 'question' && cell.node.kind !== 'companion')) throw new Error(`form ${definition.id} asks nothing at ${path}`);
      if (cell.node.calculation !== undefined) return false;
      const question = questionOf(cell.node);
      const value = readTyped(cell.node.kind === 'companion' ? 'date' : question.type, typed);
      // An answer never given and left empty stays "never asked".
      if (sameAnswer(cell.answer, value) || (cell.answer === undefined && value === null)) return false;
      if (question.type === 'age') setAge(cell, value);
      else setAnswer(cell, value);
      settle();
      return true;
    },
    state: (address) => cells.get(address)?.state ?? BLANK,
    value: (path) => cells.get(path)?.answer,
    addRow: (repeat, row) => {
      const before = rows.get(repeat) ?? NO_ROWS;
      if (before.some((r) => r.id === row)) return;
      const nodes = plan.rowNodes.get(repeat) ?? [];
      makeCells(nodes, row);
      changeRows(repeat, [...before, { id: row, removed: false }]);
      begin(nodes, row);
      for (const node of nodes) spread(node, row);
      settle();
    },
    removeRow: (repeat, row) => {
      changeRows(repeat, (rows.get(repeat) ?? NO_ROWS).map((r) => (r.id === row ? { id: row, removed: true } : r)));
      settle();
    },
    restoreRow: (repeat, row) => {
      changeRows(repeat, (rows.get(repeat) ?? NO_ROWS).map((r) => (r.id === row ? { id: row, removed: false } : r)));
      settle();
    },
    problems: () => problems(() => true),
    problemsOf: (page) => {
      const on = new Set<PlanNode>();
      const walk = (nodes: readonly FormNode[]): void => {
        for (const node of nodes) {
          const planned = plan.nodeOf.get(node);
          if (planned !== undefined) on.add(planned);
          if (node.type === 'group') walk(node.children);
        }
      };
      walk(page.nodes);
      return problems((node) => on.has(node));
    },
    pages: () => {
      if (relevanceMoved) {
        relevanceMoved = false;
        const next = pagesOf(definition.children, (node) => {
          const planned = plan.nodeOf.get(node);
          return planned !== undefined && cellOf(planned, undefined)?.relevant === true;
        });
        if (!samePages(pageList, next)) pageList = next;
      }
      return pageList;
    },
    fill: (words, row) => (words.includes('${') ? words.replace(/\$\{\s*([^}\s]+)\s*\}/g, (_, name: string) => {
      for (const [repeat, nodes] of plan.rowNodes) {
        if (row !== undefined && nodes.some((node) => node.name === name) && cells.has(`${repeat}.${row}.${name}`)) return toText(read(`${repeat}.${row}.${name}`));
      }
      return toText(read(name));
    }) : words),
    answers: () => {
      const all: Record<FieldPath, FieldValue> = {};
      for (const cell of cells.values()) if (cell.answer !== undefined) all[cell.address] = cell.answer;
      for (const [repeat, list] of rows) for (const row of list) all[`${repeat}.${row.id}.${ROW_GONE}`] = row.removed;
      return all;
    },
    output: () => {
      const values: Record<FieldPath, FieldValue> = {};
      const put = (cell: Cell | undefined): void => {
        if (cell === undefined || (cell.node.kind !== 'question' && cell.node.kind !== 'companion')) return;
        if (cell.node.kind === 'question' && questionOf(cell.node).type === 'note') return;
        if (cell.relevant && cell.answer !== undefined) values[cell.address] = cell.answer;
        else if (!isEmpty(own(saved, cell.address)) && !keepsSaved(cell.node, cell.row)) values[cell.address] = null;
      };
      for (const node of topNodes) put(cellOf(node, undefined));
      const savedRows = new Set([...plan.rowNodes.keys()].flatMap((repeat) => rowsOf(saved, repeat).map((row) => `${repeat}.${row.id}`)));
      for (const [repeat, list] of rows) {
        const asked = cells.get(repeat);
        const gone = asked?.relevant !== true;
        if (gone && asked !== undefined && keepsSaved(asked.node, undefined)) continue;
        for (const row of list) {
          const known = savedRows.has(`${repeat}.${row.id}`);
          const removed = row.removed || gone;
          if (removed && !known) continue;
          values[`${repeat}.${row.id}.${ROW_GONE}`] = removed;
          // What a removed row said stays in the record, so that bringing it back brings it whole.
          if (!removed) for (const node of plan.rowNodes.get(repeat) ?? []) put(cellOf(node, row.id));
        }
      }
      return values;
    },
    subscribe: (address, listener) => {
      const set = listeners.get(address) ?? new Set();
      listeners.set(address, set);
      set.add(listener);
      return () => void set.delete(listener);
    },
    subscribeAll: (listener) => {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
  };
  return engine;
}

function own(values: Values, path: FieldPath): FieldValue | undefined {
  return Object.hasOwn(values, path) ? values[path] : undefined;
}

function sameAnswer(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => value === b[i]);
  return a === b;
}

function sameState(a: CellState, b: CellState): boolean {
  return a.relevant === b.relevant && sameAnswer(a.value, b.value) && a.required === b.required && a.choices === b.choices && a.rows === b.rows && a.problem === b.problem;
}

/** The list as it was, if it still holds the same: listeners look at identity. */
function sameList(before: readonly Choice[], now: readonly Choice[]): readonly Choice[] {
  return now.length === before.length && now.every((choice, i) => choice === before[i]) ? before : now;
}

/** The problem as it was, if it is still the same one: listeners look at identity. */
function same(before: Problem | undefined, now: Problem | undefined): Problem | undefined {
  return before?.code === now?.code && Object.entries(now?.values ?? {}).every(([key, value]) => before?.values[key] === value) ? before : now;
}
