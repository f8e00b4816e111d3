// Rows found or said to be about one person become one person: her older number stays. A joining that would bring
// together two rows that were told apart, or two rows of one list that nobody called one, is refused.
import type { Sql } from '../db/database.ts';
import { Groups } from './groups.ts';
import { byAge, pairKey, pairsAmong, rowsWith, type KnownPair, type LinkedRow } from './linked-rows.ts';
import { moveRows, tellHow, type Act, type Move } from './move-rows.ts';

export type Joined = 'joined' | 'apart' | 'same-list';

export interface Candidate {
  /** a before b. */
  readonly a: string;
  readonly b: string;
}

/**
 * In the order given, under the lock of `lockJoinings`; the pairs must be there and not be joined. Each is answered in its place.
 * By hand what was said before of the two persons' rows gives way.
 */
export async function joinPairs(sql: Sql, state: number, pairs: readonly Candidate[], act: Act, byHand = false): Promise<Joined[]> {
  const rows = await rowsWith(sql, state, pairs.flatMap(({ a, b }) => [a, b]));
  const tokenOf = new Map(rows.map((row) => [row.entry, row.token]));
  const known = await pairsAmong(sql, state, rows.map(({ entry }) => entry));
  const persons = new Persons(rows, known, await byAge(sql, state, [...new Set(tokenOf.values())]));
  const answers = pairs.map(({ a, b }): Joined => {
    const [one, other] = [tokenOf.get(a), tokenOf.get(b)];
    if (one === undefined || other === undefined) throw new Error('every row belongs to a person');
    const against = byHand ? undefined : persons.against(one, other, pairKey(a, b));
    if (against === undefined) persons.join(one, other);
    return against ?? 'joined';
  });
  const joined = pairs.filter((_, at) => answers[at] === 'joined');
  await sql.query(
    `UPDATE subject_pair p SET standing = 'joined', by = $4, at = $5, act = $6, why = $7 FROM unnest($2::text[], $3::text[]) AS j (a, b) WHERE p.state = $1 AND p.a = j.a AND p.b = j.b`,
    [state, joined.map(({ a }) => a), joined.map(({ b }) => b), act.by, act.at, act.id, act.why],
  );
  const moves = rows.flatMap(({ entry, token }): Move[] => (persons.of(token) === token ? [] : [{ entry, from: token, to: persons.of(token) }]));
  const left = [...new Map(moves.map((move) => [move.from, move])).values()];
  await moveRows(sql, state, act, moves, left, []);
  await tellHow(sql, state, joined.flatMap(({ a, b }) => [a, b]));
  return answers;
}

/** Persons as they become by joining. */
class Persons {
  readonly #groups = new Groups();
  readonly #rows = new Map<string, LinkedRow[]>();
  readonly #apart = new Map<string, string[]>();
  /** Pairs of one list that may be one all the same. */
  readonly #one = new Set<string>();
  readonly #age: ReadonlyMap<string, number>;
  readonly #tokens: ReadonlyMap<string, string>;

  constructor(rows: readonly LinkedRow[], known: readonly KnownPair[], byAge: readonly string[]) {
    for (const row of rows) this.#rows.set(row.token, [...this.#rows.get(row.token) ?? [], row]);
    for (const { a, b, standing } of known) {
      if (standing !== 'apart') this.#one.add(pairKey(a, b));
      else for (const [row, other] of [[a, b], [b, a]] as const) this.#apart.set(row, [...this.#apart.get(row) ?? [], other]);
    }
    this.#age = new Map(byAge.map((token, at) => [token, at]));
    this.#tokens = new Map(rows.map(({ entry, token }) => [entry, token]));
  }

  of(token: string): string {
    return this.#groups.of(token);
  }

  /** What stands against the two becoming one. */
  against(one: string, other: string, pair: string): Exclude<Joined, 'joined'> | undefined {
    const [into, from] = [this.of(one), this.of(other)];
    if (into === from) return undefined;
    const [rows, others] = [this.#rows.get(into) ?? [], this.#rows.get(from) ?? []];
    if (rows.some((row) => this.#apart.get(row.entry)?.some((entry) => this.of(this.#tokens.get(entry) ?? '') === from) === true)) return 'apart';
    const lists = new Map<string, LinkedRow[]>();
    for (const row of rows) lists.set(row.list, [...lists.get(row.list) ?? [], row]);
    const clashes = others.some((row) => lists.get(row.list)?.some((twin) => {
      const key = pairKey(row.entry, twin.entry);
      return key !== pair && !this.#one.has(key);
    }) === true);
    return clashes ? 'same-list' : undefined;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a === b) return;
    const [older, younger] = (this.#age.get(a) ?? 0) <= (this.#age.get(b) ?? 0) ? [a, b] : [b, a];
    this.#groups.join(older, younger);
    this.#rows.set(older, [...this.#rows.get(older) ?? [], ...this.#rows.get(younger) ?? []]);
  }
}
