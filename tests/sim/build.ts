// Builds the simulator's worker, with one planted bug or none.
import { copyFileSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { Mutant } from './mutant-list.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Edits the mutant's files as they are read. Throws when what it looks for is not there just once. */
export function plant({ name, edits }: Mutant): Plugin {
  return {
    name: 'dehri-plant',
    enforce: 'pre',
    load(id) {
      const file = relative(ROOT, id.split('?')[0] ?? id);
      const own = edits.filter((edit) => edit.file === file);
      if (own.length === 0) return undefined;
      return planted(name, readFileSync(resolve(ROOT, file), 'utf8'), own);
    },
  };
}

export function planted(name: string, source: string, edits: Mutant['edits']): string {
  return edits.reduce((code, { file, find, put }) => {
    if (code.split(find).length !== 2) throw new Error(`"${name}" cannot be planted: ${file} no longer has just one "${find.slice(0, 60)}"`);
    return code.replace(find, () => put);
  }, source);
}

/** As it stands: slower to start, but its files are where they are looked for. */
export const PLAIN_WORKER = ['--import', 'tsx', resolve(ROOT, 'tests/sim/worker.ts')] as const;

/** Returns what to run. */
export async function buildWorker(mutant?: Mutant): Promise<readonly string[]> {
  const outDir = resolve(ROOT, 'node_modules/.cache/sim', mutant === undefined ? 'plain' : mutant.name.replaceAll(/\W+/g, '-'));
  await build({
    root: ROOT, configFile: false, logLevel: 'error', plugins: mutant === undefined ? [] : [plant(mutant)],
    build: { ssr: 'tests/sim/worker.ts', outDir, emptyOutDir: true, target: 'node20', minify: false, rolldownOptions: { output: { entryFileNames: 'worker.mjs' } } },
  });
  // The server reads its version two folders above itself.
  copyFileSync(resolve(ROOT, 'package.json'), resolve(outDir, '../../package.json'));
  // Room for the young: most of what a story makes is gone after a step.
  return ['--max-semi-space-size=64', resolve(outDir, 'worker.mjs')];
}
