// The comparison of all rows over HTTP, as `shared/subjects/matching.ts` says. What a run found of covered rows stands in
// its numbers: only who may know of them sees these.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { matchAllSchema, matchingQuerySchema, matchingResponseSchema, turnBackParamsSchema, turnBackSchema } from '#shared/subjects/matching.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction } from '../db/database.ts';
import { Refused } from '../http/errors.ts';
import { liveSession } from '../http/who.ts';
import type { Services } from '../services.ts';
import { askerOf, type Asker } from '../subjects/asker.ts';
import { compareAll, readMatching, turnRunBack } from './runs.ts';

export function matchingRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['subjects'];
  const protector = (asker: Asker): void => {
    if (!asker.protects) throw new Refused('not-found');
  };

  app.get('/api/subjects/matching', { schema: { tags, summary: 'How far the comparison of all rows is', querystring: matchingQuerySchema, response: { 200: matchingResponseSchema } } }, async (request) => {
    const asker = askerOf(services, await liveSession(services, request), request.query.place);
    const matching = await readMatching(services.db.pool, asker.state);
    return asker.protects ? matching : { ...matching, runs: matching.runs.map((run) => ({ ...run, certain: null, asked: null, dropped: null, joined: null, refused: null, skipped: null })) };
  });

  app.post('/api/subjects/matching', { schema: { tags, summary: 'Has all rows compared anew', body: matchAllSchema, response: { 200: matchingResponseSchema } } }, async (request) => {
    const asker = askerOf(services, await liveSession(services, request), request.body.place);
    protector(asker);
    await inTransaction(services.db, async (client) => {
      if (!await compareAll(client, services, asker.state, asker.person)) throw new Refused('conflict');
      await appendAudit(client, services, { act: 'matching-begun', actor: asker.person, place: asker.place, subject: '' });
    });
    return readMatching(services.db.pool, asker.state);
  });

  app.post('/api/subjects/matching/:run/back', { schema: { tags, summary: 'Turns back what the rule joined in a run', params: turnBackParamsSchema, body: turnBackSchema, response: { 200: matchingResponseSchema } } }, async (request) => {
    const asker = askerOf(services, await liveSession(services, request), request.body.place);
    protector(asker);
    await inTransaction(services.db, async (client) => {
      if (!await turnRunBack(client, asker.state, request.params.run, asker.person, request.body.why)) throw new Refused('conflict');
      await appendAudit(client, services, { act: 'matching-turned', actor: asker.person, place: asker.place, subject: request.params.run });
    });
    return readMatching(services.db.pool, asker.state);
  });
}
