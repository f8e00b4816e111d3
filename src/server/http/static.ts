// The built client: hashed files for ever, the page and the worker never from a cache, every other
// path the page itself (deep links). Documents carry a strict content policy.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refused, sendRefusal } from './errors.ts';

const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' blob: data:", "font-src 'self'",
  "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'",
].join('; ');

const DOCUMENT_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // The hints about the browser are nobody's business here, and 120 bytes with every request.
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), ch-ua=(), ch-ua-mobile=(), ch-ua-platform=()',
};

export async function staticRoutes(app: FastifyInstance, dist: string | undefined): Promise<void> {
  const root = dist === undefined ? undefined : resolve(dist);
  if (root !== undefined && existsSync(root)) {
    await app.register(fastifyStatic, {
      root, wildcard: true, preCompressed: true, cacheControl: false, index: ['index.html'], decorateReply: true,
      setHeaders: (reply, path) => { fileHeaders((name, value) => { reply.header(name, value); }, path); },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && !request.url.startsWith('/api/') && !/\.[0-9a-z]{2,12}(?:\?|$)/iu.test(request.url);
    if (root === undefined || !wantsPage || !existsSync(resolve(root, 'index.html'))) return sendRefusal(reply, new Refused('not-found'));
    return page(reply);
  });
}

function page(reply: FastifyReply): FastifyReply {
  return reply.sendFile('index.html');
}

function fileHeaders(set: (name: string, value: string) => void, path: string): void {
  const name = path.replaceAll('\\', '/').replace(/\.(?:br|gz)$/u, '');
  set('cache-control', /\/assets\/[^/]+-[0-9A-Za-z_-]{8,}\.[a-z0-9]+$/u.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (name.endsWith('.html')) for (const [header, value] of Object.entries(DOCUMENT_HEADERS)) set(header, value);
  else set('x-content-type-options', 'nosniff');
  // A worker has a policy of its own: it comes with the worker's file, not from the page.
  if (name.endsWith('.js')) set('content-security-policy', POLICY);
}
