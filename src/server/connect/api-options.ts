// What both faces of the read API are given, and how often a program may ask.
import type { FastifyRequest } from 'fastify';
import type { Programme } from '#shared/programme.ts';
import { hashToken } from '../auth/tokens.ts';
import type { Services } from '../services.ts';

export interface ApiOptions {
  readonly services: Services;
  readonly programmes: readonly Programme[];
  /** Requests per minute of one token. */
  readonly perMinute: number;
}

/** Told by the token, so that one program does not stand in the way of another behind the same address. */
export function limited(perMinute: number): { readonly rateLimit: { readonly max: number; readonly timeWindow: number; readonly keyGenerator: (request: FastifyRequest) => string } } {
  return { rateLimit: { max: perMinute, timeWindow: 60_000, keyGenerator: (r) => `token:${r.headers.authorization === undefined ? r.ip : hashToken(r.headers.authorization).toString('base64')}` } };
}
