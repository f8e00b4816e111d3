// Builds the client when it was never built or when its sources are newer than the build.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { consoleWords } from './console-words.ts';

const SOURCES = ['src/client', 'src/shared', 'src/programmes', 'locales', 'public', 'index.html', 'vite.config.ts', 'package.json'];

/** Returns the folder of the built client. */
export async function builtClient(root: string, say: (line: string) => void): Promise<string> {
  const dist = join(root, 'dist');
  if (isBuilt(root, dist)) return dist;
  say(consoleWords('building'));
  // An inherited NODE_ENV (a test runner's) would build a development app without its service worker.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  await build({ root, logLevel: 'error', mode: 'production' });
  return dist;
}

function isBuilt(root: string, dist: string): boolean {
  const page = join(dist, 'index.html');
  // An installed copy without sources is served as it came.
  if (!existsSync(join(root, 'index.html'))) return existsSync(page);
  return existsSync(page) && statSync(page).mtimeMs >= Math.max(...SOURCES.map((source) => newest(join(root, source))));
}

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
