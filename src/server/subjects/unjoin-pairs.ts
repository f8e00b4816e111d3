// What held rows together is taken back. Rows that no other pair holds go to numbers of their own again: each part to
// one that its rows came with, if nobody has it, so that what a run joined stands afterwards as it stood before.
import type { Sql } from '../db/database.ts';
import type { Services } from '../services.ts';
import { groupedBy, groupsOf } from './groups.ts';
import { newTokens } from './link-new.ts';
import { byAge, pairsAmong, rowsWith, type LinkedRow } from './linked-rows.ts';
import { moveRows, tellHow, type Act, type Move } from './move-rows.ts';

export interface Taken {
  readonly a: string;
  readonly b: string;
}

/**
 * Under the lock of `lockJoinings`; the pairs have just been given another standing. Returns where the rows of their persons are now.
 * @param staying one of the rows that keep the number, where they are not those that came with it
 */
export async function unjoinPairs(sql: Sql, services: Pick<Services, 'clock' | 'random'>, state: number, pairs: readonly Taken[], act: Act, staying?: string): Promise<ReadonlyMap<string, string>> {
  const touched = pairs.flatMap(({ a, b }) => [a, b]);
  const rows = await rowsWith(sql, state, touched);
  const held = (await pairsAmong(sql, state, rows.map(({ entry }) => entry))).filter(({ standing }) => standing === 'joined');
  const persons = groupedBy(rows, ({ token }) => token);
  const inUse = await usedOf(sql, state, rows.map(({ home }) => home));
  const ages = new Map((await byAge(sql, state, rows.map(({ home }) => home))).map((token, at) => [token, at]));
  const tokenOf = new Map(rows.map(({ entry, token }) => [entry, token]));
  const parts: { readonly rows: readonly LinkedRow[]; readonly from: string; to: string | undefined }[] = [];
  const holding = groupedBy(held.filter(({ a, b }) => tokenOf.get(a) === tokenOf.get(b)), ({ a }) => tokenOf.get(a) ?? '');
  for (const [token, hers] of persons) {
    const byEntry = new Map(hers.map((row) => [row.entry, row]));
    const groups = groupsOf(hers.map(({ entry }) => entry), (holding.get(token) ?? []).map(({ a, b }) => [a, b] as const)).map((group) => group.flatMap((entry) => byEntry.get(entry) ?? []));
    if (groups.length === 1) continue;
    const stays = groups.find((group) => group.some(({ entry }) => entry === staying)) ?? groups.find((group) => group.some(({ home }) => home === token)) ?? groups[0];
    for (const group of groups) {
      if (group === stays) continue;
      const homes = [...new Set(group.map(({ home }) => home))].filter((home) => !inUse.has(home)).sort((x, y) => (ages.get(x) ?? 0) - (ages.get(y) ?? 0));
      const [to] = homes;
      if (to !== undefined) inUse.add(to);
      parts.push({ rows: group, from: token, to });
    }
  }
  const fresh = await newTokens(sql, services, state, parts.filter(({ to }) => to === undefined).length);
  for (const part of parts) part.to ??= fresh.pop();
  const moves = parts.flatMap(({ rows: group, from, to = '' }) => group.map(({ entry }): Move => ({ entry, from, to })));
  await moveRows(sql, state, act, moves, [], parts.map(({ from, to = '' }) => ({ from, to })));
  await tellHow(sql, state, touched);
  for (const { entry, to } of moves) tokenOf.set(entry, to);
  return tokenOf;
}

async function usedOf(sql: Sql, state: number, tokens: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ token: string }>('SELECT DISTINCT token FROM subject_link WHERE state = $1 AND token = ANY($2)', [state, tokens]);
  return new Set(rows.map(({ token }) => token));
}
