// How far each paper is, when it is due, and what stands against it. A time limit runs only once the
// application is complete; then it is the day on the acknowledgement, or else counted by the rulebook.
import type { CaseContext, CaseLine } from '#shared/case-work.ts';
import type { Advice, DoorState, Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { clockState } from '#shared/task/clock.ts';
import type { Limit, Rulebook } from '#shared/task/rulebook.ts';
import { paper as paperForm } from './forms/paper.ts';
import { PAPER_STATES, type PaperKind } from './lists.ts';
import { mismatchesOf, type Mismatch } from './mismatches.ts';
import { nextPapers, paperState, type NextPaper, type PaperState, type WaitingPaper } from './next-papers.ts';
import { officeClock } from './paper-clocks.ts';
import { nodeOf, PAPERS, type PaperNode } from './papers-graph.ts';
import { joined } from './phrases.ts';
import { clockOfService } from './service-deadlines.ts';
import { rowAt } from './values.ts';

type When = Pick<CaseContext, 'today' | 'now' | 'rules'>;

export interface PaperDue {
  readonly due: string;
  readonly overdue: boolean;
  readonly escalatedTo?: string;
}

/** Undefined while nothing runs: not handed in, not complete, or no time limit known. */
export function paperDue(values: Values, kind: PaperKind, { today, now, rules }: When): PaperDue | undefined {
  const running = officeClock(values, kind);
  if (running === undefined) return undefined;
  const clock = running.clock === undefined ? { limit: THAT_DAY } : rules.clock(running.clock);
  const { due, overdue, escalatedTo } = clockState(running.isSet === true ? { ...clock, limit: THAT_DAY } : clock, { day: running.from }, [], { today, at: now }, rules);
  return { due, overdue, ...(escalatedTo !== undefined && { escalatedTo }) };
}

const THAT_DAY: Limit = { amount: 0, unit: 'days' };

/** What a line is drawn as: the paper's state, and `due` or `overdue` while its time runs. */
export const PAPER_SHOWN = ['not_started', ...PAPER_STATES, 'incomplete', 'due', 'overdue'] as const;
export type PaperShown = (typeof PAPER_SHOWN)[number];

const TONES: Readonly<Record<PaperShown, DoorState['tone']>> = {
  not_started: 'later', collecting: 'todo', submitted: 'later', incomplete: 'mend', due: 'later', overdue: 'mend', issued: 'done',
  refused: 'mend', appeal: 'later', lost: 'mend', expired: 'mend', not_needed: 'closed',
};

export function paperShown(values: Values, kind: PaperKind, when: When): PaperShown {
  const state = paperState(values, kind, when.today);
  if (state !== 'submitted') return state;
  if (rowAt(values, 'papers', kind).value('complete') === false) return 'incomplete';
  const due = paperDue(values, kind, when);
  return due === undefined ? 'submitted' : due.overdue ? 'overdue' : 'due';
}

export function paperLines(record: DehriRecord, context: CaseContext): readonly CaseLine[] {
  const { values } = record;
  const outlook = nextPapers(record, context);
  const waiting = new Map(outlook.waiting.map((one) => [one.node.kind, waitPhrase(one)]));
  const next = new Map(outlook.next.map((one) => [one.node.kind, wherePhrase(one)]));
  const open = new Set([...outlook.next, ...outlook.waiting].map(({ node }) => node.kind).concat(outlook.underWay.map(({ kind }) => kind), outlook.had.map(({ kind }) => kind)));
  // What she can do comes first, what is done last.
  const order = [...outlook.next.map(({ node }) => node), ...outlook.underWay, ...outlook.waiting.map(({ node }) => node), ...outlook.had, ...PAPERS.filter(({ kind }) => !open.has(kind))];
  return order.map((node): CaseLine => {
    const shown = paperShown(values, node.kind, context);
    return {
      row: `papers.${node.kind}`, icon: node.icon, title: { key: `doc.${node.kind}.name` },
      detail: waiting.get(node.kind) ?? detailOf(values, node, shown, context) ?? next.get(node.kind) ?? { key: 'paperLine.where', values: { at: atPhrase(node) } },
      state: { key: shown, tone: TONES[shown], word: { key: `paperShown.${shown}` } },
      forms: [paperForm.id],
    };
  });
}

function detailOf(values: Values, node: PaperNode, shown: PaperShown, when: When): Phrase | undefined {
  const row = rowAt(values, 'papers', node.kind);
  const due = paperDue(values, node.kind, when);
  switch (shown) {
    case 'due':
    case 'overdue':
      return { key: `paperLine.${shown}`, values: { office: officePhrase(node), day: due?.due ?? '', number: row.text('ackNumber') || '—' } };
    case 'submitted':
      return { key: 'paperLine.submitted', values: { office: officePhrase(node), day: row.text('appliedDay'), number: row.text('ackNumber') || '—' } };
    case 'incomplete':
      return { key: 'paperLine.incomplete', values: { missing: row.text('missing') } };
    case 'issued':
      return row.text('last4') === '' ? { key: 'paperLine.issued' } : { key: 'paperLine.issuedLast4', values: { last4: row.text('last4') } };
    case 'refused':
      return { key: 'paperLine.refused', values: { why: row.text('refusedWhy') } };
    case 'appeal':
      return { key: 'paperLine.appeal', values: { day: row.text('appealDay'), to: row.text('appealTo') } };
    default:
      return undefined;
  }
}

/** What must be mended between papers, and the next steps. Why the others wait stands in their lines. */
export function paperAdvice(record: DehriRecord, context: CaseContext): readonly Advice[] {
  const { next } = nextPapers(record, context);
  return [
    ...mismatchesOf(record.values).map(mismatchAdvice),
    ...next.slice(0, NEXT_STEPS).map((paper) => nextAdvice(paper, context.rules)),
  ];
}

const NEXT_STEPS = 3;

export function nextAdvice(paper: NextPaper, rules: Rulebook): Advice {
  const { node, state } = paper;
  const where = wherePhrase(paper);
  const limit = node.service === undefined ? undefined : rules.clock(clockOfService(node.service)).limit;
  return {
    key: `next-${node.kind}`,
    title: { key: AGAIN[state] ?? 'next.title', values: { paper: paperPhrase(node.kind) } },
    detail: joined([where, ...(limit === undefined ? [] : [{ key: `next.limit.${limit.unit}`, values: { amount: limit.amount } }]), { key: `doc.${node.kind}.tip` }], 'then') ?? where,
  };
}

function wherePhrase(paper: NextPaper): Phrase {
  const take = joined(takeOf(paper).map((item) => needPhrase(item)));
  const at = atPhrase(paper.node);
  return take === undefined ? { key: 'next.where', values: { at } } : { key: 'next.take', values: { at, take } };
}

/** Everything to have in the bag: papers, letters, and what else. */
export function takeOf({ node, with: papers }: NextPaper): readonly string[] {
  return [...new Set([...papers, ...node.take])];
}

const AGAIN: Partial<Record<PaperState, string>> = { refused: 'next.refused', lost: 'next.lost', expired: 'next.expired', not_needed: 'next.needed' };

function waitPhrase({ missing, age }: WaitingPaper): Phrase {
  const wanted = joined(missing.flatMap((group) => joined(group.map((need) => needPhrase(need)), 'or') ?? []));
  const parts: Phrase[] = wanted === undefined ? [] : [{ key: 'wait.first', values: { paper: wanted } }];
  if (age !== undefined) parts.push(age.day === undefined ? { key: 'wait.age', values: { years: age.years } } : { key: 'wait.ageDay', values: { years: age.years, day: age.day } });
  return joined(parts, 'then') ?? { key: 'wait.nothing' };
}

function mismatchAdvice({ about, paper, says, right, by }: Mismatch): Advice {
  const values = { says, right, by: paperPhrase(by) };
  if (paper === undefined) return { key: `differs-${about}`, title: { key: `differs.${about}.file` }, detail: { key: 'differs.inFile', values } };
  return {
    key: `differs-${about}-${paper}`,
    title: { key: `differs.${about}.paper`, values: { paper: paperPhrase(paper) } },
    detail: { key: 'differs.mend', values: { ...values, paper: paperPhrase(paper), at: atPhrase(nodeOf(paper)) } },
  };
}

export function paperPhrase(kind: PaperKind): Phrase {
  return { key: `doc.${kind}.name` };
}

export function officePhrase(node: PaperNode): Phrase {
  return { key: `office.${node.office}` };
}

/** "अंचल कार्यालय के काउंटर पर" */
function atPhrase(node: PaperNode): Phrase {
  return { key: `at.${node.office}` };
}

function needPhrase(need: string): Phrase {
  return PAPERS.some(({ kind }) => kind === need) ? { key: `doc.${need}.name` } : { key: `take.${need}` };
}
