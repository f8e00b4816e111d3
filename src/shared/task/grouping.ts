// Drafting groups from members' records: pure, offline, one tap.
import type { FieldPath, RecordId, Values } from '../record/change.ts';
import type { PlaceCode } from '../place/place.ts';
import type { DehriRecord } from '../record/record.ts';

export interface GroupingOptions {
  /** The special case of smaller groups, chosen by the person (see the programme's rule). */
  readonly small: boolean;
  /** ISO day, given by the caller. */
  readonly today: string;
}

export interface GroupDraftMember {
  readonly source: RecordId;
  readonly name: string;
  readonly guardian: string;
  /** Values of her row in the group's repeat, without the row prefix. */
  readonly values: Values;
}

export interface GroupDraft {
  /** Smallest place that all members share. */
  readonly place: PlaceCode;
  readonly members: readonly GroupDraftMember[];
  /** Codes worth saying about this draft; words `<programme>:grouping.note.<code>`. */
  readonly notes: readonly string[];
}

export interface LeftOver {
  readonly source: RecordId;
  /** Why; words `<programme>:grouping.left.<code>`. */
  readonly code: string;
}

export interface Grouping {
  readonly drafts: readonly GroupDraft[];
  readonly left: readonly LeftOver[];
}

export interface GroupingRule {
  /** Record type of a group and of the records its members come from. */
  readonly groupType: string;
  readonly memberType: string;
  /** Repeat of the group that holds its members. */
  readonly repeat: FieldPath;
  /** @param groups groups that stand already, drafts included: their members are not drafted again. */
  readonly draft: (members: readonly DehriRecord[], groups: readonly DehriRecord[], options: GroupingOptions) => Grouping;
  /** What submitting the group writes into each member's record. */
  readonly memberEdits: (group: DehriRecord, source: RecordId, today: string) => Values;
}
