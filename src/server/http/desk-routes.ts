// placeholder while the desk is written
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';

export function deskRoutes(_app: FastifyInstance, _services: Services): void {}
