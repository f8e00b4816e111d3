// Children of the lists over HTTP, as `shared/subjects/child.ts` says.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  answeredOpeningSchema, answerOpeningSchema, beganFileSchema, beginFileSchema, lookSubjectSchema, subjectCountsSchema, subjectOpeningParamsSchema, subjectOpeningsSchema, subjectParamsSchema,
  subjectQuerySchema, subjectsQuerySchema, subjectsResponseSchema, subjectViewSchema,
} from '#shared/subjects/child.ts';
import { Refused } from '../http/errors.ts';
import { liveSession } from '../http/who.ts';
import type { Services } from '../services.ts';
import { askerOf } from './asker.ts';
import { beginFile } from './begin-file.ts';
import { countRows } from './count-rows.ts';
import { listChildren } from './list-children.ts';
import { lookAtChild, readChild } from './look.ts';
import { answerOpening, listOpenings } from './openings.ts';

export function childRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['subjects'];

  app.get('/api/subjects', { schema: { tags, summary: 'Children of the lists by token, without identity', querystring: subjectsQuerySchema, response: { 200: subjectsResponseSchema } } }, async (request) => {
    const { place, ...filter } = request.query;
    return listChildren(services.db.pool, askerOf(services, await liveSession(services, request), place), filter);
  });

  app.get('/api/subjects/counts', { schema: { tags, summary: 'How many rows each list has', querystring: subjectQuerySchema, response: { 200: subjectCountsSchema } } }, async (request) => ({
    counts: await countRows(services, await liveSession(services, request), request.query.place),
  }));

  app.get('/api/subjects/openings', { schema: { tags, summary: 'Requests for a second person\'s word', querystring: subjectQuerySchema, response: { 200: subjectOpeningsSchema } } }, async (request) => ({
    openings: await listOpenings(services, askerOf(services, await liveSession(services, request), request.query.place)),
  }));

  app.post('/api/subjects/openings/:id', { schema: { tags, params: subjectOpeningParamsSchema, body: answerOpeningSchema, response: { 200: answeredOpeningSchema } } }, async (request) => {
    const { place, allow } = request.body;
    const answered = await answerOpening(services, askerOf(services, await liveSession(services, request), place), request.params.id, allow);
    if (!answered.ok) throw new Refused(answered.reason === 'gone' ? 'not-found' : 'conflict');
    return { until: answered.until };
  });

  app.get('/api/subjects/:token', { schema: { tags, summary: 'One child, without identity', params: subjectParamsSchema, querystring: subjectQuerySchema, response: { 200: subjectViewSchema } } }, async (request) => {
    const view = await readChild(services, askerOf(services, await liveSession(services, request), request.query.place), request.params.token);
    if (view === undefined) throw new Refused('not-found');
    return view;
  });

  app.post('/api/subjects/:token/look', { schema: { tags, summary: 'One child with identity; who looked and why is kept', params: subjectParamsSchema, body: lookSubjectSchema, response: { 200: subjectViewSchema } } }, async (request) => {
    const { place, ...looking } = request.body;
    const view = await lookAtChild(services, askerOf(services, await liveSession(services, request), place), request.params.token, looking);
    if (view === undefined) throw new Refused('not-found');
    if (view === 'opening-waits') throw new Refused('opening-waits');
    return view;
  });

  app.post('/api/subjects/:token/file', { schema: { tags, summary: 'Hands a child over to the unit of her district', params: subjectParamsSchema, body: beginFileSchema, response: { 200: beganFileSchema } } }, async (request) => {
    const { place, unit, reason } = request.body;
    const begun = await beginFile(services, askerOf(services, await liveSession(services, request), place), request.params.token, unit, reason);
    if (begun === undefined) throw new Refused('not-found');
    if (begun === 'unit') throw new Refused('bad-request', { paths: ['unit'] });
    return begun;
  });
}
