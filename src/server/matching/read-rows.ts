// Rows of lists as they are compared: what each says of who she is, opened with her key.
import { identityOf, type Identity } from '#shared/subjects/entry.ts';
import type { Values } from '#shared/record/change.ts';
import type { Sql } from '../db/database.ts';
import { unseal } from '../keys/seal.ts';
import type { Services } from '../services.ts';

type Does = Pick<Services, 'registry' | 'keys'>;

export interface RowToCompare {
  readonly id: string;
  /** Source, category and batch. */
  readonly list: string;
  readonly identity: Identity;
  /** The version that waits to be compared; null: it has been. */
  readonly waits: number | null;
}

/** Waits, but is compared with nothing: taken back, erased, or of a category that takes in no names. */
export interface RowLeftOut {
  readonly id: string;
  readonly waits: number;
}

export interface RowsRead {
  readonly rows: readonly RowToCompare[];
  readonly out: readonly RowLeftOut[];
  /** The last id read; undefined: there are no more. */
  readonly last: string | undefined;
}

interface Read {
  readonly id: string;
  readonly source: string;
  readonly category: string;
  readonly batch: string;
  readonly standing: string;
  readonly sealed: Buffer;
  readonly waits: number | null;
}

const COLUMNS = 'e.id, e.source, e.category, e.batch, e.standing, e.sealed, w.version AS waits';
const FROM = 'FROM subject_entry e LEFT JOIN subject_waiting w ON w.state = e.state AND w.entry = e.id';

/** All rows of the state in the order of their ids, a piece at a time. */
export async function readPiece(sql: Sql, services: Does, state: number, after: string, limit: number): Promise<RowsRead> {
  const { rows } = await sql.query<Read>(`SELECT ${COLUMNS} ${FROM} WHERE e.state = $1 AND e.id > $2 ORDER BY e.id LIMIT $3`, [state, after, limit]);
  return { ...await opened(sql, services, rows), last: rows.at(-1)?.id };
}

export async function readRows(sql: Sql, services: Does, state: number, ids: readonly string[]): Promise<RowsRead> {
  const { rows } = await sql.query<Read>(`SELECT ${COLUMNS} ${FROM} WHERE e.state = $1 AND e.id = ANY($2)`, [state, ids]);
  return { ...await opened(sql, services, rows), last: undefined };
}

async function opened(sql: Sql, { registry, keys }: Does, read: readonly Read[]): Promise<Pick<RowsRead, 'rows' | 'out'>> {
  const compared = new Set((registry.subjects?.categories ?? []).filter(({ disclosure }) => disclosure !== 'token').map(({ id }) => id));
  const there = read.filter(({ standing, category }) => standing === 'there' && compared.has(category));
  const hers = await keys.of(sql, there.map(({ id }) => `e:${id}`));
  const rows = there.flatMap(({ id, source, category, batch, sealed, waits }): RowToCompare[] => {
    const key = hers.get(`e:${id}`);
    if (key === undefined) return [];
    const values: Values = JSON.parse(unseal(key, `entry:${id}`, sealed).toString());
    return [{ id, list: `${source} ${category} ${batch}`, identity: identityOf(values), waits }];
  });
  const known = new Set(rows.map(({ id }) => id));
  return { rows, out: read.flatMap(({ id, waits }) => (waits === null || known.has(id) ? [] : [{ id, waits }])) };
}
