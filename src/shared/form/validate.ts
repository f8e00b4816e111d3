// The server's look at answers that came from a form: the same engine, run once over the values.
import type { FieldPath, Values } from '../record/change.ts';
import type { FormDefinition } from './definition.ts';
import { createFormEngine, type Problem } from './engine.ts';
import { shapeFaults } from './to-zod.ts';

export interface ValidateOptions {
  /** ISO day of the judging: the day on which the phone says it was filled, or today. */
  readonly today: string;
  /**
   * Look only at these paths: what a change writes. A requirement that other, older answers of the
   * record leave unmet is not this change's fault.
   */
  readonly only?: ReadonlySet<FieldPath>;
}

/** Paths at fault; empty when the form would let them be saved. */
export function validateAgainstForm(definition: FormDefinition, values: Values, options: ValidateOptions): FieldPath[] {
  const { only } = options;
  const faults = new Set([...shapeFaults(definition, values), ...formProblems(definition, values, options.today).map((problem) => problem.path)]);
  return [...faults].filter((path) => only === undefined || only.has(path));
}

/** Requirements, constraints and choices that the values do not meet; only of relevant questions. */
export function formProblems(definition: FormDefinition, values: Values, today: string): readonly Problem[] {
  // A default or a calculation is the phone's work; here only what was sent counts.
  return createFormEngine(definition, { answers: values, today, asSent: true }).problems();
}
