// A server with the read API and webhooks, an administrator who also reads the records of a block, and a few
// records to be read.
import { PROGRAMMES } from '#programmes/index.ts';
import { camp, household } from '#programmes/jeevika/records.ts';
import { startConnect, type Connect } from '#server/connect/start.ts';
import { makeTokenResponseSchema } from '#shared/desk/connect.ts';
import { createTestServer, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';

export const DISTRICT = '10.193';
export const BLOCK = '10.193.1710';

export interface ConnectServer {
  readonly server: TestServer;
  readonly connect: Connect;
  /** Administrator of the district, coordinator of the block. */
  readonly admin: TestPhone;
  token(more?: object): Promise<{ readonly secret: string; readonly id: string }>;
  close(): Promise<void>;
}

export async function connectServer(options: { readonly perMinute?: number; readonly allowed?: readonly string[]; readonly patienceMs?: number } = {}): Promise<ConnectServer> {
  let connect: Connect | undefined;
  const server = await createTestServer({
    programmes: PROGRAMMES,
    extend: (api, services) => {
      connect = startConnect({ services, programmes: PROGRAMMES, perMinute: 1e6, ...options, onError: (error) => { throw error; } });
      connect.routes(api);
    },
  });
  if (connect === undefined) throw new Error('routes are added before the server is ready');
  const made = connect;
  const admin = await server.worker('administrator', DISTRICT, 'प्रशासक');
  await server.db.pool.query(`INSERT INTO role_grant (id, person, role, place, from_day, made_at) VALUES ('also', $1, 'coordinator', $2, '2026-01-01', 0)`, [admin.profile.person.id, BLOCK]);
  const coordinator = await server.worker('coordinator', BLOCK);
  const camps = [1, 2, 3, 4, 5].map((n) => coordinator.change({ kind: 'ration', name: `शिविर ${n}`, place: BLOCK, firstDay: `2026-04-0${n}`, lastDay: `2026-04-0${n}`, opens: '10:00', closes: '16:00', status: 'planned' }, { type: camp, place: BLOCK }));
  const families = [1, 2].map((n) => coordinator.change({ headName: `कोकिला ${n}`, cardNumber: `1020000${n}`, listed: true }, { type: household, place: VILLAGE }));
  const answer = await coordinator.sync([...camps, ...families]);
  if (answer.status !== 200) throw new Error('the records were not taken');
  return {
    server, connect: made, admin,
    token: async (more = {}) => {
      const { status, body } = await admin.send('/api/connect/tokens', { name: 'राज्य का डैशबोर्ड', place: DISTRICT, counts: true, types: [], until: '2026-12-31', ...more });
      if (status !== 200) throw new Error(`no token: ${JSON.stringify(body)}`);
      const { secret, token } = makeTokenResponseSchema.parse(body);
      return { secret, id: token.id };
    },
    close: async () => {
      await made.stop();
      await server.close();
    },
  };
}
