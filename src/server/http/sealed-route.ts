// POST /api/sealed: takes sealed work from a locked phone, or from whoever carries it. No cookie is asked
// for and none is looked at; the signatures inside speak. Bounded in size, number and rate.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { sealedRequestSchema, sealedResponseSchema, SEALED_VERSION } from '#shared/sync/sealed.ts';
import { readEpoch } from '../db/meta.ts';
import type { Services } from '../services.ts';
import { takeSealed } from '../sync/sealed.ts';
import type { Admission } from './admission.ts';
import { Refused } from './errors.ts';
import type { Metrics } from './metrics.ts';

export interface SealedLimits {
  /** Per address: many phones share one behind a mobile network. */
  readonly sealedPerMinute: number;
}

export function sealedRoutes(plain: FastifyInstance, services: Services, metrics: Metrics, admission: Admission, { sealedPerMinute }: SealedLimits): void {
  plain.withTypeProvider<ZodTypeProvider>().post('/api/sealed', {
    config: { rateLimit: { max: sealedPerMinute, timeWindow: 60_000, keyGenerator: (r) => `sealed:${r.ip}` } },
    schema: { tags: ['sync'], summary: 'Takes sealed work from a locked phone or a rescue file', body: sealedRequestSchema, response: { 200: sealedResponseSchema } },
  }, async (request) => {
    const { v, ...set } = request.body;
    if (v !== SEALED_VERSION) throw new Refused('protocol-unknown');
    const { outcomes, results, shut } = await admission.run(Number(request.headers['content-length'] ?? 0), () => takeSealed(services, set));
    for (const [kind] of results) metrics.changes.inc({ result: kind });
    return { epoch: await readEpoch(services.db), outcomes: [...outcomes], shut: [...shut] };
  });
}
