// Rows of lists of persons written straight into the tables, sealed as the server seals them.
import type { Values } from '#shared/record/change.ts';
import { inTransaction } from '#server/db/database.ts';
import { seal } from '#server/keys/seal.ts';
import type { Services } from '#server/services.ts';
import { linkNew } from '#server/subjects/link-new.ts';

export interface EntryRow {
  /** Eight letters or more. */
  readonly id: string;
  readonly category: string;
  /** Place of the department. */
  readonly source: string;
  readonly batch: string;
  readonly values: Values;
}

type Kept = Pick<Services, 'db' | 'keys' | 'clock' | 'random'>;

/** New ones, or new versions of those that are there; numbers of persons are given as the server gives them. */
export async function writeEntries(services: Kept, state: number, rows: readonly EntryRow[]): Promise<void> {
  const { keys, clock } = services;
  await inTransaction(services.db, async (client) => {
    const made = await keys.make(client, rows.map(({ id }) => `e:${id}`));
    const sealed = rows.map(({ id, values }) => {
      const key = made.get(`e:${id}`);
      if (key === undefined) throw new Error('a key is made for every row');
      return seal(key, `entry:${id}`, JSON.stringify(values));
    });
    await client.query(
      `INSERT INTO subject_entry (state, id, source, category, key_hash, said_hash, batch, version, at, sealed)
       SELECT $1, r.id, r.source, r.category, r.key_hash, r.said_hash, r.batch, 1, $2, r.sealed
       FROM unnest($3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::text[], $9::bytea[]) AS r (id, source, category, key_hash, said_hash, batch, sealed)
       ON CONFLICT (state, id) DO UPDATE SET said_hash = excluded.said_hash, batch = excluded.batch, version = subject_entry.version + 1, at = excluded.at, sealed = excluded.sealed, standing = 'there'`,
      [
        state, clock(), rows.map(({ id }) => id), rows.map(({ source }) => source), rows.map(({ category }) => category), rows.map(({ id }) => keys.hash('entry-key', id)),
        rows.map(({ values }) => keys.hash('entry-said', JSON.stringify(values))), rows.map(({ batch }) => batch), sealed,
      ],
    );
    await linkNew(client, services, state, rows.map(({ id }) => id));
  });
}

/** As when their list is taken back. */
export async function takeEntriesBack(services: Kept, state: number, ids: readonly string[]): Promise<void> {
  await inTransaction(services.db, async (client) => {
    await client.query(`UPDATE subject_entry SET standing = 'gone' WHERE state = $1 AND id = ANY($2)`, [state, ids]);
    await linkNew(client, services, state, ids);
  });
}
