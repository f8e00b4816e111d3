// What the server needs of this room: background jobs that go on where they stood, and routes.
import type { FastifyInstance } from 'fastify';
import type { ProgrammeList } from '#shared/import/target.ts';
import type { Services } from '../services.ts';
import { startImportJobs } from './jobs.ts';
import { importRoutes } from './routes.ts';

export interface Imports {
  /** To be called once with the API's scope, before the server listens. */
  routes(api: FastifyInstance): Promise<void>;
  /** Resolves after the chunk in hand; the rest goes on at the next start. */
  stop(): Promise<void>;
}

export function startImports(services: Services, targets: readonly ProgrammeList[], onError: (error: unknown, batch: string) => void): Imports {
  const jobs = startImportJobs(services, targets, onError);
  return { routes: (api) => importRoutes(api, { services, targets, jobs }), stop: () => jobs.stop() };
}
