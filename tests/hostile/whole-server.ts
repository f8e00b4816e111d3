// The server with every room of it, as `npm start` puts it together, and people to attack it as.
import type { FastifyInstance } from 'fastify';
import { PROGRAMMES } from '#programmes/index.ts';
import { LISTS } from '#programmes/lists.ts';
import { exportRoutes } from '#server/exports/routes.ts';
import { startImports, type Imports } from '#server/imports/start.ts';
import type { Services } from '#server/services.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import type { Samples } from './operations.ts';

export const BLOCK = '10.193.1710';
/** A batch of this id is there, so that its routes are reached. */
export const BATCH = 'b1';

export interface WholeServer {
  readonly server: TestServer;
  /** Of everything: no route refuses her for what she is. */
  readonly admin: TestPhone;
  readonly mitra: TestPhone;
  readonly samples: Samples;
  /** Errors of background work. */
  readonly failed: readonly unknown[];
  close(): Promise<void>;
}

export async function createWholeServer(): Promise<WholeServer> {
  const failed: unknown[] = [];
  let imports: Imports | undefined;
  const server = await createTestServer({
    programmes: PROGRAMMES,
    extend: async (api: FastifyInstance, services: Services) => {
      imports = startImports(services, LISTS, (error) => { failed.push(error); });
      await imports.routes(api);
      exportRoutes(api, { services, programmes: PROGRAMMES });
    },
  });
  const admin = await server.worker('administrator', '10');
  await server.db.pool.query(
    `INSERT INTO role_grant (id, person, role, place, from_day, made_at) SELECT 'more-' || r, $1, r, $2, '2026-01-01', 0 FROM unnest(ARRAY['coordinator', 'block-manager', 'district-officer']) AS r`,
    [admin.profile.person.id, '10.193'],
  );
  const mitra = await server.worker('mitra', VILLAGE);
  const victim = await server.worker('mitra', VILLAGE);
  await server.db.pool.query(
    `INSERT INTO import_batch (district, id, programme, target, source, place, file_name, file_size, file_hash, headers, mapping, status, author, grant_id, made_at, total_rows)
     VALUES (193, $1, $2, $3, 'test', $4, 'x.csv', 1, 'x', '["a","b"]', '{}', 'uploaded', 'x', 'x', 0, 1)`,
    [BATCH, LISTS[0]?.programme, LISTS[0]?.target.name, BLOCK],
  );
  return {
    server, admin, mitra, failed,
    samples: {
      place: BLOCK, parent: BLOCK, person: victim.profile.person.id, device: victim.profile.device, grant: victim.grant, record: 'r1', q: 'सबौर', district: 193, id: BATCH,
      programme: LISTS[0]?.programme, target: LISTS[0]?.target.name, source: 'test', name: 'रीना देवी', role: 'mitra', from: '2026-01-01', to: '2026-12-31', language: 'hi',
      reason: 'समीक्षा बैठक', type: 'household', code: '12345678', app: 'test', nonce: 'x', proof: 'x', x: 'AA', y: 'AA', note: 'देखा', action: 'close', before: 9, after: 0,
      level: 'block', format: 'csv', mapping: { card: 0 }, dry: true, status: 'open', kty: 'EC', crv: 'P-256', repeat: 'members',
    },
    close: async () => {
      await server.close();
      await imports?.stop();
    },
  };
}

/** Bodies that come as bytes, which the description cannot show. */
export const BYTE_BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'POST /api/sync': {
    v: 1, epoch: 'e1', cursors: { [`${VILLAGE}/doorstep`]: [1, 1] }, profile: 'x', push: null, counts: [0, 0], app: 'test', limit: 1, held: ['r.1'], withdraw: ['r.2'],
  },
  'POST /api/sync/cost': { v: 1, epoch: 'e1', cursors: { [`${VILLAGE}/doorstep`]: [1, 1] } },
};
