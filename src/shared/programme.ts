// What a programme gives the engine: data and pure rules, nothing else.
import type { FormDefinition } from './form/definition.ts';
import type { ImportTarget } from './import/target.ts';
import type { RecordType } from './record/record-type.ts';
import type { Indicators } from './report/indicator.ts';
import type { TaskRule } from './task/task.ts';
import type { AdviceRule } from './task/advice.ts';
import type { GroupingRule } from './task/grouping.ts';
import type { VisitRule } from './task/visit.ts';

export interface Programme {
  /** Also the namespace of its words: `locales/<language>/<id>.json`. */
  readonly id: string;
  readonly recordTypes: readonly RecordType[];
  /** Every published version stays listed. */
  readonly forms: readonly FormDefinition[];
  readonly indicators: readonly Indicators[];
  readonly tasks: readonly TaskRule[];
  /** Lists it takes in from files. */
  readonly imports?: readonly ImportTarget[];
  /** What a record suggests to ask for, and where. */
  readonly advice?: readonly AdviceRule[];
  /** In which order doors are visited. */
  readonly visits?: readonly VisitRule[];
  /** How drafts of new groups are made from members' records. */
  readonly groupings?: readonly GroupingRule[];
}
