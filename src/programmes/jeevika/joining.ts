// The same family written twice: which two may be one, and what joining them writes. Nothing is deleted: the
// one that is joined names the one that goes on, is counted and visited no more, and can be taken apart again.
import type { DoorJoining, PlannedWrite } from '#shared/field-work.ts';
import type { FieldPath, FieldValue, RecordId, Values } from '#shared/record/change.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { registerOf } from '#shared/record/record-type.ts';
import { homeOf, textOf } from './linkage.ts';
import { household } from './records.ts';

/** What says which card and which door it is stays with each of the two. */
const OWN: ReadonlySet<string> = new Set(['cardNumber', 'cardType', 'dealer', 'listed', 'sameAs', 'listPhone', '@listGroup', '@home']);

export const joining: DoorJoining = {
  joinedWith: ({ values }) => textOf(values, 'sameAs') || undefined,
  isTold: (a, b) => isMarkedOther(a, b.id) || isMarkedOther(b, a.id),
  traits: (door) => {
    const { values } = door;
    const age = values['womanAge'];
    return {
      name: textOf(values, 'headName'), husbandOrFather: textOf(values, 'guardianName'), cardDigits: textOf(values, 'cardNumber'), place: homeOf(door),
      phone: textOf(values, 'safePhone') || textOf(values, 'listPhone'), ...(typeof age === 'number' ? { age } : {}),
    };
  },
  // The list's own row goes on; of two alike the one about which more is known.
  goesOn: (a, b) => {
    const rank = ({ values }: DehriRecord): number => (values['listed'] === true ? 1_000 : 0) + (textOf(values, 'outcome') === '' ? 0 : 100) + Object.keys(values).length;
    return rank(b) > rank(a) ? b : a;
  },
  join,
  keepApart: (a, b, today) => [{ type: household.name, record: a.id, edits: { [`notSame.${b.id}.day`]: today, [`notSame.${b.id}._gone`]: false } }],
  takeApart: (door) => [{ type: household.name, record: door.id, edits: { sameAs: null } }],
};

/** @param groups every group at hand: a place in one goes to the record that goes on */
function join(kept: DehriRecord, doubled: DehriRecord, groups: readonly DehriRecord[]): readonly PlannedWrite[] {
  const carried = whatItLacks(kept, doubled);
  return [
    { type: household.name, record: doubled.id, edits: { sameAs: kept.id } },
    ...(Object.keys(carried).length === 0 ? [] : [{ type: household.name, record: kept.id, edits: carried }]),
    ...groups.flatMap((group) => inRegister(group, kept.id, doubled.id)),
  ];
}

/** Answers of the one that the other has nothing about, group by group: an answer never comes without what must agree with it. */
function whatItLacks(kept: DehriRecord, doubled: DehriRecord): Values {
  const out: Record<FieldPath, FieldValue> = {};
  const hasMembers = rowIds(kept.values, 'members').length > 0;
  const known = new Set(Object.entries(kept.values).filter(([, value]) => isSaid(value)).map(([path]) => registerOf(household, path)));
  for (const [path, value] of Object.entries(doubled.values)) {
    const register = registerOf(household, path);
    const inMembers = path.startsWith('members.');
    if (!isSaid(value) || OWN.has(register) || path.startsWith('notSame.') || known.has(register) || (inMembers && (hasMembers || !rowIds(doubled.values, 'members').includes(path.split('.')[1] ?? '')))) continue;
    out[path] = value;
  }
  return out;
}

function inRegister(group: DehriRecord, kept: RecordId, doubled: RecordId): readonly PlannedWrite[] {
  const rows = rowIds(group.values, 'members');
  const nameOf = (row: string): string => textOf(group.values, `members.${row}.household`) || row;
  const row = rows.find((one) => nameOf(one) === doubled);
  if (row === undefined) return [];
  const edits: Record<FieldPath, FieldValue> = { [`members.${row}._gone`]: true };
  if (!rows.some((one) => nameOf(one) === kept)) {
    for (const field of ['name', 'guardian', 'age', 'joinedDay']) {
      const value = group.values[`members.${row}.${field}`];
      if (value !== undefined) edits[`members.${kept}.${field}`] = value;
    }
    edits[`members.${kept}.household`] = kept;
    edits[`members.${kept}._gone`] = false;
  }
  for (const office of ['president', 'secretary', 'treasurer']) if (group.values[office] === doubled) edits[office] = kept;
  return [{ type: group.type, record: group.id, edits }];
}

function isMarkedOther({ values }: DehriRecord, other: RecordId): boolean {
  return rowIds(values, 'notSame').includes(other);
}

function isSaid(value: FieldValue): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
