// What may be known of a row, as it is written out by hand in `fixtures/subjects/sight.txt`, for tests that must
// not ask the code what is right.
import { readFileSync } from 'node:fs';

export interface SightCell {
  readonly role: string;
  readonly disclosure: string;
  readonly beside: 'alone' | 'beside';
  readonly opened: 'none' | 'identity' | 'protected';
  readonly day: 'left' | 'spent';
}

export const SIGHT_ROWS: readonly (readonly string[])[] = readFileSync(new URL('../fixtures/subjects/sight.txt', import.meta.url), 'utf8')
  .split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => line.trim().split(/\s+/u)).slice(1);

export function sightByHand({ role, disclosure, beside, opened, day }: SightCell): { readonly seen: string; readonly look: string } {
  const found = SIGHT_ROWS.filter((row) => [role, disclosure, beside, opened, day].every((asked, at) => row[at] === asked || row[at] === 'any'));
  if (found.length > 1) throw new Error(`the table says ${role} ${disclosure} ${beside} ${opened} ${day} twice`);
  return { seen: found[0]?.[5] ?? 'nothing', look: found[0]?.[6] ?? 'no' };
}
