// POST /api/sealed: takes sealed work from a locked phone, or from whoever carries it. No cookie is asked
// for and none is looked at; the signatures inside speak. Bounded in size, number and rate. And the
// desk's way in for rescue files, which also says how many changes were held.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { loadRescueRequestSchema, loadRescueResponseSchema } from '#shared/desk/rescue.ts';
import { sealedRequestSchema, sealedResponseSchema, SEALED_VERSION, type SealedRequest } from '#shared/sync/sealed.ts';
import { appendAudit } from '../audit/audit.ts';
import { inTransaction } from '../db/database.ts';
import { readEpoch } from '../db/meta.ts';
import type { Services } from '../services.ts';
import { takeSealed, type TakenIn } from '../sync/sealed.ts';
import type { Admission } from './admission.ts';
import { Refused } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { liveSession, mayDesk } from './who.ts';

export interface SealedLimits {
  /** Per address: many phones share one behind a mobile network. */
  readonly sealedPerMinute: number;
}

export function sealedRoutes(plain: FastifyInstance, services: Services, metrics: Metrics, admission: Admission, { sealedPerMinute }: SealedLimits): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const take = async (request: Pick<FastifyRequest, 'headers' | 'id'>, { v, headers, changes }: SealedRequest): Promise<TakenIn> => {
    if (v !== SEALED_VERSION) throw new Refused('protocol-unknown');
    const taken = await admission.run(request.id, Number(request.headers['content-length'] ?? 0), () => takeSealed(services, { headers, changes }));
    for (const [kind] of taken.results) metrics.changes.inc({ result: kind });
    return taken;
  };

  app.post('/api/sealed', {
    config: { rateLimit: { max: sealedPerMinute, timeWindow: 60_000, keyGenerator: (r) => `sealed:${r.ip}` } },
    schema: { tags: ['sync'], summary: 'Takes sealed work from a locked phone or a rescue file', body: sealedRequestSchema, response: { 200: sealedResponseSchema } },
  }, async (request) => {
    const { outcomes, shut } = await take(request, request.body);
    return { epoch: await readEpoch(services.db), outcomes: [...outcomes], shut: [...shut] };
  });

  app.post('/api/held/rescue', {
    schema: { tags: ['work'], summary: 'Loads a part of a rescue file at an office', body: loadRescueRequestSchema, response: { 200: loadRescueResponseSchema } },
  }, async (request) => {
    const session = await liveSession(services, request);
    const { place } = request.body;
    mayDesk(services, session, 'held', place);
    const { outcomes, results } = await take(request, request.body);
    const received = outcomes.filter((outcome) => outcome === 'received').length;
    await inTransaction(services.db, (client) => appendAudit(client, services, { act: 'rescue-loaded', actor: session.person, place, subject: '', detail: String(received) }));
    return { received, held: results.filter(([kind]) => kind === 'h').length, refused: outcomes.length - received };
  });
}
