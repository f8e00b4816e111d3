// Rows whose years are over: no list has said anything of her for as long as the category is kept (a number of the
// rulebook). They are shown as counts, and go when an officer says so; what is held stays. A
// list that speaks of her again begins anew.
import { stateOf } from '#shared/place/place.ts';
import { yearsKept, type SubjectRights } from '#shared/subjects/rights.ts';
import { appendAudit } from '../../audit/audit.ts';
import { inTransaction, type Sql } from '../../db/database.ts';
import { readRulebook } from '../../rulebook.ts';
import { today, type Services } from '../../services.ts';
import type { Asker } from '../asker.ts';
import { eraseRows } from './erase-rows.ts';

/** Rows that go in one call: a few seconds of work. */
const MOST_ROWS = 5_000;
const CHUNK = 1_000;

interface Kept {
  readonly category: string;
  readonly years: number;
  /** ISO day: what nobody has spoken of since before it is due. */
  readonly before: string;
}

export async function keptCategories(sql: Sql, services: Services, place: string): Promise<readonly Kept[]> {
  const rules = await readRulebook(sql, services.registry, place);
  const named = new Set(services.registry.rules.flatMap(({ numbers }) => numbers.map(({ id }) => id)));
  const day = today(services);
  return (services.registry.subjects?.categories ?? []).flatMap(({ id }): Kept[] => {
    if (!named.has(yearsKept(id))) return [];
    const years = rules.number(yearsKept(id));
    return [{ category: id, years, before: `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}` }];
  });
}

/** A row is as old as the later of the day it tells of and the day a list said it last. */
const DUE = `e.state = $1 AND e.category = $2 AND f.seen_day < $3 AND e.at < $4`;
const HELD = `EXISTS (SELECT FROM subject_right_row r JOIN subject_hold h ON h.state = r.state AND h.id = r.of WHERE r.state = e.state AND r.entry = e.id AND h.ended_at IS NULL)`;

export async function readRetention(sql: Sql, services: Services, place: string): Promise<SubjectRights['retention']> {
  const state = stateOf(place);
  const { rows: counts } = await sql.query<{ category: string; n: number }>('SELECT category, count(*)::int AS n FROM subject_entry WHERE state = $1 GROUP BY category', [state]);
  const found: SubjectRights['retention'][number][] = [];
  for (const { category, years, before } of await keptCategories(sql, services, place)) {
    const { rows: [due] } = await sql.query<{ due: number; held: number }>(
      `SELECT (count(*) FILTER (WHERE NOT ${HELD}))::int AS due, (count(*) FILTER (WHERE ${HELD}))::int AS held FROM subject_entry e JOIN subject_facet f ON f.state = e.state AND f.entry = e.id WHERE ${DUE}`,
      [state, category, before, Date.parse(before)],
    );
    found.push({ category, years, rows: counts.find((c) => c.category === category)?.n ?? 0, due: due?.due ?? 0, held: due?.held ?? 0 });
  }
  return found;
}

/** Undefined: the category is kept for other years than she was shown. */
export async function releaseDue(services: Services, { state, place, person }: Asker, category: string, years: number): Promise<{ readonly rows: number; readonly left: number } | undefined> {
  const { pool } = services.db;
  const kept = (await keptCategories(pool, services, place)).find((k) => k.category === category);
  if (kept === undefined || kept.years !== years) return undefined;
  let rows = 0;
  while (rows < MOST_ROWS) {
    const { rows: due } = await pool.query<{ id: string }>(
      `SELECT e.id FROM subject_entry e JOIN subject_facet f ON f.state = e.state AND f.entry = e.id WHERE ${DUE} AND NOT ${HELD} ORDER BY e.id LIMIT ${CHUNK}`,
      [state, category, kept.before, Date.parse(kept.before)],
    );
    if (due.length === 0) break;
    await inTransaction(services.db, async (client) => {
      await eraseRows(client, services, state, due.map(({ id }) => id), false);
      await appendAudit(client, services, { act: 'subject-rows-released', actor: person, place, subject: category, detail: String(due.length) });
    });
    rows += due.length;
  }
  const left = (await readRetention(pool, services, place)).find((r) => r.category === category)?.due ?? 0;
  return { rows, left };
}
