// Many persons from a spreadsheet: every row is judged alone, all good ones are made in one transaction. Someone is
// known again by her name, role and place, so that the same file never makes anybody twice.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Role } from '#shared/access/table.ts';
import { MAX_PEOPLE_ROWS, type LoadedPeople, type LoadRow } from '#shared/desk/people-load.ts';
import { mappingOf, missingColumns, suggestMapping } from '#shared/import/mapping.ts';
import { listKey, PEOPLE_LIST, readPersonRow, type PersonRow } from '#shared/import/people-list.ts';
import { storableCell } from '#shared/import/cell-check.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { inTransaction, type Sql } from '../db/database.ts';
import { FileError } from '../imports/file-error.ts';
import { openList } from '../imports/open-list.ts';
import { newId, today, type Services } from '../services.ts';
import { auditByDistrict } from './change-grants.ts';
import { placeFinder } from './find-places.ts';
import { bumpVersions } from './people.ts';

export interface PeopleList {
  readonly columns: LoadedPeople['columns'];
  readonly rows: readonly (PersonRow & { readonly line: number })[];
  /** Of the file: names the load in the log. */
  readonly hash: string;
}

/** Below it a header is a guess, and there is nobody to confirm it. */
const SURE = 0.8;
const LOCK = 727_431_036;

/** @throws FileError */
export async function readPeopleList(services: Services, path: string): Promise<PeopleList> {
  const list = await openList(path);
  const mapping = mappingOf(suggestMapping(PEOPLE_LIST, list.headers).filter((s) => s.sureness >= SURE));
  const [missing] = missingColumns(PEOPLE_LIST, mapping);
  if (missing !== undefined) throw new FileError({ code: 'column-missing', what: missing });
  const rows: (PersonRow & { line: number })[] = [];
  for await (const piece of list.rows()) {
    for (const raw of piece) {
      if (raw.cells.every((cell) => cell.trim() === '')) continue;
      if (rows.length === MAX_PEOPLE_ROWS) throw new FileError({ code: 'sheet-too-big', where: raw.line });
      const row = readPersonRow(raw.cells, mapping, today(services));
      rows.push({ ...row, line: raw.line, name: storableCell(row.name).slice(0, 200), place: storableCell(row.place).slice(0, 200), faults: raw.fault === undefined ? row.faults : [raw.fault] });
    }
  }
  return {
    columns: PEOPLE_LIST.columns.map(({ name }) => ({ name, header: list.headers[mapping[name] ?? -1] ?? null })),
    rows, hash: createHash('sha256').update(await readFile(path)).digest('base64url').slice(0, 22),
  };
}

export interface LoadOrder {
  readonly place: PlaceCode;
  readonly dry: boolean;
  readonly by: string;
  /** May she give this role there? */
  readonly may: (role: Role, place: PlaceCode) => boolean;
}

export async function loadPeople(services: Services, list: PeopleList, order: LoadOrder): Promise<LoadRow[]> {
  if (order.dry) return judge(services.db.pool, services, list, order);
  return inTransaction(services.db, async (client) => {
    // The same file sent twice at once is judged one after the other.
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const rows = await judge(client, services, list, order);
    return create(client, services, list, order, rows);
  });
}

async function judge(sql: Sql, services: Services, { rows }: PeopleList, { place: upload, may }: LoadOrder): Promise<LoadRow[]> {
  const find = await placeFinder(sql, upload, rows.map((r) => r.place));
  const placed = rows.map((row) => ({ row, found: row.place === '' ? undefined : find(row.place) }));
  const known = await knownAt(sql, [...new Set(placed.flatMap(({ found }) => (found?.ok === true ? [found.place.code] : [])))]);
  const day = today(services);
  const first = new Map<string, number>();
  return placed.map(({ row, found }): LoadRow => {
    const { line, name, role = null, from, to } = row;
    const place = found?.ok === true ? found.place : null;
    const faults: { code: string; other?: string }[] = row.faults.map((code) => ({ code }));
    if (found?.ok === false && faults.length === 0) faults.push(found.code === 'place-ambiguous' ? { code: found.code, other: found.other } : { code: found.code });
    if (role !== null && place !== null && !may(role, place.code)) faults.push({ code: 'not-yours' });
    const said = { line, name, role, place, written: row.place, from, to };
    const fault = (): LoadRow => ({ ...said, state: 'fault', faults, namesake: false, person: null });
    if (role === null || place === null || faults.length > 0) return fault();
    const key = keyOf(name, role, place.code);
    const before = first.get(key);
    if (before !== undefined) {
      faults.push({ code: 'twice-in-file', other: String(before) });
      return fault();
    }
    first.set(key, line);
    const hers = known.filter((k) => k.key === key);
    const open = hers.filter((k) => k.to === null || k.to >= day);
    const same = open.find((k) => k.to === to && (from === null || k.from === from));
    const there = same ?? open[0] ?? hers[0];
    const namesake = there === undefined && known.some((k) => k.name === listKey(name) && k.place === place.code);
    return { ...said, state: there === undefined ? 'new' : open.length === 0 ? 'ended' : same === undefined ? 'differs' : 'there', faults, namesake, person: there?.person ?? null };
  });
}

interface KnownGrant {
  readonly key: string;
  readonly name: string;
  readonly person: string;
  readonly place: string;
  readonly from: string;
  readonly to: string | null;
}

async function knownAt(sql: Sql, places: readonly PlaceCode[]): Promise<KnownGrant[]> {
  const { rows } = await sql.query<{ person: string; name: string; role: string; place: string; from: string; to: string | null }>(
    'SELECT g.person, p.name, g.role, g.place, g.from_day AS "from", g.to_day AS "to" FROM role_grant g JOIN person p ON p.id = g.person WHERE g.place = ANY($1::text[]) ORDER BY g.made_at DESC, g.id', [places],
  );
  return rows.map(({ name, role, ...grant }) => ({ ...grant, name: listKey(name), key: keyOf(name, role, grant.place) }));
}

function keyOf(name: string, role: string, place: PlaceCode): string {
  return `${listKey(name)}|${role}|${place}`;
}

async function create(client: Sql, services: Services, { hash }: PeopleList, { place: upload, by }: LoadOrder, rows: readonly LoadRow[]): Promise<LoadRow[]> {
  const now = services.clock();
  const made = rows.flatMap((row) => (row.state === 'new' && row.place !== null ? [{ ...row, id: newId(services), grant: newId(services), at: row.place.code }] : []));
  if (made.length === 0) return [...rows];
  await client.query('INSERT INTO person (id, name, made_at) SELECT id, name, $3 FROM unnest($1::text[], $2::text[]) AS p (id, name)', [made.map((m) => m.id), made.map((m) => m.name), now]);
  await client.query(
    `INSERT INTO role_grant (id, person, role, place, from_day, to_day, made_by, made_at)
     SELECT id, person, role, place, from_day, to_day, $7, $8 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS g (id, person, role, place, from_day, to_day)`,
    [made.map((m) => m.grant), made.map((m) => m.id), made.map((m) => m.role), made.map((m) => m.at), made.map((m) => m.from ?? today(services)), made.map((m) => m.to), by, now],
  );
  await bumpVersions(client, made.map((m) => m.at));
  await auditByDistrict(client, services, [
    { act: 'people-loaded', actor: by, place: upload, subject: hash, detail: `${made.length}/${rows.length}` },
    ...made.flatMap((m) => [{ act: 'person-created' as const, actor: by, place: m.at, subject: m.id }, { act: 'grant-added' as const, actor: by, place: m.at, subject: m.grant }]),
  ]);
  const ids = new Map(made.map((m) => [m.line, m.id]));
  return rows.map((row) => ({ ...row, person: ids.get(row.line) ?? row.person }));
}
