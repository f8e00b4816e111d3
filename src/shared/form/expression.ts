// XLSForm expressions compiled once into closures: no `eval`, which the content security policy
// forbids, and no tree to walk on each keystroke.
//
//   or < and < = != < < <= > >= < + - < * div mod < -x
//   primary: 12  'text'  ${name}  .  f(a, b)  (…)  column (in a choice filter only)
//
// `${name}` within the same repeat row means that row's answer; to another repeat it means all rows
// for count/sum/min/max/join, and the first row elsewhere. Irrelevant answers read as empty.
import type { FieldPath } from '../record/change.ts';
import { buildFunction } from './expression-functions.ts';
import { tokenize, type Token } from './expression-token.ts';
import { compare, isEqual, toBoolean, toNumber, type Value } from './expression-value.ts';

/** What an expression sees while it runs. */
export interface Reading {
  read(path: FieldPath): Value;
  /** Ids of the present rows of a repeat. */
  rows(repeat: string): readonly string[];
  /** ISO day. */
  readonly today: string;
  /** Row in which the expression stands; undefined outside of a repeat. */
  readonly row: string | undefined;
  /** Column of the choice that a filter looks at. */
  column?(name: string): string;
}

export interface Target {
  /** `one`: top level; `row`: same row; `all`: every row of a repeat; `rows`: the repeat itself. */
  readonly reach: 'one' | 'row' | 'all' | 'rows';
  /** Present unless `one`. */
  readonly repeat?: string;
  /** Name of the answer within the form or the row; for `rows` that of the repeat. */
  readonly name: string;
}

/** Where an expression stands decides what its names mean. */
export interface Scope {
  resolve(name: string): Target | undefined;
  /** The question it belongs to, for `.`. */
  readonly self?: Target;
  /** Bare names are columns of the choice list. */
  readonly columns?: boolean;
}

export interface Compiled {
  readonly run: (reading: Reading) => Value;
  readonly dependencies: readonly Target[];
}

export interface ExpressionError {
  readonly code: 'unexpected' | 'unknown-name' | 'unknown-function' | 'wrong-arguments' | 'bad-pattern' | 'repeat-as-value';
  /** Characters from the start of the expression. */
  readonly at: number;
  readonly what: string;
}

export type CompileResult = { readonly ok: true; readonly compiled: Compiled } | { readonly ok: false; readonly error: ExpressionError };

/** A part of an expression: `many` where it can stand for several answers. */
export interface Part {
  readonly run: (reading: Reading) => Value;
  readonly many?: (reading: Reading) => readonly Value[];
  /** Present for a literal. */
  readonly text?: string;
}

class Fault extends Error {
  readonly error: ExpressionError;
  constructor(error: ExpressionError) {
    super(error.code);
    this.error = error;
  }
}

export function compileExpression(source: string, scope: Scope): CompileResult {
  const cut = tokenize(source);
  if (!cut.ok) return { ok: false, error: { code: 'unexpected', at: cut.at, what: cut.what } };
  try {
    const parser = createParser(cut.tokens, scope);
    const part = parser.whole();
    return { ok: true, compiled: { run: part.run, dependencies: parser.dependencies() } };
  } catch (fault) {
    if (fault instanceof Fault) return { ok: false, error: fault.error };
    throw fault;
  }
}

type Two = (a: Value, b: Value) => Value;

const LEVELS: readonly Readonly<Record<string, Two>>[] = [
  { '=': isEqual, '!=': (a, b) => !isEqual(a, b) },
  { '<': (a, b) => compare(a, b) < 0, '<=': (a, b) => compare(a, b) <= 0, '>': (a, b) => compare(a, b) > 0, '>=': (a, b) => compare(a, b) >= 0 },
  { '+': (a, b) => toNumber(a) + toNumber(b), '-': (a, b) => toNumber(a) - toNumber(b) },
  { '*': (a, b) => toNumber(a) * toNumber(b), div: (a, b) => toNumber(a) / toNumber(b), mod: (a, b) => toNumber(a) % toNumber(b) },
];

function createParser(tokens: readonly Token[], scope: Scope) {
  const found = new Map<string, Target>();
  let index = 0;

  const peek = (): Token => tokens[index] ?? { kind: 'end', at: 0 };
  const fail = (code: ExpressionError['code'], token: Token): never => {
    throw new Fault({ code, at: token.at, what: wordOf(token) });
  };
  const isSign = (sign: string): boolean => {
    const token = peek();
    return token.kind === 'sign' && token.sign === sign;
  };
  const expectSign = (sign: string): void => {
    if (!isSign(sign)) fail('unexpected', peek());
    index += 1;
  };

  const or = (): Part => {
    let left = and();
    while (takeWord('or')) {
      const [a, b] = [left, and()];
      left = { run: (r) => toBoolean(a.run(r)) || toBoolean(b.run(r)) };
    }
    return left;
  };
  const and = (): Part => {
    let left = level(0);
    while (takeWord('and')) {
      const [a, b] = [left, level(0)];
      left = { run: (r) => toBoolean(a.run(r)) && toBoolean(b.run(r)) };
    }
    return left;
  };
  const level = (n: number): Part => {
    const operators = LEVELS[n];
    if (operators === undefined) return minus();
    let left = level(n + 1);
    for (;;) {
      const token = peek();
      const word = token.kind === 'sign' ? token.sign : token.kind === 'name' ? token.name : '';
      const apply = Object.hasOwn(operators, word) ? operators[word] : undefined;
      if (apply === undefined) return left;
      index += 1;
      const [a, b] = [left, level(n + 1)];
      left = { run: (r) => apply(a.run(r), b.run(r)) };
    }
  };
  const minus = (): Part => {
    if (!isSign('-')) return primary();
    index += 1;
    const part = minus();
    return { run: (r) => -toNumber(part.run(r)) };
  };
  const primary = (): Part => {
    const token = peek();
    index += 1;
    switch (token.kind) {
      case 'number': {
        const { value } = token;
        return { run: () => value };
      }
      case 'text': {
        const { value } = token;
        return { run: () => value, text: value };
      }
      case 'answer':
        return reference(scope.resolve(token.name) ?? fail('unknown-name', token), token);
      case 'name': {
        if (isSign('(')) return call(token.name, token);
        if (scope.columns !== true) return fail('unexpected', token);
        const { name } = token;
        return { run: (r) => r.column?.(name) };
      }
      case 'sign':
        if (token.sign === '.') return reference(scope.self ?? fail('unexpected', token), token);
        if (token.sign === '(') {
          const inner = or();
          expectSign(')');
          return { run: inner.run };
        }
        return fail('unexpected', token);
      case 'end':
        return fail('unexpected', token);
    }
  };
  const reference = (target: Target, token: Token): Part => {
    found.set(`${target.reach}/${target.repeat ?? ''}/${target.name}`, target);
    const { repeat = '', name } = target;
    switch (target.reach) {
      case 'one':
        return { run: (r) => r.read(name) };
      case 'row':
        return { run: (r) => r.read(`${repeat}.${r.row ?? ''}.${name}`) };
      case 'all': {
        const many = (r: Reading): Value[] => r.rows(repeat).map((row) => r.read(`${repeat}.${row}.${name}`));
        return { run: (r) => many(r)[0], many };
      }
      case 'rows': {
        const next = peek();
        if (next.kind !== 'sign' || (next.sign !== ')' && next.sign !== ',')) fail('repeat-as-value', token);
        return { run: (r) => r.rows(name).length, many: (r) => r.rows(name) };
      }
    }
  };
  const call = (name: string, token: Token): Part => {
    expectSign('(');
    const args: Part[] = [];
    if (!isSign(')')) {
      args.push(or());
      while (isSign(',')) {
        index += 1;
        args.push(or());
      }
    }
    expectSign(')');
    if (name === 'once') args.push(reference(scope.self ?? fail('unexpected', token), token));
    const built = buildFunction(name, args);
    return built.ok ? built.part : fail(built.code, token);
  };
  const takeWord = (word: string): boolean => {
    const token = peek();
    if (token.kind !== 'name' || token.name !== word) return false;
    index += 1;
    return true;
  };

  return {
    whole: (): Part => {
      const part = or();
      if (peek().kind !== 'end') fail('unexpected', peek());
      return part;
    },
    dependencies: (): readonly Target[] => [...found.values()],
  };
}

function wordOf(token: Token): string {
  switch (token.kind) {
    case 'number':
      return String(token.value);
    case 'text':
      return token.value;
    case 'answer':
    case 'name':
      return token.name;
    case 'sign':
      return token.sign;
    case 'end':
      return '';
  }
}
