// Rights of the persons of the lists over HTTP, as `shared/subjects/rights.ts` says; all of it for who protects.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { isTypedRight } from '#shared/desk/erase.ts';
import { subjectQuerySchema } from '#shared/subjects/child.ts';
import {
  answerErasureSchema, answerRequestSchema, askErasureSchema, atPlaceSchema, doneSchema, erasedSubjectSchema, madeRightSchema, makeHoldSchema, makeRequestSchema, releasedSchema, releaseSchema, rightParamsSchema, rightsSchema,
} from '#shared/subjects/rights.ts';
import { Refused } from '../../http/errors.ts';
import { liveSession, mayDesk } from '../../http/who.ts';
import type { Services } from '../../services.ts';
import { askerOf, type Asker } from '../asker.ts';
import { answerErasure, askErasure } from './erasures.ts';
import { beginHold, endHold } from './holds.ts';
import { readRights } from './read-rights.ts';
import { answerRequest, makeRequest } from './requests.ts';
import { releaseDue } from './retention.ts';

type Request = Parameters<typeof liveSession>[1];

export function rightsRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['subjects'];

  async function protector(request: Request, place: string): Promise<Asker> {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'protect', place);
    return askerOf(services, session, place);
  }
  const made = (id: string | undefined): { id: string } => {
    if (id === undefined) throw new Refused('not-found');
    return { id };
  };
  const done = (ok: boolean): { ok: true } => {
    if (!ok) throw new Refused('conflict');
    return { ok: true };
  };

  app.get('/api/subjects/rights', { schema: { tags, summary: 'Requests, holds, erasures, and what has been kept long enough', querystring: subjectQuerySchema, response: { 200: rightsSchema } } }, async (request) =>
    readRights(services, await protector(request, request.query.place)));

  app.post('/api/subjects/requests', { schema: { tags, summary: 'Writes down what a person has asked for', body: makeRequestSchema, response: { 200: madeRightSchema } } }, async (request) => {
    const { place, ...asked } = request.body;
    const asker = await protector(request, place);
    if (asked.day > asker.day) throw new Refused('bad-request', { paths: ['day'] });
    return made(await makeRequest(services, asker, asked));
  });

  app.post('/api/subjects/requests/:id', { schema: { tags, summary: 'Answers a request', params: rightParamsSchema, body: answerRequestSchema, response: { 200: doneSchema } } }, async (request) => {
    const { place, outcome, note } = request.body;
    return done(await answerRequest(services, await protector(request, place), request.params.id, outcome, note));
  });

  app.post('/api/subjects/holds', { schema: { tags, summary: 'Orders that nothing of a person is erased', body: makeHoldSchema, response: { 200: madeRightSchema } } }, async (request) =>
    made(await beginHold(services, await protector(request, request.body.place), request.body.token, request.body.authority)));

  app.post('/api/subjects/holds/:id/end', { schema: { tags, summary: 'Ends such an order', params: rightParamsSchema, body: atPlaceSchema, response: { 200: doneSchema } } }, async (request) =>
    done(await endHold(services, await protector(request, request.body.place), request.params.id)));

  app.post('/api/subjects/erasures', { schema: { tags, summary: 'Asks for the erasure of a person; another confirms it', body: askErasureSchema, response: { 200: madeRightSchema } } }, async (request) => {
    const { place, token, reason, typed } = request.body;
    const asker = await protector(request, place);
    if (!isTypedRight(token, typed)) throw new Refused('bad-request', { paths: ['typed'] });
    return made(await askErasure(services, asker, token, reason));
  });

  app.post('/api/subjects/erasures/:id', { schema: { tags, summary: 'Confirms or refuses an erasure', params: rightParamsSchema, body: answerErasureSchema, response: { 200: erasedSubjectSchema } } }, async (request) => {
    const { place, confirm } = request.body;
    const answered = await answerErasure(services, await protector(request, place), request.params.id, confirm);
    if (!answered.ok) throw new Refused(answered.reason === 'gone' ? 'not-found' : 'conflict');
    return { rows: answered.rows, files: answered.files };
  });

  app.post('/api/subjects/retention', { schema: { tags, summary: 'Erases what has been kept long enough', body: releaseSchema, response: { 200: releasedSchema } } }, async (request) => {
    const { place, category, years } = request.body;
    const released = await releaseDue(services, await protector(request, place), category, years);
    if (released === undefined) throw new Refused('conflict');
    return released;
  });
}
