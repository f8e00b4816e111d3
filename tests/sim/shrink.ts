// Takes steps out of a failing plan for as long as it goes on breaking the same promise.
import type { Plan, Step } from './plan.ts';
import { runPlan } from './run.ts';
import type { Invariant } from './violation.ts';

/** @param budget milliseconds */
export async function shrink(plan: Plan, invariant: Invariant, budget: number): Promise<Plan> {
  const began = performance.now();
  let steps: readonly Step[] = plan.steps;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < steps.length;) {
      if (performance.now() - began > budget) return { ...plan, steps };
      const shorter = [...steps.slice(0, at), ...steps.slice(at + size)];
      const { failure } = await runPlan({ ...plan, steps: shorter });
      if (failure?.invariant === invariant) steps = shorter;
      else at += size;
    }
  }
  return { ...plan, steps };
}
