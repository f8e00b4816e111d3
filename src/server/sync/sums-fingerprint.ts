// What the running sums of a programme go by, as one hash of sources: its indicators, its record types and all
// that they import, and the engine's own part. When it differs from that of the sums in the database, they were
// made by other rules (`recount-sums.ts`). A changed comment counts as a change: adding up once too often does no harm.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const SOURCES = new URL('../../', import.meta.url);
/** How a contribution is placed and spread, and how old records are read. */
const ENGINE = ['shared/report/roll-up.ts', 'shared/record/migrate.ts', 'server/sync/sums.ts'];
/** In the folder of each programme. */
const ROOTS = ['indicators.ts', 'records.ts'];

/** Hash by id of the programme. */
export type Fingerprints = ReadonlyMap<string, string>;

/** @param read a source by its path below `src/`; throws for one that is not there */
export function sumsFingerprints(programmes: readonly { readonly id: string }[], read: (path: string) => string = readSource): Fingerprints {
  return new Map(programmes.map(({ id }) => {
    const roots = ROOTS.map((file) => `programmes/${id}/${file}`).filter((path) => existsSync(new URL(path, SOURCES)));
    const hash = createHash('sha256');
    for (const path of sourcesFrom([...ENGINE, ...roots], read)) hash.update(`${path}\n${read(path)}\n`);
    return [id, hash.digest('base64url')];
  }));
}

/** Folders of programmes, for whoever looks whether each is known. */
export function programmeFolders(): readonly string[] {
  return readdirSync(new URL('programmes/', SOURCES), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

/** The files and, in turn, what they import of ours; in the order of their paths. Types alone compute nothing. */
function sourcesFrom(roots: readonly string[], read: (path: string) => string): readonly string[] {
  const found = new Set(roots);
  for (const path of found) {
    for (const [, from = ''] of read(path).matchAll(/^(?:import (?!type )|export [^'\n]* from |\} from )[^'\n]*'([^']+)';/gmu)) {
      const target = pathOf(from, path);
      if (target !== undefined) found.add(target);
    }
  }
  return [...found].sort();
}

/** Below `src/`; undefined for a package. */
function pathOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  const at = new URL(importer, SOURCES);
  return new URL(specifier, at).pathname.slice(SOURCES.pathname.length);
}

export function readSource(path: string): string {
  return readFileSync(new URL(path, SOURCES), 'utf8');
}
