// Who may see a file of a person is decided by rules in the programmes' code and by the table of rights. A
// new version of them may decide otherwise about records that nobody has changed, and no phone would hear
// of it: so the buckets of such files begin anew when the rules are other ones than at the last start.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { inTransaction } from '../db/database.ts';
import type { Services } from '../services.ts';

const META_KEY = 'guard-rules';
/** Folders of `src/` whose code has a say. */
const DECIDES = ['programmes/', 'shared/access/'];

/** One text for all code that has a say: another one with any edit of it. */
export function guardRules(source: URL = new URL('../../', import.meta.url)): string {
  const hash = createHash('sha256');
  for (const folder of DECIDES) {
    const files = readdirSync(new URL(folder, source), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort();
    for (const name of files) hash.update(`${folder}${name}\0`).update(readFileSync(new URL(`${folder}${name}`, source))).update('\0');
  }
  return hash.digest('base64url').slice(0, 22);
}

/** Says whether they began anew. Several servers may start at once: one of them does it. */
export async function beginFilesAnew({ db, registry }: Pick<Services, 'db' | 'registry'>, rules: string): Promise<boolean> {
  const guarded = registry.shelves.filter((shelf) => registry.isGuarded(shelf));
  return inTransaction(db, async (client) => {
    const { rowCount } = await client.query(
      'INSERT INTO server_meta AS m (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE m.value <> excluded.value', [META_KEY, rules],
    );
    if (rowCount === 0) return false;
    // In the order in which pushes lock them.
    await client.query('SELECT 1 FROM bucket WHERE shelf = ANY($1::text[]) ORDER BY district, id FOR UPDATE', [guarded]);
    await client.query('UPDATE bucket SET generation = generation + 1 WHERE shelf = ANY($1::text[])', [guarded]);
    return true;
  });
}
