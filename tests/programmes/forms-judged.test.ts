// The server judges answers in one pass; the phone with the open form. Both must find the same.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROGRAMMES } from '#programmes/index.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';
import type { FormDefinition, Question } from '#shared/form/definition.ts';
import { createFormEngine, type Problem } from '#shared/form/engine.ts';
import { choicesOf, planForm } from '#shared/form/plan.ts';
import { formProblems } from '#shared/form/validate.ts';

const today = '2026-05-10';
const FORMS = PROGRAMMES.flatMap((programme) => programme.forms);

/** Answers of the right kind mostly, of another now and then. */
function answerTo(form: FormDefinition, question: Question): fc.Arbitrary<FieldValue> {
  const list = choicesOf(form, question).map((choice) => choice.value);
  const chosen = fc.constantFrom(...(list.length > 0 ? list : ['x']));
  const right: Partial<Record<Question['type'], fc.Arbitrary<FieldValue>>> = {
    select_one: chosen, select_multiple: fc.uniqueArray(chosen, { maxLength: 3 }), yes_no: fc.boolean(),
    integer: fc.integer({ min: -1, max: 60 }), decimal: fc.integer({ min: -1, max: 60 }), age: fc.integer({ min: -1, max: 125 }),
    date: fc.constantFrom('2026-05-09', '2026-05-10', '2026-05-11', '2019-02-29'), tel: fc.constantFrom('9876543210', '12'),
  };
  const odd = fc.constantFrom<FieldValue>(null, '', 'x', 7, true, ['x']);
  return fc.oneof({ weight: 9, arbitrary: right[question.type] ?? fc.constantFrom<FieldValue>('सुनीता', '', null) }, { weight: 1, arbitrary: odd });
}

function answers(form: FormDefinition): fc.Arbitrary<Values> {
  const paths: Record<string, fc.Arbitrary<FieldValue>> = {};
  for (const { kind, node, name, repeat } of planForm(form).nodes) {
    if ((kind !== 'question' && kind !== 'companion') || node.type === 'group' || node.type === 'repeat') continue;
    const answer = kind === 'companion' ? fc.constantFrom<FieldValue>('1990-02-02', '2030-01-01', 'x', null) : answerTo(form, node);
    for (const row of repeat === undefined ? [''] : ['a', 'b']) {
      paths[repeat === undefined ? name : `${repeat}.${row}.${name}`] = answer;
      if (repeat !== undefined) paths[`${repeat}.${row}._gone`] = fc.boolean();
    }
  }
  return fc.record(paths, { requiredKeys: [] }).map((some) => Object.fromEntries(Object.entries(some).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]]))));
}

const seen = (problems: readonly Problem[]) => problems.map(({ path, code, values }) => [path, code, values]);

describe.each(FORMS.map((form) => [form.id, form] as const))('%s', (_, form) => {
  test('is judged in one pass as the open form judges it, whole or laid over what the record says', () => {
    fc.assert(fc.property(answers(form), fc.func(fc.boolean()), (values, isNew) => {
      const open = seen(createFormEngine(form, { answers: values, today, asSent: true }).problems());
      expect(seen(formProblems(form, values, { today }))).toEqual(open);
      const entries = Object.entries(values);
      const [over, under] = [true, false].map((part) => Object.fromEntries(entries.filter(([path]) => isNew(path) === part)));
      const laid = formProblems(form, over ?? {}, { today, under: under ?? {} });
      expect(new Map(laid.map((p) => [p.path, p.code]))).toEqual(new Map(seen(formProblems(form, { ...under, ...over }, { today })).map(([path, code]) => [path, code])));
      const only = new Set(Object.keys(over ?? {}));
      expect(seen(formProblems(form, values, { today, only }))).toEqual(open.filter(([path]) => typeof path === 'string' && only.has(path)));
    }), { numRuns: 300 });
  });
});
