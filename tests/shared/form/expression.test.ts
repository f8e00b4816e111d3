import { describe, expect, it } from 'vitest';
import { compileExpression, type Reading, type Scope } from '#shared/form/expression.ts';
import type { Value } from '#shared/form/expression-value.ts';

const ANSWERS: Readonly<Record<string, Value>> = {
  age: 34, name: 'सुनीता', empty: null, card: true, noCard: false, needs: ['housing', 'ration'], one: 'housing', born: '1990-03-02', typed: '१२',
  'members.a.age': 40, 'members.b.age': 12, 'members.c.age': null,
};
const ROWS = ['a', 'b', 'c'];

const scope: Scope = {
  resolve: (name) => {
    if (name === 'members') return { reach: 'rows', repeat: 'members', name };
    if (name === 'memberAge') return { reach: 'all', repeat: 'members', name: 'age' };
    if (name === 'rowAge') return { reach: 'row', repeat: 'members', name: 'age' };
    return name in ANSWERS || name === 'never' ? { reach: 'one', name } : undefined;
  },
  self: { reach: 'one', name: 'age' },
};

const reading: Reading = { read: (path) => ANSWERS[path], rows: () => ROWS, today: '2026-02-02', row: 'b' };

function run(source: string): Value {
  const result = compileExpression(source, scope);
  if (!result.ok) throw new Error(`${source}: ${result.error.code} at ${result.error.at}`);
  return result.compiled.run(reading);
}

describe('an expression', () => {
  it.each<[string, Value]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 div 2', 3.5],
    ['7 mod 4', 3],
    ['-(2 - 5)', 3],
    ['10 - 2 - 3', 5],
    ["'a' = 'a' and not(1 > 2)", true],
    ['1 = 2 or 3 >= 3', true],
    ['true() and false() or true()', true],
    ['${age} >= 18', true],
    ['. < 18', false],
    ['.5 + .5', 1],
    ['${typed} + 1', 13],
    ["selected(${needs}, 'housing')", true],
    ["selected(${one}, 'housing')", true],
    ["selected(${needs}, 'hous')", false],
    ["selected(${empty}, '')", false],
    ['count-selected(${needs})', 2],
    ['count-selected(${empty})', 0],
    ['count(${members})', 3],
    ['sum(${memberAge})', 52],
    ['max(${memberAge})', 40],
    ['min(${memberAge}, 3)', 3],
    ["join(', ', ${memberAge})", '40, 12, '],
    ['count-non-empty(${memberAge})', 2],
    ['${rowAge}', 12],
    ["if(${age} > 60, 'old', 'young')", 'young'],
    ["coalesce(${empty}, ${never}, 'x')", 'x'],
    ['string-length(${name})', 6],
    ["regex('9876543210', '[6-9][0-9]{9}')", true],
    ["regex('98765432101', '[6-9][0-9]{9}')", false],
    ['int(3.9)', 3],
    ['int(-3.9)', -3],
    ['round(2.456, 2)', 2.46],
    ["number('12.5')", 12.5],
    ["concat('a', 1, true())", 'a1true'],
    ['today()', '2026-02-02'],
    ['age-years(${born})', 35],
    ["age-years('1990-02-02')", 36],
    ['today() - ${born} > 365', true],
    ["date(today() + 1) = '2026-02-03'", true],
    ["${born} < '1990-10-01'", true],
    ['once(5)', 34],
    ['“curly” = “curly”', true],
  ])('%s is %s', (source, value) => {
    expect(run(source)).toEqual(value);
  });

  it.each<[string, Value]>([
    ['${empty} = false()', false],
    ['${never} = true()', false],
    ['${noCard} = false()', true],
    ["${noCard} = 'no'", true],
    ["${card} = 'yes'", true],
    ["${noCard} != 'yes'", true],
    ['not(${never})', true],
    ['${empty} >= 0', false],
    ['${empty} < 0', false],
    ["${empty} = ''", true],
    ["${empty} != 'a'", true],
    ['${empty} + 1', Number.NaN],
  ])('with nothing answered %s is %s', (source, value) => {
    expect(run(source)).toEqual(value);
  });

  it.each([
    ['1 +', 'unexpected', 3],
    ['(1', 'unexpected', 2],
    ["'open", 'unexpected', 0],
    ['${age} ? 1', 'unexpected', 7],
    ['${nobody} = 1', 'unknown-name', 0],
    ['1 + frob(2)', 'unknown-function', 4],
    ['selected(${needs})', 'wrong-arguments', 0],
    ["regex(., '(')", 'bad-pattern', 0],
    ['${members} + 1', 'repeat-as-value', 0],
    ['age > 3', 'unexpected', 0],
    ['1 2', 'unexpected', 2],
    ['', 'unexpected', 0],
  ])('that is wrong (%s) is reported with its place', (source, code, at) => {
    expect(compileExpression(source, scope)).toMatchObject({ ok: false, error: { code, at } });
  });

  it('names everything it depends on', () => {
    const result = compileExpression("${age} > 1 and sum(${memberAge}) > 2 and . != ''", scope);
    expect(result.ok && result.compiled.dependencies.map((t) => `${t.reach} ${t.name}`)).toEqual(['one age', 'all age']);
  });

  it('reads columns of the choice list in a filter', () => {
    const result = compileExpression('district = ${one}', { ...scope, columns: true });
    if (!result.ok) throw new Error('it compiles');
    expect(result.compiled.run({ ...reading, column: () => 'housing' })).toBe(true);
    expect(result.compiled.run({ ...reading, column: () => 'else' })).toBe(false);
  });

  it('runs no code that is hidden in it', () => {
    for (const source of ['constructor(1)', 'toString()', '__proto__()']) {
      expect(compileExpression(source, scope)).toMatchObject({ ok: false, error: { code: 'unknown-function' } });
    }
  });
});
