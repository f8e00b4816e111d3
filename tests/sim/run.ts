// One seed, from its plan to its end.
import type { MakeBackend } from './backend.ts';
import { planOf, type Plan } from './plan.ts';
import { Violation, type Invariant } from './violation.ts';
import { World } from './world.ts';

export interface RunResult {
  readonly seed: number;
  readonly steps: number;
  readonly changes: number;
  readonly requests: number;
  readonly failure?: { readonly invariant: Invariant; readonly message: string };
}

/** @param makeBackend over memory unless told */
export async function runPlan(plan: Plan, makeBackend?: MakeBackend): Promise<RunResult> {
  const world = new World(plan, makeBackend);
  const counted = (): Omit<RunResult, 'failure'> => ({ seed: plan.seed, steps: plan.steps.length, changes: world.changes, requests: world.requests });
  const onUnhandled = (error: unknown): void => world.fail(error);
  process.on('unhandledRejection', onUnhandled);
  try {
    await world.play();
    return counted();
  } catch (error) {
    const invariant = error instanceof Violation ? error.invariant : 'crash';
    return { ...counted(), failure: { invariant, message: error instanceof Error ? error.stack ?? error.message : String(error) } };
  } finally {
    process.off('unhandledRejection', onUnhandled);
    world.end();
  }
}

export function runSeed(seed: number, phones: number, changes: number): Promise<RunResult> {
  return runPlan(planOf(seed, phones, changes));
}
