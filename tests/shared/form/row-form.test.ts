import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withAdded } from '#shared/form/added-choices.ts';
import type { FormDefinition } from '#shared/form/definition.ts';
import { createFormEngine } from '#shared/form/engine.ts';
import { rowAnswers, rowEdits, rowFormFault, rowsWritten, typeOfRow } from '#shared/form/row-form.ts';
import { fieldDef, type RecordType } from '#shared/record/record-type.ts';

const TYPE: RecordType = {
  name: 'case', version: 1, accessClass: 'case', shelf: 'cases',
  fields: {
    number: { kind: 'text' }, day: { kind: 'date' },
    'services.*.day': { kind: 'date' }, 'services.*.kind': { kind: 'choice', choices: ['legal', 'police'] }, 'services.*.note': { kind: 'text', maxLength: 5 },
  },
  groups: { service: { fields: ['services.*.day', 'services.*.kind'], merge: 'ask' } },
};
const FORM: FormDefinition = {
  id: 'one-stop-centre.service', version: 1, recordType: 'case', row: 'services', choices: { kind: [{ value: 'legal' }, { value: 'police' }] },
  children: [
    { type: 'select_one', name: 'kind', list: 'kind', required: true },
    { type: 'date', name: 'day', required: true },
    { type: 'text', name: 'note' },
  ],
};
const VALUES = {
  number: 'OSC1', day: '2020-01-01', 'services.k7.day': '2026-05-01', 'services.k7.kind': 'legal', 'services.k7._gone': false, 'services.k70.day': '2026-05-02', 'services.k8.kind': 'police',
};

describe('a form of a row', () => {
  test('begins with what the record says in that row, and with nothing else', () => {
    expect(rowAnswers(FORM, VALUES, 'k7')).toEqual({ day: '2026-05-01', kind: 'legal' });
    expect(rowAnswers(FORM, VALUES, 'new')).toEqual({});
    expect(rowAnswers({}, VALUES, undefined)).toBe(VALUES);
  });

  test('is saved under the paths of its row', () => {
    expect(rowEdits(FORM, 'k9', { day: '2026-05-03', note: null })).toEqual({ 'services.k9.day': '2026-05-03', 'services.k9.note': null });
    expect(rowEdits({}, undefined, { day: '2026-05-03' })).toEqual({ day: '2026-05-03' });
    expect(() => rowEdits(FORM, undefined, {})).toThrow('row');
  });

  test('gives back what it was given', () => {
    const answers = fc.dictionary(fc.constantFrom('day', 'kind', 'note'), fc.oneof(fc.string(), fc.constant(null)));
    fc.assert(fc.property(answers, fc.constantFrom('a', 'k7', 'x-1'), (said, row) => {
      expect(rowAnswers(FORM, { ...VALUES, ...rowEdits(FORM, row, said) }, row)).toEqual({ ...rowAnswers(FORM, VALUES, row), ...said });
    }));
  });

  test('knows which rows a change writes, those it removes left out', () => {
    expect(rowsWritten(FORM, { 'services.a.day': '2026-05-03', 'services.b.note': 'x', 'services.c._gone': true, 'followUps.d.day': null, number: 'x' })).toEqual(['a', 'b']);
  });

  test('keeps the limits of the record in the open form', () => {
    const rowType = typeOfRow(FORM, TYPE);
    expect(fieldDef(rowType, 'note')).toEqual({ kind: 'text', maxLength: 5 });
    expect(fieldDef(rowType, 'number')).toBeUndefined();
    expect(typeOfRow(FORM, TYPE)).toBe(rowType);
    const engine = createFormEngine(FORM, { saved: rowAnswers(FORM, VALUES, 'k7'), today: '2026-05-10', recordType: rowType });
    engine.set('note', 'much too long');
    expect(engine.problems().map((p) => [p.path, p.code])).toEqual([['note', 'too-long']]);
    engine.set('note', 'short');
    engine.set('day', '2026-05-04');
    expect(rowEdits(FORM, 'k7', engine.output())).toEqual({ 'services.k7.kind': 'legal', 'services.k7.day': '2026-05-04', 'services.k7.note': 'short' });
  });

  test('may have no rows itself, and fills rows that its record has', () => {
    expect(rowFormFault(FORM, TYPE)).toBeUndefined();
    expect(rowFormFault({ ...FORM, children: [{ type: 'group', name: 'g', children: [{ type: 'repeat', name: 'r', children: [] }] }] }, TYPE)).toContain('may not have rows');
    expect(rowFormFault({ ...FORM, row: 'sittings' }, TYPE)).toContain('sittings');
    expect(rowFormFault(FORM, undefined)).toContain('services');
  });
});

describe('a list that an administrator may extend', () => {
  const open: FormDefinition = { ...FORM, open: ['kind'] };
  const problems = (form: FormDefinition, kind: string) => createFormEngine(form, { saved: { kind, day: '2026-05-01' }, today: '2026-05-10' }).problems().map((p) => p.code);

  test('shows what was added with its own word', () => {
    const rules = { added: (list: string) => (list === 'one-stop-centre.kind' ? [{ value: 'x_a1', word: 'महिला मंडल' }] : []) };
    expect(withAdded(FORM, rules)).toBe(FORM);
    expect(withAdded(open, { added: () => [] })).toBe(open);
    expect(withAdded(open, rules).choices['kind']).toEqual([{ value: 'legal' }, { value: 'police' }, { value: 'x_a1', label: { hi: 'महिला मंडल' } }]);
    expect(open.choices['kind']).toHaveLength(2);
  });

  test('takes values that were added, and no others', () => {
    expect(problems(open, 'x_a1')).toEqual([]);
    expect(problems(open, 'police')).toEqual([]);
    expect(problems(open, 'army')).toEqual(['choice']);
    expect(problems(open, 'x_')).toEqual(['choice']);
    expect(problems(FORM, 'x_a1')).toEqual(['choice']);
  });
});
