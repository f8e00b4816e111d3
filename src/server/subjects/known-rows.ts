// The rows that are about one person, each with what who asks may know of it now.
import type { Values } from '#shared/record/change.ts';
import type { LookedAt } from '#shared/subjects/child.ts';
import type { SubjectCategory } from '#shared/subjects/category.ts';
import { sightOf, type Sight } from '#shared/subjects/sight.ts';
import type { Sql } from '../db/database.ts';
import { unseal } from '../keys/seal.ts';
import type { Services } from '../services.ts';
import type { Asker } from './asker.ts';

export interface KnownRow {
  readonly entry: string;
  readonly source: string;
  readonly category: SubjectCategory;
  readonly at: number;
  readonly version: number;
  readonly how: 'alone' | 'certain' | 'person';
  readonly values: Values;
  readonly sight: Sight;
}

/** What a second person has opened, and when she said so: rows that are joined to the child later stay covered. */
export interface Opened {
  readonly what: LookedAt;
  readonly answeredAt: number;
}

interface EntryRow {
  readonly id: string;
  readonly source: string;
  readonly category: string;
  readonly at: number;
  readonly version: number;
  readonly sealed: Buffer;
  readonly how: string;
  readonly linked: number;
}

/** Only rows of which she may know at all; empty: for her there is no such person. Newest list first. */
export async function knownRows(sql: Sql, { registry, keys }: Pick<Services, 'registry' | 'keys'>, asker: Asker, token: string, opened: readonly Opened[], isSpent: boolean): Promise<KnownRow[]> {
  const { rows } = await sql.query<EntryRow>(
    `SELECT e.id, e.source, e.category, e.at, e.version, e.sealed, l.how, l.at AS linked FROM subject_link l JOIN subject_entry e ON e.state = l.state AND e.id = l.entry
     WHERE l.state = $1 AND l.token = $2 AND e.standing = 'there' ORDER BY e.at DESC, e.id`, [asker.state, token],
  );
  const secrets = await keys.of(sql, rows.map(({ id }) => `e:${id}`));
  const there = rows.flatMap((row) => {
    const category = registry.subjects?.categories.find(({ id }) => id === row.category);
    const key = secrets.get(`e:${row.id}`);
    // Without its key nothing can be said of it any more.
    return category === undefined || key === undefined ? [] : [{ row, category, key }];
  });
  const isNamedElsewhere = there.some(({ category }) => category.disclosure === 'named');
  const known = there.flatMap(({ row, category, key }): KnownRow[] => {
    const open = opened.filter(({ answeredAt }) => row.linked <= answeredAt).map(({ what }) => what);
    const sight = sightOf(asker.session.grants, asker.place, asker.day, { disclosure: category.disclosure, isNamedElsewhere, opened: open.find((what) => what === 'protected') ?? open[0], isSpent });
    if (sight.seen === 'nothing') return [];
    const values: Values = JSON.parse(unseal(key, `entry:${row.id}`, row.sealed).toString());
    return [{ entry: row.id, source: row.source, category, at: row.at, version: row.version, how: howOf(row.how), values, sight }];
  });
  const [only, ...others] = known;
  // That it was joined to something would tell of what she may not know.
  return only !== undefined && others.length === 0 ? [{ ...only, how: 'alone' }] : known;
}

function howOf(how: string): KnownRow['how'] {
  return how === 'certain' || how === 'person' ? how : 'alone';
}
