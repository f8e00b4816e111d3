// The least a server can do, as the floor beside ours, on the same port (a page may speak to no other):
// the same rows as gzip JSON in one answer, and a POST of gzip JSON that is read and thrown away.
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

export const FLOOR_ROWS = '/api/floor/rows';
export const FLOOR_POST = '/api/floor/post';

export function floorRoutes(app: FastifyInstance, rows: unknown): void {
  const body = gzipSync(JSON.stringify(rows), { level: 9 });
  app.get(FLOOR_ROWS, (_, reply) => reply.header('content-encoding', 'gzip').type('application/json').send(body));
  app.post(FLOOR_POST, (_, reply) => reply.send({}));
}
