// Serves the page of the kill test, straight from the sources.
import { createServer } from 'vite';

export interface KillServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveKillPage(): Promise<KillServer> {
  const vite = await createServer({
    root: new URL('../../..', import.meta.url).pathname,
    configFile: false,
    logLevel: 'error',
    cacheDir: 'node_modules/.cache/vite-kill',
    optimizeDeps: { include: ['dexie', 'zod/mini', '@noble/hashes/argon2.js'], noDiscovery: true },
    server: { port: 0, host: '127.0.0.1', watch: null, hmr: false },
    plugins: [{
      name: 'kill-page',
      configureServer(server) {
        server.middlewares.use('/kill-page', (_request, response) => {
          response.setHeader('content-type', 'text/html');
          response.end('<!doctype html><script type="module" src="/tests/client/store/kill-page.ts"></script>');
        });
      },
    }],
  });
  await vite.listen();
  return { url: `${vite.resolvedUrls?.local[0] ?? ''}kill-page`, close: () => vite.close() };
}
