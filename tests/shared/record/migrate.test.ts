import { describe, expect, test } from 'vitest';
import type { Change } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange, contestedRegisters } from '#shared/record/merge.ts';
import { migrateChange, migrateRecord } from '#shared/record/migrate.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';

const OLD: RecordType = {
  name: 'household', version: 1, accessClass: 'family', shelf: 'doorstep',
  fields: { head: { kind: 'text' }, result: { kind: 'choice', merge: 'ask' }, born: { kind: 'date' }, 'members.*.hc': { kind: 'choice' }, rooms: { kind: 'text' } },
};
const NEW: RecordType = {
  ...OLD, version: 3,
  fields: {
    headName: { kind: 'text' }, outcome: { kind: 'choice', merge: 'ask' }, birthDate: { kind: 'date' }, age: { kind: 'integer' },
    'members.*.ayushman': { kind: 'choice' }, rooms: { kind: 'integer' },
  },
  groups: { birth: { fields: ['birthDate', 'age'], merge: 'ask' } },
  migrations: [
    { to: 3, reason: 'the card is named by its scheme; birth and age must agree', rename: { 'members.*.hc': 'members.*.ayushman', born: 'birthDate' } },
    {
      to: 2, reason: 'plain names; rooms are counted', rename: { head: 'headName', result: 'outcome' },
      values: (values) => ('rooms' in values ? { ...values, rooms: Number(values['rooms']) } : values),
    },
  ],
};

let n = 0;
function change(type: RecordType, record: DehriRecord | undefined, edits: Change['values'], id = `r.${(n += 1)}`): Change {
  const made = editToChange(type, record, edits, { id, record: 'h1', bucket: '10.193/doorstep', device: 'd', counter: n, author: 'a', grant: 'g', deviceTime: 0, form: null });
  if (made === undefined) throw new Error('expected a change');
  return made;
}
const fold = (type: RecordType, changes: readonly Change[]): DehriRecord => {
  const record = changes.reduce<DehriRecord | undefined>((r, c, i) => applyChange(type, r, c, { seq: i + 1, at: 0 }), undefined);
  if (record === undefined) throw new Error('expected a record');
  return record;
};

describe('an old record read by a new app', () => {
  const created = change(OLD, undefined, { head: 'Sunita', result: 'linked', rooms: '2', 'members.k1.hc': 'yes', born: '1990-01-01', stray: 'kept' });

  test('has its answers under their present names, in the steps\' order, and keeps what nobody knows', () => {
    const record = migrateRecord(NEW, fold(OLD, [created]));
    expect(record.schema).toBe(3);
    expect(record.values).toMatchObject({ headName: 'Sunita', outcome: 'linked', rooms: 2, 'members.k1.ayushman': 'yes', birthDate: '1990-01-01', stray: 'kept' });
    expect(Object.keys(record.values)).not.toContain('head');
  });

  test('keeps who wrote what, so that an edit names the version it saw', () => {
    const record = fold(OLD, [created, change(OLD, fold(OLD, [created]), { head: 'Sunita Devi', 'members.k1.hc': 'no' }, 'later')]);
    const now = migrateRecord(NEW, record);
    expect(now.heads).toMatchObject({ headName: 'later', 'members.k1.ayushman': 'later' });
    expect(change(NEW, now, { headName: 'Sunita Kumari' }).replaces).toEqual({ headName: ['later'] });
  });

  test('a path that has since joined a group is known by the group', () => {
    const record = migrateRecord(NEW, fold(OLD, [created, change(OLD, fold(OLD, [created]), { born: '1991-01-01' }, 'later')]));
    expect(record.heads).toMatchObject({ '@birth': 'later' });
  });

  test('a conflict begun before the renaming is contested and settled after it', () => {
    const base = fold(OLD, [created]);
    const both = fold(OLD, [created, change(OLD, base, { result: 'refused' }, 'one'), change(OLD, base, { result: 'migrated' }, 'two')]);
    const now = migrateRecord(NEW, both);
    expect(contestedRegisters(NEW, now)).toEqual(['outcome']);
    expect(now.rivals['outcome']?.map((r) => r.values)).toEqual([{ outcome: 'refused' }, { outcome: 'migrated' }]);
    const settled = change(NEW, now, { outcome: 'migrated' });
    expect(settled.replaces).toEqual({ outcome: ['one', 'two'] });
    expect(contestedRegisters(NEW, applyChange(NEW, now, settled, { seq: 9, at: 0 }))).toEqual([]);
  });

  test('one written by a newer app, or by this one, is left as it is', () => {
    const newer = { ...fold(OLD, [created]), schema: 4 };
    expect(migrateRecord(NEW, newer)).toBe(newer);
    const same = { ...newer, schema: 3 };
    expect(migrateRecord(NEW, same)).toBe(same);
  });
});

describe('an old change met by a new app', () => {
  test('applies to the migrated record as it did to the old one', () => {
    const created = change(OLD, undefined, { head: 'Sunita', result: 'linked', rooms: '2' });
    const base = fold(OLD, [created]);
    const edit = change(OLD, base, { head: 'Sunita Devi', result: 'refused', rooms: '3' });
    const before = migrateRecord(NEW, applyChange(OLD, base, edit, { seq: 2, at: 0 }));
    const after = applyChange(NEW, migrateRecord(NEW, base), migrateChange(NEW, edit), { seq: 2, at: 0 });
    expect(after).toEqual(before);
  });

  test('keeps its id, author and times, and what it replaces moves with the names', () => {
    const created = change(OLD, undefined, { head: 'Sunita', 'members.k1.hc': 'yes' });
    const edit = change(OLD, fold(OLD, [created]), { 'members.k1.hc': 'no' });
    expect(migrateChange(NEW, edit)).toEqual({
      ...edit, schema: 3, values: { 'members.k1.ayushman': 'no', 'members.k1._gone': false },
      replaces: { 'members.k1.ayushman': [created.id], ...(edit.replaces['members.k1._gone'] !== undefined && { 'members.k1._gone': edit.replaces['members.k1._gone'] }) },
    });
  });
});
