// Which photos phones may forget: those in a backup that was tried by restoring it, as for changes in
// `sync/backed-up.ts`.
import type { Sql } from '../db/database.ts';

export interface PhotoKey {
  readonly district: number;
  readonly name: string;
}

/** Whole photos in a restored backup that had not been called safe when it was made. */
export async function photosHeld(sql: Sql): Promise<PhotoKey[]> {
  return (await sql.query<PhotoKey>('SELECT district, name FROM photo WHERE whole_at IS NOT NULL AND NOT safe')).rows;
}

export async function markPhotosSafe(sql: Sql, held: readonly PhotoKey[]): Promise<void> {
  await sql.query(
    `UPDATE photo p SET safe = true FROM unnest($1::int[], $2::text[]) AS h (district, name)
     WHERE p.district = h.district AND p.name = h.name AND p.whole_at IS NOT NULL`,
    [held.map((p) => p.district), held.map((p) => p.name)],
  );
}

/** Photos that were whole by then (milliseconds since 1970). */
export async function markPhotosBackedUp(sql: Sql, through: number): Promise<void> {
  await sql.query('UPDATE photo SET safe = true WHERE NOT safe AND whole_at <= $1', [through]);
}
