// Keys of a test's server: their master lives as long as the test.
import { randomBytes } from 'node:crypto';
import { subjectKeys, type SubjectKeys } from '#server/keys/subject-keys.ts';

export function testKeys(): SubjectKeys {
  return subjectKeys(randomBytes(32), randomBytes);
}
