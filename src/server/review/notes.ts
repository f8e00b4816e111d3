// What happened to places in a span of days and explains their figures: renamed, divided, joined.
import type { ReviewResponse } from '#shared/desk/review.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { Period } from '#shared/report/period.ts';
import type { Sql } from '../db/database.ts';
import { districtPart } from '../people/people.ts';

type Note = ReviewResponse['notes'][number];

/** The latest first; more than these nobody reads. */
const MOST = 100;

/** Of the place and of all that lies within it. */
export async function readNotes(sql: Sql, place: PlaceCode, { from, to }: Period): Promise<Note[]> {
  const { rows } = await sql.query<{ kind: Note['kind']; day: string; code: string; hi: string; en: string; was_code: string; was_hi: string; was_en: string }>(
    `SELECT c.kind, c.day, c.code, coalesce(p.hi, c.was_hi) AS hi, coalesce(p.en, c.was_en) AS en, c.was_code, c.was_hi, c.was_en
     FROM place_change c LEFT JOIN place p ON p.code = c.code
     WHERE ($1 = 0 OR c.district = $1) AND (c.code = $2 OR c.code > $2 || '.' AND c.code < $2 || '/') AND c.day >= $3 AND c.day <= $4
     ORDER BY c.day DESC, c.code, c.kind LIMIT ${MOST}`,
    [districtPart(place), place, from, to],
  );
  return rows.map((r) => ({ kind: r.kind, day: r.day, place: { code: r.code, hi: r.hi, en: r.en }, was: { code: r.was_code === '' ? r.code : r.was_code, hi: r.was_hi, en: r.was_en } }));
}
