// Enrolment, renewing the session, the profile.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { enrolRequestSchema, enrolResponseSchema, nonceResponseSchema, profileSchema, sessionRequestSchema } from '#shared/sync/profile.ts';
import { okResponseSchema } from '#shared/desk/people.ts';
import { enrol } from '../auth/enrolment.ts';
import { readProfile } from '../auth/profile.ts';
import { findSession, renewSession } from '../auth/session.ts';
import { makeNonce } from '../auth/tokens.ts';
import type { Services } from '../services.ts';
import { Refused, sendRefusal } from './errors.ts';
import { printable } from './printable.ts';
import { liveSession, setCookie } from './who.ts';

/** Per minute and address: many phones share one address behind a mobile network. */
export interface AuthLimits {
  readonly enrolPerMinute: number;
  readonly sessionPerMinute: number;
}

export function authRoutes(plain: FastifyInstance, services: Services, limits: AuthLimits): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['sign-in'];

  app.post('/api/enrol', {
    config: { rateLimit: { max: limits.enrolPerMinute, timeWindow: 60_000, keyGenerator: (r) => `enrol:${r.ip}` } },
    schema: { tags, summary: 'Makes this phone hers by a one-time code', body: enrolRequestSchema, response: { 200: enrolResponseSchema } },
  }, async (request, reply) => {
    const { code, publicKey, app: version, again } = request.body;
    const result = await enrol(services, code, publicKey, printable(version), again);
    if (!result.ok) throw new Refused(result.reason, 'retryAfter' in result ? { retryAfter: result.retryAfter } : {});
    const found = await findSession(services, result.session.token);
    if (!found.ok) throw new Refused('internal');
    setCookie(reply, request, result.session);
    return { profile: await readProfile(services, found.session) };
  });

  const limited = { rateLimit: { max: limits.sessionPerMinute, timeWindow: 60_000, keyGenerator: (r: { ip: string }) => `session:${r.ip}` } };
  app.get('/api/session/nonce', {
    config: limited, schema: { tags, summary: 'Something fresh to sign, good for two minutes', response: { 200: nonceResponseSchema } },
  }, async () => ({ nonce: makeNonce(services.meta, services.clock()) }));

  app.post('/api/session', {
    config: limited, schema: { tags, summary: 'Renews the cookie by a signature of the phone', body: sessionRequestSchema, response: { 200: okResponseSchema } },
  }, async (request, reply) => {
    const { device, nonce, proof } = request.body;
    const renewal = await renewSession(services, device, nonce, proof);
    if (!renewal.ok && renewal.reason !== 'device-revoked') throw new Refused(renewal.reason);
    setCookie(reply, request, renewal.session);
    if (!renewal.ok) {
      sendRefusal(reply, new Refused('device-revoked'));
      return reply;
    }
    return { ok: true as const };
  });

  app.get('/api/profile', {
    schema: { tags, summary: 'Who she is, her grants, the places below them', response: { 200: profileSchema } },
  }, async (request) => readProfile(services, await liveSession(services, request)));
}
