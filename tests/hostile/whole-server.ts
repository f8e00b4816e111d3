// The server with every room of it, as `npm start` puts it together, and people to attack it as.
import type { FastifyInstance } from 'fastify';
import { PROGRAMMES } from '#programmes/index.ts';
import { childFile } from '#programmes/resource-centre/records.ts';
import { LISTS } from '#programmes/lists.ts';
import type { Values } from '#shared/record/change.ts';
import { startConnect, type Connect } from '#server/connect/start.ts';
import { hashToken } from '#server/auth/tokens.ts';
import { startExports, type Exports } from '#server/exports/start.ts';
import { startImports, type Imports } from '#server/imports/start.ts';
import { upsertPlaces } from '#server/people/people.ts';
import type { Services } from '#server/services.ts';
import { writeEntries } from '#tests/support/entries.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { TOKEN, type Samples } from './operations.ts';
import { BATCH, BLOCK, CHILD_TOKEN, OTHER_TOKEN, samplesOf } from './samples.ts';

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

/** A file that asks a department for something. */
const FILE: Values = {
  number: 'RC/1', registeredDay: '2026-05-01', status: 'open', categories: ['labour'], name: 'रीना', 'referrals.a._gone': false, 'referrals.a.department': 'labour', 'referrals.a.service': 'school', 'referrals.a.sentDay': '2026-05-02',
};

export async function createWholeServer(): Promise<WholeServer> {
  const failed: unknown[] = [];
  let imports: Imports | undefined;
  let exports: Exports | undefined;
  let connect: Connect | undefined;
  const server = await createTestServer({
    programmes: PROGRAMMES,
    // Nobody answers there.
    oidc: { issuer: 'http://127.0.0.1:9', clientId: 'dehri', claim: 'sub', name: 'x', publicUrl: 'https://dehri.example' },
    extend: async (api: FastifyInstance, services: Services) => {
      imports = startImports(services, LISTS, (error) => { failed.push(error); });
      await imports.routes(api);
      exports = startExports(services, PROGRAMMES, (error) => { failed.push(error); });
      exports.routes(api);
      connect = startConnect({ services, programmes: PROGRAMMES, perMinute: 1e6, patienceMs: 100, onError: (error) => { failed.push(error); } });
      connect.routes(api);
    },
  });
  const admin = await server.worker('administrator', '10');
  await server.db.pool.query(
    `INSERT INTO role_grant (id, person, role, place, from_day, made_at) SELECT 'more-' || r, $1, r, $2, '2026-01-01', 0 FROM unnest(ARRAY['coordinator', 'block-manager', 'district-officer']) AS r`,
    [admin.profile.person.id, '10.193'],
  );
  await server.db.pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, made_at) VALUES ('more-state', $1, 'resource-officer', '10', '2026-01-01', 0)`, [admin.profile.person.id]);
  await writeEntries(server.services, 10, [{ id: 'hostile001', category: 'labour', source: '10.dep1', batch: BATCH, values: { name: 'रीना', district: '10.193', seenDay: '2026-05-01' } }]);
  for (const [table, columns, values] of [['subject_hold', 'authority', `'court'`], ['subject_request', 'kind, asked_by, day', `'copy', 'child', '2026-05-01'`], ['subject_erasure', 'reason', `'asked'`]]) {
    await server.db.pool.query(`INSERT INTO ${table} (state, id, by, at, ${columns}) VALUES (10, $1, 'x', 0, ${values})`, [BATCH]);
  }
  await server.db.pool.query('UPDATE subject_link SET token = $1', [CHILD_TOKEN]);
  await upsertPlaces(server.services, [{ code: '10.dep1', hi: 'श्रम', en: 'Labour' }, { code: '10.193.dcpu1', hi: 'इकाई', en: 'Unit' }]);
  await server.db.pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, made_at) VALUES ('more-department', $1, 'department', '10.dep1', '2026-01-01', 0)`, [admin.profile.person.id]);
  const unit = await server.worker('case-worker', '10.193.dcpu1');
  await unit.sync([unit.change(FILE, { id: 'file-1', place: '10.193.dcpu1', type: childFile })]);
  await writeEntries(server.services, 10, ['hostile002', 'hostile003'].map((id) => ({ id, category: 'anaemia', source: '10.dep4', batch: BATCH, values: { name: 'रीना', district: '10.193', seenDay: '2026-05-01' } })));
  await server.db.pool.query('UPDATE subject_link SET token = $1 WHERE entry = $2', [OTHER_TOKEN, 'hostile003']);
  await server.db.pool.query(`INSERT INTO subject_pair (state, a, b, band, score, reasons, at) VALUES (10, 'hostile001', 'hostile002', 'ask', 0.5, '[["name","same"]]', 0)`);
  await server.db.pool.query(`INSERT INTO subject_run (state, id, rules, standing, begun_at) VALUES (10, $1, 'x', 'done', 0)`, [BATCH]);
  const mitra = await server.worker('mitra', VILLAGE);
  const [victim, other] = [await server.worker('mitra', VILLAGE), await server.worker('mitra', VILLAGE)];
  await server.db.pool.query(
    `INSERT INTO import_batch (district, id, programme, target, source, place, file_name, file_size, file_hash, headers, mapping, status, author, grant_id, made_at, total_rows)
     VALUES (193, $1, $2, $3, 'test', $4, 'x.csv', 1, 'x', '["a","b"]', '{}', 'uploaded', 'x', 'x', 0, 1)`,
    [BATCH, LISTS[0]?.programme, LISTS[0]?.target.name, BLOCK],
  );
  await server.db.pool.query(
    `INSERT INTO export_job (district, id, person, place, type, format, language, reason, fingerprint, status, made_at, expires_at)
     VALUES (193, $1, $2, $3, 'household', 'csv', 'hi', 'समीक्षा', 'x', 'done', 0, 9000000000000)`, [BATCH, admin.profile.person.id, BLOCK],
  );
  await server.db.pool.query(
    `INSERT INTO api_token (id, hash, name, person, place, counts, types, made_at, expires_at) VALUES ('t1', $1, 'परीक्षण', $2, '10.193', true, '{camp,household}', 0, 9000000000000)`, [hashToken(TOKEN), admin.profile.person.id],
  );
  await server.db.pool.query(`INSERT INTO webhook (id, name, person, place, url, events, made_at) VALUES ($1, 'परीक्षण', $2, '10.193', 'https://10.0.0.1/', '{import-done}', 0)`, [BATCH, admin.profile.person.id]);
  return {
    server, admin, mitra, failed,
    samples: samplesOf({ person: victim.profile.person.id, device: victim.profile.device, grant: other.grant, record: 'r1' }, victim.grant),
    close: async () => {
      await server.close();
      await Promise.all([imports?.stop(), exports?.stop(), connect?.stop()]);
    },
  };
}
