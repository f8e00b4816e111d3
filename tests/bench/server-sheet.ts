// The sheet as an officer's desk asks for it: over HTTP, signed in, with the whole app in between.
import type { FastifyInstance } from 'fastify';
import { sheetResponseSchema, type SheetResponse } from '#shared/desk/sheet.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { createApp } from '#server/http/app.ts';
import type { Services } from '#server/services.ts';
import { cookieFrom, newKeys, publicJwk } from '#tests/support/server.ts';

export interface SheetReader {
  /** @param query as in the address: `place=10.192&level=tola` */
  read(query: string): Promise<SheetResponse>;
  /** Milliseconds until the whole answer is there, unread. */
  time(query: string): Promise<number>;
  close(): Promise<void>;
}

/** Signs in as a person of the database. */
export async function sheetReader(services: Services, person: string): Promise<SheetReader> {
  const app: FastifyInstance = await createApp({ services, limits: { requestsPerMinute: 1e9 } });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  const { code } = await issueCode(services, person, null);
  const enrolled = await fetch(`${base}/api/enrol`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, publicKey: await publicJwk(await newKeys()), app: 'bench' }),
  });
  if (!enrolled.ok) throw new Error(`could not sign in: ${enrolled.status}`);
  const cookie = cookieFrom(enrolled.headers.get('set-cookie') ?? undefined);
  return {
    read: async (query) => {
      const reply = await fetch(`${base}/api/sheet?${query}`, { headers: { cookie } });
      if (!reply.ok) throw new Error(`no sheet for ${query}: ${reply.status}`);
      return sheetResponseSchema.parse(await reply.json());
    },
    time: async (query) => {
      const begun = performance.now();
      await (await fetch(`${base}/api/sheet?${query}`, { headers: { cookie } })).arrayBuffer();
      return performance.now() - begun;
    },
    close: () => app.close(),
  };
}
