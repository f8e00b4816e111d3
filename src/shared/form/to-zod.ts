// The shape of a form's answers as a zod schema: every answer of the right kind and from its list.
// Paths the form does not know pass through untouched, for another version may know them. Whether an
// answer is wanted and keeps its rule depends on the others: that is `validateAgainstForm`.
import * as z from 'zod/mini';
import type { FieldPath, FieldValue, Values } from '../record/change.ts';
import { patternOf } from '../record/record-type.ts';
import { kindProblem, type ProblemCode } from './answer.ts';
import { isDay } from './calendar.ts';
import type { FormDefinition } from './definition.ts';
import { toChosen } from './expression-value.ts';
import { choicesOf, planForm, type PlanNode } from './plan.ts';

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

export type FormSchema = z.ZodMiniType<Values>;

export function formSchema(definition: FormDefinition): FormSchema {
  const asked = new Map<string, PlanNode>();
  for (const node of planForm(definition).nodes) {
    if (node.kind === 'question' || node.kind === 'companion') asked.set(node.repeat === undefined ? node.name : `${node.repeat}.*.${node.name}`, node);
  }
  return z.record(z.string(), fieldValue).check((context) => {
    for (const [path, value] of Object.entries(context.value)) {
      const code = shapeProblem(definition, asked.get(patternOf(path)), value);
      if (code !== undefined) context.issues.push({ code: 'custom', message: code, path: [path], input: value });
    }
  });
}

/** Paths whose value has not the shape the form gives it. */
export function shapeFaults(definition: FormDefinition, values: Values): FieldPath[] {
  const result = z.safeParse(formSchema(definition), values);
  return result.success ? [] : [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
}

function shapeProblem(definition: FormDefinition, node: PlanNode | undefined, value: FieldValue): ProblemCode | undefined {
  if (node === undefined || value === null || node.node.type === 'group' || node.node.type === 'repeat') return undefined;
  if (node.kind === 'companion') return typeof value === 'string' && isDay(value) ? undefined : 'date';
  const question = node.node;
  const code = kindProblem(question, value);
  if (code !== undefined || question.list === undefined) return code;
  const values = choicesOf(definition, question).map((choice) => choice.value);
  return toChosen(value).every((chosen) => values.includes(chosen)) ? undefined : 'choice';
}
