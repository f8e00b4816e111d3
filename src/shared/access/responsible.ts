// Who is responsible for a file of a person: whether that is somebody who works there today, and who could be.
import { bucketReaches } from '../place/bucket.ts';
import { decideSubject, isInForce, type Grant, type Subject } from './access.ts';

/** Is somebody responsible who works there on the day? @param staff grants of those who keep such files */
export function hasResponsible(staff: readonly Grant[], { assigned, bucket }: Subject, day: string): boolean {
  return staff.some((g) => g.person === assigned && isInForce(g, day) && bucketReaches(bucket, g.place));
}

/** Could she go on with the file, were she responsible for it? Never one who is kept from it. */
export function couldTake(grant: Grant, subject: Subject, day: string): boolean {
  return decideSubject([grant], 'write', { ...subject, assigned: grant.person }, day).ok;
}
