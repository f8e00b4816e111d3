// The story a seed tells: how many phones, what goes wrong and how often, and what is done when. Each
// seed switches on a random part of the faults ("swarm"), so that rare ones meet alone and together.
// A plan is data: a step taken out leaves the others as they were.
import type { ServerFaults } from './backend.ts';
import { CLEAR, type LineFaults } from './line.ts';
import { Rng, seedOf } from './random.ts';

export const STEP_KINDS = [
  'new', 'edit', 'edit-open', 'open-form', 'resolve', 'mend', 'bad', 'group', 'draft', 'sync', 'pass',
  'kill', 'die-saving', 'wipe-ledger', 'wipe-journal', 'tear-journal', 'clear-all', 'full', 'clock', 'clone', 'long-pause',
  'server-kill', 'backup', 'restore', 'restore-twice', 'server-clock',
  'transfer', 'grant', 'revoke', 'withdraw', 'close',
  'file-new', 'file-edit', 'file-guard', 'post',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface Step {
  readonly kind: StepKind;
  /** Which phone. */
  readonly phone: number;
  /** Seed of whatever chance the step needs. */
  readonly seed: number;
}

export interface Plan {
  readonly seed: number;
  readonly phones: number;
  readonly line: LineFaults;
  readonly server: ServerFaults;
  readonly steps: readonly Step[];
}

/** Always there. */
const WORK: readonly (readonly [number, StepKind])[] = [
  [10, 'new'], [34, 'edit'], [6, 'edit-open'], [5, 'open-form'], [8, 'resolve'], [3, 'mend'], [2, 'bad'], [3, 'group'], [2, 'draft'], [24, 'sync'], [10, 'pass'],
];

/** Each on in some seeds. */
const TROUBLE: readonly (readonly [number, StepKind])[] = [
  [2, 'kill'], [3, 'die-saving'], [1, 'wipe-ledger'], [1, 'wipe-journal'], [1, 'tear-journal'], [0.15, 'clear-all'], [2, 'full'], [1, 'clock'], [0.15, 'clone'], [0.5, 'long-pause'],
  [1, 'server-kill'], [1.5, 'backup'], [0.5, 'restore'], [0.25, 'restore-twice'], [0.5, 'server-clock'], [0.7, 'transfer'], [0.7, 'grant'], [0.25, 'revoke'], [1, 'withdraw'], [1, 'close'],
];

/** @param changes saves tried, over all phones */
export function planOf(seed: number, phones: number, changes: number): Plan {
  const rng = new Rng(seedOf(seed, 'plan'));
  const rate = (most: number): number => (rng.chance(0.45) ? rng.next() * most : 0);
  const line: LineFaults = rng.chance(0.1) ? CLEAR : {
    dropRequest: rate(0.3), dropResponse: rate(0.3), duplicate: rate(0.3), delay: rate(0.4), truncate: rate(0.3), flip: rate(0.2), portal: rate(0.2), refuse: rate(0.2), down: rate(0.3),
  };
  const server: ServerFaults = { slow: rate(0.5), tryAgain: rate(0.2), busy: rate(0.1), dieBefore: rate(0.03), dieAfter: rate(0.03) };
  const trouble = TROUBLE.filter(() => rng.chance(0.4)).map(([weight, kind]) => [weight * (0.3 + 2 * rng.next()), kind] as const);
  const kinds = [...WORK, ...trouble];
  const steps: Step[] = [];
  for (let saves = 0; saves < changes;) {
    const kind = rng.weighted(kinds);
    steps.push({ kind, phone: rng.int(0, phones - 1), seed: Math.floor(rng.next() * 2 ** 32) });
    if (SAVES.has(kind)) saves += 1;
  }
  return { seed, phones, line, server, steps: withFiles(seed, phones, steps) };
}

/** Work at the centre, put among the rest by a chance of its own: the rest of the story stays what it was. */
function withFiles(seed: number, phones: number, steps: readonly Step[]): Step[] {
  const rng = new Rng(seedOf(seed, 'files'));
  const often = rng.chance(0.6) ? 0.1 + 0.4 * rng.next() : 0;
  const file = (): Step => ({ kind: rng.weighted(FILE_WORK), phone: rng.int(0, phones - 1), seed: Math.floor(rng.next() * 2 ** 32) });
  return steps.flatMap((step) => (rng.chance(often) ? [step, file()] : [step]));
}

const FILE_WORK: readonly (readonly [number, StepKind])[] = [[3, 'file-new'], [6, 'file-edit'], [8, 'file-guard'], [1, 'post'], [4, 'sync']];

const SAVES: ReadonlySet<StepKind> = new Set(['new', 'edit', 'edit-open', 'resolve', 'mend', 'bad', 'group', 'die-saving']);
