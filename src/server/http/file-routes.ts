// Files of persons online, as `shared/desk/files.ts` says.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  fileParamsSchema, maskedQuerySchema, maskedResponseSchema, moveFileRequestSchema, moveFileResponseSchema, openFileRequestSchema, openFileResponseSchema,
  openingAnswerSchema, openingParamsSchema, openingsQuerySchema, openingsResponseSchema,
} from '#shared/desk/files.ts';
import { handOver, maskedFiles, openFile } from '../desk/file-desk.ts';
import { answerOpening, listOpenings } from '../desk/openings-desk.ts';
import type { Services } from '../services.ts';
import { Refused } from './errors.ts';
import { refuseMove } from './move-routes.ts';
import { liveSession } from './who.ts';

export function fileRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['files'];

  app.post('/api/files/:record/open', { schema: { tags, summary: 'Opens a file; who looked and why is kept', params: fileParamsSchema, body: openFileRequestSchema, response: { 200: openFileResponseSchema } } }, async (request) => {
    const opened = await openFile(services, await liveSession(services, request), request.params.record, request.body);
    if (opened === undefined) throw new Refused('not-found');
    if (opened === 'opening-waits') throw new Refused('opening-waits');
    return opened;
  });

  app.get('/api/files/masked', { schema: { tags, summary: 'Files she may know of, by number and state', querystring: maskedQuerySchema, response: { 200: maskedResponseSchema } } }, async (request) => ({
    files: await maskedFiles(services, await liveSession(services, request), request.query.place),
  }));

  app.get('/api/files/openings', { schema: { tags, summary: 'Requests for a second person\'s word', querystring: openingsQuerySchema, response: { 200: openingsResponseSchema } } }, async (request) => ({
    openings: await listOpenings(services, await liveSession(services, request), request.query.place),
  }));

  for (const answer of ['allow', 'refuse'] as const) {
    app.post(`/api/files/openings/:id/${answer}`, { schema: { tags, params: openingParamsSchema, response: { 200: openingAnswerSchema } } }, async (request) => {
      const answered = await answerOpening(services, await liveSession(services, request), request.params.id, answer === 'allow');
      if (!answered.ok) throw new Refused(answered.reason === 'gone' ? 'not-found' : 'conflict');
      return { until: answered.until };
    });
  }

  app.post('/api/files/:record/move', { schema: { tags, summary: 'Hands a file over to another office', params: fileParamsSchema, body: moveFileRequestSchema, response: { 200: moveFileResponseSchema } } }, async (request) => {
    const moved = await handOver(services, await liveSession(services, request), request.params.record, request.body);
    if (moved?.ok === true) return { place: moved.place };
    throw refuseMove(moved);
  });
}
