// Lists of persons that several departments hand in, and what may be known of whom. A programme says which
// categories there are; the server keeps the rows, finds which of them are one person, and shows no more
// than the category lets it.
import type { PersonId, Values } from '../record/change.ts';
import type { Rulebook } from '../task/rulebook.ts';
/**
 * How far a list of the category shows whose it is (dossier E1, E2).
 * - `named`: who works on it sees the name, each look in the audit log.
 * - `covered`: names are kept, but stand behind a token; they are opened for a reason and by a second person, and that
 *   there is such a row at all is told to nobody else.
 * - `token`: no name is taken in at all; the row has the number of its case. Otherwise as `covered`.
 */
export const DISCLOSURES = ['named', 'covered', 'token'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

export interface SubjectCategory {
  /** `labour`; its words are `<programme>:category.<id>`. */
  readonly id: string;
  readonly disclosure: Disclosure;
  /** What such a person may need, and what may be given to her: codes, words `<programme>:service.<code>`. */
  readonly services: readonly string[];
  /** Needed as soon as she is on the list, without anybody saying so. */
  readonly needs: readonly string[];
}

/** Who hands in lists, and carries out what is referred to it. */
export interface SubjectDepartment {
  /** `labour`; its words are `<programme>:department.<id>`. */
  readonly id: string;
  /** Its office of the state is `<state>.dep<office>`. */
  readonly office: number;
  /** Categories of its lists. */
  readonly categories: readonly string[];
}

/** A programme's lists of persons. The columns of each are an import target with `subjects` (`programmes/lists.ts`). */
export interface SubjectWork {
  readonly categories: readonly SubjectCategory[];
  readonly departments: readonly SubjectDepartment[];
  /** Present when those who work for such a person keep a file of her. */
  readonly file?: SubjectFile;
}

/** What the centre knows of somebody for whom it begins a file. `identity`: paths of `entry.ts`. */
export interface KnownSubject {
  readonly token: string;
  readonly identity: Values;
  readonly categories: readonly string[];
  readonly needs: readonly string[];
  /** ISO day. */
  readonly today: string;
}

export interface FileContext {
  /** ISO day, and milliseconds since 1970. */
  readonly today: string;
  readonly now: number;
  readonly rules: Rulebook;
}

/** `sent`, `received` (the department has it), `overdue`, `stopped` (its clock stands still), and how it ended. */
export const REFERRAL_STANDINGS = ['sent', 'received', 'overdue', 'stopped', 'given', 'refused', 'withdrawn'] as const;
export type ReferralStanding = (typeof REFERRAL_STANDINGS)[number];

/** What a department is told of a referral to it. Codes, days and no word that was written freely but its own answer. */
export interface Referral {
  /** Row of the file, without the name of the repeat. */
  readonly row: string;
  readonly department: string;
  readonly service: string;
  readonly sentDay: string;
  /** Absent once it is over. */
  readonly due?: string;
  /** Days past `due`. */
  readonly over: number;
  readonly state: ReferralStanding;
  /** An answer of the department is still awaited. */
  readonly open: boolean;
  readonly receivedDay: string;
  readonly answeredDay: string;
  readonly answerNote: string;
}

export const REFERRAL_ANSWERS = ['received', 'given', 'refused'] as const;
export type ReferralAnswer = (typeof REFERRAL_ANSWERS)[number];

/** The file of one person with those who work for her: an engine record, seen by whom it names. */
export interface SubjectFile {
  readonly recordType: string;
  /** Of the offices that keep it, one of each district: `dcpu`. */
  readonly office: string;
  /** What a file begins with that the centre makes. */
  readonly fieldsOf: (known: KnownSubject) => Values;
  /** What the centre may know of it, without whose it is. `state` is a code, words `<programme>:state.<code>`. */
  readonly summaryOf: (values: Values, context: FileContext) => {
    readonly token: string; readonly state: string; readonly responsible: PersonId | undefined; readonly nextDay: string | undefined;
    readonly needs: readonly string[]; readonly services: readonly string[]; readonly referrals: readonly Referral[];
  };
  /** Its name may be told to no department. */
  readonly isProtected: (values: Values) => boolean;
  /** What a department must know to serve her; empty of a protected one. Values by path of the record. */
  readonly identityFor: (values: Values) => Values;
  /** Edits of a department's answer. Undefined: there is no such referral, or it is over. */
  readonly answerOf: (values: Values, said: { readonly row: string; readonly department: string; readonly answer: ReferralAnswer; readonly day: string; readonly note: string; readonly person: PersonId }) => Values | undefined;
}

/** Nothing of it may be told to who has not the duty. */
export function isProtected({ disclosure }: Pick<SubjectCategory, 'disclosure'>): boolean {
  return disclosure !== 'named';
}
