// How groups are shown, drafted, checked and handed in.
import type { Candidate, DoorState, Fact, GroupDraft, GroupWork, Phrase, PlannedWrite } from '#shared/field-work.ts';
import type { FieldValue, RecordId } from '#shared/record/change.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';
import { group as groupForm } from './forms/group.ts';
import { ADULT, draftGroups, GROUP_SIZE, SMALL_MIN, type Drafted } from './group-assistant.ts';
import { GROUP_NAMES } from './lists/group-names.ts';
import { homeOf, isJoined, linkageOf, textOf } from './linkage.ts';
import { hamletOf } from './next-door.ts';
import { WEEKDAYS } from './records.ts';

const OFFICERS = ['president', 'secretary', 'treasurer'] as const;
/** A group filled up with women still to be asked: some may say no, so it has some to spare. */
const FILLED_SIZE = 12;
const SMALL_REASONS = ['disability', 'remote', 'mahadalit_tola'] as const;

const STATES = {
  draft: state('draft', 'todo'),
  returned: state('returned', 'mend'),
  submitted: state('submitted', 'later'),
  approved: state('approved', 'done'),
} as const;

export const groups: GroupWork = {
  recordType: 'shg',
  size: GROUP_SIZE,
  smallMin: SMALL_MIN,
  smallReasons: SMALL_REASONS,
  form: groupForm.id,
  officers: OFFICERS,
  meetingDays: WEEKDAYS,
  savings: [10, 20, 50, 100],
  card: (group) => ({
    title: textOf(group.values, 'name'),
    detail: { key: 'group.detail', values: { women: rowIds(group.values, 'members').length } },
  }),
  states: Object.values(STATES),
  stateOf: (group) => {
    const status = group.values['status'];
    return status === 'returned' || status === 'submitted' || status === 'approved' ? STATES[status] : STATES.draft;
  },
  facts,
  placeOf: homeOf,
  members: (group) => rowIds(group.values, 'members').map((row) => memberOf(group, row)),
  candidates,
  propose,
  proposeAll: (all, place) => proposeAll(all, place, true),
  check,
  plan,
  awaitsApproval: (group) => group.values['status'] === 'submitted',
  answer,
};

/**
 * Women of the place in no group: those who said yes first, then those still to be asked.
 * A woman stands in one group only, so members of every group on the phone, drafts too, are left out.
 */
function candidates(families: readonly DehriRecord[], all: readonly DehriRecord[], place: PlaceCode): readonly Candidate[] {
  const taken = new Set(all.flatMap((g) => rowIds(g.values, 'members').map((row) => textOf(g.values, `members.${row}.household`) || row)));
  return families
    .filter((f) => isWithin(homeOf(f), place) && !taken.has(f.id) && !isJoined(f))
    .flatMap((f) => {
      const { values } = f;
      const willing = linkageOf(values) === 'willing' && values['outcome'] === 'new_group';
      const unasked = linkageOf(values) === 'open' && (textOf(values, 'outcome') === '' || values['outcome'] === 'locked');
      if (!willing && !unasked) return [];
      const name = textOf(values, 'womanName') || textOf(values, 'headName');
      const guardian = textOf(values, 'womanGuardian') || textOf(values, 'guardianName');
      const age = values['womanAge'];
      const key = `group.candidate.${willing ? 'willing' : 'unasked'}${typeof age === 'number' ? '' : 'NoAge'}`;
      return [{
        door: f.id, name, guardian, willing, mahadalit: values['mahadalit'] === true, hamlet: hamletOf(f),
        ...(typeof age === 'number' ? { age } : {}),
        detail: { key, values: { guardian, age: typeof age === 'number' ? age : '' } },
      }];
    })
    .sort((a, b) => Number(b.willing) - Number(a.willing));
}

/**
 * A full group of willing women if the tola has one; else the willing filled up with women still to
 * be asked (each is marked so on the screen); else a small group; else what there is.
 */
function propose(all: readonly Candidate[], place: PlaceCode): GroupDraft {
  const [first] = proposeAll(all, place, true).drafts;
  if (first !== undefined && first.members.length >= GROUP_SIZE.min) return first;
  const filled = fillUp(all);
  return first === undefined || filled.length >= GROUP_SIZE.min ? emptyDraft(place, filled) : first;
}

/** Up to twelve women of the tola that has most, one a family, the willing first. */
function fillUp(all: readonly Candidate[]): readonly Candidate[] {
  const byHamlet = new Map<string, Map<RecordId, Candidate>>();
  for (const candidate of all) {
    if (candidate.age !== undefined && candidate.age < ADULT) continue;
    const women = byHamlet.get(candidate.hamlet ?? '') ?? new Map<RecordId, Candidate>();
    byHamlet.set(candidate.hamlet ?? '', women);
    if (!women.has(candidate.door)) women.set(candidate.door, candidate);
  }
  const most = [...byHamlet.values()].reduce((a, b) => (b.size > a.size ? b : a), new Map<RecordId, Candidate>());
  return [...most.values()].sort((a, b) => Number(b.willing === true) - Number(a.willing === true)).slice(0, FILLED_SIZE);
}

function proposeAll(all: readonly Candidate[], place: PlaceCode, small: boolean): ReturnType<NonNullable<GroupWork['proposeAll']>> {
  const { drafts, left } = draftGroups(all, { small });
  return {
    drafts: [...drafts].sort((a, b) => Number(a.small) - Number(b.small)).map((drafted, index) => toDraft(drafted, place, index)),
    left: left.map(({ candidate, code }) => ({ candidate, word: { key: `group.left.${code}` } })),
  };
}

function toDraft({ members, small }: Drafted, place: PlaceCode, index: number): GroupDraft {
  const draft = emptyDraft(place, members, index);
  return small && members.every((m) => m.mahadalit === true) ? { ...draft, smallReason: 'mahadalit_tola' } : draft;
}

function emptyDraft(place: PlaceCode, members: readonly Candidate[], index = 0): GroupDraft {
  const at = [...place].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) + index;
  return { place, name: GROUP_NAMES[at % GROUP_NAMES.length] ?? '', members, officers: {}, meetingDay: '', saving: 10 };
}

function check(draft: GroupDraft): readonly Phrase[] {
  const out: Phrase[] = [];
  const say = (key: string, values?: Record<string, string | number>): void => {
    out.push(values === undefined ? { key: `group.check.${key}` } : { key: `group.check.${key}`, values });
  };
  const count = draft.members.length;
  const { min, max } = GROUP_SIZE;
  if (draft.name.trim() === '') say('name');
  if (count > max) say('tooMany', { women: count, max });
  else if (count < SMALL_MIN) say('tooFew', { women: count, min });
  else if (count < min && !SMALL_REASONS.some((reason) => reason === draft.smallReason)) say('smallReason', { women: count, min });
  if (new Set(draft.members.map((m) => m.door)).size < count) say('sameFamily');
  if (new Set(draft.members.map((m) => m.hamlet ?? '')).size > 1) say('twoHamlets');
  for (const member of draft.members) {
    if (member.age !== undefined && member.age < ADULT) say('underAge', { name: member.name });
  }
  const officers = OFFICERS.map((office) => draft.officers[office]);
  const missing = OFFICERS.filter((_, i) => !draft.members.some((m) => m.door === officers[i]));
  for (const office of missing) say(`officer.${office}`);
  if (missing.length === 0 && new Set(officers).size < OFFICERS.length) say('officerTwice');
  if (!WEEKDAYS.some((day) => day === draft.meetingDay)) say('meetingDay');
  if (!Number.isInteger(draft.saving) || draft.saving < 1 || draft.saving > 1000) say('saving');
  return out;
}

/** The group handed in, and each family linked to it, as one unit. */
function plan(draft: GroupDraft, id: RecordId, today: string): readonly PlannedWrite[] {
  const edits: Record<string, FieldValue> = {
    name: draft.name.trim(), origin: 'new', formedDay: today, meetingDay: draft.meetingDay, saving: draft.saving,
    status: 'submitted', statusReason: null, statusDay: today, smallReason: draft.smallReason ?? 'none', place: draft.place,
    mahadalitTola: draft.members.length > 0 && draft.members.every((m) => m.mahadalit === true),
  };
  for (const office of OFFICERS) edits[office] = draft.officers[office] ?? null;
  for (const member of draft.members) {
    const row = `members.${member.door}`;
    edits[`${row}.household`] = member.door;
    edits[`${row}.name`] = member.name;
    edits[`${row}.guardian`] = member.guardian ?? null;
    edits[`${row}.age`] = member.age ?? null;
    edits[`${row}.joinedDay`] = today;
  }
  return [
    { type: 'shg', record: id, place: draft.place, edits },
    ...draft.members.map((member): PlannedWrite => ({
      type: 'household',
      record: member.door,
      edits: {
        groupRecord: id, groupName: draft.name.trim(), groupEntered: true, linkedDay: today,
        ...(member.willing === true ? {} : { outcome: 'new_group', outcomeDay: today, surveyDay: today, womanName: member.name, womanGuardian: member.guardian ?? null, womanAge: member.age ?? null }),
      },
    })),
  ];
}

/** Approved, or returned with what is to be put right; reason and day go with the status. */
function answer(group: DehriRecord, approved: boolean, reason: string, today: string): PlannedWrite {
  return { type: 'shg', record: group.id, edits: { status: approved ? 'approved' : 'returned', statusReason: approved ? null : reason.trim(), statusDay: today } };
}

function facts({ values }: DehriRecord): readonly Fact[] {
  const out: Fact[] = [];
  const label = (field: string): Phrase => ({ key: `field.shg.${field}` });
  const reason = textOf(values, 'statusReason');
  if (reason !== '') out.push({ label: label('statusReason'), value: reason });
  const village = textOf(values, 'villageOrganisation');
  if (village !== '') out.push({ label: label('villageOrganisation'), value: village });
  const meeting = textOf(values, 'meetingDay');
  if (meeting !== '') out.push({ label: label('meetingDay'), value: { key: `choice.weekday.${meeting}` } });
  const saving = values['saving'];
  if (typeof saving === 'number') out.push({ label: label('saving'), value: { key: 'group.saving', values: { rupees: saving } } });
  for (const office of OFFICERS) {
    const row = textOf(values, office);
    const name = textOf(values, `members.${row}.name`);
    if (name !== '') out.push({ label: label(office), value: name });
  }
  return out;
}

function memberOf(group: DehriRecord, row: string): Candidate {
  const guardian = textOf(group.values, `members.${row}.guardian`);
  const age = group.values[`members.${row}.age`];
  return {
    door: textOf(group.values, `members.${row}.household`) || row,
    name: textOf(group.values, `members.${row}.name`),
    guardian,
    ...(typeof age === 'number' ? { age } : {}),
    detail: { key: `group.member${typeof age === 'number' ? '' : 'NoAge'}`, values: { guardian, age: typeof age === 'number' ? age : '' } },
  };
}

function state(key: string, tone: DoorState['tone']): DoorState {
  return { key, tone, word: { key: `group.state.${key}` } };
}
