// One key per person: whatever is kept of her is sealed with it, so destroying it makes all of that unreadable,
// in every table and in every backup made before (INVARIANTS A9). The keys lie in a table of their own, wrapped by
// the server's master key, and are in no backup of the data.
import { createHmac } from 'node:crypto';
import type { Sql } from '../db/database.ts';
import { seal, unseal } from './seal.ts';

/** Of a row of a list `e:<entry>`, of a record `r:<district>:<record>`. */
export type SubjectId = string;

export interface SubjectKeys {
  /** Of those that have one; who has none was erased, or is not known yet. 32 bytes each. */
  of(sql: Sql, ids: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, Buffer>>;
  /** Of all of them, made for those that have none. Never asked for an id that was erased. */
  make(sql: Sql, ids: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, Buffer>>;
  /** Returns how many there were. */
  destroy(sql: Sql, ids: readonly SubjectId[]): Promise<number>;
  /** Hash that only this server can make, for looking things up without keeping them. 32 bytes. */
  hash(domain: string, text: string): Buffer;
}

/** @param master 32 bytes, kept outside the database */
export function subjectKeys(master: Buffer, random: (bytes: number) => Buffer): SubjectKeys {
  const secret = createHmac('sha256', master).update('look-up').digest();
  const of: SubjectKeys['of'] = async (sql, ids) => {
    const { rows } = await sql.query<{ id: string; wrapped: Buffer }>('SELECT id, wrapped FROM subject_key WHERE id = ANY ($1)', [ids]);
    return new Map(rows.map(({ id, wrapped }) => [id, unseal(master, id, wrapped)]));
  };
  return {
    of,
    async make(sql, ids) {
      const known = new Map(await of(sql, ids));
      const fresh = [...new Set(ids)].filter((id) => !known.has(id)).sort().map((id) => ({ id, key: random(32) }));
      if (fresh.length === 0) return known;
      const { rows } = await sql.query<{ id: string }>(
        'INSERT INTO subject_key (id, wrapped) SELECT * FROM unnest($1::text[], $2::bytea[]) ON CONFLICT DO NOTHING RETURNING id',
        [fresh.map(({ id }) => id), fresh.map(({ id, key }) => seal(master, id, key))],
      );
      const made = new Set(rows.map(({ id }) => id));
      for (const { id, key } of fresh) if (made.has(id)) known.set(id, key);
      const others = fresh.filter(({ id }) => !made.has(id)).map(({ id }) => id);
      for (const [id, key] of others.length === 0 ? [] : await of(sql, others)) known.set(id, key);
      return known;
    },
    async destroy(sql, ids) {
      const { rowCount } = await sql.query('DELETE FROM subject_key WHERE id = ANY ($1)', [ids]);
      return rowCount ?? 0;
    },
    hash: (domain, text) => createHmac('sha256', secret).update(domain).update('\0').update(text).digest(),
  };
}
