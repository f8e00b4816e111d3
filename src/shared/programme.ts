// What a programme gives the engine: data and pure rules, nothing else.
import type { CasePractice } from './case-work.ts';
import type { FieldWork } from './field-work.ts';
import type { FormDefinition } from './form/definition.ts';
import type { LibraryWork } from './library-work.ts';
import type { MeetingWork } from './meeting-work.ts';
import type { RecordType } from './record/record-type.ts';
import type { Indicators } from './report/indicator.ts';
import type { ReviewPart } from './report/review.ts';
import type { ReviewSheet } from './report/review-sheet.ts';
import type { SubjectWork } from './subjects/category.ts';
import type { Rules } from './task/rulebook.ts';
import type { TaskRule } from './task/task.ts';

export interface Programme {
  /** Also the namespace of its words: `locales/<language>/<id>.json`. */
  readonly id: string;
  readonly recordTypes: readonly RecordType[];
  /** Every published version stays listed. */
  readonly forms: readonly FormDefinition[];
  readonly indicators: readonly Indicators[];
  readonly tasks: readonly TaskRule[];
  /** How the coverage of its list is followed at the desk, place by place. */
  readonly sheet?: ReviewSheet;
  /** What it says in the review of a place, in the order it is read out. */
  readonly review?: readonly ReviewPart[];
  /** Present when it has work at the doorstep. */
  readonly field?: FieldWork;
  /** Present when it keeps files of persons. */
  readonly practice?: CasePractice;
  /** Present when it keeps meetings and what was directed there. */
  readonly meetings?: MeetingWork;
  /** Present when it keeps a library of schemes and training. */
  readonly library?: LibraryWork;
  /** Present when departments hand in lists of persons for it. */
  readonly subjects?: SubjectWork;
  /** Limits and numbers its rules go by. */
  readonly rules?: Rules;
}
