// By which rules rows are compared: their fingerprint tells when blocks have to be made, or rows compared, anew.
import { createHash } from 'node:crypto';
import { blockKeys } from '#shared/people/same-person/block-keys.ts';
import { judgePair } from '#shared/people/same-person/judge.ts';
import { prepareIdentity } from '#shared/people/same-person/prepare.ts';
import type { Identity } from '#shared/subjects/entry.ts';

/** What the rules make of these stands for what they do. */
const SAMPLES: readonly Identity[] = [
  { name: 'Asha Kumari', father: 'Ramesh Singh', mother: 'Sunita Devi', sex: 'female', birthDay: '2013-04-09', district: '5.49', block: 'Raipur', village: 'Nathuwala', school: 'GPS Nathuwala', phone: '9412345678', idTail: '4411' },
  { name: 'Aasha', father: 'Ramesh', sex: 'female', age: { years: 12, on: '2025-06-01' }, district: '5.49', village: 'Nathuwala', phone: '9412345678' },
  { name: 'Ramesh Singh', father: 'Asha', sex: 'male', birthDay: '2013-09-04', district: '5.50', school: 'Nathuwala' },
  { name: 'Mohd Irfan', mother: 'Shabana', sex: 'male', age: { years: 9, on: '2026-01-15' }, district: '5.54', block: 'Laksar' },
];

function fingerprint(): string {
  const prepared = SAMPLES.map(prepareIdentity);
  const judged = prepared.flatMap((a, at) => prepared.slice(at + 1).map((b) => judgePair(a, b)));
  return createHash('sha256').update(JSON.stringify([prepared.map(blockKeys), judged])).digest('base64url').slice(0, 12);
}

export const RULES: string = fingerprint();

/** Rows of a block that are looked through; the rows of a larger one are found by what else they say. */
export const MOST_IN_BLOCK = 250;
/** Rows that one row is compared with: those that share most of its blocks. */
export const MOST_COMPARED = 200;
