// The browser's fetch over a server without a socket.
import { Buffer } from 'node:buffer';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Fetch } from '#client/sync/http.ts';
import type { TestServer } from './server.ts';

export function injectFetch({ app }: Pick<TestServer, 'app'>): Fetch {
  return async (url, init) => {
    const reply = await app.inject({
      url, method: init.method === 'POST' ? 'POST' : 'GET', headers: { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'br' },
      ...(init.body !== undefined && init.body !== null && { payload: Buffer.from(await new Response(init.body).arrayBuffer()) }),
    });
    const encoding = reply.headers['content-encoding'];
    const bytes = encoding === 'br' ? brotliDecompressSync(reply.rawPayload) : encoding === 'gzip' ? gunzipSync(reply.rawPayload) : reply.rawPayload;
    return new Response(new Uint8Array(bytes), { status: reply.statusCode, headers: { 'content-type': String(reply.headers['content-type']) } });
  };
}
