import { describe, expect, test } from 'vitest';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';

const TYPE: RecordType = {
  name: 'household', version: 3, accessClass: 'family', shelf: 'doorstep',
  fields: { headName: { kind: 'text' }, status: { kind: 'choice', merge: 'ask' }, reason: { kind: 'text' }, 'members.*.name': { kind: 'text' }, 'members.*.birthDate': { kind: 'date' }, 'members.*.age': { kind: 'integer' } },
  groups: { outcome: { fields: ['status', 'reason'], merge: 'ask' }, birth: { fields: ['members.*.birthDate', 'members.*.age'], merge: 'ask' } },
};
const header = { id: 'run.1', record: 'r', bucket: '10.193/doorstep', device: 'd', counter: 1, author: 'a', grant: 'g', deviceTime: 0, form: null };
const record = applyChange(TYPE, undefined, {
  ...header, id: 'run.0', type: 'household', schema: 3, replaces: {},
  values: { headName: 'Sunita', status: 'refused', reason: 'time', 'members.k1.name': 'Rina', 'members.k1.birthDate': null, 'members.k1.age': 9, 'members.k1._gone': false },
}, { seq: 1, at: 0 });

describe('from an edit to a change', () => {
  test('an edit that changes nothing is no change', () => {
    expect(editToChange(TYPE, record, { headName: 'Sunita' }, header)).toBeUndefined();
  });

  test('it names the version it saw, and carries the schema it was written under', () => {
    expect(editToChange(TYPE, record, { headName: 'Sunita Devi' }, header)).toMatchObject({ values: { headName: 'Sunita Devi' }, replaces: { headName: ['run.0'] }, schema: 3 });
  });

  test('a group is written whole although one field was edited', () => {
    expect(editToChange(TYPE, record, { status: 'linked' }, header)).toMatchObject({ values: { status: 'linked', reason: 'time' }, replaces: { '@outcome': ['run.0'] } });
  });

  test('an emptied answer is written as null, not left as it was', () => {
    expect(editToChange(TYPE, record, { reason: null }, header)?.values).toEqual({ status: 'refused', reason: null });
  });

  test('an edit in a row says that the row is there', () => {
    const change = editToChange(TYPE, record, { 'members.k1.age': 10 }, header);
    expect(change?.values).toEqual({ 'members.k1.birthDate': null, 'members.k1.age': 10, 'members.k1._gone': false });
    expect(change?.replaces).toEqual({ 'members.k1.@birth': ['run.0'], 'members.k1._gone': ['run.0'] });
  });

  test('an empty answer never asked before is not written, but the first answers of a new record are', () => {
    expect(editToChange(TYPE, record, { status: 'refused', other: null }, header)).toBeUndefined();
    expect(editToChange(TYPE, undefined, { headName: null }, header)?.values).toEqual({ headName: null });
  });

  test('what mends a held change is written although its values stand already', () => {
    const again = editToChange(TYPE, record, { headName: 'Sunita' }, { ...header, mends: 'held.1' }, true);
    expect(again).toMatchObject({ mends: 'held.1', values: { headName: 'Sunita' }, replaces: { headName: ['run.0'] } });
  });

  test('choosing the value already in force settles a contested field', () => {
    const rival = editToChange(TYPE, record, { status: 'linked' }, { ...header, id: 'other.1' });
    const other = editToChange(TYPE, record, { status: 'migrated' }, { ...header, id: 'third.1' });
    if (rival === undefined || other === undefined) throw new Error('expected changes');
    const contested = applyChange(TYPE, applyChange(TYPE, record, rival, { seq: 2, at: 0 }), other, { seq: 3, at: 0 });
    const settle = editToChange(TYPE, contested, { status: contested.values['status'] ?? null }, { ...header, id: 'run.2' });
    expect(settle?.replaces['@outcome']).toEqual(['other.1', 'third.1']);
    expect(applyChange(TYPE, contested, settle ?? rival, { seq: 4, at: 0 }).rivals).toEqual({});
  });
});

test('an old app says nothing about the part of a group that it cannot see in a newer record', () => {
  const type: RecordType = {
    name: 'family', version: 1, accessClass: 'family', shelf: 'doorstep',
    fields: { outcome: { kind: 'choice' }, outcomeDay: { kind: 'date' } }, groups: { visit: { fields: ['outcome', 'outcomeDay'], merge: 'ask' } },
  };
  const newer: DehriRecord = {
    id: 'f1', type: 'family', bucket: 'b', seq: 3, schema: 2, values: { outcome: 'refused', visitDay: '2026-05-01' }, base: 'r.1', heads: {}, rivals: {},
  };
  const header = { id: 'r.2', record: 'f1', bucket: 'b', device: 'd', counter: 2, author: 'p', grant: 'g', deviceTime: 0, form: null };
  expect(editToChange(type, newer, { outcome: 'linked' }, header)).toMatchObject({ schema: 1, values: { outcome: 'linked' }, replaces: { '@visit': ['r.1'] } });
  expect(editToChange(type, newer, { outcome: 'linked' }, header)?.values).not.toHaveProperty('outcomeDay');
  expect(editToChange(type, { ...newer, schema: 1 }, { outcome: 'linked' }, header)?.values).toEqual({ outcome: 'linked', outcomeDay: null });
});
