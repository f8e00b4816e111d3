// The review of a place, for whoever may see its sheet.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { exportReviewRequestSchema, figureQuerySchema, figureResponseSchema, reviewQuerySchema, reviewResponseSchema } from '#shared/desk/review.ts';
import { isReviewable } from '#shared/report/period.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction } from '../db/database.ts';
import { CONTENT_TYPES } from '../exports/table-file.ts';
import { Refused } from '../http/errors.ts';
import { liveSession, mayDesk } from '../http/who.ts';
import { today, type Services } from '../services.ts';
import { readFigure } from './read-figure.ts';
import { readReview } from './read-review.ts';
import { reviewFile } from './review-file.ts';

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

  app.post('/api/exports/review', { schema: { tags, summary: 'A review as XLSX or CSV', body: exportReviewRequestSchema } }, async (request, reply) => {
    const { format, language, ...asked } = request.body;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'sheet', asked.place);
    if (!isReviewable(asked)) throw new Refused('bad-request', { paths: ['from', 'to'] });
    const review = await readReview(services, asked, session.grants);
    if (review === undefined) throw new Refused('not-found');
    await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'export', actor: session.person, place: asked.place, subject: 'review', detail: `${format} ${asked.from}..${asked.to}` }));
    return reply.header('content-disposition', `attachment; filename="review-${asked.place}-${today(services)}.${format}"`).type(CONTENT_TYPES[format]).send(reviewFile(services.registry, review, format, language));
  });
}
