import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Values } from '#shared/record/change.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange, contestedRegisters, withOrigins, withoutOrigin } from '#shared/record/merge.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import type { RecordType } from '#shared/record/record-type.ts';

const HOUSEHOLD: RecordType = {
  name: 'household', version: 1, accessClass: 'family', shelf: 'doorstep',
  fields: {
    headName: { kind: 'text' },
    outcome: { kind: 'choice', merge: 'ask' },
    needs: { kind: 'choices', merge: 'union' },
    doNotContact: { kind: 'boolean', merge: 'ask', protective: [true, false] },
    birthDate: { kind: 'date' }, age: { kind: 'integer' },
    'members.*.name': { kind: 'text' },
  },
  groups: { birth: { fields: ['birthDate', 'age'], merge: 'ask' } },
};

let counter = 0;
function change(record: DehriRecord | undefined, edits: Values, author = 'a'): Change {
  counter += 1;
  const made = editToChange(HOUSEHOLD, record, edits, {
    id: `${author}.${counter}`, record: 'r1', bucket: '10.193/doorstep', device: author, counter, author, grant: 'g', deviceTime: 0, form: null,
  });
  if (made === undefined) throw new Error('expected a change');
  return made;
}
const fold = (changes: readonly Change[]): DehriRecord | undefined =>
  changes.reduce<DehriRecord | undefined>((r, c, i) => applyChange(HOUSEHOLD, r, c, { seq: i + 1, at: i }), undefined);
function must(record: DehriRecord | undefined): DehriRecord {
  if (record === undefined) throw new Error('expected a record');
  return record;
}

describe('merging changes of one record', () => {
  test('a later edit that saw the value replaces it', () => {
    const created = change(undefined, { headName: 'Sunita' });
    const edited = change(fold([created]), { headName: 'Sunita Devi' });
    const record = must(fold([created, edited]));
    expect(record.values['headName']).toBe('Sunita Devi');
    expect(record.rivals).toEqual({});
  });

  test('two edits without sight of each other are both kept, and an outcome is asked', () => {
    const created = change(undefined, { headName: 'Sunita', outcome: 'linked' });
    const base = fold([created]);
    const one = change(base, { outcome: 'refused' }, 'b');
    const two = change(base, { outcome: 'migrated' }, 'c');
    const record = must(fold([created, one, two]));
    expect(contestedRegisters(HOUSEHOLD, record)).toEqual(['outcome']);
    expect(record.rivals['outcome']?.map((v) => v.values['outcome'])).toEqual(['refused', 'migrated']);
  });

  test('a version that stood alone gets its author and time from the history, a list stands without a person', () => {
    const created = change(undefined, { headName: 'Sunita', outcome: 'linked' });
    const listed = { ...change(fold([created]), { outcome: 'dead' }, 'officer'), device: 'import:b1', replaces: {} };
    const record = must(fold([created, listed]));
    expect(withoutOrigin(record)).toEqual([created.id]);
    expect(record.rivals['outcome']?.map((v) => [v.by, v.at])).toEqual([['', 0], ['', 1]]);
    const named = withOrigins(record, (id) => (id === created.id ? { by: 'a', at: 7 } : undefined));
    expect(named.rivals['outcome']?.map((v) => [v.by, v.at])).toEqual([['a', 7], ['', 1]]);
    expect(withoutOrigin(named)).toEqual([]);
    expect(withOrigins(record, () => undefined)).toEqual(record);
  });

  test('a resolution settles what it saw, and a late third value opens it again', () => {
    const created = change(undefined, { outcome: 'linked' });
    const base = fold([created]);
    const [one, two, late] = [change(base, { outcome: 'refused' }, 'b'), change(base, { outcome: 'migrated' }, 'c'), change(base, { outcome: 'dead' }, 'd')];
    const settled = change(fold([created, one, two]), { outcome: 'refused' }, 'e');
    expect(contestedRegisters(HOUSEHOLD, must(fold([created, one, two, settled])))).toEqual([]);
    expect(contestedRegisters(HOUSEHOLD, must(fold([created, one, two, settled, late])))).toEqual(['outcome']);
  });

  test('equal values written apart are not a conflict', () => {
    const created = change(undefined, { outcome: 'linked' });
    const base = fold([created]);
    const record = must(fold([created, change(base, { outcome: 'dead' }, 'b'), change(base, { outcome: 'dead' }, 'c')]));
    expect(contestedRegisters(HOUSEHOLD, record)).toEqual([]);
  });

  test('birth date and age are contested together, never mixed', () => {
    const created = change(undefined, { birthDate: '1990-01-01', age: 36 });
    const base = fold([created]);
    const record = must(fold([created, change(base, { age: 40 }, 'b'), change(base, { birthDate: '1991-02-02' }, 'c')]));
    expect(contestedRegisters(HOUSEHOLD, record)).toEqual(['@birth']);
    expect(record.rivals['@birth']?.map((v) => v.values)).toEqual([
      { birthDate: '1990-01-01', age: 40 }, { birthDate: '1991-02-02', age: 36 },
    ]);
  });

  test('while a safety field is contested the more protective value rules', () => {
    const created = change(undefined, { doNotContact: false });
    const base = fold([created]);
    const on = change(base, { doNotContact: true }, 'b');
    const named = change(base, { doNotContact: true, headName: 'x' }, 'c');
    const off: Change = { ...named, id: 'c.off', values: { doNotContact: false } };
    expect(must(fold([created, on, off])).values['doNotContact']).toBe(true);
    expect(must(fold([created, off, on])).values['doNotContact']).toBe(true);
  });

  test('sets written apart are united', () => {
    const created = change(undefined, { needs: ['housing'] });
    const base = fold([created]);
    const record = must(fold([created, change(base, { needs: ['housing', 'pension'] }, 'b'), change(base, { needs: ['ayushman', 'housing'] }, 'c')]));
    expect(record.values['needs']).toEqual(['ayushman', 'housing', 'pension']);
  });

  test('a row removed by one and edited by another is asked, and stays visible', () => {
    const created = change(undefined, { 'members.k1.name': 'Rina' });
    const base = fold([created]);
    const removed = change(base, { 'members.k1._gone': true }, 'b');
    const edited = change(base, { 'members.k1.name': 'Rina Kumari' }, 'c');
    const record = must(fold([created, removed, edited]));
    expect(contestedRegisters(HOUSEHOLD, record)).toEqual(['members.k1._gone']);
    expect(record.values['members.k1._gone']).toBe(false);
  });

  test('nothing leaves the live set unless a later change named it, whatever the order of arrival', () => {
    const outcomes = ['linked', 'refused', 'migrated', 'dead'];
    fc.assert(fc.property(
      fc.array(fc.record({ writer: fc.integer({ min: 0, max: 3 }), value: fc.constantFrom(...outcomes), sees: fc.boolean() }), { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      (steps, random) => {
        const created = change(undefined, { outcome: 'linked' }, 'z');
        const made: Change[] = [created];
        const views: Change[][] = [[created], [created], [created], [created]];
        for (const { writer, value, sees } of steps) {
          const view = views[writer];
          if (view === undefined) continue;
          if (sees) view.splice(0, view.length, ...made);
          const seen = must(fold(view));
          if (seen.values['outcome'] === value && seen.rivals['outcome'] === undefined) continue;
          const next = change(seen, { outcome: value }, `w${writer}`);
          view.push(next);
          made.push(next);
        }
        const named = new Set(made.flatMap((c) => c.replaces['outcome'] ?? []));
        const expected = made.map((c) => c.id).filter((id) => !named.has(id)).sort();
        const liveAfter = (order: readonly Change[]): string[] => {
          const r = must(fold(order));
          return (r.rivals['outcome']?.map((v) => v.change) ?? [r.heads['outcome'] ?? r.base]).sort();
        };
        expect(liveAfter(made)).toEqual(expected);
        expect(liveAfter(causalShuffle(made, random))).toEqual(expected);
      },
    ));
  });
});

/** Another order in which every change still comes after all it replaces. */
function causalShuffle(changes: readonly Change[], random: Iterator<number>): Change[] {
  const left = [...changes];
  const out: Change[] = [];
  while (left.length > 0) {
    const ready = left.filter((c) => (c.replaces['outcome'] ?? []).every((id) => out.some((o) => o.id === id)));
    const pick = ready[Number(random.next().value) % ready.length];
    if (pick === undefined) throw new Error('a change replaces something unknown');
    out.push(pick);
    left.splice(left.indexOf(pick), 1);
  }
  return out;
}
