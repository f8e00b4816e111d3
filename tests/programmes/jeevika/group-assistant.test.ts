import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftGroups, groupSizes } from '#programmes/jeevika/group-assistant.ts';
import { groups } from '#programmes/jeevika/groups.ts';
import { householdIndicators, shgIndicators } from '#programmes/jeevika/indicators.ts';
import { household, shg } from '#programmes/jeevika/records.ts';
import type { Candidate } from '#shared/field-work.ts';
import { editToChange } from '#shared/record/edit.ts';
import { applyChange } from '#shared/record/merge.ts';
import { recordOf } from './record-of.ts';

const woman = (door: string, more: Partial<Candidate> = {}): Candidate => ({ door, name: `W${door}`, detail: { key: 'x' }, willing: true, age: 30, hamlet: 't1', ...more });
const women = (count: number, more: Partial<Candidate> = {}): Candidate[] => Array.from({ length: count }, (_, i) => woman(`${more.hamlet ?? 't1'}-${i}`, more));

describe('the sizes of groups', () => {
  test.each([
    [9, []], [10, [10]], [15, [15]], [16, [15]], [19, [15]], [20, [10, 10]], [23, [12, 11]], [27, [14, 13]], [31, [11, 10, 10]], [45, [12, 11, 11, 11]],
  ])('%i women make %j', (count, sizes) => expect(groupSizes(count, false)).toEqual(sizes));
  test('five to nine women make one small group, but only when asked for', () => {
    expect(groupSizes(7, true)).toEqual([7]);
    expect(groupSizes(7, false)).toEqual([]);
    expect(groupSizes(4, true)).toEqual([]);
  });
  test('are always 10 to 15, differ by one at most, and leave nobody out from twenty women on', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_000 }), (count) => {
      const sizes = groupSizes(count, false);
      expect(sizes.every((s) => s >= 10 && s <= 15)).toBe(true);
      expect(Math.max(0, ...sizes) - Math.min(15, ...sizes)).toBeLessThanOrEqual(1);
      const drafted = sizes.reduce((a, b) => a + b, 0);
      expect(count - drafted).toBeGreaterThanOrEqual(0);
      expect(count - drafted).toBeLessThanOrEqual(count < 10 ? count : count < 20 ? 4 : 0);
    }));
  });
});

describe('drafts', () => {
  const candidate = fc.record({
    door: fc.integer({ min: 0, max: 80 }).map(String), hamlet: fc.constantFrom('t1', 't2', 't3'), willing: fc.boolean(), known: fc.boolean(), years: fc.integer({ min: 14, max: 90 }),
  }).map(({ door, hamlet, willing, known, years }): Candidate => ({ door, name: door, detail: { key: 'x' }, hamlet, willing, ...(known ? { age: years } : {}) }));

  test('hold each family once, only willing grown women of one tola, and explain everyone left over', () => {
    fc.assert(fc.property(fc.array(candidate, { maxLength: 150 }), fc.boolean(), (all, small) => {
      const { drafts, left } = draftGroups(all, { small });
      const drafted = drafts.flatMap((d) => d.members);
      expect(new Set(drafted.map((m) => m.door)).size).toBe(drafted.length);
      expect(drafted.every((m) => m.willing === true && (m.age ?? 0) >= 18)).toBe(true);
      expect(drafts.every((d) => d.members.every((m) => m.hamlet === d.hamlet))).toBe(true);
      expect(drafts.every((d) => d.members.length <= 15 && d.members.length >= (small ? 5 : 10))).toBe(true);
      expect(drafted.length + left.length).toBe(all.length);
      expect(draftGroups(all, { small })).toEqual({ drafts, left });
    }));
  });
  test('keep a tola to itself even when a neighbouring one would fill the group', () => {
    const { drafts, left } = draftGroups([...women(8, { hamlet: 'महादलित' }), ...women(12, { hamlet: 't2' })], { small: false });
    expect(drafts.map((d) => d.members.length)).toEqual([12]);
    expect(left.map((l) => l.code)).toEqual(Array.from({ length: 8 }, () => 'too-few'));
  });
  test('offer a small Mahadalit tola its own group with the reason filled in', () => {
    const { drafts } = groups.proposeAll?.(women(7, { mahadalit: true }), '10.192.1.p.v.t1') ?? { drafts: [] };
    expect(drafts.map((d) => [d.members.length, d.smallReason])).toEqual([[7, 'mahadalit_tola']]);
  });
});

describe('one tap', () => {
  const place = '10.192.1787.p1.v1';
  const tapped = (all: readonly Candidate[]): [number, number] => {
    const { members } = groups.propose(all, place);
    return [members.length, members.filter((m) => m.willing).length];
  };
  const asked = { willing: false } as const;
  test('drafts a full group of willing women where there is one', () => {
    expect(tapped([...women(23), ...women(5, { ...asked, hamlet: 't2' })])).toEqual([12, 12]);
  });
  test('fills a few willing women up with neighbours still to be asked, the willing first', () => {
    const all = [...women(9, { ...asked, door: '' }).map((w, i) => ({ ...w, door: `n${i}` })), ...women(4)];
    expect(tapped(all)).toEqual([12, 4]);
    expect(groups.propose(all, place).members.slice(0, 4).every((m) => m.willing)).toBe(true);
  });
  test('stays within the tola that has most, one woman a family, no girl', () => {
    const all = [...women(8, { ...asked, hamlet: 't2' }), ...women(11, asked), ...women(11, asked), woman('girl', { ...asked, age: 16 })];
    const { members } = groups.propose(all, place);
    expect(members.length).toBe(11);
    expect(new Set(members.map((m) => m.hamlet))).toEqual(new Set(['t1']));
  });
  test('offers what there is where a tola has too few', () => {
    expect(tapped(women(3, asked))).toEqual([3, 0]);
    expect(tapped([])).toEqual([0, 0]);
  });
});

describe('candidates', () => {
  const at = { bucket: '10.192.1787.p1.v1.t1/doorstep' };
  const family = (id: string, values: Record<string, string | number | boolean>) => recordOf('household', { headName: `मुखिया ${id}`, ...values }, { id, ...at });
  const place = '10.192.1787.p1.v1.t1';
  test('are the willing first, then those to be asked; nobody who is linked, has refused or stands in any group', () => {
    const families = [
      family('asked', {}), family('willing', { outcome: 'new_group', womanName: 'मीना', womanAge: 33 }), family('linked', { listGroupName: 'एकता' }),
      family('refused', { outcome: 'refused' }), family('old', { outcome: 'old_group' }), family('drafted', { outcome: 'new_group', womanAge: 40 }), family('locked', { outcome: 'locked' }),
    ];
    const draft = recordOf('shg', { status: 'draft', 'members.drafted.household': 'drafted' }, { id: 'g1' });
    expect(groups.candidates(families, [draft], place).map((c) => c.door)).toEqual(['willing', 'asked', 'locked']);
  });
  test('of another place are not offered', () => {
    expect(groups.candidates([family('willing', { outcome: 'new_group', womanAge: 30 })], [], '10.192.1787.p1.v2')).toEqual([]);
  });
});

describe('a draft', () => {
  const ready = (count: number) => {
    const draft = groups.proposeAll?.(women(count), '10.192.1787.p1.v1.t1').drafts[0];
    if (draft === undefined) throw new Error('expected a draft');
    const officers: Readonly<Record<string, string>> = { president: 't1-0', secretary: 't1-1', treasurer: 't1-2' };
    return { ...draft, meetingDay: 'friday', officers };
  };
  const codes = (draft: ReturnType<typeof ready>): string[] => groups.check(draft).map((p) => p.key);
  test('that is complete may be handed in', () => expect(codes(ready(12))).toEqual([]));
  test('says what is missing, one thing after another', () => {
    expect(codes({ ...ready(12), name: ' ', meetingDay: '', officers: { president: 't1-0', secretary: 'elsewhere' } })).toEqual([
      'group.check.name', 'group.check.officer.secretary', 'group.check.officer.treasurer', 'group.check.meetingDay',
    ]);
  });
  test('refuses one woman in two offices, a second tola, a second woman of a family, a girl', () => {
    const draft = ready(12);
    const [first, ...rest] = draft.members;
    if (first === undefined) throw new Error('expected a member');
    expect(codes({ ...draft, officers: { president: 't1-0', secretary: 't1-0', treasurer: 't1-2' } })).toEqual(['group.check.officerTwice']);
    expect(codes({ ...draft, members: [{ ...first, hamlet: 't9' }, ...rest] })).toEqual(['group.check.twoHamlets']);
    expect(codes({ ...draft, members: [first, ...draft.members] })).toEqual(['group.check.sameFamily']);
    expect(codes({ ...draft, members: [{ ...first, age: 17 }, ...rest] })).toEqual(['group.check.underAge']);
  });
  test('of seven women needs a special reason', () => {
    const draft = { ...ready(12), members: women(7) };
    expect(codes(draft)).toEqual(['group.check.smallReason']);
    expect(codes({ ...draft, smallReason: 'remote' })).toEqual([]);
    expect(codes({ ...draft, members: women(4) })).toEqual(['group.check.tooFew', ]);
  });
  test('handed in becomes one group that counts, and links every family of it', () => {
    const draft = { ...ready(12), members: [...women(11), woman('new', { willing: false })] };
    const [first, ...families] = groups.plan(draft, 'g1', '2025-05-20');
    const header = { counter: 1, device: 'd', author: 'a', grant: 'g', deviceTime: 0, form: null, bucket: '10.192.1787.p1.v1.t1/x' };
    const change = editToChange(shg, undefined, first?.edits ?? {}, { ...header, id: 'c1', record: 'g1' });
    if (change === undefined) throw new Error('expected a change');
    const group = applyChange(shg, undefined, change, { seq: 1, at: 0 });
    const contributions = shgIndicators.contributions(group);
    expect(contributions.map((c) => [c.count, c.amount, c.day])).toEqual([['newGroups', 1, '2025-05-20'], ['newGroupFamilies', 12, '2025-05-20'], ['groupsWaiting', 1, '2025-05-20']]);

    expect(families.map((w) => w.record)).toEqual([...women(11).map((w) => w.door), 'new']);
    for (const write of families) {
      const before = recordOf('household', write.record === 'new' ? { listed: true } : { listed: true, outcome: 'new_group', outcomeDay: '2025-05-10', womanName: 'मीना' }, { id: write.record ?? '' });
      const linked = editToChange(household, before, write.edits, { ...header, id: 'c2', record: before.id });
      if (linked === undefined) throw new Error('expected a change');
      const after = applyChange(household, before, linked, { seq: 2, at: 0 });
      expect(householdIndicators.contributions(after).map((c) => c.count)).toContain('linkedNow');
      expect(after.values['womanName']).toBe(write.record === 'new' ? 'Wnew' : 'मीना');
    }
  });
});
