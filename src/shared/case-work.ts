// What a programme tells the app about files of persons: how a file is shown masked and open, what
// leads it, which parts it has and which form writes each, registers and printed papers. Pure
// functions over records: the screens draw what these answer and know no programme. A text, cell or
// value of a phrase that is an ISO day is written out as a day in the language of the screen or paper.
import type { Advice, DoorState, Fact, Phrase, PlannedWrite, Tone } from './field-work.ts';
import type { PlaceCode } from './place/place.ts';
import type { FieldPath, PersonId, RecordId, Values } from './record/change.ts';
import type { DehriRecord } from './record/record.ts';
import type { Rulebook } from './task/rulebook.ts';

/** Who asks, when, by which rules. */
export interface CaseContext {
  readonly person: PersonId;
  /** Her office. */
  readonly place: PlaceCode;
  /** ISO day, and milliseconds since 1970. */
  readonly today: string;
  readonly now: number;
  readonly rules: Rulebook;
  /** Names of colleagues by person id, '' when unknown. */
  readonly nameOf: (person: PersonId) => string;
  /** Title of a record of an office list by its id (the name of a bed), '' when unknown. */
  readonly titleOf?: (record: RecordId) => string;
  /** A record of the phone by its id. */
  readonly recordOf?: (record: RecordId) => DehriRecord | undefined;
  /** Photos of the record that the server has not verified yet. */
  readonly unverifiedPhotos?: number;
}

/** Leads the file everywhere: danger, medical, suicide, children, under 18, "leave no message". */
export interface CaseFlag {
  readonly key: string;
  readonly tone: Tone;
  /** Name of an icon in `client/ui/icons`. */
  readonly icon: string;
  readonly word: Phrase;
}

/** A line of a part: one service, one referral, one paper. */
export interface CaseLine {
  /** `services.k7` */
  readonly row: string;
  readonly icon: string;
  readonly title: string | Phrase;
  readonly detail: Phrase | string;
  readonly state?: DoorState;
  /** Forms that go on with this line: `[{ form, row }]` opened over the row. */
  readonly forms?: readonly string[];
}

/** A part of the page of a file: intake, risk, services, referrals, shelter, papers, plan … */
export interface CasePart {
  /** Also the word `<programme>:part.<key>`. */
  readonly key: string;
  readonly icon: string;
  readonly facts?: (record: DehriRecord, context: CaseContext) => readonly Fact[];
  readonly lines?: (record: DehriRecord, context: CaseContext) => readonly CaseLine[];
  /** Forms that write the part or add a line to it. A form with `row` adds a row. */
  readonly forms: readonly string[];
  /** False: this one of its forms has nothing to do now (a danger that is not there cannot be over). */
  readonly offers?: (form: string, record: DehriRecord, context: CaseContext) => boolean;
  /** Who works on the file is said here: here it can be handed over to another office. */
  readonly handsOver?: true;
  /** Hidden when false (the shelter of a woman who never stayed, the child's path of an adult). */
  readonly shown?: (record: DehriRecord, context: CaseContext) => boolean;
  /** What may be said to her now, with where to go and what to take. */
  readonly advice?: (record: DehriRecord, context: CaseContext) => readonly Advice[];
}

/** A table as it is kept on paper (पंजी): printed in Hindi, A4, rows numbered. */
export interface Register {
  /** Word `<programme>:register.<key>.title`, columns `<programme>:register.<key>.column.<name>`. */
  readonly key: string;
  readonly recordTypes: readonly string[];
  /** `sum`: its numbers may be added up over the lines. */
  readonly columns: readonly { readonly name: string; readonly width?: number; readonly sum?: true }[];
  /** What stands (homes, workplaces): shown whichever time is looked at. */
  readonly standing?: true;
  /** One line for each record: at the desk its state stands beside it. */
  readonly whole?: true;
  /** One record may give several rows. `day` orders and filters them. Names appear only with `named`. */
  readonly rows: (record: DehriRecord, context: CaseContext, named: boolean) => readonly { readonly day: string; readonly cells: readonly (string | Phrase)[] }[];
}

/** A printed paper of one file (घरेलू घटना रिपोर्ट, संचिका, referral letter). */
export interface Paper {
  /** Word `<programme>:paper.<key>`. */
  readonly key: string;
  /** False: nothing to print yet. */
  readonly ready: (record: DehriRecord, row?: string) => boolean;
  /** Rows of this repeat get a paper each (one letter per referral). */
  readonly repeat?: string;
  readonly blocks: (record: DehriRecord, context: CaseContext, row?: string) => readonly PaperBlock[];
}

export type PaperBlock =
  | { readonly kind: 'heading'; readonly word: Phrase }
  | { readonly kind: 'text'; readonly word: Phrase | string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly head: readonly Phrase[]; readonly rows: readonly (readonly (string | Phrase)[])[] }
  /** Ticked and unticked boxes, as a form on paper has them. */
  | { readonly kind: 'ticks'; readonly items: readonly { readonly word: Phrase; readonly ticked: boolean }[] }
  /** `head`: who heads the office, and may be called otherwise where the letterhead says so. */
  | { readonly kind: 'signatures'; readonly who: readonly (Phrase & { readonly head?: true })[] };

/** A matter that cannot be saved yet, with what to do about it. Judged before the save, beside the form's own rules. */
export interface Objection {
  readonly word: Phrase;
  /** False: it may be saved, and this is said. */
  readonly blocks: boolean;
}

/**
 * A text question whose `appearance` is the record type of a CaseWork is answered with the id of one of its
 * files, drawn as a choice by number among those she may list.
 */
export interface CaseWork {
  readonly recordType: string;
  /** Icon of its tab and rows; words `<programme>:cases.<recordType>.tab`, `.title`, `.new`, `.none`. */
  readonly icon: string;
  /** Kinds of office that keep such files. */
  readonly offices: readonly string[];
  readonly intakeForm: string;
  /** Answers that a new file begins with: its number, the day, who takes it. */
  readonly beginAt: (context: CaseContext, number: string) => Values;
  /** Path of the number made on the phone. */
  readonly numberPath: FieldPath;
  /** `OSC` in `OSC1/2026-27/A7-0012-QFK`; see `case-number.ts`. */
  readonly numberPrefix: string;
  /** In the order of the filter chips. */
  readonly states: readonly DoorState[];
  readonly stateOf: (record: DehriRecord, context: CaseContext) => DoorState;
  readonly isOpen: (record: DehriRecord) => boolean;
  /** What everyone of the office may know: the number and what matters, never who. */
  readonly masked: (record: DehriRecord, context: CaseContext) => { readonly title: string; readonly detail: Phrase | string };
  /** With her name, after it was asked for. */
  readonly card: (record: DehriRecord, context: CaseContext) => { readonly title: string | Phrase; readonly detail: Phrase | string };
  /**
   * Patterns of answers that say who she or someone of hers is. A page covers them until names are asked
   * for. Absent: every field named `name`, `alias`, `address`, `…Name` or `…Address`, and phones.
   */
  readonly names?: readonly string[];
  readonly flags: (record: DehriRecord, context: CaseContext) => readonly CaseFlag[];
  /** Number she may be called on and when, if she agreed; `noMessage`: nothing may be left with others. */
  readonly contact: (record: DehriRecord) => { readonly phone: string; readonly when: Phrase; readonly noMessage: boolean } | undefined;
  readonly parts: readonly CasePart[];
  /**
   * What stands against this save; empty when it may be saved. `edits` as they would be written: rows with their whole path,
   * and what a new file began with. `others`: all records of this programme on the phone.
   */
  readonly objections: (form: string, record: DehriRecord | undefined, edits: Values, context: CaseContext, others: (type: string) => readonly DehriRecord[]) => readonly Objection[];
  /** Further writes that belong to the save, in the same transaction (the bed of an admission, the call that became a case). */
  readonly alsoWrites?: (form: string, record: RecordId, before: DehriRecord | undefined, edits: Values, context: CaseContext, others: (type: string) => readonly DehriRecord[]) => readonly PlannedWrite[];
  readonly papers: readonly Paper[];
}

/** A call that is disposed in one tap (181), or becomes a file without typing anything twice. */
export interface CallWork {
  readonly recordType: string;
  /** Big buttons, in order; `becomesCase`: goes on to the intake with what is known. */
  readonly dispositions: readonly { readonly value: string; readonly icon: string; readonly tone: Tone; readonly becomesCase?: boolean }[];
  /** Edits of a new call disposed so. Words `<programme>:choice.disposition.<value>`. */
  readonly dispose: (disposition: string, context: CaseContext) => Values;
  /** What the intake begins with when the call becomes a case. */
  readonly toCase: (call: RecordId, context: CaseContext) => Values;
  readonly dayOf: (call: DehriRecord) => string;
  readonly dispositionOf: (call: DehriRecord) => string;
  /** It should be a file and is none yet. */
  readonly awaitsCase: (call: DehriRecord) => boolean;
}

/**
 * Beds, stock, checklists, minutes: plain records of the office, each with forms, listed with a state.
 * A text question whose `appearance` is the key of a list is answered with the id of one of its
 * records, drawn as a choice of those that `offered` lets through.
 */
export interface OfficeList {
  /** Word `<programme>:list.<key>.title`, `.new`, `.none`. */
  readonly key: string;
  readonly recordType: string;
  readonly icon: string;
  /** Drawn as tiles: what is free is seen at a glance. */
  readonly board?: boolean;
  readonly offices: readonly string[];
  /** Form of a new one, and forms that go on with one; those with `row` add a row. */
  readonly newForm?: string;
  readonly forms: readonly string[];
  /** Answers that a new one begins with; what its form does not ask is written all the same. */
  readonly beginAt?: (context: CaseContext) => Values;
  readonly states: readonly DoorState[];
  readonly stateOf: (record: DehriRecord, context: CaseContext) => DoorState;
  /** Those of its records that are listed; absent: all. */
  readonly shows?: (record: DehriRecord, context: CaseContext) => boolean;
  /** It stands everywhere, so it never says whose it is. */
  readonly card: (record: DehriRecord, context: CaseContext) => { readonly title: string | Phrase; readonly detail: Phrase | string };
  /** Of a list about persons: whose it is. Shown in the list only once she has asked for it. */
  readonly nameOf?: (record: DehriRecord) => string;
  /** May it be the answer to a question of the appearance `<key>`? */
  readonly offered?: (record: DehriRecord, context: CaseContext) => boolean;
  readonly facts?: (record: DehriRecord, context: CaseContext) => readonly Fact[];
  /** @param month `2026-08`, one of `months`, whose lines are asked for; absent: the latest lines */
  readonly lines?: (record: DehriRecord, context: CaseContext, month?: string) => readonly CaseLine[];
  /** Months that may be chosen to see their lines, the latest first. */
  readonly months?: (record: DehriRecord, context: CaseContext) => readonly string[];
  /** Records ready to be made when the list is empty (the standard checklist of a building). */
  readonly starters?: (context: CaseContext) => readonly PlannedWrite[];
  readonly papers?: readonly Paper[];
}

/** Who could be a mentor of whom. */
export interface MatchWork {
  /** Type of the file that a mentor is looked for, and of the files of mentors. */
  readonly recordType: string;
  readonly mentorType?: string;
  /** Those who fit first, the best first, each with why; then those who do not, with why not. */
  readonly candidates: (record: DehriRecord, all: readonly DehriRecord[], context: CaseContext) => readonly MatchCandidate[];
  /** The write that pairs them, made by one tap on a candidate who fits. `row`: id of the new row. */
  readonly pair: (record: DehriRecord, mentor: DehriRecord, row: string, context: CaseContext) => PlannedWrite;
}

export interface MatchCandidate {
  readonly mentor: RecordId;
  readonly title: string;
  readonly fits: boolean;
  readonly why: readonly Phrase[];
}

/**
 * Rows that belong to a record and are kept apart from it, some to a record (the days of a home, a month each): a
 * form of theirs opens on the page of the owner, over whichever record keeps the row.
 */
export interface RowsApart {
  /** Type of the records that keep the rows, and of their owner. */
  readonly recordType: string;
  readonly of: string;
  /** Which record keeps the row. The id follows from both, so that two who begin one at once meet in it. */
  readonly recordOf: (owner: RecordId, row: string) => RecordId;
  readonly ownerOf: (record: RecordId) => RecordId;
  readonly title: (owner: DehriRecord, record: RecordId) => Phrase;
  readonly rowTitle: (row: string) => Phrase;
  /** What no form asks, written with the edits. */
  readonly adds: (owner: DehriRecord, record: RecordId, edits: Values) => Values;
  /** What the owner says of the rows in `edits`, written in the same save. `kept`: as the record stands after it. */
  readonly tells: (owner: DehriRecord, kept: Values, edits: Values) => Values;
}

export interface CasePractice {
  readonly cases: readonly CaseWork[];
  readonly calls?: CallWork;
  readonly lists?: readonly OfficeList[];
  readonly matches?: MatchWork;
  readonly registers: readonly Register[];
  readonly apart?: readonly RowsApart[];
}
