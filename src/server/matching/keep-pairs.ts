// What a comparison found, written in bulk. What somebody has decided is never touched again; of an open pair the
// latest comparison counts, and one that is no longer alike goes.
import type { Judged } from '#shared/people/same-person/judged.ts';
import type { Sql } from '../db/database.ts';
import { pairId } from '../subjects/linked-rows.ts';

export interface FoundPair extends Judged {
  readonly one: string;
  readonly other: string;
  /** Both are rows of one list: its department is asked, however alike they are. */
  readonly sameList: boolean;
}

export interface Kept {
  readonly certain: number;
  readonly asked: number;
  readonly dropped: number;
}

export async function keepPairs(sql: Sql, state: number, run: string, at: number, found: readonly FoundPair[]): Promise<Kept> {
  const ordered = found.map((pair) => ({ ...pair, ids: pairId(pair.one, pair.other) })).sort((x, y) => (x.ids.join(' ') < y.ids.join(' ') ? -1 : 1));
  const alike = ordered.filter(({ band }) => band !== 'different');
  const unlike = ordered.filter(({ band }) => band === 'different');
  if (alike.length > 0) {
    await sql.query(
      `INSERT INTO subject_pair (state, a, b, band, score, reasons, at, act, same_list)
       SELECT $1, p.a, p.b, p.band, p.score, p.reasons, $2, $3, p.same_list FROM unnest($4::text[], $5::text[], $6::text[], $7::real[], $8::json[], $9::boolean[]) AS p (a, b, band, score, reasons, same_list)
       ON CONFLICT (state, a, b) DO UPDATE SET band = excluded.band, score = excluded.score, reasons = excluded.reasons, act = excluded.act, same_list = excluded.same_list, at = excluded.at
       WHERE subject_pair.standing = 'open'`,
      [
        state, at, run, alike.map(({ ids: [a] }) => a), alike.map(({ ids: [, b] }) => b), alike.map(({ band }) => band), alike.map(({ score }) => score),
        alike.map(({ reasons }) => JSON.stringify(reasons.map(({ field, how }) => [field, how]))), alike.map(({ sameList }) => sameList),
      ],
    );
  }
  const dropped = unlike.length === 0 ? 0 : (await sql.query(
    // One that a person asked to be shown again stays until she has said.
    `DELETE FROM subject_pair p USING unnest($2::text[], $3::text[]) AS u (a, b) WHERE p.state = $1 AND p.a = u.a AND p.b = u.b AND p.standing = 'open' AND p.turned <> 'person'`,
    [state, unlike.map(({ ids: [a] }) => a), unlike.map(({ ids: [, b] }) => b)],
  )).rowCount ?? 0;
  return { certain: alike.filter(({ band }) => band === 'certain').length, asked: alike.filter(({ band }) => band === 'ask').length, dropped };
}
