// Every way to the lists of persons over HTTP, one line for each part.
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';

export function subjectRoutes(_app: FastifyInstance, _services: Services): void {
  // Parts register themselves here.
}
