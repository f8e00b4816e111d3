// What a programme tells the phone about work at the doorstep: how a door is shown, in which order
// doors are walked, how groups form, who is expected at a camp. Pure functions over records: the
// phone's screens draw what these answer and know no programme.
import type { HouseholdTraits } from './people/duplicates.ts';
import type { PlaceCode } from './place/place.ts';
import type { FieldPath, RecordId, Values } from './record/change.ts';
import type { DehriRecord } from './record/record.ts';

/** Words of the programme (`<programme>:<key>`) with what is put into them: text, a number, another phrase. An ISO day is said as a day. */
export interface Phrase {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number | Phrase>>;
}

/** Every tone is shown with an icon and a word, never by colour alone. */
export type Tone = 'done' | 'todo' | 'later' | 'closed' | 'mend';

export interface DoorState {
  /** Also the key of the filter chip. */
  readonly key: string;
  readonly tone: Tone;
  readonly word: Phrase;
}

/** One line of the list. */
export interface DoorCard {
  /** Whose door it is. */
  readonly title: string;
  /** "पति: रमेश · …4821" */
  readonly detail: Phrase;
}

export interface Fact {
  readonly label: Phrase;
  /** Ready to show, an ISO day, or a phrase of the programme. */
  readonly value: string | Phrase;
}

/** Something the worker may tell the family, with where to go and what to bring. It screens, it never decides. */
export interface Advice {
  readonly key: string;
  readonly title: Phrase;
  readonly detail: Phrase;
}

export interface MemberLine {
  /** Row id within the record. */
  readonly row: string;
  readonly name: string;
  readonly detail: Phrase;
}

export interface DoorWork {
  readonly recordType: string;
  /** Form filled at the door, and form for a door that is not on the list. */
  readonly surveyForm: string;
  readonly registerForm: string;
  /** Forms that mend one part of a door's record (who they are, how to reach them). */
  readonly otherForms?: readonly string[];
  /** Paths of whose door it is, of husband or father, and of the number on the card: asked first, to see whether it is on the list. */
  readonly identity: { readonly name: FieldPath; readonly relative: FieldPath; readonly digits: FieldPath };
  /** Answers that a door not on the list begins with. */
  readonly beginAt: (place: PlaceCode, placeName: string) => Values;
  /** In the order of the filter chips. */
  readonly states: readonly DoorState[];
  readonly stateOf: (door: DehriRecord) => DoorState;
  readonly card: (door: DehriRecord) => DoorCard;
  readonly facts: (door: DehriRecord) => readonly Fact[];
  readonly members: (door: DehriRecord) => readonly MemberLine[];
  readonly advice: (door: DehriRecord, today: string) => readonly Advice[];
  /** Number she may be called on, if she agreed to be called. */
  readonly safePhone: (door: DehriRecord) => string | undefined;
  /** The smallest place the door lies in. */
  readonly placeOf: (door: DehriRecord) => PlaceCode;
  /** Does the day's target count it as done? */
  readonly isDone: (door: DehriRecord) => boolean;
  /** ISO day on which it was done, if it was. */
  readonly doneOn: (door: DehriRecord) => string | undefined;
  /** Doors still to visit, the nearest next one first. `from`: the door she stands at; `most`: no more than so many. */
  readonly nextDoors: (doors: readonly DehriRecord[], today: string, from?: RecordId, most?: number) => readonly DehriRecord[];
}

/** The same door written twice. Both records stay; joined, one names the other and counts no more. */
export interface DoorJoining {
  /** The record that goes on in place of this one; undefined for one that stands for itself. */
  readonly joinedWith: (door: DehriRecord) => RecordId | undefined;
  /** Somebody has said that the two are not the same. */
  readonly isTold: (a: DehriRecord, b: DehriRecord) => boolean;
  readonly traits: (door: DehriRecord) => HouseholdTraits;
  /** Which of the two should go on; the person may choose the other. */
  readonly goesOn: (a: DehriRecord, b: DehriRecord) => DehriRecord;
  /** What the one that goes on lacks comes over. @param groups every group at hand */
  readonly join: (kept: DehriRecord, doubled: DehriRecord, groups: readonly DehriRecord[]) => readonly PlannedWrite[];
  readonly keepApart: (a: DehriRecord, b: DehriRecord, today: string) => readonly PlannedWrite[];
  /** The joined one stands for itself again; what came over stays. */
  readonly takeApart: (door: DehriRecord) => readonly PlannedWrite[];
}

export interface Candidate {
  /** The family, and the woman's row in it. */
  readonly door: RecordId;
  readonly row?: string;
  readonly name: string;
  readonly detail: Phrase;
  /** Husband or father. */
  readonly guardian?: string;
  /** Completed years, if known. */
  readonly age?: number;
  /** She has said yes; otherwise she is still to be asked. */
  readonly willing?: boolean;
  readonly mahadalit?: boolean;
  /** Where her door stands, in the record's own words or place code: groups do not cross it. */
  readonly hamlet?: string;
}

/** Why a candidate is in no proposal; `word` says what may be done. */
export interface LeftOver {
  readonly candidate: Candidate;
  readonly word: Phrase;
}

export interface GroupDraft {
  readonly place: PlaceCode;
  readonly name: string;
  readonly members: readonly Candidate[];
  /** Office of a member, by door: `president` → door id. */
  readonly officers: Readonly<Record<string, RecordId>>;
  readonly meetingDay: string;
  /** Rupees each woman saves a week. */
  readonly saving: number;
  /** Why it may stand with fewer women than usual; one of `smallReasons`. */
  readonly smallReason?: string;
}

/** A write, without the store's own details. `record` absent: `ref` names the new one for other edits. */
export interface PlannedWrite {
  readonly type: string;
  readonly record?: RecordId;
  readonly place?: PlaceCode;
  readonly edits: Values;
}

export interface GroupWork {
  readonly recordType: string;
  readonly size: { readonly min: number; readonly max: number };
  /** Smallest size for a special reason, and the reasons. */
  readonly smallMin?: number;
  readonly smallReasons?: readonly string[];
  /** Form that writes down or mends a group by hand. */
  readonly form?: string;
  readonly officers: readonly string[];
  readonly meetingDays: readonly string[];
  readonly savings: readonly number[];
  readonly card: (group: DehriRecord) => DoorCard;
  readonly states: readonly DoorState[];
  readonly stateOf: (group: DehriRecord) => DoorState;
  readonly facts: (group: DehriRecord) => readonly Fact[];
  readonly placeOf: (group: DehriRecord) => PlaceCode;
  readonly members: (group: DehriRecord) => readonly Candidate[];
  /** Women of the place in no group who are willing or not yet asked, the most willing first. */
  readonly candidates: (doors: readonly DehriRecord[], groups: readonly DehriRecord[], place: PlaceCode) => readonly Candidate[];
  /** A first proposal from the candidates. */
  readonly propose: (candidates: readonly Candidate[], place: PlaceCode) => GroupDraft;
  /** Every group the candidates are enough for, balanced, and who is left over and why. */
  readonly proposeAll?: (candidates: readonly Candidate[], place: PlaceCode) => { readonly drafts: readonly GroupDraft[]; readonly left: readonly LeftOver[] };
  /** What must still be put right, empty when it may be handed in. */
  readonly check: (draft: GroupDraft) => readonly Phrase[];
  /** Writes that make the group and link its families; `id` is the new group's. */
  readonly plan: (draft: GroupDraft, id: RecordId, today: string) => readonly PlannedWrite[];
  /** True while someone with the right to approve must answer. */
  readonly awaitsApproval?: (group: DehriRecord) => boolean;
  /** The answer of the one who approves; a return carries its reason. */
  readonly answer?: (group: DehriRecord, approved: boolean, reason: string, today: string) => PlannedWrite;
}

export interface CampWork {
  readonly recordType: string;
  /** Form that announces a camp or changes it. */
  readonly form: string;
  /** Answers that a new camp begins with. */
  readonly beginAt: (place: PlaceCode) => Values;
  readonly card: (camp: DehriRecord) => CampCard;
  /** In the order of the list. */
  readonly states: readonly DoorState[];
  readonly stateOf: (camp: DehriRecord, today: string) => DoorState;
  /** The place whose families it is for. */
  readonly placeOf: (camp: DehriRecord) => PlaceCode;
  /** Persons of these doors the camp is for, and who of them is through. */
  readonly expected: (camp: DehriRecord, doors: readonly DehriRecord[]) => readonly CampGuest[];
  /** The write that ticks a person off, or takes the tick back. */
  readonly mark: (camp: DehriRecord, guest: CampGuest, done: boolean, today: string) => PlannedWrite;
}

export interface CampCard {
  readonly title: Phrase | string;
  /** ISO days. */
  readonly from: string;
  readonly to: string;
  /** `10:00–16:00`, or '' where no time was set. */
  readonly hours: string;
  readonly where: string;
  readonly bring: readonly Phrase[];
}

export interface CampGuest {
  readonly door: RecordId;
  readonly row: string;
  readonly name: string;
  readonly detail: Phrase;
  readonly done: boolean;
}

export interface FieldWork {
  readonly doors: DoorWork;
  readonly groups?: GroupWork;
  readonly camps?: CampWork;
}
