// Takes away what nobody will ask for: beginnings that were never finished, and photos that no record has
// named for a month and that are in a verified backup.
import { inTransaction } from '../db/database.ts';
import { photoKeyId } from '../keys/subject-keys.ts';
import type { Services } from '../services.ts';
import type { PhotoKey } from './safe-photos.ts';

const DAY = 86_400_000;
export const PARTLY_KEPT_DAYS = 7;
export const UNNAMED_KEPT_DAYS = 30;

/** By what a record says now, its contested answers included, and by held changes that may still be applied. */
const NAMED = `(
  EXISTS (SELECT FROM photo_record u JOIN record r ON r.district = u.district AND r.id = u.record
    WHERE u.district = p.district AND u.name = p.name AND position(p.name IN r.state::text) > 0)
  OR EXISTS (SELECT FROM photo_record u JOIN held_change h ON h.district = u.district AND h.record = u.record
    WHERE u.district = p.district AND u.name = p.name AND h.status = 'open' AND position(convert_to(p.name, 'UTF8') IN h.body) > 0))`;

export interface Swept {
  readonly partly: number;
  readonly unnamed: number;
}

export async function sweepPhotos({ db, clock, keys }: Pick<Services, 'db' | 'clock' | 'keys'>): Promise<Swept> {
  const now = clock();
  return inTransaction(db, async (client) => {
    const partly = await client.query<PhotoKey>(`DELETE FROM photo WHERE whole_at IS NULL AND piece_at < $1 RETURNING district, name`, [now - PARTLY_KEPT_DAYS * DAY]);
    await client.query(`UPDATE photo p SET unnamed_since = NULL WHERE p.unnamed_since IS NOT NULL AND ${NAMED}`);
    await client.query(`UPDATE photo p SET unnamed_since = $1 WHERE p.whole_at IS NOT NULL AND p.unnamed_since IS NULL AND NOT ${NAMED}`, [now]);
    const unnamed = await client.query<PhotoKey>('DELETE FROM photo p WHERE p.safe AND p.unnamed_since < $1 RETURNING district, name', [now - UNNAMED_KEPT_DAYS * DAY]);
    await keys.destroy(client, [...partly.rows, ...unnamed.rows].map((p) => photoKeyId(p.district, p.name)));
    for (const table of ['photo_piece', 'photo_record']) {
      await client.query(`DELETE FROM ${table} u WHERE NOT EXISTS (SELECT FROM photo p WHERE p.district = u.district AND p.name = u.name)`);
    }
    return { partly: partly.rowCount ?? 0, unnamed: unnamed.rowCount ?? 0 };
  });
}
