// The app and the pages of the benchmarks as users would run them: production builds of the sources as
// they are now, apart from `dist`, made once in a run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { build, loadConfigFromFile, type PluginOption, type UserConfig } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/bench');
export const PAGES = ['phone', 'list', 'cases', 'form', 'bare', 'dexie', 'paper'] as const;

let app: Promise<string> | undefined;
let pages: Promise<string> | undefined;

/** Folder of the built app. */
export function builtApp(): Promise<string> {
  app ??= (async () => {
    const outDir = join(CACHE, 'app');
    // In a process of its own: what the builder says does not belong among the figures.
    const built = spawnSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    if (built.status !== 0) throw new Error('the app was not built');
    return outDir;
  })();
  return app;
}

/** Folder of the built pages; each stands at `/tests/bench/pages/<name>.html`. */
export function builtPages(): Promise<string> {
  pages ??= (async () => {
    const outDir = join(CACHE, 'pages');
    const { plugins, resolve } = await ownConfig();
    await build({
      configFile: false, root: ROOT, logLevel: 'error', mode: 'production', plugins, ...(resolve === undefined ? {} : { resolve }),
      build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input: Object.fromEntries(PAGES.map((name) => [name, join(ROOT, 'tests/bench/pages', `${name}.html`)])) } },
    });
    return outDir;
  })();
  return pages;
}

/** The project's own configuration, without what is made for the app as a whole: its service worker, its compressed forms. */
async function ownConfig(): Promise<Pick<UserConfig, 'resolve'> & { readonly plugins: PluginOption[] }> {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(ROOT, 'vite.config.ts'));
  if (loaded === null) throw new Error('the project has a vite.config.ts');
  const { plugins = [], resolve } = loaded.config;
  const all = (await Promise.all(plugins)).flat();
  const kept = all.filter((plugin) => typeof plugin === 'object' && plugin !== null && 'name' in plugin && !/^vite-plugin-pwa|^dehri-precompress/.test(plugin.name));
  return { plugins: kept, ...(resolve === undefined ? {} : { resolve }) };
}

export function pagePath(name: (typeof PAGES)[number]): string {
  return `/tests/bench/pages/${name}.html`;
}
