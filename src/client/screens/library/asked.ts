// What was asked and answered so far: kept nowhere but in the memory of the open page.
import type { Answer, Answers } from '#shared/library-work.ts';

export interface AskedSoFar {
  readonly answers: Answers;
  /** In the order in which they were asked, with or without an answer. */
  readonly passed: readonly string[];
  /** She wants to see what there is so far. */
  readonly enough: boolean;
}

export const NOTHING_ASKED: AskedSoFar = { answers: new Map(), passed: [], enough: false };

/** @param answer undefined: not known */
export function answered({ answers, passed }: AskedSoFar, question: string, answer: Answer | undefined): AskedSoFar {
  return { answers: answer === undefined ? answers : new Map(answers).set(question, answer), passed: [...passed, question], enough: false };
}

/** Without the question asked last. */
export function stepBack({ answers, passed, enough }: AskedSoFar): AskedSoFar {
  if (enough) return { answers, passed, enough: false };
  const last = passed.at(-1);
  return { answers: new Map([...answers].filter(([question]) => question !== last)), passed: passed.slice(0, -1), enough: false };
}
