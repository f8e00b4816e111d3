import { describe, expect, test } from 'vitest';
import { groups } from '#programmes/jeevika/groups.ts';
import { shgIndicators } from '#programmes/jeevika/indicators.ts';
import { shg } from '#programmes/jeevika/records.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange } from '#shared/record/merge.ts';
import { recordOf } from './record-of.ts';

const handedIn = recordOf('shg', { name: 'एकता', origin: 'new', formedDay: '2026-05-01', status: 'submitted', statusReason: null, statusDay: '2026-05-01' });

function answered(approved: boolean, reason: string): DehriRecord {
  const write = groups.answer?.(handedIn, approved, reason, '2026-05-04');
  const change = write === undefined ? undefined : editToChange(shg, handedIn, write.edits, {
    id: 'c2', record: handedIn.id, bucket: handedIn.bucket, device: 'd', counter: 1, author: 'p', grant: 'g', deviceTime: 0, form: null,
  });
  const result = change === undefined ? undefined : applyChange(shg, handedIn, change, { seq: 2, at: 0 });
  if (result === undefined) throw new Error('an answer writes something');
  return result;
}
const counts = (group: DehriRecord): string[] => shgIndicators.contributions(group).map((c) => c.count);

describe('a group handed in', () => {
  test('waits for an answer, and no longer once it has one', () => {
    expect(groups.awaitsApproval?.(handedIn)).toBe(true);
    expect(groups.awaitsApproval?.(answered(true, ''))).toBe(false);
    expect(groups.awaitsApproval?.(answered(false, 'बैठक का दिन लिखें'))).toBe(false);
    expect(groups.awaitsApproval?.(recordOf('shg', { status: 'draft' }))).toBe(false);
  });
  test('counts as approved with the day of the answer and without a reason', () => {
    const group = answered(true, 'unread');
    expect(group.values).toMatchObject({ status: 'approved', statusReason: null, statusDay: '2026-05-04' });
    expect(counts(group)).toContain('groupsApproved');
  });
  test('goes back with what is to be put right, and stands among no new groups meanwhile', () => {
    const group = answered(false, ' बैठक का दिन लिखें ');
    expect(group.values).toMatchObject({ status: 'returned', statusReason: 'बैठक का दिन लिखें', statusDay: '2026-05-04' });
    expect(counts(group)).toEqual(['groupsReturned']);
    expect(groups.stateOf(group).key).toBe('returned');
  });
});
