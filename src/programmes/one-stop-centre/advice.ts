// What may be said to her now, with where to go and what to take. It only tells what is free and open to
// everyone: what she does is hers to decide.
import type { Advice } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { dangersOf } from './sharing.ts';

const say = (key: string): Advice => ({ key, title: { key: `advice.${key}.title` }, detail: { key: `advice.${key}.detail` } });

/** By each danger that is noted and not over. */
export function riskAdvice({ values }: DehriRecord): readonly Advice[] {
  const dangers = dangersOf(values);
  const keys = new Set(dangers.flatMap((risk) => BY_RISK[risk] ?? []));
  return [...keys].map(say);
}

const BY_RISK: Readonly<Record<string, readonly string[]>> = {
  danger: ['call-112', 'safe-place'], weapon: ['call-112', 'safe-place'], medical: ['hospital'], suicide: ['stay-beside'], children: ['childline'], shelter: ['shelter-now'],
};

/** Free for every woman, whatever her means (Legal Services Authorities Act s.12, general knowledge). */
export function courtAdvice({ values }: DehriRecord): readonly Advice[] {
  return values['status'] === 'closed' ? [] : [say('free-lawyer')];
}
