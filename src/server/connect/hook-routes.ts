// Webhooks at the desk: made, listed, ended, tried, and what could not be brought.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  againRequestSchema, connectParamsSchema, connectQuerySchema, deliveriesResponseSchema, hookResponseSchema, hooksResponseSchema, makeHookRequestSchema, makeHookResponseSchema,
} from '#shared/desk/connect.ts';
import type { Session } from '../auth/session.ts';
import { Refused } from '../http/errors.ts';
import { liveSession, mayDesk } from '../http/who.ts';
import { newId, type Services } from '../services.ts';
import { isHookUrl } from './address.ts';
import type { HookPost } from './deliver.ts';
import { addHappening, endHook, hookOf, hookSecret, listDeliveries, listHooks, makeHook, readHook, sendAgain, type StoredHook } from './hook-store.ts';

export interface HookRoutesOptions {
  readonly services: Services;
  readonly post: HookPost;
  readonly allowed: ReadonlySet<string>;
}

const MOST_HOOKS = 20;

export function hookRoutes(plain: FastifyInstance, { services, post, allowed }: HookRoutesOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['connect'];
  const { pool } = services.db;

  const hookFor = async (request: FastifyRequest, id: string): Promise<{ session: Session; hook: StoredHook }> => {
    const session = await liveSession(services, request);
    const hook = await readHook(pool, id);
    if (hook === undefined) throw new Refused('not-found');
    mayDesk(services, session, 'connect', hook.place);
    return { session, hook };
  };
  const known = async (id: string): Promise<StoredHook> => {
    const hook = await readHook(pool, id);
    if (hook === undefined) throw new Error('a webhook just looked at is there');
    return hook;
  };

  app.get('/api/connect/hooks', {
    schema: { tags, summary: 'Webhooks at or below a place', querystring: connectQuerySchema, response: { 200: hooksResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    mayDesk(services, await liveSession(services, request), 'connect', place);
    return { hooks: (await listHooks(pool, place)).map(hookOf) };
  });

  app.post('/api/connect/hooks', {
    schema: { tags, summary: 'Adds a webhook; its secret is shown this once', body: makeHookRequestSchema, response: { 200: makeHookResponseSchema } },
  }, async (request) => {
    const asked = request.body;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'connect', asked.place);
    if (!isHookUrl(asked.url, allowed)) throw new Refused('bad-request', { paths: ['url'] });
    if ((await listHooks(pool, asked.place)).filter((h) => h.place === asked.place && h.endedAt === null).length >= MOST_HOOKS) throw new Refused('too-many-requests', { retryAfter: 3_600 });
    const id = await makeHook(services, session.person, asked);
    return { hook: hookOf(await known(id)), secret: hookSecret(services.meta, id) };
  });

  app.post('/api/connect/hooks/:id/end', {
    schema: { tags, summary: 'Ends a webhook at once', params: connectParamsSchema, response: { 200: hookResponseSchema } },
  }, async (request) => {
    const { session, hook } = await hookFor(request, request.params.id);
    await endHook(services, hook, session.person);
    return { hook: hookOf(await known(hook.id)) };
  });

  app.post('/api/connect/hooks/:id/ping', {
    schema: { tags, summary: 'Sends a message that says nothing, to see that the line works', params: connectParamsSchema, response: { 200: hookResponseSchema } },
  }, async (request) => {
    const { hook } = await hookFor(request, request.params.id);
    if (hook.endedAt !== null) throw new Refused('conflict');
    await addHappening(services, hook, { event: 'ping', key: `ping ${newId(services)}`, place: hook.place, data: {} });
    post.wake();
    return { hook: hookOf(await known(hook.id)) };
  });

  app.get('/api/connect/hooks/:id/deliveries', {
    schema: { tags, summary: 'Messages of a webhook, newest first', params: connectParamsSchema, response: { 200: deliveriesResponseSchema } },
  }, async (request) => {
    const { hook } = await hookFor(request, request.params.id);
    return { deliveries: await listDeliveries(pool, hook.id) };
  });

  app.post('/api/connect/hooks/:id/again', {
    schema: { tags, summary: 'Sends a message once more', params: connectParamsSchema, body: againRequestSchema, response: { 200: hookResponseSchema } },
  }, async (request) => {
    const { hook } = await hookFor(request, request.params.id);
    if (hook.endedAt !== null || !(await sendAgain(pool, hook.id, request.body.delivery, services.clock()))) throw new Refused('not-found');
    post.wake();
    return { hook: hookOf(await known(hook.id)) };
  });
}
