// What a person says of two rows, or of all rows of two persons. Each decision is one transaction under the lock of
// the state's joinings, so that of two at once the second sees what the first left.
import type { PairDecision, PairStanding } from '#shared/subjects/pair.ts';
import type { Sql } from '../db/database.ts';
import { newId, type Services } from '../services.ts';
import { joinPairs } from './join-pairs.ts';
import { lockJoinings, pairId, rowsOf } from './linked-rows.ts';
import { type Act } from './move-rows.ts';
import { unjoinPairs } from './unjoin-pairs.ts';

export interface Deciding {
  readonly state: number;
  /** Person who says so. */
  readonly by: string;
  readonly why: string;
}

/** `gone`: there is no such pair or person. `conflict`: somebody else was there first, or other rows stand against it. */
export type Decided<T = unknown> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: 'gone' | 'conflict' };

/** Which standing a decision can follow on. */
const FOLLOWS: Readonly<Record<PairDecision, readonly PairStanding[]>> = {
  same: ['open', 'later'], different: ['open', 'later'], later: ['open'], again: ['joined', 'apart', 'later'],
};

type Does = Pick<Services, 'clock' | 'random'>;

export async function decidePair(sql: Sql, services: Does, { state, by, why }: Deciding, one: string, other: string, decision: PairDecision): Promise<Decided> {
  const [a, b] = pairId(one, other);
  await lockJoinings(sql, state);
  const { rows: [pair] } = await sql.query<{ standing: PairStanding; together: boolean }>(
    `SELECT p.standing, la.token = lb.token AS together FROM subject_pair p JOIN subject_link la ON la.state = p.state AND la.entry = p.a JOIN subject_link lb ON lb.state = p.state AND lb.entry = p.b
     WHERE p.state = $1 AND p.a = $2 AND p.b = $3 FOR UPDATE OF p`, [state, a, b],
  );
  if (pair === undefined) return { ok: false, reason: 'gone' };
  if (!FOLLOWS[decision].includes(pair.standing)) return { ok: false, reason: 'conflict' };
  const act: Act = { id: newId(services), how: 'person', by, why, at: services.clock() };
  switch (decision) {
    case 'same': {
      const [joined] = await joinPairs(sql, state, [{ a, b }], act);
      return joined === 'joined' ? { ok: true } : { ok: false, reason: 'conflict' };
    }
    case 'different':
      // They are one through other rows: those have to be looked at, or the row parted.
      if (pair.together) return { ok: false, reason: 'conflict' };
      await setStanding(sql, state, [{ a, b }], 'apart', act);
      return { ok: true };
    case 'later':
      await setStanding(sql, state, [{ a, b }], 'later', act);
      return { ok: true };
    case 'again':
      await setStanding(sql, state, [{ a, b }], 'open', act);
      // Said by a person to be looked at again, it is not for the rule.
      await sql.query(`UPDATE subject_pair SET by = NULL, turned = 'person' WHERE state = $1 AND a = $2 AND b = $3`, [state, a, b]);
      if (pair.standing === 'joined') await unjoinPairs(sql, services, state, [{ a, b }], { ...act, how: 'turned' });
      return { ok: true };
  }
}

/** Takes rows out of a person: told apart from those that stay, and one person among themselves, as those that stay are. */
export async function partRows(sql: Sql, services: Does, { state, by, why }: Deciding, token: string, parting: readonly string[]): Promise<Decided<{ readonly token: string }>> {
  await lockJoinings(sql, state);
  const rows = await rowsOf(sql, state, [token]);
  const wanted = new Set(parting);
  const out = rows.filter(({ entry }) => wanted.has(entry)).map(({ entry }) => entry);
  const stay = rows.filter(({ entry }) => !wanted.has(entry)).map(({ entry }) => entry);
  const [first] = out;
  if (first === undefined) return { ok: false, reason: 'gone' };
  if (out.length < wanted.size || stay.length === 0) return { ok: false, reason: 'conflict' };
  const act: Act = { id: newId(services), how: 'person', by, why, at: services.clock() };
  const between = out.flatMap((entry) => stay.map((other) => pairOf(entry, other)));
  await setStanding(sql, state, between, 'apart', act);
  // Whatever the rows that are parted held together stays together without them.
  for (const group of [out, stay]) await setStanding(sql, state, chainOf(group), 'joined', act);
  const now = await unjoinPairs(sql, services, state, between, { ...act, how: 'parted' }, stay[0]);
  return { ok: true, token: now.get(first) ?? token };
}

/** By hand, whatever was said before of their rows. Returns the number that stays. */
export async function joinPersons(sql: Sql, services: Does, { state, by, why }: Deciding, one: string, other: string): Promise<Decided<{ readonly token: string }>> {
  await lockJoinings(sql, state);
  const rows = await rowsOf(sql, state, [one, other]);
  const [hers, others] = [rows.filter(({ token }) => token === one), rows.filter(({ token }) => token === other)];
  if (one === other) return { ok: false, reason: 'conflict' };
  const [row] = hers;
  if (row === undefined || others.length === 0) return { ok: false, reason: 'gone' };
  const act: Act = { id: newId(services), how: 'person', by, why, at: services.clock() };
  const between = hers.flatMap(({ entry }) => others.map((twin) => pairOf(entry, twin.entry)));
  await setStanding(sql, state, between, 'joined', act);
  await joinPairs(sql, state, between, act, true);
  const { rows: [now] } = await sql.query<{ token: string }>('SELECT token FROM subject_link WHERE state = $1 AND entry = $2', [state, row.entry]);
  return { ok: true, token: now?.token ?? one };
}

interface PairRow {
  readonly a: string;
  readonly b: string;
}

function pairOf(one: string, other: string): PairRow {
  const [a, b] = pairId(one, other);
  return { a, b };
}

/** As few pairs as hold all of them. */
function chainOf(entries: readonly string[]): PairRow[] {
  return entries.slice(1).map((entry, at) => pairOf(entries[at] ?? '', entry));
}

/** Of pairs that nobody had found alike, too. */
async function setStanding(sql: Sql, state: number, pairs: readonly PairRow[], standing: PairStanding, { id, by, at, why }: Act): Promise<void> {
  await sql.query(
    `INSERT INTO subject_pair (state, a, b, band, score, reasons, standing, by, at, why, act)
     SELECT $1, p.a, p.b, 'different', 0, '[]', $4, $5, $6, $7, $8 FROM unnest($2::text[], $3::text[]) AS p (a, b)
     ON CONFLICT (state, a, b) DO UPDATE SET standing = excluded.standing, by = excluded.by, at = excluded.at, why = excluded.why, act = excluded.act`,
    [state, pairs.map(({ a }) => a), pairs.map(({ b }) => b), standing, by, at, why, id],
  );
}
