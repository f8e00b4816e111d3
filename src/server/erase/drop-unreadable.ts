// What is sealed with a key that is gone: in a restored database, which knows of erasures only by what cannot be
// read any more. It is erased like what was erased by hand; nothing of it is read on the way.
import { look } from '#shared/access/look.ts';
import type { Services } from '../services.ts';
import { recountDistricts } from '../sync/recount-sums.ts';
import { eraseUnreadable, type EraseServices, type RecordKey } from './erase-record.ts';

/** Not one file and not one row of a list has its key: the keys were not put back, rather than destroyed. */
export class KeysNotThere extends Error {
  override name = 'KeysNotThere';
  /** How many files would be lost. */
  readonly files: number;
  constructor(files: number) {
    super(`the keys of ${files} sealed files are not there`);
    this.files = files;
  }
}

/** Files, held changes and photos. Returns how many files. Throws `KeysNotThere` unless that is to be so. */
export async function dropUnreadable(services: EraseServices, { evenAll = false }: { readonly evenAll?: boolean } = {}): Promise<number> {
  const { db, registry } = services;
  const types = [...registry.guarded.map(({ name }) => name), look.name];
  const { rows: files } = await db.pool.query<RecordKey>(
    `SELECT r.district, r.id AS record FROM record r WHERE r.type = ANY ($1::text[]) AND starts_with(r.state::text, '{"sealed":')
       AND NOT EXISTS (SELECT FROM subject_key k WHERE k.id = r.state ->> 'of') ORDER BY 1, 2`, [types],
  );
  if (!evenAll) await refuseWithoutKeys(services, types, files.length);
  const { rows: held } = await db.pool.query<RecordKey>(
    `SELECT DISTINCT h.district, h.record FROM held_change h WHERE h.record IS NOT NULL AND starts_with(encode(substring(h.body FOR 11), 'escape'), '{"sealed":"')
       AND NOT EXISTS (SELECT FROM subject_key k WHERE k.id = 'r:' || h.district || ':' || h.record) ORDER BY 1, 2`,
  );
  await recountDistricts(services, await eraseUnreadable(services, [...files, ...held]));
  await db.pool.query(
    `WITH gone AS (SELECT DISTINCT district, name FROM photo_piece p WHERE sealed AND NOT EXISTS (SELECT FROM subject_key k WHERE k.id = 'p:' || p.district || ':' || p.name)),
       pieces AS (DELETE FROM photo_piece p USING gone g WHERE p.district = g.district AND p.name = g.name),
       named AS (DELETE FROM photo_record p USING gone g WHERE p.district = g.district AND p.name = g.name)
     DELETE FROM photo p USING gone g WHERE p.district = g.district AND p.name = g.name`,
  );
  return files.length;
}

/** Rows of lists count too: they are dropped elsewhere (`dropKeyless`), and not before this. */
async function refuseWithoutKeys({ db }: Pick<Services, 'db'>, types: readonly string[], files: number): Promise<void> {
  const { rows: [lists] } = await db.pool.query<{ closed: boolean; open: boolean }>(
    `SELECT EXISTS (SELECT FROM subject_entry e WHERE NOT EXISTS (SELECT FROM subject_key k WHERE k.id = 'e:' || e.id)) AS closed,
       EXISTS (SELECT FROM subject_entry e JOIN subject_key k ON k.id = 'e:' || e.id)
         OR EXISTS (SELECT FROM record r JOIN subject_key k ON k.id = r.state ->> 'of' WHERE r.type = ANY ($1::text[])) AS open`, [types],
  );
  if ((files > 0 || lists?.closed === true) && lists?.open !== true) throw new KeysNotThere(files);
}
