// Which files of persons a phone may hold. The server asks it record by record when it answers a phone;
// whatever it depends on beside the record itself is in `sightOf`, so that a phone whose grants have
// changed begins such a bucket anew.
import { bucketReaches } from '../place/bucket.ts';
import type { BucketId } from '../record/change.ts';
import type { DehriRecord } from '../record/record.ts';
import type { RecordType } from '../record/record-type.ts';
import { crc32Text } from '../sync/digest.ts';
import { decideSubject, isInForce, relationOf, type Decision, type Grant } from './access.ts';
import { isNeverKept, subjectOf } from './guard.ts';
import { knowsClass, leaveFor, type AccessClass } from './table.ts';

/** Classes of files of persons: only there do names in the record decide. */
export const FILE_CLASSES: readonly AccessClass[] = ['case', 'child'];

/** May she, having said why where the table asks it, without a second person? */
export function isLeft(decision: Decision): decision is Extract<Decision, { ok: true }> {
  return decision.ok && decision.leave !== 'second';
}

/** Her grants of the day that have anything to do with the files of the bucket. */
function grantsOnFiles(grants: readonly Grant[], bucket: BucketId, day: string): readonly Grant[] {
  return grants.filter((g) => isInForce(g, day) && bucketReaches(bucket, g.place) && FILE_CLASSES.some((c) => knowsClass(g.role, c)));
}

/** Does she follow the bucket of guarded records at all? What she gets of it is decided record by record. */
export function mayFollowFiles(grants: readonly Grant[], bucket: BucketId, day: string): boolean {
  return grantsOnFiles(grants, bucket, day).length > 0;
}

/** May she note there that she looked (`RecordType.writeOnly`)? */
export function mayNoteLook(grants: readonly Grant[], bucket: BucketId, day: string): boolean {
  return mayFollowFiles(grants, bucket, day);
}

/** May a phone of hers hold this record? @param record of a guarded type, in its present shape */
export function mayKeep(grants: readonly Grant[], type: RecordType, record: Pick<DehriRecord, 'bucket' | 'values' | 'rivals'>, day: string): boolean {
  return !isNeverKept(type, record.values) && isLeft(decideSubject(grants, 'read', subjectOf(type, record), day));
}

/** What `mayKeep` hangs on beside the record and her name, as an unsigned 32-bit integer. */
export function sightOf(grants: readonly Grant[], bucket: BucketId, day: string): number {
  const seen = grantsOnFiles(grants, bucket, day).map(({ role, place }) => {
    const unnamed = relationOf({ person: '', place }, { accessClass: '', bucket });
    return FILE_CLASSES.map((c) => (['assigned', 'team', unnamed] as const).map((relation) => leaveFor(role, c, relation, 'read')).join(' ')).join(', ');
  });
  return crc32Text([...new Set(seen)].sort().join('; '));
}
