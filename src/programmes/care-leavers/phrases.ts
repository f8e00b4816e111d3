// Phrases put together of phrases.
import type { Phrase } from '#shared/field-work.ts';

/** `a, b, c`, or with another word between: `or` → `a या b`. Undefined for none. */
export function joined(phrases: readonly Phrase[], between: 'join' | 'or' | 'then' = 'join'): Phrase | undefined {
  return phrases.length === 0 ? undefined : phrases.reduceRight((rest, first) => ({ key: between, values: { a: first, b: rest } }));
}
