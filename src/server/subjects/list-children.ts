// Children by token with what is counted of them, in the order of tokens. Everything is computed from the rows that
// who asks may know of: a child whose rows are all covered is not there for who may not know of them.
import type { SubjectRow } from '#shared/subjects/child.ts';
import { openNeeds } from '#shared/subjects/facet.ts';
import type { Sql } from '../db/database.ts';
import type { Asker } from './asker.ts';

export interface ChildFilter {
  readonly category?: string | undefined;
  readonly source?: string | undefined;
  readonly district?: number | undefined;
  /** At least so many lists. */
  readonly lists?: number | undefined;
  readonly covered?: 'yes' | undefined;
  /** How the token begins. */
  readonly token?: string | undefined;
  readonly after?: string | undefined;
}

export interface ChildPage {
  readonly rows: SubjectRow[];
  readonly next: string | null;
}

const PAGE = 50;

interface FacetRow {
  readonly token: string;
  readonly source: string;
  readonly category: string;
  readonly district: number;
  readonly sex: string;
  readonly birth_year: number;
  readonly seen_day: string;
  readonly needs: readonly string[];
  readonly services: readonly string[];
}

export async function listChildren(sql: Sql, asker: Asker, filter: ChildFilter): Promise<ChildPage> {
  const tokens = await tokensOf(sql, asker, filter);
  const page = tokens.slice(0, PAGE);
  const [{ rows: facets }, { rows: files }] = page.length === 0 ? [{ rows: [] }, { rows: [] }] : [
    await sql.query<FacetRow>(
      `SELECT l.token, f.source, f.category, f.district, f.sex, f.birth_year, f.seen_day, f.needs, f.services FROM subject_link l JOIN subject_facet f ON f.state = l.state AND f.entry = l.entry
       WHERE l.state = $1 AND l.token = ANY ($2) AND f.category = ANY ($3) ORDER BY l.token, f.seen_day DESC, f.entry`, [asker.state, page, [...asker.shown, ...asker.covered]],
    ),
    await sql.query<{ token: string }>('SELECT DISTINCT token FROM subject_file WHERE state = $1 AND token = ANY ($2) AND (NOT covered OR $3)', [asker.state, page, asker.protects]),
  ];
  const withFile = new Set(files.map(({ token }) => token));
  return {
    rows: page.map((token) => rowOf(asker, token, facets.filter((f) => f.token === token), withFile.has(token))),
    next: tokens.length > PAGE ? page.at(-1) ?? null : null,
  };
}

/** One more than a page. */
async function tokensOf(sql: Sql, { state, shown, covered }: Asker, { category, source, district, lists, covered: onlyCovered, token = '', after = '' }: ChildFilter): Promise<string[]> {
  // What she may not know of, and what there is not, is not looked for.
  if ((category !== undefined && ![...shown, ...covered].includes(category)) || (onlyCovered !== undefined && covered.length === 0)) return [];
  const values: unknown[] = [state, shown, covered, after, token.toUpperCase()];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const asked = [
    ...(category === undefined ? [] : [`category = ${value(category)}`]), ...(source === undefined ? [] : [`source = ${value(source)}`]),
    // Of a covered row nobody is told the district.
    ...(district === undefined ? [] : [`district = ${value(district)}`, 'category = ANY ($2)']),
  ];
  const of = (facet: string): string => asked.map((condition) => ` AND ${facet}.${condition}`).join('');
  const named = 'f.category = ANY ($2)';
  const having = [
    ...(asked.length === 0 ? [] : [`(bool_or(${named}${of('f')}) OR (NOT bool_or(${named}) AND bool_or(true${of('f')})))`]),
    ...(lists === undefined ? [] : [`CASE WHEN bool_or(${named}) THEN count(DISTINCT (f.source, f.category)) FILTER (WHERE ${named}) ELSE count(DISTINCT (f.source, f.category)) END >= ${value(lists)}`]),
    ...(onlyCovered === undefined ? [] : ['bool_or(f.category = ANY ($3))']),
  ];
  const narrowed = asked.length === 0 ? '' : `AND l.token IN (SELECT n.token FROM subject_facet g JOIN subject_link n ON n.state = g.state AND n.entry = g.entry WHERE g.state = $1 AND g.category = ANY ($2::text[] || $3::text[])${of('g')})`;
  const { rows } = await sql.query<{ token: string }>(
    `SELECT l.token FROM subject_link l JOIN subject_facet f ON f.state = l.state AND f.entry = l.entry
     WHERE l.state = $1 AND l.token > $4 AND l.token >= $5 AND starts_with(l.token, $5) AND f.category = ANY ($2::text[] || $3::text[]) ${narrowed}
     GROUP BY l.token ${having.length === 0 ? '' : `HAVING ${having.join(' AND ')}`} ORDER BY l.token LIMIT ${PAGE + 1}`, values,
  );
  return rows.map((row) => row.token);
}

function rowOf({ shown, protects }: Asker, token: string, facets: readonly FacetRow[], hasFile: boolean): SubjectRow {
  const open = facets.filter(({ category }) => shown.includes(category));
  // Whose list of which category is told of a covered row only where no other row has her name.
  const told = open.length > 0 ? open : facets;
  const given = [...new Set(open.flatMap(({ services }) => services))];
  return {
    token, district: open.find(({ district }) => district !== 0)?.district ?? 0, sex: open.find(({ sex }) => sex !== '')?.sex ?? '', birthYear: open.find((f) => f.birth_year !== 0)?.birth_year ?? 0,
    categories: [...new Set(told.map(({ category }) => category))], sources: [...new Set(told.map(({ source }) => source))], lists: new Set(told.map(({ source, category }) => `${source} ${category}`)).size,
    needs: openNeeds(open.flatMap(({ needs }) => needs), given), services: given, seenDay: open[0]?.seen_day ?? '', hasFile, coveredRows: protects ? facets.length - open.length : null,
  };
}
