// The review of a place, for whoever may see its sheet.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { figureQuerySchema, figureResponseSchema, reviewQuerySchema, reviewResponseSchema } from '#shared/desk/review.ts';
import { isReviewable } from '#shared/report/period.ts';
import { Refused } from '../http/errors.ts';
import { liveSession, mayDesk } from '../http/who.ts';
import type { Services } from '../services.ts';
import { readFigure } from './read-figure.ts';
import { readReview } from './read-review.ts';

export function reviewRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['review'];

  app.get('/api/review', { schema: { tags, summary: 'Every programme of a place in a span of days', querystring: reviewQuerySchema, response: { 200: reviewResponseSchema } } }, async (request, reply) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'sheet', request.query.place);
    if (!isReviewable(request.query)) throw new Refused('bad-request', { paths: ['from', 'to'] });
    const review = await readReview(services, request.query, session.grants);
    if (review === undefined) throw new Refused('not-found');
    // Numbers of our own: of a state well over ten thousand, and checking them again takes time.
    void reply.serializer((answer: unknown) => JSON.stringify(answer));
    return review;
  });

  app.get('/api/review/figure', { schema: { tags, summary: 'What one figure of a review is made of', querystring: figureQuerySchema, response: { 200: figureResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    mayDesk(services, session, 'sheet', request.query.place);
    if (!isReviewable(request.query)) throw new Refused('bad-request', { paths: ['from', 'to'] });
    const figure = await readFigure(services, request.query, session.grants);
    if (figure === undefined) throw new Refused('not-found');
    return figure;
  });
}
