// Who is asking: the cookie, the session behind it, and what she may do.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeskVerb } from '#shared/access/access.ts';
import { decideDesk } from '#shared/access/decide-desk.ts';
import { DEVICE_HEADER } from '#shared/sync/device-header.ts';
import { findSession, SESSION_LIFE, type OpenedSession, type Session } from '../auth/session.ts';
import { today, type Services } from '../services.ts';
import { Refused } from './errors.ts';

const COOKIE = 'dehri';

/** The session, of a revoked phone too; that of another person of the same phone counts as run out. Throws `Refused`. */
export async function anySession(services: Services, request: FastifyRequest): Promise<Session> {
  const token = cookieOf(request);
  if (token === undefined) throw new Refused('unauthenticated');
  const found = await findSession(services, token);
  if (!found.ok) throw new Refused(found.reason);
  const meant = request.headers[DEVICE_HEADER];
  if (typeof meant === 'string' && meant !== found.session.device && meant !== found.key) throw new Refused('session-expired');
  return found.session;
}

export async function liveSession(services: Services, request: FastifyRequest): Promise<Session> {
  const session = await anySession(services, request);
  if (session.revoked) throw new Refused('device-revoked');
  return session;
}

/** May she do this at that place? A refusal looks as if the place did not exist. */
export function mayDesk(services: Services, session: Session, verb: DeskVerb, place: string): void {
  if (!decideDesk(session.grants, verb, place, today(services)).ok) throw new Refused('not-found');
}

export function setCookie(reply: FastifyReply, request: FastifyRequest, { token }: OpenedSession): void {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  void reply.header('set-cookie', `${COOKIE}=${token}; Path=/api; Max-Age=${SESSION_LIFE / 1000}; HttpOnly; SameSite=Strict${secure}`);
}

function cookieOf(request: FastifyRequest): string | undefined {
  const match = /(?:^|;\s*)dehri=([0-9A-Za-z_-]{16,64})(?:;|$)/u.exec(request.headers.cookie ?? '');
  return match?.[1];
}
