// Which papers she can get now, where and with what; and what each of the others waits for.
import type { CaseContext } from '#shared/case-work.ts';
import type { Values } from '#shared/record/change.ts';
import { ageOn, dayOfAge } from './age.ts';
import { PAPER_STATES, type PaperKind } from './lists.ts';
import { canAsk, isLetter, PAPERS, type Need, type PaperFacts, type PaperNode } from './papers-graph.ts';
import { rowAt, textOf } from './values.ts';

/** `expired` also where the day until which it is valid is past, whatever is written. */
export type PaperState = 'not_started' | (typeof PAPER_STATES)[number];

export interface NextPaper {
  readonly node: PaperNode;
  readonly state: PaperState;
  /** Papers and letters to take, one of each group; of papers only those she has. */
  readonly with: readonly Need[];
  /** Papers she still wants that this one leads to. */
  readonly opens: number;
}

export interface WaitingPaper {
  readonly node: PaperNode;
  /** Groups of which she has nothing: one of each is wanted first. */
  readonly missing: readonly (readonly Need[])[];
  /** She must be so old first; `day` when it is known. */
  readonly age?: { readonly years: number; readonly day?: string };
}

export interface PaperOutlook {
  /** In the order in which to go for them. */
  readonly next: readonly NextPaper[];
  readonly waiting: readonly WaitingPaper[];
  /** Handed in or appealed. */
  readonly underWay: readonly PaperNode[];
  readonly had: readonly PaperNode[];
}

export function nextPapers({ values }: { readonly values: Values }, { today }: Pick<CaseContext, 'today'>): PaperOutlook {
  const facts = factsOf(values, today);
  const states = new Map(PAPERS.map(({ kind }) => [kind, paperState(values, kind, today)]));
  const has = (need: Need): boolean => (isLetter(need) ? canAsk(need, facts) : states.get(need) === 'issued');
  const wanted = withNeeds(PAPERS.filter((node) => isForHer(node, facts, states)), has);
  const missing = wanted.filter(({ kind }) => states.get(kind) !== 'issued');
  const ahead = missing.filter(({ kind }) => !UNDER_WAY.has(states.get(kind) ?? 'not_started'));

  const next: NextPaper[] = [];
  const waiting: WaitingPaper[] = [];
  const underWay: PaperNode[] = [];
  for (const node of missing) {
    const state = states.get(node.kind) ?? 'not_started';
    if (UNDER_WAY.has(state)) {
      underWay.push(node);
      continue;
    }
    const unmet = node.needs.filter((group) => !group.some(has));
    const young = node.minAge !== undefined && (facts.age === undefined || facts.age < node.minAge) ? node.minAge : undefined;
    if (unmet.length === 0 && young === undefined) {
      next.push({ node, state, with: [...new Set(node.needs.flatMap((group) => group.find(has) ?? []))], opens: opensOf(node.kind, ahead, has) });
      continue;
    }
    const day = young === undefined ? undefined : dayOfAge(values, young);
    waiting.push({ node, missing: unmet, ...(young !== undefined && { age: { years: young, ...(day !== undefined && { day }) } }) });
  }
  next.sort((a, b) => b.opens - a.opens || PAPERS.indexOf(a.node) - PAPERS.indexOf(b.node));
  return { next, waiting, underWay, had: wanted.filter(({ kind }) => states.get(kind) === 'issued') };
}

export function paperState(values: Values, kind: PaperKind, today: string): PaperState {
  const row = rowAt(values, 'papers', kind);
  const state = PAPER_STATES.find((known) => known === row.text('state')) ?? 'not_started';
  return state === 'issued' && row.text('validTo') !== '' && row.text('validTo') < today ? 'expired' : state;
}

export function factsOf(values: Values, today: string): PaperFacts {
  return {
    age: ageOn(values, today), inHome: textOf(values, 'leftDay') === '', disability: values['disability'] === true,
    category: textOf(values, 'socialCategory'), schooling: textOf(values, 'schooling'),
  };
}

/** What somebody began is for her, whatever the rule says; what somebody set aside is not. */
function isForHer(node: PaperNode, facts: PaperFacts, states: ReadonlyMap<PaperKind, PaperState>): boolean {
  const state = states.get(node.kind) ?? 'not_started';
  if (state !== 'not_started') return state !== 'not_needed';
  if (node.optional === true || node.insteadOf?.some((kind) => states.get(kind) === 'issued') === true) return false;
  return node.applies?.(facts) ?? true;
}

/** And what these cannot do without, though nobody thought that she needs it. Papers come after all they need: one pass backwards finds them all. */
function withNeeds(forHer: readonly PaperNode[], has: (need: Need) => boolean): readonly PaperNode[] {
  const wanted = new Set(forHer.map(({ kind }) => kind));
  for (const node of PAPERS.toReversed()) {
    if (!wanted.has(node.kind) || has(node.kind)) continue;
    for (const group of node.needs) {
      if (group.some((need) => has(need) || (!isLetter(need) && wanted.has(need)))) continue;
      const first = group.find((need) => !isLetter(need));
      if (first !== undefined && !isLetter(first)) wanted.add(first);
    }
  }
  return PAPERS.filter(({ kind }) => wanted.has(kind));
}

const UNDER_WAY: ReadonlySet<PaperState> = new Set(['submitted', 'appeal']);

/** How many papers that are still ahead wait for it, at once or by way of others. */
function opensOf(kind: PaperKind, ahead: readonly PaperNode[], has: (need: Need) => boolean): number {
  const reached = new Set<PaperKind>([kind]);
  // Papers come after all they need: one pass reaches them all.
  for (const node of ahead) if (node.needs.some((group) => !group.some(has) && group.some((need) => !isLetter(need) && reached.has(need)))) reached.add(node.kind);
  return reached.size - 1;
}
