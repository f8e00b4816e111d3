// "Which schemes may fit?": answers about one person against the conditions of schemes. Advice, never a
// verdict: a scheme is left out only by an answer that was given, and what nobody answered stays open.
//
// Logic of three values: a condition holds, fails or is not known; all conditions must hold, of a set one. An
// answer more makes known what was not, and turns nothing round: what failed stays failed.
import type { Answer, Answers, Asked, Band, Condition, Conditions, Either, Fit } from '#shared/library-work.ts';
import { askedOf, QUESTIONS } from './questions.ts';

/** What is known of a condition; undefined: not yet. */
export function holds({ question, how, number, options }: Condition, answers: Answers): boolean | undefined {
  const answer = answers.get(question);
  switch (how) {
    case 'least': return typeof answer === 'number' ? answer >= number : undefined;
    case 'most': return typeof answer === 'number' ? answer <= number : undefined;
    case 'oneOf': return typeof answer === 'string' ? options.includes(answer) : undefined;
    case 'yes': case 'no': return answer === 'yes' || answer === 'no' ? answer === how : undefined;
  }
}

function setHolds(set: Either, answers: Answers): boolean | undefined {
  let known: boolean | undefined = false;
  for (const condition of set) {
    const one = holds(condition, answers);
    if (one === true) return true;
    if (one === undefined) known = undefined;
  }
  return known;
}

export function fitOf({ all, unclear }: Conditions, answers: Answers): Fit {
  const because: Either[] = [];
  const needs = new Set<string>();
  for (const set of all) {
    const known = setHolds(set, answers);
    if (known === false) because.push(set);
    if (known === undefined) for (const condition of set) if (holds(condition, answers) === undefined) needs.add(condition.question);
  }
  if (because.length > 0) return { kind: 'not', because };
  return needs.size > 0 ? { kind: 'open', needs: [...needs], unclear } : { kind: 'fits', unclear };
}

/** So many are asked at most: she has come with a child, not with a form. */
export const MOST_QUESTIONS = 8;

/** Numbers are asked as the spans that the schemes themselves tell apart, so that every answer decides. Ascending. */
export function bandsOf(question: string, schemes: readonly Conditions[]): readonly Band[] {
  const starts = new Set([0]);
  for (const condition of schemes.flatMap(({ all }) => all.flat())) {
    if (condition.question !== question) continue;
    if (condition.how === 'least') starts.add(condition.number);
    if (condition.how === 'most') starts.add(condition.number + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((from, i) => ({ from, to: sorted[i + 1] === undefined ? undefined : (sorted[i + 1] ?? 0) - 1 }));
}

/** Every answer that tells schemes apart. */
export function answersTo({ code, kind, options = [] }: Asked, schemes: readonly Conditions[]): readonly Answer[] {
  return kind === 'number' ? bandsOf(code, schemes).map(({ from }) => from) : kind === 'one' ? options : ['yes', 'no'];
}

/**
 * The question that would tell most now: by which, whatever is answered, most schemes that are still open are
 * decided on average. Undefined: no answer changes anything any more, or enough has been asked.
 * @param passed asked already, with or without an answer
 */
export function nextQuestion(schemes: readonly Conditions[], answers: Answers, passed: ReadonlySet<string>): string | undefined {
  if (passed.size >= MOST_QUESTIONS) return undefined;
  const open = schemes.flatMap((conditions) => {
    const fit = fitOf(conditions, answers);
    return fit.kind === 'open' ? [{ conditions, needs: fit.needs }] : [];
  });
  let best: { readonly code: string; readonly decided: number; readonly touched: number } | undefined;
  for (const asked of QUESTIONS) {
    if (passed.has(asked.code)) continue;
    const near = open.filter(({ needs }) => needs.includes(asked.code));
    if (near.length === 0) continue;
    const possible = answersTo(asked, near.map(({ conditions }) => conditions));
    let decided = 0;
    for (const answer of possible) {
      const then = new Map(answers).set(asked.code, answer);
      decided += near.filter(({ conditions }) => fitOf(conditions, then).kind !== 'open').length;
    }
    const score = { code: asked.code, decided: decided / possible.length, touched: near.length };
    if (best === undefined || score.decided > best.decided || (score.decided === best.decided && score.touched > best.touched)) best = score;
  }
  return best?.code;
}

/** A question by its code. Throws for one that does not exist: a mistake of the screen. */
export function questionOf(code: string): Asked {
  const asked = askedOf(code);
  if (asked === undefined) throw new Error('a question is asked by its code');
  return asked;
}
