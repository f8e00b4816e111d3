// The rule joins what a run found certain, and the run can be turned back as a whole. Both go piece by piece, each
// a transaction: whatever stops them, the next round goes on.
import { inTransaction } from '../db/database.ts';
import type { Services } from '../services.ts';
import { joinPairs } from '../subjects/join-pairs.ts';
import { lockJoinings } from '../subjects/linked-rows.ts';
import { unjoinPairs } from '../subjects/unjoin-pairs.ts';

type Does = Pick<Services, 'db' | 'clock' | 'random'>;

export interface Run {
  readonly state: number;
  readonly id: string;
  /** Rules by which it compared. */
  readonly rules: string;
}

const PIECE = 1_000;

/** Surest first. Returns how many were joined, how many something stood against. */
export async function joinCertain(services: Does, { state, id, rules }: Run, stopping?: AbortSignal): Promise<{ readonly joined: number; readonly refused: number }> {
  let [joined, refused] = [0, 0];
  // A pair that is refused stays open: the next piece begins after it.
  let after: readonly [number, string, string] = [2, '', ''];
  while (stopping?.aborted !== true) {
    const last = await inTransaction(services.db, async (client) => {
      await lockJoinings(client, state);
      const { rows } = await client.query<{ a: string; b: string; score: number }>(
        `SELECT a, b, score FROM subject_pair WHERE state = $1 AND act = $2 AND standing = 'open' AND band = 'certain' AND NOT same_list AND (turned = '' OR turned NOT IN ('person', $3))
           AND (score < $4 OR score = $4 AND (a, b) > ($5, $6)) ORDER BY score DESC, a, b LIMIT ${PIECE} FOR UPDATE`, [state, id, rules, ...after],
      );
      if (rows.length === 0) return undefined;
      const answers = await joinPairs(client, state, rows, { id, how: 'certain', by: '', why: '', at: services.clock() });
      const now = answers.filter((answer) => answer === 'joined').length;
      await client.query('UPDATE subject_run SET joined = joined + $3, refused = refused + $4 WHERE state = $1 AND id = $2', [state, id, now, answers.length - now]);
      joined += now;
      refused += answers.length - now;
      return rows.at(-1);
    });
    if (last === undefined) break;
    after = [last.score, last.a, last.b];
  }
  return { joined, refused };
}

/** What the rule joined in the run, and nobody has decided since, waits for a person again. Returns how many pairs. */
export async function turnBack(services: Does, { state, id, rules }: Run, { by, why }: { readonly by: string; readonly why: string }, stopping?: AbortSignal): Promise<number> {
  let turned = 0;
  while (stopping?.aborted !== true) {
    const count = await inTransaction(services.db, async (client) => {
      await lockJoinings(client, state);
      const { rows } = await client.query<{ a: string; b: string }>(
        `UPDATE subject_pair p SET standing = 'open', by = NULL, turned = $3, at = $4 FROM (
           SELECT a, b FROM subject_pair WHERE state = $1 AND act = $2 AND standing = 'joined' AND by = '' ORDER BY a, b LIMIT ${PIECE} FOR UPDATE
         ) t WHERE p.state = $1 AND p.a = t.a AND p.b = t.b RETURNING p.a, p.b`, [state, id, rules, services.clock()],
      );
      if (rows.length > 0) await unjoinPairs(client, services, state, rows, { id: `${id}-back`, how: 'turned', by, why, at: services.clock() });
      return rows.length;
    });
    turned += count;
    if (count < PIECE) break;
  }
  return turned;
}
