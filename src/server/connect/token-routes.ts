// Tokens at the desk: made, listed, revoked by whoever may connect other programs at the place.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  connectParamsSchema, connectQuerySchema, EXPLICIT_CLASSES, makeTokenRequestSchema, makeTokenResponseSchema, TOKEN_DAYS, tokenResponseSchema, tokensResponseSchema,
} from '#shared/desk/connect.ts';
import type { Programme } from '#shared/programme.ts';
import { Refused } from '../http/errors.ts';
import { liveSession, mayDesk } from '../http/who.ts';
import { dayOf, today, type Services } from '../services.ts';
import { mayGive } from './caller.ts';
import { listTokens, makeToken, readToken, revokeToken, tokenOf } from './token-store.ts';

export function tokenRoutes(plain: FastifyInstance, services: Services, programmes: readonly Programme[]): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['connect'];
  const { pool } = services.db;
  const types = programmes.flatMap((p) => p.recordTypes.map((type) => ({ programme: p.id, type })));

  app.get('/api/connect/tokens', {
    schema: { tags, summary: 'Tokens of other programs at or below a place', querystring: connectQuerySchema, response: { 200: tokensResponseSchema } },
  }, async (request) => {
    const { place } = request.query;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'connect', place);
    return {
      tokens: (await listTokens(pool, place)).map(tokenOf),
      types: types.filter(({ type }) => mayGive(services, session.grants, type, place)).map(({ programme, type }) => ({ programme, type: type.name, named: EXPLICIT_CLASSES.has(type.accessClass) })),
    };
  });

  app.post('/api/connect/tokens', {
    schema: { tags, summary: 'Makes a token; it is shown this once', body: makeTokenRequestSchema, response: { 200: makeTokenResponseSchema } },
  }, async (request) => {
    const asked = request.body;
    const session = await liveSession(services, request);
    mayDesk(services, session, 'connect', asked.place);
    if (asked.counts) mayDesk(services, session, 'sheet', asked.place);
    const wanted = [...new Set(asked.types)].map((name) => types.find(({ type }) => type.name === name)?.type);
    if (wanted.some((type) => type === undefined || !mayGive(services, session.grants, type, asked.place))) throw new Refused('bad-request', { paths: ['types'] });
    if (!asked.counts && wanted.length === 0) throw new Refused('bad-request', { paths: ['counts'] });
    if (asked.reason === undefined && wanted.some((type) => EXPLICIT_CLASSES.has(type?.accessClass ?? ''))) throw new Refused('bad-request', { paths: ['reason'] });
    const last = dayOf(services, services.clock() + TOKEN_DAYS * 86_400_000);
    if (asked.until < today(services) || asked.until > last) throw new Refused('bad-request', { paths: ['until'] });
    const expiresAt = Date.parse(`${asked.until}T00:00:00Z`) - services.utcOffsetMinutes * 60_000 + 86_400_000;
    const { id, secret } = await makeToken(services, session.person, { ...asked, types: [...new Set(asked.types)] }, expiresAt);
    const token = await readToken(pool, id);
    if (token === undefined) throw new Error('a token just made is there');
    return { token: tokenOf(token), secret };
  });

  app.post('/api/connect/tokens/:id/revoke', {
    schema: { tags, summary: 'Ends a token at once', params: connectParamsSchema, response: { 200: tokenResponseSchema } },
  }, async (request) => {
    const session = await liveSession(services, request);
    const token = await readToken(pool, request.params.id);
    if (token === undefined) throw new Refused('not-found');
    mayDesk(services, session, 'connect', token.place);
    await revokeToken(services, token, session.person);
    return { token: tokenOf((await readToken(pool, token.id)) ?? token) };
  });
}
