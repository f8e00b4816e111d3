// The tables of the schema as a backup sees them: every one but the migrations' own, in an order in
// which references can be followed, each read in the order of its key, so that the same rows are the
// same text wherever they lie. The keys of persons are apart (`key-copy.ts`). What is not logged (files of exports) can be made again and is in none.
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { TableShape } from './backup-file.ts';

export interface Table extends TableShape {
  /** Columns of its primary key. */
  readonly key: readonly string[];
}

/** Said to the session before anything is copied: the same value is the same text everywhere. */
export const TEXT_SETTINGS = `SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8'; SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0`;

/** In no backup: a key that was destroyed must be in none. */
export const KEY_TABLES = ['subject_key', 'master_key', 'key_destruction'];

export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows: [sequences] } = await client.query<{ n: number }>(`SELECT count(*) AS n FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace`);
  if (sequences?.n !== 0) throw new Error('a sequence would not be in a backup: number rows in a table');
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[]; needs: string[] }>(
    `SELECT t.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
          JOIN pg_attribute a ON a.attnum = k.attnum WHERE i.indrelid = t.oid AND i.indisprimary AND a.attrelid = t.oid) AS key,
       (SELECT coalesce(array_agg(DISTINCT c.confrelid::regclass::text), '{}') FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'f' AND c.confrelid <> t.oid) AS needs
     FROM pg_class t WHERE t.relkind IN ('r', 'p') AND t.relpersistence = 'p' AND NOT t.relispartition AND t.relnamespace = current_schema()::regnamespace AND t.relname <> 'migration' AND NOT t.relname = ANY ($1::text[])
     ORDER BY t.relname`, [KEY_TABLES],
  );
  const ordered: Table[] = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const done = new Set(ordered.map((t) => t.name));
    const next = waiting.filter((t) => t.needs.every((n) => done.has(n)));
    if (next.length === 0) throw new Error(`tables refer to each other in a circle: ${waiting.map((t) => t.name).join(', ')}`);
    for (const { name, columns, key } of next) {
      if (key === null) throw new Error(`table ${name} has no primary key`);
      ordered.push({ name, columns, key });
    }
    waiting = waiting.filter((t) => !next.includes(t));
  }
  return ordered;
}

/** Those that are in no backup. */
export async function unloggedTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u' AND relnamespace = current_schema()::regnamespace`);
  return rows.map((row) => row.name);
}

/** Its rows as text, in the order of its key. Ask for `rowCount` when all was read. */
export function copyOut(client: pg.ClientBase, { name, columns, key }: Table): ReturnType<typeof copyTo> {
  return client.query(copyTo(`COPY (SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${key.map(quoted).join(', ')}) TO STDOUT`));
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
