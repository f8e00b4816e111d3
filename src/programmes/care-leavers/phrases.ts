// Phrases put together of phrases.
import type { Phrase } from '#shared/field-work.ts';
import { isAddedValue } from '#shared/record/added-value.ts';
import type { Rulebook } from '#shared/task/rulebook.ts';

/** `a, b, c`, or with another word between: `or` → `a या b`. Undefined for none. */
export function joined(phrases: readonly Phrase[], between: 'join' | 'or' | 'then' = 'join'): Phrase | undefined {
  return phrases.length === 0 ? undefined : phrases.reduceRight((rest, first) => ({ key: between, values: { a: first, b: rest } }));
}

/** The word of a choice of an open list: the programme's own, or the one an administrator gave. */
export function openChoice(list: string, value: string, rules: Pick<Rulebook, 'added'>): Phrase | string {
  if (!isAddedValue(value)) return { key: `choice.${list}.${value}` };
  return rules.added(`care-leavers.${list}`).find((added) => added.value === value)?.word ?? value;
}
