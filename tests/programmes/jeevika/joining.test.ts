import { describe, expect, test } from 'vitest';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { doors } from '#programmes/jeevika/doors.ts';
import { groups } from '#programmes/jeevika/groups.ts';
import { householdIndicators } from '#programmes/jeevika/indicators.ts';
import { joining } from '#programmes/jeevika/joining.ts';

const TOLA = '10.193.1710.p01.v1.t1';
const record = (id: string, type: string, values: Values): DehriRecord => ({ id, type, bucket: `${TOLA}/${type === 'shg' ? 'groups' : 'doorstep'}`, seq: 1, schema: 1, values, base: `b.${id}`, heads: {}, rivals: {} });
const family = (id: string, values: Values): DehriRecord => record(id, 'household', { headName: 'सुनीता देवी', guardianName: 'रमेश', place: TOLA, ...values });

/** Writes what was planned, as the store would. */
function written(all: readonly DehriRecord[], plans: readonly { readonly record?: string; readonly edits: Values }[]): Map<string, DehriRecord> {
  const out = new Map(all.map((r) => [r.id, r]));
  for (const { record: id = '', edits } of plans) {
    const was = out.get(id);
    if (was !== undefined) out.set(id, { ...was, values: { ...was.values, ...edits } });
  }
  return out;
}

const listed = family('listed', { listed: true, cardNumber: '10300000000123', listGroupName: 'उजाला' });
const found = family('found', { listed: false, cardNumber: '10300000000999', outcome: 'new_group', outcomeDay: '2026-05-01', womanName: 'सुनीता देवी', womanAge: 30, safePhone: '9431000000', phoneMayCall: true, 'members.k.name': 'रीना', 'members.k.age': 9, 'members.k._gone': false });

describe('a family written twice', () => {
  test('goes on in the row of the list, which gets what only the other knew', () => {
    expect(joining.goesOn(found, listed)).toBe(listed);
    const after = written([listed, found], joining.join(listed, found, []));
    expect(after.get('listed')?.values).toMatchObject({ outcome: 'new_group', outcomeDay: '2026-05-01', womanAge: 30, safePhone: '9431000000', phoneMayCall: true, 'members.k.name': 'रीना', cardNumber: '10300000000123', listed: true });
    expect(after.get('found')?.values['sameAs']).toBe('listed');
  });

  test('keeps whole what must agree: no outcome with the day of another', () => {
    const visited = family('visited', { listed: true, outcome: 'locked' });
    const after = written([visited, found], joining.join(visited, found, [])).get('visited');
    expect([after?.values['outcome'], after?.values['outcomeDay']]).toEqual(['locked', undefined]);
  });

  test('is counted once, visited once, and offered to no group', () => {
    const after = written([listed, found], joining.join(listed, found, []));
    const [kept, joined] = [after.get('listed'), after.get('found')];
    if (kept === undefined || joined === undefined) throw new Error('both stay');
    expect(householdIndicators.contributions(joined).map((c) => c.count)).toEqual(['joined']);
    expect(householdIndicators.contributions(kept).filter((c) => c.count === 'listed')).toHaveLength(1);
    expect(doors.stateOf(joined).key).toBe('joined');
    expect(doors.nextDoors([{ ...joined, values: { ...joined.values, outcome: '' } }], '2026-05-10')).toEqual([]);
    expect(groups.candidates([joined], [], TOLA)).toEqual([]);
    expect(doors.isDone(joined)).toBe(false);
  });

  test('keeps her place and office in a group, under the record that goes on', () => {
    const group = record('g', 'shg', { name: 'उजाला', president: 'found', 'members.found.household': 'found', 'members.found.name': 'सुनीता देवी', 'members.found.age': 30, 'members.found._gone': false });
    const after = written([listed, found, group], joining.join(listed, found, [group])).get('g');
    expect(after?.values).toMatchObject({ president: 'listed', 'members.listed.household': 'listed', 'members.listed.name': 'सुनीता देवी', 'members.found._gone': true });
    expect(groups.members(after ?? group).map((m) => m.door)).toEqual(['listed']);
  });

  test('is two again when it was a mistake', () => {
    const joined = written([listed, found], joining.join(listed, found, [])).get('found') ?? found;
    const apart = written([joined], joining.takeApart(joined)).get('found') ?? joined;
    expect(joining.joinedWith(joined)).toBe('listed');
    expect(joining.joinedWith(apart)).toBeUndefined();
    expect(householdIndicators.contributions(apart).map((c) => c.count)).toContain('notListed');
  });

  test('once told to be two is not asked about again, whichever of the two is looked at', () => {
    const told = written([listed, found], joining.keepApart(listed, found, '2026-05-10')).get('listed') ?? listed;
    expect([joining.isTold(told, found), joining.isTold(found, told), joining.isTold(listed, found)]).toEqual([true, true, false]);
  });
});
