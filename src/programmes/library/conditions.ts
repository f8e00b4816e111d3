// The conditions of a scheme as they are read: rows of the record that make sense, and those that do not (left
// unfinished, or of a newer version), which nobody's answer decides.
import type { Condition, Conditions } from '#shared/library-work.ts';
import type { Values } from '#shared/record/change.ts';
import { numberOf, rowPaths, textOf, wordsOf } from './read.ts';
import { askedOf, fitsKind } from './questions.ts';

export function conditionsOf(values: Values): Conditions {
  const sets = new Map<string, Condition[]>();
  const broken = new Set<string>();
  for (const path of rowPaths(values, 'conditions')) {
    const condition = conditionAt(values, path);
    const set = textOf(values, `${path}.either`) || path;
    if (condition === undefined) broken.add(set);
    else sets.set(set, [...sets.get(set) ?? [], condition]);
  }
  // Beside a row that nobody can judge, the others of its set decide nothing.
  for (const set of broken) sets.delete(set);
  return { all: [...sets.values()], unclear: broken.size > 0 };
}

/** The row as a condition; undefined when something of it is missing or does not go together. */
export function conditionAt(values: Values, path: string): Condition | undefined {
  const question = textOf(values, `${path}.question`);
  const asked = askedOf(question);
  const how = textOf(values, `${path}.how`);
  if (asked === undefined || !fitsKind(asked.kind, how)) return undefined;
  const number = numberOf(values, `${path}.number`);
  const options = wordsOf(values, `${path}.options`).filter((one) => one.startsWith(`${question}-`)).map((one) => one.slice(question.length + 1));
  switch (how) {
    case 'least': case 'most': return number === undefined ? undefined : { question, how, number, options: [] };
    case 'oneOf': return options.length === 0 ? undefined : { question, how, number: 0, options };
    case 'yes': case 'no': return { question, how, number: 0, options: [] };
    default: return undefined;
  }
}
