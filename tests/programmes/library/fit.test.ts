// "Which schemes may fit?": what must hold whatever the schemes and the answers are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersTo, bandsOf, fitOf, MOST_QUESTIONS, nextQuestion, questionOf } from '#programmes/library/fit.ts';
import { QUESTIONS, QUESTION_CODES } from '#programmes/library/questions.ts';
import type { Answer, Answers, Condition, Conditions } from '#shared/library-work.ts';

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...QUESTION_CODES).chain((question): fc.Arbitrary<Condition> => {
  const { kind, options = [], most = 0 } = questionOf(question);
  if (kind === 'number') return fc.record({ question: fc.constant(question), how: fc.constantFrom('least', 'most'), number: fc.nat(most), options: fc.constant([]) });
  if (kind === 'one') return fc.record({ question: fc.constant(question), how: fc.constant('oneOf' as const), number: fc.constant(0), options: fc.subarray([...options], { minLength: 1 }) });
  return fc.record({ question: fc.constant(question), how: fc.constantFrom('yes', 'no'), number: fc.constant(0), options: fc.constant([]) });
});
const conditions: fc.Arbitrary<Conditions> = fc.record({ all: fc.array(fc.array(condition, { minLength: 1, maxLength: 3 }), { maxLength: 5 }), unclear: fc.boolean() });

const answerTo = (question: string): fc.Arbitrary<Answer> => {
  const { kind, options = [], most = 0 } = questionOf(question);
  return kind === 'number' ? fc.nat(most) : kind === 'one' ? fc.constantFrom(...options) : fc.constantFrom('yes', 'no');
};
const answerList: fc.Arbitrary<readonly (readonly [string, Answer])[]> = fc.subarray([...QUESTION_CODES]).chain((codes) => fc.tuple(...codes.map((code) => answerTo(code).map((answer) => [code, answer] as const))));

describe('for any schemes and any answers', () => {
  test('the order of answers does not matter', () => {
    fc.assert(fc.property(fc.array(conditions, { maxLength: 8 }), answerList, fc.infiniteStream(fc.nat()), (schemes, answers, order) => {
      const other = answers.map((one) => [one, order.next().value ?? 0] as const).sort((a, b) => a[1] - b[1]).map(([one]) => one);
      const [first, second] = [new Map(answers), new Map(other)];
      expect(schemes.map((one) => fitOf(one, first))).toEqual(schemes.map((one) => fitOf(one, second)));
      expect(nextQuestion(schemes, first, new Set())).toBe(nextQuestion(schemes, second, new Set()));
    }));
  });

  test('a question that nobody answered never excludes', () => {
    fc.assert(fc.property(conditions, answerList, (scheme, answers) => {
      const known = new Set(answers.map(([question]) => question));
      const fit = fitOf(scheme, new Map(answers));
      expect((fit.kind === 'not' ? fit.because : []).flat().filter(({ question }) => !known.has(question))).toEqual([]);
      expect(fitOf(scheme, new Map()).kind).not.toBe('not');
    }));
  });

  test('one answer more never turns "does not fit" into anything else, nor "fits" into "does not fit"', () => {
    fc.assert(fc.property(conditions, answerList, fc.nat(), (scheme, answers, cut) => {
      const fewer: Answers = new Map(answers.slice(0, cut % (answers.length + 1)));
      const [before, after] = [fitOf(scheme, fewer).kind, fitOf(scheme, new Map(answers)).kind];
      expect(before === 'open' ? 'open' : after).toBe(before);
    }));
  });

  test('what is asked next can still change something, and what is asked stops', () => {
    fc.assert(fc.property(fc.array(conditions, { maxLength: 10 }), fc.infiniteStream(fc.nat()), (schemes, choice) => {
      const answers = new Map<string, Answer>();
      const passed = new Set<string>();
      for (let i = 0; i <= MOST_QUESTIONS; i += 1) {
        const question = nextQuestion(schemes, answers, passed);
        if (question === undefined) break;
        expect(passed.has(question)).toBe(false);
        expect(schemes.some((one) => {
          const fit = fitOf(one, answers);
          return fit.kind === 'open' && fit.needs.includes(question);
        })).toBe(true);
        const possible = answersTo(questionOf(question), schemes);
        const said = possible[(choice.next().value ?? 0) % (possible.length + 1)];
        passed.add(question);
        if (said !== undefined) answers.set(question, said);
      }
      expect(passed.size).toBeLessThanOrEqual(MOST_QUESTIONS);
      expect(nextQuestion(schemes, answers, new Set([...passed, ...QUESTION_CODES]))).toBeUndefined();
    }));
  });

  test('a span of numbers is on one side of every condition', () => {
    fc.assert(fc.property(fc.array(conditions, { maxLength: 6 }), fc.constantFrom(...QUESTIONS.filter(({ kind }) => kind === 'number').map(({ code }) => code)), fc.nat(200), (schemes, question, inside) => {
      for (const { from, to } of bandsOf(question, schemes)) {
        const other = Math.min(from + inside, to ?? Infinity);
        expect(schemes.map((one) => fitOf(one, new Map([[question, from]])))).toEqual(schemes.map((one) => fitOf(one, new Map([[question, other]]))));
      }
    }));
  });
});

describe('a scheme for girls of 6 to 17 in a family with a card or with little income', () => {
  const is = (question: string, how: Condition['how'], more: Partial<Condition> = {}): Condition => ({ question, how, number: 0, options: [], ...more });
  const scheme: Conditions = {
    all: [[is('sex', 'oneOf', { options: ['female'] })], [is('age', 'least', { number: 6 })], [is('age', 'most', { number: 17 })], [is('card', 'oneOf', { options: ['phh', 'aay'] }), is('income', 'most', { number: 60_000 })]],
    unclear: false,
  };

  test('needs to know each question once', () => {
    expect(fitOf(scheme, new Map())).toEqual({ kind: 'open', needs: ['sex', 'age', 'card', 'income'], unclear: false });
  });

  test('fits without the income once the card is known', () => {
    expect(fitOf(scheme, new Map<string, Answer>([['sex', 'female'], ['age', 12], ['card', 'aay']])).kind).toBe('fits');
  });

  test('does not fit a boy, whatever else is not known, and says why', () => {
    expect(fitOf(scheme, new Map([['sex', 'male']]))).toEqual({ kind: 'not', because: [scheme.all[0]] });
  });

  test('of two that are each enough both must fail', () => {
    expect(fitOf(scheme, new Map<string, Answer>([['card', 'none']])).kind).toBe('open');
    expect(fitOf(scheme, new Map<string, Answer>([['card', 'none'], ['income', 60_001]])).kind).toBe('not');
  });

  test('asks first what decides most: of three schemes for women, the sex', () => {
    const forWomen = (more: Condition): Conditions => ({ all: [[is('sex', 'oneOf', { options: ['female'] })], [more]], unclear: false });
    expect(nextQuestion([forWomen(is('violence', 'yes')), forWomen(is('works', 'yes')), forWomen(is('group', 'no'))], new Map(), new Set())).toBe('sex');
  });

  test('rupees are asked in the spans that the schemes tell apart', () => {
    expect(bandsOf('income', [scheme])).toEqual([{ from: 0, to: 60_000 }, { from: 60_001, to: undefined }]);
  });
});
