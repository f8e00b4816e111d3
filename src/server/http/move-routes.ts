// POST /api/moves, as `shared/desk/moves.ts` says.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { moveRequestSchema, moveResponseSchema } from '#shared/desk/moves.ts';
import { moveFromDesk } from '../desk/moves-desk.ts';
import type { Moved } from '../places/move-records.ts';
import type { Services } from '../services.ts';
import { Refused } from './errors.ts';
import { liveSession } from './who.ts';

/** The part of the request at fault. */
const AT_FAULT: Readonly<Record<Exclude<Extract<Moved, { ok: false }>['reason'], 'no-place'>, string>> = {
  'other-district': 'district', 'same-place': 'to', 'not-there': 'records', 'name-taken': 'name', 'id-taken': 'id',
};

export function moveRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post('/api/moves', { schema: { tags: ['places'], summary: 'Moves families to another tola, or to a new one', body: moveRequestSchema, response: { 200: moveResponseSchema } } }, async (request) => {
    const moved = await moveFromDesk(services, await liveSession(services, request), request.body);
    if (moved?.ok === true) return { place: moved.place, records: moved.records };
    throw refuseMove(moved);
  });
}

/** @param moved undefined: she may not */
export function refuseMove(moved: Extract<Moved, { ok: false }> | undefined): Refused {
  return moved === undefined || moved.reason === 'no-place' ? new Refused('not-found') : new Refused('conflict', { paths: [AT_FAULT[moved.reason]] });
}
