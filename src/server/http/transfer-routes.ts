// The desk's routes about a transfer: what is open with someone, and handing it over in one go.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Grant } from '#shared/access/access.ts';
import { okResponseSchema, personParamsSchema } from '#shared/desk/people.ts';
import { transferRequestSchema, transferResponseSchema } from '#shared/desk/transfer.ts';
import { grantsOf } from '../desk/people-desk.ts';
import { mayGrant, maySee } from '../desk/rights.ts';
import { readTransfer } from '../desk/transfer-desk.ts';
import { transferPerson } from '../people/transfer.ts';
import type { Services } from '../services.ts';
import { knownPlace } from './desk-routes.ts';
import { Refused } from './errors.ts';
import { liveSession } from './who.ts';

export function transferRoutes(plain: FastifyInstance, services: Services): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['people'];

  app.get('/api/people/:person/transfer', {
    schema: { tags, summary: 'What is still open with someone, and who could take over', params: personParamsSchema, response: { 200: transferResponseSchema } },
  }, async (request) => {
    const session = await liveSession(services, request);
    const { person } = request.params;
    const mine = (grant: Grant): boolean => mayGrant(services, session, grant.role, grant.place);
    if (!(await grantsOf(services, person)).some(mine)) throw new Refused('not-found');
    const found = await readTransfer(services, person, mine, (grant) => maySee(services, session, [grant]));
    if (found === undefined) throw new Refused('not-found');
    return found;
  });

  app.post('/api/people/:person/transfer', {
    schema: { tags, summary: 'Ends her work here, gives it to others and begins hers elsewhere', params: personParamsSchema, body: transferRequestSchema, response: { 200: okResponseSchema } },
  }, async (request) => {
    const session = await liveSession(services, request);
    const { person } = request.params;
    const { next } = request.body;
    const mine = (grant: Grant): boolean => mayGrant(services, session, grant.role, grant.place);
    if (!(await grantsOf(services, person)).some(mine)) throw new Refused('not-found');
    if (next !== null) {
      await knownPlace(services, session, next.place);
      if (!mayGrant(services, session, next.role, next.place)) throw new Refused('not-found');
    }
    const outcome = await transferPerson(services, person, request.body, mine, session.person);
    if (outcome === 'no-taker') throw new Refused('not-found');
    if (outcome !== 'done') throw new Refused(outcome);
    return { ok: true as const };
  });
}
