// The policy as it is written out by hand in `fixtures/access/table.txt`, for tests that must not ask the
// code what is right.
import { readFileSync } from 'node:fs';

export type Cell = 'yes' | 'reason' | 'second' | 'no';

const SIGNS: ReadonlyMap<string, Cell> = new Map([['y', 'yes'], ['r', 'reason'], ['s', 'second'], ['.', 'no']]);

const [head = [], ...rows] = readFileSync(new URL('../fixtures/access/table.txt', import.meta.url), 'utf8')
  .split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => line.trim().split(/\s+/u));

const cells = new Map(rows.flatMap(([role = '', accessClass = '', relation = '', ...signs]) => signs.map((sign, at): [string, Cell] => {
  const cell = SIGNS.get(sign);
  if (cell === undefined) throw new Error(`the policy says ${sign} of ${role} ${accessClass} ${relation}`);
  return [`${role} ${accessClass} ${relation} ${head[at + 3] ?? ''}`, cell];
})));

export const POLICY_VERBS: readonly string[] = head.slice(3);
export const POLICY_ROWS: readonly (readonly string[])[] = rows.map((row) => row.slice(0, 3));

export function policy(role: string, accessClass: string, relation: string, verb: string): Cell {
  return cells.get(`${role} ${accessClass} ${relation} ${verb}`) ?? 'no';
}
