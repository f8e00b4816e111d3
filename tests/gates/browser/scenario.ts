// What every gate gives back, and how the server is asked for the truth in the end.
import type { Random } from '#server/demo/random.ts';
import type { Mitra } from './mitra.ts';
import type { World } from './world.ts';

/** `lost`: of what was called saved. Anything else that must not be throws. */
export interface Tally {
  readonly runs: number;
  readonly saved: number;
  readonly lost: number;
}

export interface Amounts {
  readonly kills: number;
  readonly minutes: number;
}

export interface Scenario {
  readonly name: string;
  play(world: World, random: Random, amounts: Amounts): Promise<Tally>;
}

/**
 * When all is sent: every change of hers stands on the server once, without a gap, and nothing of it is held;
 * every family she was told of is among them.
 * @returns how many changes the server has, and families it lacks
 */
export async function compareWithServer({ office }: World, { person, said }: Mitra): Promise<{ readonly changes: number; readonly lost: number }> {
  const { applied, different, highest, held } = await office.handedIn(person);
  if (applied !== different || different !== highest || held !== 0) throw new Error(`the server has ${applied} changes, ${different} different, up to ${highest}, ${held} held`);
  const there = await familiesOnServer({ office }, person);
  return { changes: applied, lost: [...said.families].filter((id) => !there.has(id)).length };
}

/** Families of which this person's refusal is on the server. */
export async function familiesOnServer({ office }: Pick<World, 'office'>, person: string): Promise<Set<string>> {
  const { rows } = await office.db.pool.query<{ record: string }>(
    "SELECT DISTINCT c.record FROM change c JOIN device d ON d.id = c.device WHERE d.person = $1 AND c.body->'values'->>'outcome' = 'refused'", [person],
  );
  return new Set(rows.map((row) => row.record));
}

/** By the count on the phone's screen: what was called saved and is not with the server waits there. */
export async function missingFamilies(world: World, mitra: Mitra): Promise<number> {
  const there = await familiesOnServer(world, mitra.person);
  const due = [...mitra.said.families].filter((id) => !there.has(id)).length;
  return Math.max(0, due - await mitra.waits());
}

export function expectSo(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`not so: ${what}`);
}
