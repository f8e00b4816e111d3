// What is referred to departments over HTTP, as `shared/subjects/referral.ts` says.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { PlaceCode } from '#shared/place/place.ts';
import { answeredReferralSchema, answerReferralSchema, lookReferralSchema, referralIdentitySchema, referralsQuerySchema, referralsResponseSchema } from '#shared/subjects/referral.ts';
import { Refused } from '../http/errors.ts';
import { liveSession } from '../http/who.ts';
import type { Services } from '../services.ts';
import { answerReferral, listReferrals, lookAtReferral, sightOfReferrals } from './referrals.ts';

export function referralRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['subjects'];
  const asker = async (request: FastifyRequest, place: PlaceCode) => {
    const session = await liveSession(services, request);
    const sight = sightOfReferrals(services, session, place);
    if (sight === undefined) throw new Refused('not-found');
    return { session, sight };
  };

  app.get('/api/subjects/referrals', { schema: { tags, summary: 'What departments are asked for children, by token', querystring: referralsQuerySchema, response: { 200: referralsResponseSchema } } }, async (request) => {
    const { place, state, department, after } = request.query;
    const { sight } = await asker(request, place);
    return listReferrals(services, sight, state, department, after);
  });

  app.post('/api/subjects/referrals/look', { schema: { tags, summary: 'Whom a referral is about; who looked and why is kept', body: lookReferralSchema, response: { 200: referralIdentitySchema } } }, async (request) => {
    const { place, reason, ...key } = request.body;
    const { session, sight } = await asker(request, place);
    const found = await lookAtReferral(services, session, sight, key, reason);
    if (found === undefined) throw new Refused('not-found');
    return found;
  });

  app.post('/api/subjects/referrals', { schema: { tags, summary: 'A department answers', body: answerReferralSchema, response: { 200: answeredReferralSchema } } }, async (request) => {
    const { place, answer, day, note, ...key } = request.body;
    const { session, sight } = await asker(request, place);
    const answered = await answerReferral(services, session, sight, key, { answer, day, note });
    if (answered.ok) return { state: answered.state };
    if (answered.reason === 'wrong') throw new Refused('bad-request', { paths: answered.paths });
    throw new Refused(answered.reason === 'gone' ? 'not-found' : 'conflict');
  });
}
