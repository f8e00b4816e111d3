// Whose word ends what a record asks for: of those who may approve, the ones set over the place that asked.
// A block that was asked by its district answers to the district, though its manager approves within the block.
import { isWithin } from '../place/place.ts';
import type { FieldPath, FieldValue, Values } from '../record/change.ts';
import { sameValue } from '../record/merge.ts';
import { patternOf, type RecordType } from '../record/record-type.ts';
import type { DehriRecord } from '../record/record.ts';
import { decideSubject, type Grant } from './access.ts';
import { isLeft } from './keep.ts';
import { subjectOf } from './guard.ts';

/** Is it for those who approve to write this in place of what stands there? @param before undefined: nothing does */
export function needsApproval({ approves }: Pick<RecordType, 'approves'>, path: FieldPath, before: FieldValue | undefined, value: FieldValue): boolean {
  const kept = approves?.[patternOf(path)];
  if (kept === undefined || sameValue(before ?? null, value)) return false;
  return kept === 'any' || (kept === 'changed' ? (before ?? null) !== null : kept.includes(value));
}

/** Does a grant at this place take in the one that asked? Of a type without `approvedFrom`: always. */
export function isSetOver({ approvedFrom }: Pick<RecordType, 'approvedFrom'>, values: Values, { place }: Pick<Grant, 'place'>): boolean {
  if (approvedFrom === undefined) return true;
  const asked = values[approvedFrom];
  return typeof asked === 'string' && isWithin(asked, place);
}

/** May she approve, return or extend it? @param day ISO day */
export function mayApprove(type: RecordType, record: DehriRecord, grants: readonly Grant[], day: string): boolean {
  return grants.some((grant) => isSetOver(type, record.values, grant) && isLeft(decideSubject([grant], 'approve', subjectOf(type, record), day)));
}
