// How many rows each list has. A department is told of its own; the centre of all that it may know of, and of
// what is covered no small number.
import { decideDesk } from '#shared/access/decide-desk.ts';
import { officeKindOf, stateOf, type PlaceCode } from '#shared/place/place.ts';
import type { Session } from '../auth/session.ts';
import { smallCell } from '../desk/hide-small.ts';
import { today, type Services } from '../services.ts';
import { askerOf } from './asker.ts';

export interface RowCount {
  readonly source: PlaceCode;
  readonly category: string;
  /** Null: few. */
  readonly rows: number | null;
  /** When the list was last taken in. */
  readonly lastAt: number;
}

/** @throws Refused `not-found` for whom there is nothing to count at the place */
export async function countRows(services: Services, session: Session, place: PlaceCode): Promise<RowCount[]> {
  // The centre hands in lists for every department too, and is not told by that what it may not know.
  const isOwn = officeKindOf(place) === 'dep' && session.grants.some((grant) => grant.place === place && decideDesk([grant], 'lists', place, today(services)).ok);
  const asker = isOwn ? undefined : askerOf(services, session, place);
  const { rows } = await services.db.pool.query<{ source: string; category: string; n: number; last_at: number }>(
    `SELECT source, category, count(*)::int AS n, max(at) AS last_at FROM subject_entry WHERE state = $1 AND standing = 'there' AND ($2 OR category = ANY ($3)) AND ($4::text IS NULL OR source = $4)
     GROUP BY source, category ORDER BY source, category`,
    [stateOf(place), isOwn, [...asker?.shown ?? [], ...asker?.covered ?? []], officeKindOf(place) === 'dep' ? place : null],
  );
  const limit = await smallCell(services, String(stateOf(place)));
  return rows.map(({ source, category, n, last_at: lastAt }) => {
    const isSmall = asker?.covered.includes(category) === true && n < limit;
    return { source, category, rows: isSmall ? null : n, lastAt };
  });
}
