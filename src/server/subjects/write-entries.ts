// Writes a chunk of rows of a department's list in one transaction, or nothing of it. What makes a row known again,
// and all it says, is there only as keyed hashes; what it says, sealed with a key of its own.
//
//   key not there ............ an entry, with a person of its own until somebody joins it
//   key there, same words .... nothing changes; that this list said it too is noted
//   key there, other words ... its next version; what it said before stays among what is past
//   key there, taken back .... it is there again
//   key of one erased ........ a fault without a word of the row; it does not come back
import type { PoolClient } from 'pg';
import type { Fault } from '#shared/import/target.ts';
import type { Values } from '#shared/record/change.ts';
import { copyRows, type CopyCell } from '../imports/copy-rows.ts';
import type { ChunkResult } from '../imports/list-work.ts';
import type { PreparedChunk, PreparedRow } from '../imports/prepare.ts';
import { seal } from '../keys/seal.ts';
import { newId, type Services } from '../services.ts';
import { writeFacets, type FacetRow } from './facets.ts';
import { linkNew } from './link-new.ts';
import { deniedOf } from './rights/denied.ts';

export interface EntryContext {
  readonly state: number;
  /** Place of the department. */
  readonly source: string;
  readonly category: string;
  readonly batch: string;
  /** Looks and counts, writes nothing. */
  readonly dry: boolean;
  /** ISO day on which the list came: ages without a day are of it. */
  readonly listedDay: string;
}

/** What the row says is not kept, not even in the report. */
const ERASED: Fault = { code: 'erased', columns: [], ofTarget: false };

interface Known {
  readonly id: string;
  readonly key_hash: Buffer;
  readonly said_hash: Buffer;
  readonly version: number;
  /** Highest that it ever had. */
  readonly last: number;
  readonly standing: string;
}

/** Runs inside a transaction of `client`; the caller commits. */
export async function writeEntries(client: PoolClient, services: Services, context: EntryContext, chunk: PreparedChunk, { counter, now }: { readonly counter: number; readonly now: number }): Promise<ChunkResult> {
  const { state, source, category, batch, dry } = context;
  const { keys } = services;
  const all = chunk.rows.map((row) => ({ row, key: keys.hash('entry-key', `${source}|${category}|${row.key}`), said: saidHash(services, row.values) }));
  const denied = await deniedOf(client, state, source, category, all.map(({ key }) => key));
  const hashed = all.filter(({ key }) => !denied.has(key.toString('base64url')));
  const { rows: found } = await client.query<Known>(
    `SELECT id, key_hash, said_hash, version, standing, greatest(version, (SELECT max(p.version) FROM subject_entry_past p WHERE p.state = e.state AND p.entry = e.id)) AS last
     FROM subject_entry e WHERE state = $1 AND source = $2 AND category = $3 AND key_hash = ANY ($4)${dry ? '' : ' FOR UPDATE'}`,
    [state, source, category, hashed.map(({ key }) => key)],
  );
  const known = new Map(found.map((entry) => [entry.key_hash.toString('latin1'), entry]));
  const readable = await keys.of(client, found.map(({ id }) => `e:${id}`));

  const fresh: { readonly id: string; readonly key: Buffer; readonly said: Buffer; readonly row: PreparedRow }[] = [];
  const other: { readonly entry: Known; readonly said: Buffer; readonly row: PreparedRow }[] = [];
  const same: Known[] = [];
  for (const { row, key, said } of hashed) {
    const entry = known.get(key.toString('latin1'));
    if (entry === undefined) fresh.push({ id: newId(services), key, said, row });
    else if (!readable.has(`e:${entry.id}`)) continue;
    else if (entry.standing === 'there' && entry.said_hash.equals(said)) same.push(entry);
    else other.push({ entry, said, row });
  }
  const back = other.filter(({ entry }) => entry.standing !== 'there').length;
  const result: ChunkResult = { created: fresh.length + back, changed: other.length - back, unchanged: hashed.length - fresh.length - other.length, places: 0, faulty: all.flatMap(({ row, key }) => (denied.has(key.toString('base64url')) ? [{ line: row.line, cells: [], faults: [ERASED] }] : [])), counter };
  if (dry) return result;

  const made = await keys.make(client, fresh.map(({ id }) => `e:${id}`));
  const sealed = (id: string, values: Values): Buffer => {
    const key = made.get(`e:${id}`) ?? readable.get(`e:${id}`);
    if (key === undefined) throw new Error('a row that is written has its key');
    return seal(key, `entry:${id}`, JSON.stringify(values));
  };
  const facets: FacetRow[] = [];
  const keep = (id: string, row: PreparedRow): Buffer => {
    const values = withListedDay(row.values, context.listedDay);
    facets.push({ entry: id, source, category, values });
    return sealed(id, values);
  };
  await copyRows(client, 'subject_entry (state, id, source, category, key_hash, said_hash, batch, version, at, sealed)', fresh.map(({ id, key, said, row }): CopyCell[] => [
    state, id, source, category, bytea(key), bytea(said), batch, 1, now, bytea(keep(id, row)),
  ]));
  if (other.length > 0) {
    const ids = other.map(({ entry }) => entry.id);
    await putInPast(client, state, ids);
    await client.query(
      `UPDATE subject_entry e SET said_hash = n.said_hash, batch = $2, version = n.version, at = $3, standing = 'there', sealed = n.sealed
       FROM unnest($4::text[], $5::bytea[], $6::int[], $7::bytea[]) AS n (id, said_hash, version, sealed) WHERE e.state = $1 AND e.id = n.id COLLATE "C"`,
      [state, batch, now, ids, other.map(({ said }) => said), other.map(({ entry }) => entry.last + 1), other.map(({ entry, row }) => keep(entry.id, row))],
    );
  }
  await writeFacets(client, services, state, facets);
  const said = [...fresh.map(({ id }) => [id, 1] as const), ...other.map(({ entry }) => [entry.id, entry.last + 1] as const), ...same.map(({ id, version }) => [id, version] as const)];
  await copyRows(client, 'subject_said (state, batch, n, entry, version)', said.map(([entry, version], at) => [state, batch, counter + at + 1, entry, version]));
  await linkNew(client, services, state, facets.map(({ entry }) => entry));
  return { ...result, counter: counter + said.length };
}

/** What the entries say now, beside what they said before. */
export async function putInPast(client: PoolClient, state: number, entries: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO subject_entry_past (state, entry, version, batch, at, said_hash, sealed)
     SELECT state, id, version, batch, at, said_hash, sealed FROM subject_entry WHERE state = $1 AND id = ANY ($2)`, [state, entries],
  );
}

function saidHash({ keys }: Pick<Services, 'keys'>, values: Values): Buffer {
  return keys.hash('entry-said', JSON.stringify(Object.keys(values).sort().map((path) => [path, values[path]])));
}

/** An age counts from a day; where the list says none it is the day on which it came, which is not part of what it says. */
function withListedDay(values: Values, day: string): Values {
  return values['age'] !== undefined && values['seenDay'] === undefined ? { ...values, listedDay: day } : values;
}

function bytea(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
