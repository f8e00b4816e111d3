// Under which 64 bits a row is looked for, and what it shares with others is counted. Keyed: who has the table alone
// cannot tell what any of it stands for.
import { createHmac } from 'node:crypto';
import { blockKeys, schoolKey } from '#shared/people/same-person/block-keys.ts';
import { givenKey } from '#shared/people/same-person/person-name.ts';
import type { PreparedIdentity } from '#shared/people/same-person/prepare.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';

/** What is counted over all rows: what many share proves little. */
export const COUNTED = ['phone', 'school', 'name', 'father'] as const;
export type Counted = (typeof COUNTED)[number];

export interface RowHashes {
  /** Other rows are looked for under these. */
  readonly blocks: readonly bigint[];
  /** 0: not said. */
  readonly counted: CountedHashes;
}
export type CountedHashes = Readonly<Record<Counted, bigint>>;

export function blockSecret(keys: Pick<SubjectKeys, 'hash'>, state: number): Buffer {
  return keys.hash('subject-block', String(state));
}

export function hashesOf(secret: Buffer, prepared: PreparedIdentity): RowHashes {
  return { blocks: blockKeys(prepared).map((key) => hashOf(secret, key)), counted: countedOf(secret, prepared) };
}

/** @param known what was hashed before with this secret: of many rows many say the same */
export function countedOf(secret: Buffer, prepared: PreparedIdentity, known = new Map<string, bigint>()): CountedHashes {
  const counted = (kind: Counted, value: string): bigint => {
    if (value === '') return 0n;
    const text = `${kind}=${value}`;
    const hash = known.get(text) ?? hashOf(secret, text);
    known.set(text, hash);
    return hash;
  };
  return {
    phone: counted('phone', prepared.phone === 0 ? '' : String(prepared.phone)), school: counted('school', schoolKey(prepared)),
    name: counted('name', givenKey(prepared.name)), father: counted('father', givenKey(prepared.father)),
  };
}

/** Under which it is counted how many rows say this at all; of names how many rows there are. */
export function totalOf(secret: Buffer, kind: Counted): bigint {
  return hashOf(secret, `${kind}=`);
}

function hashOf(secret: Buffer, text: string): bigint {
  return createHmac('sha256', secret).update(text).digest().readBigUInt64BE(0);
}

/** As PostgreSQL keeps 64 bits. */
export function signed(hash: bigint): string {
  return BigInt.asIntN(64, hash).toString();
}
