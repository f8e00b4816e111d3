// Counts of children for the sheet, from facets and links alone: nothing sealed is opened. A child counts once,
// however many rows she has.
import type { PoolClient } from 'pg';
import { disclose, SMALLEST_TOLD } from '#shared/subjects/disclose.ts';
import type { SubjectSheet, SubjectSheetQuery, SubjectSheetTable, SheetTableKey } from '#shared/subjects/sheet.ts';
import { districtOf, levelOf, officeKindOf, stateOf } from '#shared/place/place.ts';
import { monthPeriod } from '#shared/report/period.ts';
import { inTransaction } from '../db/database.ts';
import { readRulebook } from '../rulebook.ts';
import type { Services } from '../services.ts';

/** Row of those whose district no list says. */
const NOWHERE = '0';

/** Undefined: there is no such place. `place`: a state or a district of it. */
export async function readSubjectSheet(services: Services, query: SubjectSheetQuery): Promise<SubjectSheet | undefined> {
  const { db, registry } = services;
  const { rows: [place] } = await db.pool.query<{ code: string; hi: string; en: string }>('SELECT code, hi, en FROM place WHERE district = $1 AND code = $2', [districtOf(query.place), query.place]);
  const work = registry.subjects;
  if (place === undefined || work === undefined || officeKindOf(query.place) !== undefined) return undefined;
  const limit = registry.rules.some((rules) => rules.numbers.some((row) => row.id === 'smallCell')) ? (await readRulebook(db.pool, registry, query.place)).number('smallCell') : SMALLEST_TOLD;
  const categories = work.categories.map(({ id }) => id);
  const isState = levelOf(query.place) === 'state';
  return inTransaction(db, async (client) => {
    // Sorting half a million children in memory, in this transaction alone.
    await client.query(`SET LOCAL work_mem = '128MB'`);
    await gather(client, query);
    await client.query('ANALYZE met');
    const tables = [
      await byDistrict(client, stateOf(query.place), categories, limit),
      await byDepartment(client, limit),
      // Which two groups a child is in says more of her than either: told of a whole state only.
      ...(isState ? [await overlaps(client, categories, limit), await byLists(client, limit)] : []),
      await byService(client, limit),
      await byMonth(client, categories, limit),
    ];
    const named = [...new Set(tables.filter(({ key }) => key === 'district' || key === 'department').flatMap(({ rows }) => rows.map(({ of }) => of)))];
    const { rows: places } = await client.query<{ code: string; hi: string; en: string }>(`SELECT code, hi, en FROM place WHERE code = ANY ($1) ORDER BY code`, [named]);
    return { place, from: query.from, to: query.to, categories, tables, places, limit, at: services.clock() };
  });
}

/** The rows that are asked about, once; every table is counted from them. A child is a number of 64 bits here: tokens are slow to sort. */
async function gather(client: PoolClient, { place, from, to, category, source }: SubjectSheetQuery): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE met ON COMMIT DROP AS
     SELECT hashtextextended(l.token, 0) AS child, f.district, f.category, f.source, left(f.seen_day, 7) AS month, f.needs, f.services
     FROM subject_facet f JOIN subject_link l ON l.state = f.state AND l.entry = f.entry
     WHERE f.state = ${stateOf(place)} AND f.seen_day BETWEEN '${monthPeriod(from).from}' AND '${monthPeriod(to).to}'
       ${levelOf(place) === 'state' ? '' : `AND f.district = ${districtOf(place)}`}
       ${category === undefined ? '' : `AND f.category = '${plain(category)}'`} ${source === undefined ? '' : `AND f.source = '${plain(source)}'`}`,
  );
}

/** A statement that makes a table takes no parameters; what is put in it has been checked to be a plain code. */
function plain(code: string): string {
  if (!/^[0-9A-Za-z._-]*$/u.test(code)) throw new Error('a code is plain');
  return code;
}

async function byDistrict(client: PoolClient, state: number, categories: readonly string[], limit: number): Promise<SubjectSheetTable> {
  const { rows } = await client.query<{ district: number | null; category: string | null; n: number }>(
    `WITH known AS (SELECT DISTINCT child, district, category FROM met)
     SELECT district, category, count(*)::int AS n FROM known GROUP BY 1, 2
     UNION ALL SELECT district, NULL, count(*)::int FROM (SELECT DISTINCT child, district FROM known) a GROUP BY 1
     UNION ALL SELECT NULL, category, count(*)::int FROM (SELECT DISTINCT child, category FROM known) b GROUP BY 2
     UNION ALL SELECT NULL, NULL, count(*)::int FROM (SELECT DISTINCT child FROM known) c`,
  );
  const at = (district: number | null): (number | null)[] => [...categories, null].map((category) => rows.find((r) => r.district === district && r.category === category)?.n ?? 0);
  const districts = [...new Set(rows.flatMap(({ district }) => district ?? []))].sort((a, b) => a - b);
  return table('district', [...categories, 'all'], districts.map((district) => [district === 0 ? NOWHERE : `${state}.${district}`, at(district)]), at(null), limit);
}

async function byDepartment(client: PoolClient, limit: number): Promise<SubjectSheetTable> {
  const { rows } = await client.query<{ source: string; n: number; also: number }>(
    `WITH known AS (SELECT DISTINCT child, source FROM met), several AS (SELECT child FROM known GROUP BY child HAVING count(*) > 1)
     SELECT source, count(*)::int AS n, count(several.child)::int AS also FROM known LEFT JOIN several USING (child) GROUP BY source ORDER BY source`,
  );
  return table('department', ['children', 'also'], rows.map(({ source, n, also }) => [source, [n, also]]), null, limit);
}

async function overlaps(client: PoolClient, categories: readonly string[], limit: number): Promise<SubjectSheetTable> {
  const { rows } = await client.query<{ a: string; b: string; n: number }>(
    `WITH kinds AS (SELECT DISTINCT child, category FROM met)
     SELECT x.category AS a, y.category AS b, count(*)::int AS n FROM kinds x JOIN kinds y ON y.child = x.child AND y.category > x.category GROUP BY 1, 2`,
  );
  const of = (one: string, other: string): number => rows.find(({ a, b }) => (a === one && b === other) || (a === other && b === one))?.n ?? 0;
  const seen = categories.filter((one) => rows.some(({ a, b }) => a === one || b === one));
  return table('overlap', seen, seen.map((one) => [one, seen.map((other) => (one === other ? null : of(one, other)))]), null, limit);
}

const MOST_LISTS = 4;

async function byLists(client: PoolClient, limit: number): Promise<SubjectSheetTable> {
  const { rows } = await client.query<{ lists: number; n: number }>(
    `SELECT least(lists, ${MOST_LISTS})::int AS lists, count(*)::int AS n FROM (SELECT count(*) AS lists FROM (SELECT DISTINCT child, source, category FROM met) known GROUP BY child) counted GROUP BY 1 ORDER BY 1`,
  );
  return table('lists', ['children'], rows.map(({ lists, n }) => [String(lists), [n]]), null, limit);
}

async function byService(client: PoolClient, limit: number): Promise<SubjectSheetTable> {
  const { rows } = await client.query<{ code: string; needed: number; given: number; gap: number }>(
    `WITH need AS (SELECT DISTINCT child, code FROM met, unnest(needs) AS code), got AS (SELECT DISTINCT child, code FROM met, unnest(services) AS code)
     SELECT code, count(need.child)::int AS needed, count(got.child)::int AS given, (count(*) FILTER (WHERE got.child IS NULL))::int AS gap
     FROM need FULL JOIN got USING (child, code) GROUP BY code ORDER BY 4 DESC, 1`,
  );
  return table('service', ['needed', 'given', 'gap'], rows.map(({ code, needed, given, gap }) => [code, [needed, given, gap]]), null, limit);
}

async function byMonth(client: PoolClient, categories: readonly string[], limit: number): Promise<SubjectSheetTable> {
  const { rows } = await client.query<{ month: string; category: string | null; n: number }>(
    `WITH known AS (SELECT DISTINCT child, month, category FROM met)
     SELECT month, category, count(*)::int AS n FROM known GROUP BY 1, 2
     UNION ALL SELECT month, NULL, count(*)::int FROM (SELECT DISTINCT child, month FROM known) a GROUP BY 1`,
  );
  const months = [...new Set(rows.map(({ month }) => month))].sort();
  return table('month', [...categories, 'all'], months.map((month) => [month, [...categories, null].map((category) => rows.find((r) => r.month === month && r.category === category)?.n ?? 0)]), null, limit);
}

type Row = readonly [of: string, counts: readonly (number | null)[]];

function table(key: SheetTableKey, columns: readonly string[], rows: readonly Row[], total: readonly (number | null)[] | null, limit: number): SubjectSheetTable {
  const told = (counts: readonly (number | null)[]): SubjectSheetTable['rows'][number]['values'] => counts.map((count) => (count === null ? null : disclose(count, limit)));
  return { key, columns: [...columns], rows: rows.map(([of, counts]) => ({ of, values: told(counts) })), total: total === null ? null : told(total) };
}
