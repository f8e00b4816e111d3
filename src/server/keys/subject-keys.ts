// One key per person: whatever is kept of her is sealed with it, so destroying it makes all of that unreadable,
// in every table and in every backup made before (INVARIANTS A9). The keys lie in a table of their own, wrapped by
// the server's master key, and are in no backup of the data. None is remembered in the process: every reading asks
// the table, so that a key destroyed by whichever server is gone for all of them at once.
import { createHmac } from 'node:crypto';
import type { Sql } from '../db/database.ts';
import type { MasterKey, MasterKeys } from './master-keys.ts';
import { seal, unseal } from './seal.ts';

/** Of a row of a list `e:<entry>`, of a record `r:<district>:<record>`, of a photo `p:<district>:<name>`, of a request to look `o:<opening>`. */
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

export function recordKeyId(district: number, record: string): SubjectId {
  return `r:${district}:${record}`;
}

export function photoKeyId(district: number, name: string): SubjectId {
  return `p:${district}:${name}`;
}

/** Ids as one text and wrapped keys end to end: an array parameter would be escaped element by element. No id holds the separator. */
export function joined(ids: readonly SubjectId[]): string {
  return ids.join('\x1e');
}

const IDS = `string_to_array($1, E'\\x1e')`;
/** Bytes of a wrapped key. */
const LENGTH = 12 + 32 + 16;
/** Of parameters 1 and 2. */
export const WRAPPED = `(SELECT id, substring($2::bytea FROM ((n - 1) * ${LENGTH} + 1)::int FOR ${LENGTH}) AS wrapped FROM unnest(${IDS}) WITH ORDINALITY AS i (id, n))`;

/** The master key by which a key is wrapped is not in the folder: all that is sealed is closed until it is there again. */
export class MasterKeyMissing extends Error {
  override name = 'MasterKeyMissing';
  constructor() {
    super('the master key is missing');
  }
}

interface KeyRow {
  readonly id: SubjectId;
  readonly wrapped: Buffer;
  readonly master: string;
}

export function subjectKeys(masters: MasterKeys, random: (bytes: number) => Buffer): SubjectKeys {
  let current: MasterKey | undefined;

  async function unwrapped(rows: readonly KeyRow[], into: Map<SubjectId, Buffer>): Promise<SubjectId[]> {
    const keys = new Map<string, Buffer | undefined>();
    const missing: SubjectId[] = [];
    for (const { id, wrapped, master } of rows) {
      if (!keys.has(master)) keys.set(master, await masters.of(master));
      const key = keys.get(master);
      if (key === undefined) missing.push(id);
      else into.set(id, unseal(key, id, wrapped));
    }
    return missing;
  }

  const of: SubjectKeys['of'] = async (sql, ids) => {
    const found = new Map<SubjectId, Buffer>();
    let wanted: readonly SubjectId[] = ids;
    // The master key may have been replaced between the reading of a row and that of the file.
    for (let tries = 0; wanted.length > 0; tries += 1) {
      const { rows } = await sql.query<KeyRow>(`SELECT id, wrapped, master FROM subject_key WHERE id = ANY (${IDS})`, [joined(wanted)]);
      wanted = await unwrapped(rows, found);
      if (wanted.length > 0 && tries === 2) throw new MasterKeyMissing();
    }
    return found;
  };

  return {
    of,
    async make(sql, ids) {
      const found = new Map(await of(sql, ids));
      let wanted = [...new Set(ids)].filter((id) => !found.has(id)).sort();
      for (let tries = 0; wanted.length > 0; tries += 1) {
        if (tries === 5) throw new Error('a key could not be made');
        const master = current ??= await currentMaster(sql, masters);
        const fresh = wanted.map((id) => ({ id, key: random(32) }));
        // The master key stays the one in use until this transaction ends: whoever replaces it waits, and finds these.
        const { rows } = await sql.query<{ id: string }>(
          `INSERT INTO subject_key (id, wrapped, master)
           SELECT n.id, n.wrapped, m.name FROM (SELECT name FROM master_key WHERE name = $3 AND NOT ended FOR SHARE) m, ${WRAPPED} AS n
           ON CONFLICT DO NOTHING RETURNING id`,
          [joined(wanted), Buffer.concat(fresh.map(({ id, key }) => seal(master.key, id, key))), master.name],
        );
        const made = new Set(rows.map(({ id }) => id));
        for (const { id, key } of fresh) if (made.has(id)) found.set(id, key);
        wanted = wanted.filter((id) => !made.has(id));
        if (wanted.length === 0) break;
        // Another made them at the same moment, or another master key is in use by now.
        for (const [id, key] of await of(sql, wanted)) found.set(id, key);
        wanted = wanted.filter((id) => !found.has(id));
        current = undefined;
      }
      return found;
    },
    async destroy(sql, ids) {
      const { rows: [gone] } = await sql.query<{ keys: number }>(
        `WITH gone AS (DELETE FROM subject_key WHERE id = ANY ($1::text[]) RETURNING 1), counted AS (SELECT count(*)::int AS n FROM gone)
         INSERT INTO key_destruction (id, keys) SELECT $2, n FROM counted WHERE n > 0 RETURNING keys`, [ids, random(12).toString('hex')],
      );
      return gone?.keys ?? 0;
    },
    hash: (domain, text) => createHmac('sha256', masters.lookUp).update(domain).update('\0').update(text).digest(),
  };
}

/** Throws `MasterKeyMissing` when a key is wrapped by one that the folder lacks. A database without any gets its first. */
export async function checkMasters(sql: Sql, masters: MasterKeys): Promise<void> {
  await currentMaster(sql, masters);
  const { rows } = await sql.query<{ master: string }>('SELECT DISTINCT master FROM subject_key');
  for (const { master } of rows) if (await masters.of(master) === undefined) throw new MasterKeyMissing();
}

/** The one in use; the first one of a database is made here. Throws `MasterKeyMissing`. */
export async function currentMaster(sql: Sql, masters: MasterKeys): Promise<MasterKey> {
  const read = async (): Promise<string | undefined> => (await sql.query<{ name: string }>('SELECT name FROM master_key WHERE NOT ended')).rows[0]?.name;
  let name = await read();
  if (name === undefined) {
    const made = await masters.make();
    const { rowCount } = await sql.query('INSERT INTO master_key (name) VALUES ($1) ON CONFLICT DO NOTHING', [made.name]);
    if (rowCount === 1) return made;
    await masters.destroy(made.name);
    name = await read();
  }
  const key = name === undefined ? undefined : await masters.of(name);
  if (name === undefined || key === undefined) throw new MasterKeyMissing();
  return { name, key };
}
