import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { FormDefinition } from '#shared/form/definition.ts';
import { formSchema } from '#shared/form/to-zod.ts';
import { validateAgainstForm } from '#shared/form/validate.ts';
import { wordsNeeded } from '#shared/form/words.ts';

const FORM: FormDefinition = {
  id: 'jeevika.visit', version: 1, recordType: 'household',
  children: [
    { type: 'select_one', name: 'outcome', list: 'outcome', required: true },
    { type: 'text', name: 'reason', relevant: "${outcome} = 'refused'", required: true },
    { type: 'integer', name: 'rooms', constraint: '. <= 30', default: '1' },
    { type: 'repeat', name: 'members', children: [{ type: 'age', name: 'age', birthField: 'birthDate', required: true }] },
    { type: 'calculate', name: 'count', calculation: 'count(${members})' },
  ],
  choices: { outcome: [{ value: 'linked' }, { value: 'refused', label: { hi: 'मना किया' } }] },
};
const options = { today: '2026-02-02' };

describe('answers that come in', () => {
  it('are right when the form would let them be saved', () => {
    expect(validateAgainstForm(FORM, { outcome: 'linked', rooms: 3, 'members.a.age': 35, 'members.a.birthDate': '1990-03-02', count: 1 }, options)).toEqual([]);
  });

  it('name the paths at fault: wanted, against a rule, of another kind, outside of the list', () => {
    expect(validateAgainstForm(FORM, { outcome: 'refused' }, options)).toEqual(['reason']);
    expect(validateAgainstForm(FORM, { outcome: 'linked', rooms: 31 }, options)).toEqual(['rooms']);
    expect(validateAgainstForm(FORM, { outcome: 'linked', rooms: 'three' }, options)).toEqual(['rooms']);
    expect(validateAgainstForm(FORM, { outcome: 'else' }, options)).toEqual(['outcome']);
    expect(validateAgainstForm(FORM, { outcome: 'linked', 'members.a._gone': false }, options)).toEqual(['members.a.age']);
    expect(validateAgainstForm(FORM, { outcome: 'linked', 'members.a.age': 3, 'members.a.birthDate': 'x' }, options)).toEqual(['members.a.birthDate', 'members.a.age']);
  });

  it('are not judged by what is irrelevant or removed', () => {
    expect(validateAgainstForm(FORM, { outcome: 'linked', reason: null, 'members.a.age': null, 'members.a._gone': true }, options)).toEqual([]);
  });

  it('hold no whole Aadhaar number, whatever the form says', () => {
    expect(validateAgainstForm(FORM, { outcome: 'refused', reason: 'आधार 2345 6789 0124' }, options)).toEqual(['reason']);
    expect(validateAgainstForm(FORM, { outcome: 'refused', reason: 'आधार 0124' }, options)).toEqual([]);
  });

  it('can be judged only where a change writes', () => {
    expect(validateAgainstForm(FORM, { rooms: 31 }, { ...options, only: new Set(['rooms']) })).toEqual(['rooms']);
  });

  it('keep what another version of the form knows', () => {
    expect(z.parse(formSchema(FORM), { outcome: 'linked', laterField: 'x' })).toEqual({ outcome: 'linked', laterField: 'x' });
    expect(z.safeParse(formSchema(FORM), { outcome: { $gt: '' } }).success).toBe(false);
  });
});

describe('the words of a form', () => {
  it('are listed: title, labels, choices and errors that it does not carry itself', () => {
    expect(wordsNeeded(FORM)).toEqual([
      'jeevika:form.visit.title', 'jeevika:form.visit.outcome.label', 'jeevika:form.visit.reason.label', 'jeevika:form.visit.rooms.label',
      'jeevika:form.visit.rooms.error', 'jeevika:form.visit.members.label', 'jeevika:form.visit.age.label', 'jeevika:choice.outcome.linked',
    ]);
  });
});
