// What the server needs of this room: background jobs, and routes.
import type { FastifyInstance } from 'fastify';
import type { Programme } from '#shared/programme.ts';
import type { Services } from '../services.ts';
import { startExportJobs, type ExportJobs } from './jobs.ts';
import { exportRoutes } from './routes.ts';

export interface Exports {
  readonly jobs: ExportJobs;
  routes(api: FastifyInstance): void;
  stop(): Promise<void>;
}

export function startExports(services: Services, programmes: readonly Programme[], onError: (error: unknown, job: string) => void): Exports {
  const jobs = startExportJobs(services, programmes, onError);
  return { jobs, routes: (api) => { exportRoutes(api, { services, programmes, jobs }); }, stop: () => jobs.stop() };
}
