// A newer build of the app: of another version, with a newer form of its database; and the line that
// publishes a build in the place of the server's own.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import type { Line } from '#tests/support/between.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.png': 'image/png', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json',
};
/** In which file, what it says now, and what a newer one says. */
const NEWER: readonly (readonly [file: string, now: RegExp, then: string])[] = [
  ['/src/client/app/version.ts', /APP_VERSION = '[^']*'/, "APP_VERSION = '99.1.0'"],
  ['/src/client/store/ledger-database.ts', /(db\.version\([0-9]+\)\.stores\([^;]*\);)(?![^]*db\.version)/, "$1 db.version(99).stores({ later: '' });"],
];

/** @returns the folder of the build; whoever asked removes it */
export async function buildNewerApp(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'dehri-newer-'));
  // Vite takes a build for one of development while a test runner's mode is set.
  const mode = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({
    root: ROOT, configFile: join(ROOT, 'vite.config.ts'), mode: 'production', logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [{
      name: 'newer',
      enforce: 'pre',
      transform(code, id) {
        const change = NEWER.find(([file]) => id.endsWith(file));
        if (change === undefined) return undefined;
        const [file, now, then] = change;
        if (!now.test(code)) throw new Error(`${file} no longer says ${now.source}`);
        return code.replace(now, then);
      },
    }],
  });
  if (mode === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = mode;
  return outDir;
}

/** The app comes from `folder`; the API meets `api`. */
export function published(folder: string, api: Line): Line {
  return {
    each: (path) => (path.startsWith('/api/') ? api : (asked, answer) => {
      const { pathname } = new URL(asked, 'http://app');
      const name = extname(pathname) === '' ? 'index.html' : pathname.slice(1);
      const file = join(folder, name);
      if (!existsSync(file)) return undefined;
      return { status: 200, headers: { ...answer.headers, 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }, body: readFileSync(file) };
    }),
  };
}
