// Erasing a record for good: looking at what would go, and doing it with the end of its id typed by hand.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { eraseLookSchema, eraseParamsSchema, eraseRequestSchema, eraseResponseSchema, isTypedRight, type EraseLook } from '#shared/desk/erase.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import type { Session } from '../auth/session.ts';
import { eraseRecord, lookAtRecord, type RecordKey } from '../erase/erase-record.ts';
import { today, type Services } from '../services.ts';
import { Refused } from './errors.ts';
import { liveSession } from './who.ts';

export function eraseRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['work'];

  /** Not there, and not hers to erase, look alike. */
  async function find(session: Session, key: RecordKey): Promise<EraseLook> {
    const look = await lookAtRecord(services, key);
    if (look === undefined || !decideDesk(session.grants, 'erase', bucketPlace(look.bucket), today(services)).ok) throw new Refused('not-found');
    return look;
  }

  app.get('/api/erase/:district/:record', { schema: { tags, params: eraseParamsSchema, response: { 200: eraseLookSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    return find(session, request.params);
  });

  app.post('/api/erase/:district/:record', { schema: { tags, params: eraseParamsSchema, body: eraseRequestSchema, response: { 200: eraseResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const { params, body } = request;
    await find(session, params);
    if (!isTypedRight(params.record, body.typed)) throw new Refused('bad-request', { paths: ['typed'] });
    return eraseRecord(services, params, session.person, body.reason);
  });
}
