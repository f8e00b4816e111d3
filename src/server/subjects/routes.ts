// Every way to the lists of persons over HTTP, one line for each part.
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { matchingRoutes } from '../matching/routes.ts';
import { childRoutes } from './child-routes.ts';
import { referralRoutes } from './referral-routes.ts';
import { rightsRoutes } from './rights/routes.ts';
import { pairRoutes } from './pair-routes.ts';
import { sheetRoutes } from './sheet-routes.ts';

export function subjectRoutes(app: FastifyInstance, services: Services): void {
  childRoutes(app, services);
  referralRoutes(app, services);
  rightsRoutes(app, services);
  pairRoutes(app, services);
  matchingRoutes(app, services);
  sheetRoutes(app, services);
}
