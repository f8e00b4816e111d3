// The way to the department's own sign-in and back, and the names under which people are known there.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { identitySchema, okResponseSchema, personParamsSchema } from '#shared/desk/people.ts';
import { signInResponseSchema } from '#shared/sync/profile.ts';
import type { SignInTrouble } from '#shared/sync/sign-in.ts';
import { issueCode } from '../auth/enrolment.ts';
import { identityOf, personOf, setIdentity } from '../auth/identities.ts';
import type { Oidc } from '../auth/oidc.ts';
import { grantsOf } from '../desk/people-desk.ts';
import { mayManage } from '../desk/rights.ts';
import { today, type Services } from '../services.ts';
import { Refused } from './errors.ts';
import { liveSession } from './who.ts';

const COOKIE = 'dehri-oidc';
/** The code is typed by nobody: it goes on at once. */
const CODE_LIFE = 300_000;

/** @param oidc absent: the department has no sign-in of its own. */
export function oidcRoutes(plain: FastifyInstance, services: Services, oidc: Oidc | undefined, perMinute: number): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['sign-in'];
  const config = { rateLimit: { max: perMinute, timeWindow: 60_000, keyGenerator: (r: { ip: string }) => `oidc:${r.ip}` } };

  app.get('/api/oidc', { schema: { tags, summary: 'Name of the department\'s own sign-in, if there is one', response: { 200: signInResponseSchema } } }, async () => ({ name: oidc?.config.name ?? null }));
  if (oidc === undefined) return;
  const { issuer, publicUrl } = oidc.config;
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  // The issuer sends the browser back: a strict cookie would not come along.
  const cookie = (value: string, seconds: number): string => `${COOKIE}=${value}; Path=/api/oidc; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
  const backTo = (fragment: string): string => new URL(`/#${fragment}`, publicUrl).href;
  const trouble = (why: SignInTrouble): string => backTo(`sign-in=${why}`);

  app.get('/api/oidc/start', { config, schema: { tags, summary: 'Leads to it' } }, async (_, reply) => {
    const started = await oidc.start();
    if (started === undefined) return reply.redirect(trouble('away'));
    return reply.header('set-cookie', cookie(started.sealed, 600)).redirect(started.url);
  });

  app.get('/api/oidc/callback', { config, schema: { tags, summary: 'Comes back from it' } }, async (request, reply) => {
    const sealed = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{20,2000})(?:;|$)`, 'u').exec(request.headers.cookie ?? '')?.[1] ?? '';
    void reply.header('set-cookie', cookie('', 0)).header('referrer-policy', 'no-referrer');
    const finished = await oidc.finish(request.url.split('?')[1] ?? '', sealed);
    if (!finished.ok) return reply.redirect(trouble(finished.reason));
    const found = await personOf(services, { issuer, subject: finished.subject }, today(services));
    if (found === undefined) return reply.redirect(trouble('unknown'));
    const { code } = await issueCode(services, found.person, found, CODE_LIFE);
    return reply.redirect(backTo(`code=${code}`));
  });

  app.get('/api/people/:person/identity', { schema: { tags: ['people'], params: personParamsSchema, response: { 200: identitySchema } } }, async (request) => {
    await keeperOf(request.params.person, await liveSession(services, request));
    return { subject: await identityOf(services, issuer, request.params.person) ?? '' };
  });

  app.post('/api/people/:person/identity', { schema: { tags: ['people'], params: personParamsSchema, body: identitySchema, response: { 200: okResponseSchema } } }, async (request) => {
    const session = await liveSession(services, request);
    const place = await keeperOf(request.params.person, session);
    if (!await setIdentity(services, issuer, request.params.person, request.body.subject, { person: session.person, place })) throw new Refused('conflict', { paths: ['subject'] });
    return { ok: true as const };
  });

  /** Place that her keeper's act is noted under. @throws Refused to whoever may not manage her */
  async function keeperOf(person: string, session: Parameters<typeof mayManage>[1]): Promise<string> {
    const hers = await grantsOf(services, person);
    if (hers.length === 0 || !mayManage(services, session, hers)) throw new Refused('not-found');
    return hers[hers.length - 1]?.place ?? '';
  }
}
