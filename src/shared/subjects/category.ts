// Lists of persons that several departments hand in, and what may be known of whom. A programme says which
// categories there are; the server keeps the rows, finds which of them are one person, and shows no more
// than the category lets it.
import type { CaseContext } from '../case-work.ts';
import type { Values } from '../record/change.ts';
import type { DehriRecord } from '../record/record.ts';
import type { Identity } from './entry.ts';

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

/** A child as the centre hands her over to those who are to work for her. */
export interface HandedOver {
  readonly token: string;
  /** Empty where it may not be told: then the unit knows her by the token alone. */
  readonly identity: Identity;
  /** Codes of what is still open. */
  readonly needs: readonly string[];
  /** What the officer wrote to the unit. */
  readonly why: string;
  /** ISO day. */
  readonly day: string;
}

/** One referral of her file: to which department, for what, since when, until when. Days are ISO. */
export interface SubjectReferral {
  readonly row: string;
  readonly department: string;
  readonly service: string;
  readonly day: string;
  readonly due: string | null;
  readonly state: string;
}

/** The file that a child protection unit keeps of a child of the lists: a guarded record type of the programme. */
export interface SubjectFileWork {
  readonly recordType: string;
  readonly fieldsOf: (her: HandedOver) => Values;
  /** ISO day on which something is next to be done for her; null: nothing is. */
  readonly nextDayOf: (file: DehriRecord, context: CaseContext) => string | null;
  readonly referralsOf: (file: DehriRecord, context: CaseContext) => readonly SubjectReferral[];
}

/** A programme's lists of persons. The columns of each are an import target with `subjects` (`programmes/lists.ts`). */
export interface SubjectWork {
  readonly categories: readonly SubjectCategory[];
  readonly departments: readonly SubjectDepartment[];
  /** Absent: nobody keeps files of them. */
  readonly file?: SubjectFileWork;
}

/** Nothing of it may be told to who has not the duty. */
export function isProtected({ disclosure }: Pick<SubjectCategory, 'disclosure'>): boolean {
  return disclosure !== 'named';
}
