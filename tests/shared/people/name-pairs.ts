// The labelled pairs of tests/fixtures/name-pairs.tsv (its header tells where they come from).

import { readFileSync } from 'node:fs';
import { assert } from 'vitest';

export interface NamePair {
  readonly same: boolean;
  readonly a: string;
  readonly b: string;
  readonly heldOut: boolean;
}

export function readNamePairs(): NamePair[] {
  const lines = readFileSync(new URL('../../fixtures/name-pairs.tsv', import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('answer\t')).map((line) => {
    const [answer, a, b, , fold] = line.split('\t');
    assert(a !== undefined && b !== undefined && (answer === 'same' || answer === 'diff') && (fold === 'tuning' || fold === 'held-out'), `bad line: ${line}`);
    return { same: answer === 'same', a, b, heldOut: fold === 'held-out' };
  });
}
