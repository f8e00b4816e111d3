// Keys of a test's servers: those of one process have the same master keys, as servers of one key folder do.
import { randomBytes } from 'node:crypto';
import { masterKeysInMemory } from '#server/keys/master-keys.ts';
import { subjectKeys, type SubjectKeys } from '#server/keys/subject-keys.ts';

export const TEST_MASTERS = masterKeysInMemory(randomBytes);

export function testKeys(): SubjectKeys {
  return subjectKeys(TEST_MASTERS, randomBytes);
}
