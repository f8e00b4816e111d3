// A form compiled once: its nodes in one list, every expression a closure, and for each node who
// must be looked at again when it changes, in an order in which nobody is looked at twice.
import type { FieldPath } from '../record/change.ts';
import { isAddedValue } from '../record/added-value.ts';
import type { Choice, Expression, FormDefinition, FormNode, Question } from './definition.ts';
import { compileExpression, type Compiled, type ExpressionError, type Scope, type Target } from './expression.ts';

export interface PlanNode {
  /** Place in the document. */
  readonly index: number;
  /** Place in the order of recomputing: after everything it depends on. */
  rank: number;
  readonly name: string;
  readonly kind: 'question' | 'group' | 'repeat' | 'companion';
  readonly node: FormNode;
  /** Name of the repeat it stands in. */
  readonly repeat: string | undefined;
  /** What it is irrelevant together with; for a companion its question. */
  readonly parent: PlanNode | undefined;
  relevant?: Compiled;
  required?: Compiled;
  constraint?: Compiled;
  calculation?: Compiled;
  default?: Compiled;
  choiceFilter?: Compiled;
  /** Whose relevance or calculated value depends on this node. */
  readonly feeds: Link[];
  /** Whose requirement, constraint or choices depend on it. */
  readonly touches: Link[];
}

export interface Link {
  readonly node: PlanNode;
  readonly reach: Target['reach'];
}

export interface FormProblem {
  readonly code: 'expression' | 'cycle' | 'double-name' | 'bad-name' | 'nested-repeat' | 'unknown-list' | 'no-calculation';
  readonly name: string;
  /** Which expression. */
  readonly part?: Part;
  readonly expression?: Expression;
  readonly error?: ExpressionError;
}

export type Part = 'relevant' | 'required' | 'constraint' | 'calculation' | 'default' | 'choiceFilter';

export interface FormPlan {
  readonly definition: FormDefinition;
  /** In document order. */
  readonly nodes: readonly PlanNode[];
  /** By rank. */
  readonly order: readonly PlanNode[];
  readonly nodeOf: ReadonlyMap<FormNode, PlanNode>;
  /** Nodes of each repeat's rows, in document order. */
  readonly rowNodes: ReadonlyMap<string, readonly PlanNode[]>;
  readonly companions: ReadonlyMap<PlanNode, { readonly birth?: PlanNode; readonly day?: PlanNode }>;
  readonly problems: readonly FormProblem[];
}

const plans = new WeakMap<FormDefinition, FormPlan>();

/** Definitions are never edited, so each is compiled once. */
export function planForm(definition: FormDefinition): FormPlan {
  let plan = plans.get(definition);
  if (plan === undefined) {
    plan = compilePlan(definition);
    plans.set(definition, plan);
  }
  return plan;
}

/** `headName`, `members.k7.age`; groups, which hold no answer, have addresses too: `@house`. */
export function addressOf(node: PlanNode, row: string | undefined): FieldPath {
  const name = node.kind === 'group' ? `@${node.name}` : node.name;
  return node.repeat === undefined ? name : `${node.repeat}.${row ?? ''}.${name}`;
}

/** One and the same, so that a question without choices never seems changed. */
const NO_CHOICES: readonly Choice[] = [];

export function choicesOf(definition: FormDefinition, question: Question): readonly Choice[] {
  const { list } = question;
  return (list !== undefined && Object.hasOwn(definition.choices, list) ? definition.choices[list] : undefined) ?? NO_CHOICES;
}

/** May it be chosen in that list: named by the form, or added by an administrator where the list is open? */
export function isOffered(definition: FormDefinition, { list }: Question, choices: readonly Choice[], value: string): boolean {
  return choices.some((choice) => choice.value === value) || (list !== undefined && definition.open?.includes(list) === true && isAddedValue(value));
}

const GOOD_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u;

function compilePlan(definition: FormDefinition): FormPlan {
  const problems: FormProblem[] = [];
  const nodes: PlanNode[] = [];
  const nodeOf = new Map<FormNode, PlanNode>();
  const rowNodes = new Map<string, PlanNode[]>();
  const companions = new Map<PlanNode, { birth?: PlanNode; day?: PlanNode }>();
  const top = new Map<string, PlanNode>();
  const inRow = new Map<string, Map<string, PlanNode>>();

  const add = (node: FormNode, name: string, kind: PlanNode['kind'], repeat: string | undefined, parent: PlanNode | undefined): PlanNode => {
    const planned: PlanNode = { index: nodes.length, rank: -1, name, kind, node, repeat, parent, feeds: [], touches: [] };
    nodes.push(planned);
    // A name of JavaScript's own would take its answer with it unseen, and no server would keep it.
    if (!GOOD_NAME.test(name) || name in Object.prototype) problems.push({ code: 'bad-name', name });
    if (repeat !== undefined) rowNodes.get(repeat)?.push(planned);
    if (kind !== 'group') {
      const names = repeat === undefined ? top : inRow.get(repeat);
      if (names?.has(name) === true) problems.push({ code: 'double-name', name });
      names?.set(name, planned);
    }
    return planned;
  };
  const walk = (children: readonly FormNode[], repeat: string | undefined, parent: PlanNode | undefined): void => {
    for (const node of children) {
      const planned = add(node, node.name, node.type === 'group' ? 'group' : node.type === 'repeat' ? 'repeat' : 'question', repeat, parent);
      nodeOf.set(node, planned);
      if (node.type === 'group') walk(node.children, repeat, planned);
      else if (node.type === 'repeat') {
        if (repeat !== undefined) problems.push({ code: 'nested-repeat', name: node.name });
        rowNodes.set(node.name, []);
        inRow.set(node.name, new Map());
        walk(node.children, node.name, planned);
      } else {
        if (node.list !== undefined && !Object.hasOwn(definition.choices, node.list)) problems.push({ code: 'unknown-list', name: node.name });
        if (node.type === 'calculate' && node.calculation === undefined) problems.push({ code: 'no-calculation', name: node.name });
        const own: { birth?: PlanNode; day?: PlanNode } = {};
        if (node.birthField !== undefined) own.birth = add(node, node.birthField, 'companion', repeat, planned);
        if (node.dayField !== undefined) own.day = add(node, node.dayField, 'companion', repeat, planned);
        companions.set(planned, own);
      }
    }
  };
  walk(definition.children, undefined, undefined);

  const resolveFrom = (repeat: string | undefined) => (name: string): Target | undefined => {
    if (repeat !== undefined && inRow.get(repeat)?.has(name) === true) return { reach: 'row', repeat, name };
    const found = top.get(name);
    if (found !== undefined) return found.kind === 'repeat' ? { reach: 'rows', repeat: name, name } : { reach: 'one', name };
    for (const [other, names] of inRow) if (names.has(name)) return { reach: 'all', repeat: other, name };
    return undefined;
  };
  const targetNode = (target: Target): PlanNode | undefined =>
    target.reach === 'one' || target.reach === 'rows' ? top.get(target.name) : inRow.get(target.repeat ?? '')?.get(target.name);

  for (const planned of nodes) {
    if (planned.kind === 'companion') {
      planned.parent?.feeds.push({ node: planned, reach: planned.repeat === undefined ? 'one' : 'row' });
      // Its own answer shows as the question's problem.
      planned.touches.push({ node: planned.parent ?? planned, reach: planned.repeat === undefined ? 'one' : 'row' });
      continue;
    }
    // A row's nodes are looked at when the row is made; their repeat is their only parent outside of it.
    if (planned.parent !== undefined) planned.parent.feeds.push({ node: planned, reach: planned.parent.repeat === undefined ? 'one' : 'row' });

    const resolve = resolveFrom(planned.repeat);
    const self: Target | undefined = planned.kind === 'question' ? resolve(planned.name) : undefined;
    const compile = (part: Part, source: Expression | undefined, columns = false): void => {
      if (source === undefined || source.trim() === '') return;
      const scope: Scope = { resolve, columns, ...(self === undefined ? {} : { self }) };
      const result = compileExpression(source, scope);
      if (!result.ok) {
        problems.push({ code: 'expression', name: planned.name, part, expression: source, error: result.error });
        return;
      }
      planned[part] = result.compiled;
      const links = part === 'relevant' || part === 'calculation' || part === 'default' ? 'feeds' : 'touches';
      for (const target of result.compiled.dependencies) {
        const from = targetNode(target);
        // Its own answer is always looked at again; only its relevance may not hang on itself.
        if (from === undefined || (from === planned && part !== 'relevant')) continue;
        from[links].push({ node: planned, reach: target.reach });
        if (target.reach === 'all') top.get(target.repeat ?? '')?.[links].push({ node: planned, reach: 'rows' });
      }
    };
    compile('relevant', planned.node.relevant);
    if (planned.node.type === 'group' || planned.node.type === 'repeat') continue;
    const question = planned.node;
    compile('required', question.required === true ? 'true()' : question.required === false ? undefined : question.required);
    compile('constraint', question.constraint);
    compile('calculation', question.calculation);
    compile('default', question.default);
    compile('choiceFilter', question.choiceFilter, true);
  }

  const order = sortByDependency(nodes);
  for (const planned of nodes) if (planned.rank < 0) problems.push({ code: 'cycle', name: planned.name });
  return { definition, nodes, order, nodeOf, rowNodes, companions, problems };
}

/** Document order wherever the dependencies leave it free. Nodes in a circle keep rank -1. */
function sortByDependency(nodes: readonly PlanNode[]): PlanNode[] {
  const waiting = new Map<PlanNode, number>();
  for (const node of nodes) for (const link of node.feeds) waiting.set(link.node, (waiting.get(link.node) ?? 0) + 1);
  const ready = nodes.filter((node) => !waiting.has(node));
  const order: PlanNode[] = [];
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    node.rank = order.length;
    order.push(node);
    for (const link of node.feeds) {
      const left = (waiting.get(link.node) ?? 0) - 1;
      waiting.set(link.node, left);
      if (left === 0) ready.push(link.node);
    }
  }
  return order;
}
