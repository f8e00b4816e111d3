// Every refusal of the HTTP API: its code and its status, in one place. A body never says more than a
// code, the paths at fault and when to try again; not-found and not-allowed look alike.
import type { FastifyReply } from 'fastify';
import type { ErrorBody, ErrorCode } from '#shared/error-codes.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  'bad-request': 400, 'protocol-unknown': 400, 'import-format': 422,
  unauthenticated: 401, 'session-expired': 401, 'device-unknown': 401,
  'device-revoked': 403, forbidden: 403,
  'opening-waits': 403,
  'not-found': 404,
  'code-wrong': 404, 'code-used': 410, 'code-expired': 410,
  conflict: 409, 'last-administrator': 409, 'last-phone': 409, 'too-large': 413, 'too-many-requests': 429,
  internal: 500, busy: 503, 'storage-full': 507,
};

/** Thrown by handlers; the app's error handler answers with it. */
export class Refused extends Error {
  readonly code: ErrorCode;
  readonly paths: readonly string[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, options: { readonly paths?: readonly string[]; readonly retryAfter?: number } = {}) {
    super(code);
    this.code = code;
    this.paths = options.paths;
    this.retryAfter = options.retryAfter;
  }
}

export function statusOf(code: ErrorCode): number {
  return STATUS[code];
}

export function sendRefusal(reply: FastifyReply, { code, paths, retryAfter }: Refused): FastifyReply {
  const body: ErrorBody = { code, ...(paths !== undefined && { paths }), ...(retryAfter !== undefined && { retryAfter }) };
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  return reply.code(STATUS[code]).type('application/json').send(JSON.stringify(body));
}
