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
import { choicesOf, isOffered, planForm, type PlanNode } from './plan.ts';

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

export type FormSchema = z.ZodMiniType<Values>;

export function formSchema(definition: FormDefinition): FormSchema {
  return z.record(z.string(), fieldValue).check((context) => {
    for (const [path, value] of Object.entries(context.value)) {
      const code = shapeProblem(definition, path, value);
      if (code !== undefined) context.issues.push({ code: 'custom', message: code, path: [path], input: value });
    }
  });
}

/** Paths, of `only` if given, whose value has not the shape the form gives it. */
export function shapeFaults(definition: FormDefinition, values: Values, only?: ReadonlySet<FieldPath>): FieldPath[] {
  const faults: FieldPath[] = [];
  for (const path of only ?? Object.keys(values)) {
    const value = Object.hasOwn(values, path) ? values[path] : undefined;
    if (value !== undefined && shapeProblem(definition, path, value) !== undefined) faults.push(path);
  }
  return faults;
}

function shapeProblem(definition: FormDefinition, path: FieldPath, value: FieldValue): ProblemCode | undefined {
  const node = value === null ? undefined : askedIn(definition).get(patternOf(path));
  if (node === undefined || value === null || node.node.type === 'group' || node.node.type === 'repeat') return undefined;
  if (node.kind === 'companion') return typeof value === 'string' && isDay(value) ? undefined : 'date';
  const question = node.node;
  const code = kindProblem(question, value);
  if (code !== undefined || question.list === undefined) return code;
  const choices = choicesOf(definition, question);
  return toChosen(value).every((chosen) => isOffered(definition, question, choices, chosen)) ? undefined : 'choice';
}

const asked = new WeakMap<FormDefinition, ReadonlyMap<string, PlanNode>>();

/** What is asked at a path pattern (`members.*.age`). */
function askedIn(definition: FormDefinition): ReadonlyMap<string, PlanNode> {
  let index = asked.get(definition);
  if (index === undefined) {
    index = new Map(planForm(definition).nodes.filter((node) => node.kind === 'question' || node.kind === 'companion')
      .map((node) => [node.repeat === undefined ? node.name : `${node.repeat}.*.${node.name}`, node]));
    asked.set(definition, index);
  }
  return index;
}
