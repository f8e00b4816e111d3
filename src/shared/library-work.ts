// What a programme that keeps a library tells the screens: how its schemes, papers and trainings are read, by
// which questions a scheme may fit, and other words for the search. Records of it are about nobody; answers to
// the questions are about somebody, and are held in memory only.
import type { DoorState } from './field-work.ts';
import type { PlaceCode } from './place/place.ts';
import type { DehriRecord } from './record/record.ts';

/** `number`: a count (years, rupees a year, per cent). `one`: one of the options. `yes`: yes or no. */
export interface Asked {
  readonly code: string;
  readonly kind: 'number' | 'one' | 'yes';
  /** Of `one`. */
  readonly options?: readonly string[];
  /** Of `number`: the greatest that makes sense. */
  readonly most?: number;
  /** A number that everybody knows of herself, and types; others are chosen as spans. */
  readonly typed?: true;
}

/** How a row compares: a number with `least` and `most`, an option with `oneOf`, the rest by itself. */
export const HOWS = ['least', 'most', 'oneOf', 'yes', 'no'] as const;
export type How = (typeof HOWS)[number];

export interface Condition {
  readonly question: string;
  readonly how: How;
  /** Of `least` and `most`. */
  readonly number: number;
  /** Of `oneOf`. */
  readonly options: readonly string[];
}

/** One of them is enough. */
export type Either = readonly Condition[];

export interface Conditions {
  /** Each must hold. */
  readonly all: readonly Either[];
  /** Some rows cannot be judged. */
  readonly unclear: boolean;
}

/** Years, rupees a year or per cent as a number; an option or `yes` / `no` as a word. */
export type Answer = number | string;
export type Answers = ReadonlyMap<string, Answer>;

export type Fit =
  /** As far as known. `unclear`: some of its conditions can only be asked at the office. */
  | { readonly kind: 'fits'; readonly unclear: boolean }
  /** Each reason alone is enough: the conditions that failed. */
  | { readonly kind: 'not'; readonly because: readonly Either[] }
  | { readonly kind: 'open'; readonly needs: readonly string[]; readonly unclear: boolean };

/** A span of numbers between which no scheme tells apart; `to` undefined: and more. */
export interface Band {
  readonly from: number;
  readonly to: number | undefined;
}

export interface FitWork {
  /** So many are asked at most. */
  readonly mostQuestions: number;
  readonly fitOf: (conditions: Conditions, answers: Answers) => Fit;
  /** The question that would tell most now; undefined: no answer changes anything any more, or enough has been asked. @param passed asked already */
  readonly nextQuestion: (schemes: readonly Conditions[], answers: Answers, passed: ReadonlySet<string>) => string | undefined;
  /** Ascending. */
  readonly bandsOf: (question: string, schemes: readonly Conditions[]) => readonly Band[];
  /** Throws for a code that does not exist. */
  readonly questionOf: (code: string) => Asked;
}

export const SCHEME_TEXTS = ['forWhom', 'benefit', 'where', 'papers', 'limit', 'department', 'law', 'source', 'words'] as const;

export interface SchemeSight {
  readonly record: DehriRecord;
  readonly id: string;
  readonly place: PlaceCode;
  readonly name: string;
  readonly nameEn: string;
  readonly summary: string;
  readonly topics: readonly string[];
  /** '' where nobody has said. */
  readonly text: (field: (typeof SCHEME_TEXTS)[number]) => string;
  /** ISO days, '' when unknown. */
  readonly checkedDay: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly state: DoorState;
  /** May somebody still apply, as far as is known? */
  readonly offered: boolean;
  readonly conditions: Conditions;
}

/** A law, or a study. */
export interface PaperSight {
  readonly record: DehriRecord;
  readonly id: string;
  readonly place: PlaceCode;
  readonly name: string;
  readonly nameEn: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly year: number | undefined;
  readonly publisher: string;
  readonly link: string;
  readonly source: string;
  readonly checkedDay: string;
  readonly words: string;
}

export interface TrainingSight {
  readonly record: DehriRecord;
  readonly id: string;
  readonly place: PlaceCode;
  readonly topic: string;
  readonly about: string;
  readonly forWhom: readonly string[];
  readonly from: string;
  /** Last day. */
  readonly to: string;
  readonly venue: string;
  readonly trainer: string;
  readonly seats: number | undefined;
  readonly state: DoorState;
  /** Not yet over, and not cancelled. */
  readonly ahead: boolean;
  /** Somebody has still to say what came of it. */
  readonly unwritten: boolean;
  readonly reason: string;
  readonly cameAll: number;
  readonly came: readonly { readonly role: string; readonly number: number }[];
  readonly feedback: string;
  readonly material: string;
}

/** The kinds of records of a library. */
export const LIBRARY_KINDS = ['scheme', 'policy', 'study', 'training'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

export interface LibraryWork {
  /** Names of the record types, and the form by which each is written down. */
  readonly kinds: Readonly<Record<LibraryKind, { readonly recordType: string; readonly form: string }>>;
  /** What came of a training. */
  readonly logForm: string;
  /** What closes a scheme. */
  readonly closed: Readonly<Record<string, string>>;
  readonly topics: readonly string[];
  /** @param today ISO day */
  readonly readScheme: (record: DehriRecord, today: string) => SchemeSight;
  /** What is in force first, what is closed last; by name within. */
  readonly inOrder: (schemes: readonly SchemeSight[], language: string) => readonly SchemeSight[];
  readonly readPaper: (record: DehriRecord) => PaperSight;
  readonly readTraining: (record: DehriRecord, today: string) => TrainingSight;
  readonly fit: FitWork;
  /** Words that people use for one thing, in either script; and little words that tell nothing. */
  readonly words: { readonly groups: readonly (readonly string[])[]; readonly little: readonly string[] };
}
