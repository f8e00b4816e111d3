// Built files served as a plain web server would: every address without an extension is the one page. It
// comes up at the same port again, so that a service worker meets the same origin.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
};

export interface StaticSite {
  up(): Promise<void>;
  down(): Promise<void>;
  readonly url: (path: string) => string;
}

/** @param folder asked at each request; `api`: what addresses below /api are answered with */
export function staticSite(folder: () => string, api?: string): StaticSite {
  let port = 0;
  let server: Server | undefined;
  return {
    url: (path) => `http://localhost:${port}${path}`,
    async up() {
      const made = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://x').pathname;
        if (api !== undefined && path.startsWith('/api/')) return void response.end(api);
        const file = extname(path) === '' ? '/index.html' : path;
        readFile(join(folder(), file)).then(
          (bytes) => response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').setHeader('cache-control', 'no-cache').end(bytes),
          () => { response.statusCode = 404; response.end(); },
        );
      });
      await new Promise<void>((resolve) => { made.listen(port, 'localhost', resolve); });
      const address = made.address();
      if (typeof address !== 'object' || address === null) throw new Error('no port');
      port = address.port;
      server = made;
    },
    async down() {
      const closing = server;
      server = undefined;
      closing?.closeAllConnections();
      await new Promise<void>((resolve) => { if (closing === undefined) resolve(); else closing.close(() => resolve()); });
    },
  };
}
