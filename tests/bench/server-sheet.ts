// The sheet and the review as an officer's desk asks for them: over HTTP, signed in, with the whole app in between.
import type { FastifyInstance } from 'fastify';
import { figureResponseSchema, reviewResponseSchema, type FigureResponse, type ReviewResponse } from '#shared/desk/review.ts';
import { sheetResponseSchema, type SheetResponse } from '#shared/desk/sheet.ts';
import type { Period } from '#shared/report/period.ts';
import { issueCode } from '#server/auth/enrolment.ts';
import { createApp } from '#server/http/app.ts';
import type { Services } from '#server/services.ts';
import { cookieFrom, newKeys, publicJwk } from '#tests/support/server.ts';

export type ReviewQuery = Period & { readonly place: string };

export interface DeskReader {
  /** @param query as in the address: `place=10.192&level=tola` */
  read(query: string): Promise<SheetResponse>;
  review(query: ReviewQuery): Promise<ReviewResponse>;
  figure(query: ReviewQuery & { readonly programme: string; readonly part: string; readonly cell: string }): Promise<FigureResponse>;
  /** Milliseconds until the whole answer is there, unread. @param path `sheet?place=10.192` */
  time(path: string): Promise<number>;
  close(): Promise<void>;
}

/** Signs in as a person of the database. */
export async function deskReader(services: Services, person: string): Promise<DeskReader> {
  const app: FastifyInstance = await createApp({ services, limits: { requestsPerMinute: 1e9 } });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  const { code } = await issueCode(services, person, null);
  const enrolled = await fetch(`${base}/api/enrol`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, publicKey: await publicJwk(await newKeys()), app: 'bench' }),
  });
  if (!enrolled.ok) throw new Error(`could not sign in: ${enrolled.status}`);
  const cookie = cookieFrom(enrolled.headers.get('set-cookie') ?? undefined);
  const get = async (path: string): Promise<Response> => {
    const reply = await fetch(`${base}/api/${path}`, { headers: { cookie } });
    if (!reply.ok) throw new Error(`no answer to ${path}: ${reply.status}`);
    return reply;
  };
  return {
    read: async (query) => sheetResponseSchema.parse(await (await get(`sheet?${query}`)).json()),
    review: async (query) => reviewResponseSchema.parse(await (await get(`review?${reviewQuery(query)}`)).json()),
    figure: async ({ programme, part, cell, ...query }) =>
      figureResponseSchema.parse(await (await get(`review/figure?${reviewQuery(query)}&${new URLSearchParams({ programme, part, cell }).toString()}`)).json()),
    time: async (path) => {
      const begun = performance.now();
      await (await get(path)).arrayBuffer();
      return performance.now() - begun;
    },
    close: () => app.close(),
  };
}

export function reviewQuery({ place, from, to }: ReviewQuery): string {
  return new URLSearchParams({ place, from, to }).toString();
}
