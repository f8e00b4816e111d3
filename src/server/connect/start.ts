// What the server needs of this room: the read API, tokens and webhooks, and the postman.
import type { FastifyInstance } from 'fastify';
import type { Programme } from '#shared/programme.ts';
import type { Services } from '../services.ts';
import { apiRoutes } from './api-routes.ts';
import { startHookPost, type HookPost } from './deliver.ts';
import { hookRoutes } from './hook-routes.ts';
import { tokenRoutes } from './token-routes.ts';

export interface ConnectOptions {
  readonly services: Services;
  readonly programmes: readonly Programme[];
  /** Hosts of webhooks that may be private, and may be called without TLS. */
  readonly allowed?: readonly string[];
  /** Requests per minute of one token. */
  readonly perMinute?: number;
  /** How long a receiver may take to answer. */
  readonly patienceMs?: number;
  readonly onError: (error: unknown) => void;
}

export interface Connect {
  readonly post: HookPost;
  routes(api: FastifyInstance): void;
  stop(): Promise<void>;
}

export function startConnect({ services, programmes, allowed = [], perMinute = 120, patienceMs = 10_000, onError }: ConnectOptions): Connect {
  const hosts = new Set(allowed);
  const post = startHookPost(services, { allowed: hosts, patienceMs }, onError);
  return {
    post,
    routes: (api) => {
      tokenRoutes(api, services, programmes);
      hookRoutes(api, { services, post, allowed: hosts });
      apiRoutes(api, { services, programmes, perMinute });
    },
    stop: () => post.stop(),
  };
}
