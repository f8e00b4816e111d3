// The functions an expression may call, with how many arguments each takes. Names and meanings are
// ODK's, except `age-years(date)`: completed years from that day to today.
import { dayFromNumber, yearsBetween } from './calendar.ts';
import type { ExpressionError, Part, Reading } from './expression.ts';
import { isEmpty, toBoolean, toChosen, toNumber, toText, type Value } from './expression-value.ts';

export type Built = { readonly ok: true; readonly part: Part } | { readonly ok: false; readonly code: ExpressionError['code'] };

type Run = (reading: Reading, args: readonly Part[]) => Value;

interface Fn {
  readonly min: number;
  readonly max: number;
  readonly run: Run;
}

/** @param args for `once`, the question's own present answer stands last. */
export function buildFunction(name: string, args: readonly Part[]): Built {
  if (name === 'regex') return buildRegex(args);
  const fn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (fn === undefined) return { ok: false, code: 'unknown-function' };
  if (args.length < fn.min || args.length > fn.max) return { ok: false, code: 'wrong-arguments' };
  return { ok: true, part: { run: (reading) => fn.run(reading, args) } };
}

function buildRegex(args: readonly Part[]): Built {
  const [subject, pattern] = args;
  if (subject === undefined || pattern?.text === undefined || args.length !== 2) return { ok: false, code: 'wrong-arguments' };
  let compiled: RegExp;
  try {
    compiled = new RegExp(`^(?:${pattern.text})$`, 'u');
  } catch {
    return { ok: false, code: 'bad-pattern' };
  }
  return { ok: true, part: { run: (reading) => compiled.test(toText(subject.run(reading))) } };
}

const at = (reading: Reading, args: readonly Part[], index: number): Value => args[index]?.run(reading);
const numberAt = (reading: Reading, args: readonly Part[], index: number): number => toNumber(at(reading, args, index));
const textAt = (reading: Reading, args: readonly Part[], index: number): string => toText(at(reading, args, index));

/** Every value the arguments stand for: all rows of a repeat, or each argument itself. */
const valuesOf = (reading: Reading, args: readonly Part[]): Value[] =>
  args.flatMap((arg) => (arg.many === undefined ? [arg.run(reading)] : arg.many(reading)));
const numbersOf = (reading: Reading, args: readonly Part[]): number[] =>
  valuesOf(reading, args).filter((value) => !isEmpty(value)).map(toNumber);

const one = (run: Run): Fn => ({ min: 1, max: 1, run });
const two = (run: Run): Fn => ({ min: 2, max: 2, run });
const math = (f: (n: number) => number): Fn => one((r, a) => f(numberAt(r, a, 0)));

const FUNCTIONS: Readonly<Record<string, Fn>> = {
  true: { min: 0, max: 0, run: () => true },
  false: { min: 0, max: 0, run: () => false },
  not: one((r, a) => !toBoolean(at(r, a, 0))),
  if: { min: 3, max: 3, run: (r, a) => at(r, a, toBoolean(at(r, a, 0)) ? 1 : 2) },
  coalesce: {
    min: 1,
    max: 20,
    run: (r, a) => {
      for (const arg of a) {
        const value = arg.run(r);
        if (!isEmpty(value)) return value;
      }
      return null;
    },
  },
  once: two((r, a) => {
    const present = at(r, a, 1);
    return isEmpty(present) ? at(r, a, 0) : present;
  }),

  selected: two((r, a) => toChosen(at(r, a, 0)).includes(textAt(r, a, 1).trim())),
  'count-selected': one((r, a) => toChosen(at(r, a, 0)).length),

  count: one((r, a) => valuesOf(r, a).length),
  'count-non-empty': one((r, a) => valuesOf(r, a).filter((value) => !isEmpty(value)).length),
  sum: one((r, a) => numbersOf(r, a).reduce((total, n) => total + n, 0)),
  min: { min: 1, max: 20, run: (r, a) => lowest(numbersOf(r, a)) },
  max: { min: 1, max: 20, run: (r, a) => negative(lowest(numbersOf(r, a).map((n) => -n))) },
  join: { min: 2, max: 20, run: (r, a) => valuesOf(r, a.slice(1)).map(toText).join(textAt(r, a, 0)) },

  number: math((n) => n),
  int: math(Math.trunc),
  floor: math(Math.floor),
  ceiling: math(Math.ceil),
  abs: math(Math.abs),
  pow: two((r, a) => numberAt(r, a, 0) ** numberAt(r, a, 1)),
  round: {
    min: 1,
    max: 2,
    run: (r, a) => {
      const scale = a.length === 1 ? 1 : 10 ** numberAt(r, a, 1);
      return Math.round(numberAt(r, a, 0) * scale) / scale;
    },
  },

  string: one((r, a) => textAt(r, a, 0)),
  boolean: one((r, a) => toBoolean(at(r, a, 0))),
  'string-length': one((r, a) => [...textAt(r, a, 0)].length),
  'normalize-space': one((r, a) => textAt(r, a, 0).trim().replace(/\s+/g, ' ')),
  concat: { min: 1, max: 20, run: (r, a) => valuesOf(r, a).map(toText).join('') },
  contains: two((r, a) => textAt(r, a, 0).includes(textAt(r, a, 1))),
  'starts-with': two((r, a) => textAt(r, a, 0).startsWith(textAt(r, a, 1))),
  'ends-with': two((r, a) => textAt(r, a, 0).endsWith(textAt(r, a, 1))),
  substr: { min: 2, max: 3, run: (r, a) => textAt(r, a, 0).slice(numberAt(r, a, 1), a.length === 3 ? numberAt(r, a, 2) : undefined) },

  today: { min: 0, max: 0, run: (r) => r.today },
  date: one((r, a) => {
    const value = at(r, a, 0);
    return typeof value === 'number' ? (dayFromNumber(value) ?? null) : value;
  }),
  'age-years': one((r, a) => yearsBetween(textAt(r, a, 0), r.today) ?? null),
};

function lowest(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((low, n) => (n < low ? n : low));
}

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}
