// Under which 64 bits a row is looked for. Keyed: who has the table alone cannot tell what any of it stands for.
import { createHmac } from 'node:crypto';
import { blockKeys } from '#shared/people/same-person/block-keys.ts';
import type { PreparedIdentity } from '#shared/people/same-person/prepare.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';

export interface RowHashes {
  /** Other rows are looked for under these. */
  readonly blocks: readonly bigint[];
  /** How many rows have her phone, her school, is counted under these; 0: not said. */
  readonly phone: bigint;
  readonly school: bigint;
}

export function blockSecret(keys: Pick<SubjectKeys, 'hash'>, state: number): Buffer {
  return keys.hash('subject-block', String(state));
}

export function hashesOf(secret: Buffer, prepared: PreparedIdentity): RowHashes {
  const hash = (text: string): bigint => createHmac('sha256', secret).update(text).digest().readBigUInt64BE(0);
  const school = prepared.school.map(({ key }) => key).sort().join('+');
  return {
    blocks: blockKeys(prepared).map((key) => hash(key)),
    phone: prepared.phone === 0 ? 0n : hash(`phone=${prepared.phone}`),
    school: school === '' ? 0n : hash(`school=${school}+${prepared.district}`),
  };
}

/** As PostgreSQL keeps 64 bits. */
export function signed(hash: bigint): string {
  return BigInt.asIntN(64, hash).toString();
}
