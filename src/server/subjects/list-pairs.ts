// The queue of pairs as somebody may see it. Who may not know of protected rows is answered as if there were none. A pair
// with a covered side says why its rows are alike and nothing of who they are, on either side; and beside a
// named row the category of a covered one is not told.
import { IDENTITY_PATHS } from '#shared/subjects/entry.ts';
import { pairSchema, type PairStanding, type SubjectPair } from '#shared/subjects/pair.ts';
import type { Sql } from '../db/database.ts';
import { unseal } from '../keys/seal.ts';
import type { Services } from '../services.ts';
import type { Asker } from './asker.ts';

type Does = Pick<Services, 'keys'>;
type Asks = Pick<Asker, 'state' | 'shown' | 'covered'>;

export interface PairFilter {
  readonly standing?: PairStanding | undefined;
  readonly category?: string | undefined;
  readonly district?: number | undefined;
  readonly after?: string | undefined;
}

export interface PairPage {
  readonly pairs: readonly SubjectPair[];
  readonly open: number;
  readonly next: string | null;
  /** Persons whose names are in it. */
  readonly named: readonly string[];
}

const PAGE = 20;

export async function listPairs(sql: Sql, services: Does, asker: Asks, filter: PairFilter): Promise<PairPage> {
  const { standing = 'open', category, district, after } = filter;
  const place = readCursor(after);
  const rows = await readPairs(sql, asker, { standing, category, district }, place, PAGE + 1);
  const open = await countOpen(sql, asker, { category, district });
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { ...await shown(sql, services, asker, page), open, next: rows.length > PAGE && last !== undefined ? `${last.score}~${last.a}~${last.b}` : null };
}

/** Undefined: there is none that she may see. */
export async function onePair(sql: Sql, services: Does, asker: Asks, a: string, b: string): Promise<{ readonly pair: SubjectPair; readonly named: readonly string[] } | undefined> {
  const rows = await readPairs(sql, asker, { only: [a, b] }, undefined, 1);
  const { pairs: [pair], named } = await shown(sql, services, asker, rows);
  return pair === undefined ? undefined : { pair, named };
}

interface PairRow {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly band: string;
  readonly standing: string;
  readonly reasons: readonly (readonly [string, string])[];
  /** Name of who decided; null: nobody, or the rule. */
  readonly by: string | null;
  readonly at: number;
}

interface EntryRow {
  readonly id: string;
  readonly source: string;
  readonly category: string;
  readonly at: number;
  readonly sealed: Buffer;
  readonly token: string;
  readonly others: number;
  /** Her person has a named row. */
  readonly named: boolean;
}

interface Where {
  readonly standing?: PairStanding;
  readonly category?: string | undefined;
  readonly district?: number | undefined;
  readonly only?: readonly [string, string];
}

/** Two rows that became one person through others are no question any more. */
const FROM = `FROM subject_pair p
  JOIN subject_entry ea ON ea.state = p.state AND ea.id = p.a AND ea.standing = 'there' JOIN subject_entry eb ON eb.state = p.state AND eb.id = p.b AND eb.standing = 'there'
  JOIN subject_link la ON la.state = p.state AND la.entry = p.a JOIN subject_link lb ON lb.state = p.state AND lb.entry = p.b`;

function conditions(asker: Asks, { standing, category, district, only }: Where): { readonly where: string; readonly values: unknown[] } {
  const values: unknown[] = [asker.state, [...asker.shown, ...asker.covered]];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const named = asker.shown;
  const parts = ['p.state = $1', 'ea.category = ANY($2)', 'eb.category = ANY($2)'];
  if (only !== undefined) parts.push(`p.a = ${value(only[0])}`, `p.b = ${value(only[1])}`);
  if (standing !== undefined) parts.push(`p.standing = ${value(standing)}`);
  if (standing === 'open') parts.push('la.token <> lb.token');
  if (category !== undefined) {
    const asked = value(category);
    // Asking by a covered category would tell what is not told: it finds pairs of covered rows only.
    parts.push(named.includes(category) ? `${asked} IN (ea.category, eb.category)` : `${asked} IN (ea.category, eb.category) AND NOT (ea.category = ANY(${value(named)}) OR eb.category = ANY(${value(named)}))`);
  }
  if (district !== undefined) parts.push(`EXISTS (SELECT FROM subject_facet f WHERE f.state = p.state AND f.entry IN (p.a, p.b) AND f.district = ${value(district)})`);
  return { where: parts.join(' AND '), values };
}

async function readPairs(sql: Sql, asker: Asks, asked: Where, after: readonly [number, string, string] | undefined, limit: number): Promise<PairRow[]> {
  const { where, values } = conditions(asker, asked);
  const from = after === undefined ? '' : ` AND (p.score < $${values.push(after[0])}::real OR p.score = $${values.length}::real AND (p.a, p.b) > ($${values.push(after[1])}, $${values.push(after[2])}))`;
  const { rows } = await sql.query<PairRow>(`SELECT p.a, p.b, p.score, p.band, p.standing, p.reasons, coalesce(who.name, nullif(p.by, '')) AS by, p.at ${FROM} LEFT JOIN person who ON who.id = p.by WHERE ${where}${from} ORDER BY p.score DESC, p.a, p.b LIMIT ${limit}`, values);
  return rows;
}

async function countOpen(sql: Sql, asker: Asks, asked: Where): Promise<number> {
  const { where, values } = conditions(asker, { ...asked, standing: 'open' });
  const { rows: [row] } = await sql.query<{ n: number }>(`SELECT count(*) AS n ${FROM} WHERE ${where}`, values);
  return row?.n ?? 0;
}

async function shown(sql: Sql, services: Does, asker: Asks, rows: readonly PairRow[]): Promise<Pick<PairPage, 'pairs' | 'named'>> {
  const { rows: entries } = await sql.query<EntryRow>(
    `SELECT e.id, e.source, e.category, e.at, e.sealed, l.token,
       (SELECT count(*) FROM subject_link o JOIN subject_entry x ON x.state = o.state AND x.id = o.entry WHERE o.state = l.state AND o.token = l.token AND o.entry <> l.entry AND x.standing = 'there' AND x.category = ANY($3)) AS others,
       EXISTS (SELECT FROM subject_link o JOIN subject_entry x ON x.state = o.state AND x.id = o.entry WHERE o.state = l.state AND o.token = l.token AND x.standing = 'there' AND x.category = ANY($4)) AS named
     FROM subject_entry e JOIN subject_link l ON l.state = e.state AND l.entry = e.id WHERE e.state = $1 AND e.id = ANY($2)`,
    [asker.state, [...new Set(rows.flatMap(({ a, b }) => [a, b]))], [...asker.shown, ...asker.covered], asker.shown],
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const covers = ({ category }: EntryRow): boolean => !asker.shown.includes(category);
  const keys = await services.keys.of(sql, entries.filter((entry) => !covers(entry)).map(({ id }) => `e:${id}`));
  const named = new Set<string>();
  const pairs = rows.flatMap(({ a, b, score, band, standing, reasons, by, at }): SubjectPair[] => {
    const [one, other] = [byId.get(a), byId.get(b)];
    if (one === undefined || other === undefined) return [];
    const isCovered = covers(one) || covers(other);
    const side = (entry: EntryRow, beside: EntryRow): SubjectPair['a'] => {
      const covered = covers(entry);
      const isUntold = covered && (!covers(beside) || entry.named);
      const key = keys.get(`e:${entry.id}`);
      const said = isCovered || key === undefined ? {} : identityIn(unseal(key, `entry:${entry.id}`, entry.sealed));
      if (Object.keys(said).length > 0) named.add(entry.token);
      return { entry: entry.id, token: entry.token, source: isUntold ? String(asker.state) : entry.source, category: isUntold ? '' : entry.category, covered, at: entry.at, said, others: entry.others };
    };
    const pair = { a: side(one, other), b: side(other, one), score, band, standing, reasons: reasons.map(([field, how]) => ({ field, how })), by, at };
    return [pairSchema.parse(pair)];
  });
  return { pairs, named: [...named].sort() };
}

/** As written in the list, in the order in which identities are told. */
function identityIn(sealed: Buffer): Record<string, string | number> {
  const values: Record<string, unknown> = JSON.parse(sealed.toString());
  return Object.fromEntries(IDENTITY_PATHS.flatMap((path): [string, string | number][] => {
    const value = values[path];
    return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[path, value]] : [];
  }));
}

function readCursor(after: string | undefined): readonly [number, string, string] | undefined {
  const [, score, a, b] = /^(\d(?:\.\d{1,9})?(?:e-\d{1,2})?)~([0-9A-Za-z_-]{8,32})~([0-9A-Za-z_-]{8,32})$/u.exec(after ?? '') ?? [];
  return score === undefined || a === undefined || b === undefined ? undefined : [Number(score), a, b];
}
