// The API as the phone meets it on the way: not only the server answers, but also dead lines, hotel
// logins and proxies. Every outcome is a value; nothing here throws for the weather.
import * as z from 'zod/mini';
import { ERROR_CODES, type ErrorCode } from '#shared/error-codes.ts';
import { gzip } from './gzip.ts';

/** The browser's fetch. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * `revoked`: this device is shut out for good. `unknown`: the server was restored to a time before its
 * enrolment. `unreachable`: no word from the server.
 */
export type Renewal = 'renewed' | 'refused' | 'revoked' | 'unknown' | 'unreachable';

export type Fault =
  | { readonly kind: 'no-network' | 'server-unreachable' | 'captive-portal' | 'session-expired' | 'device-revoked' | 'device-unknown' | 'app-too-old' | 'too-large' | 'not-found' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | undefined }
  /** We gave up ourselves: the vault was closed. */
  | { readonly kind: 'stopped' };

export type Reply = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly fault: Fault };

export interface HttpDeps {
  readonly fetch: Fetch;
  readonly isOnline: () => boolean;
  /** Gets a new session cookie; the vault signs. */
  readonly renewSession: () => Promise<Renewal>;
  readonly now: () => number;
  /** Compresses a body; the browser's own unless told. */
  readonly pack?: ((bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>) | undefined;
}

/** Bodies above this travel compressed: the cursors of a few tolas already gain by it. */
const GZIP_ABOVE_BYTES = 300;

/** Asks the API; renews the session once if it has run out. `body` undefined: GET. */
export async function request(deps: HttpDeps, path: string, body: unknown, signal: AbortSignal): Promise<Reply> {
  return renewing(deps, path, await initOf(deps, body, signal));
}

/** Puts bytes as they are. */
export async function putBytes(deps: HttpDeps, path: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Reply> {
  return renewing(deps, path, { ...COMMON, signal, method: 'PUT', headers: { 'accept-language': '*', 'content-type': 'application/octet-stream' }, body: bytes });
}

const COMMON = { credentials: 'same-origin', redirect: 'manual' } as const satisfies RequestInit;

async function renewing(deps: HttpDeps, path: string, init: RequestInit): Promise<Reply> {
  const first = await attempt(deps, path, init);
  if (first.ok || first.fault.kind !== 'session-expired') return first;
  switch (await deps.renewSession()) {
    case 'renewed': return attempt(deps, path, init);
    case 'revoked': {
      // She still got a short session: what waits here may be handed in.
      const again = await attempt(deps, path, init);
      return !again.ok && again.fault.kind === 'session-expired' ? failed('device-revoked') : again;
    }
    case 'unreachable': return failed(deps.isOnline() ? 'server-unreachable' : 'no-network');
    case 'unknown': return failed('device-unknown');
    case 'refused': return first;
  }
}

async function initOf({ pack = gzip }: HttpDeps, body: unknown, signal: AbortSignal): Promise<RequestInit> {
  const common: RequestInit = { ...COMMON, signal };
  if (body === undefined) return { ...common, method: 'GET', cache: 'no-store' };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const small = bytes.length <= GZIP_ABOVE_BYTES;
  return {
    ...common,
    method: 'POST',
    // No cache keeps a POST, so none is forbidden to; and the answer has no language. It is 60 bytes a request.
    headers: { 'accept-language': '*', 'content-type': 'application/json', ...(!small && { 'content-encoding': 'gzip' }) },
    body: small ? bytes : await pack(bytes),
  };
}

async function attempt(deps: HttpDeps, path: string, init: RequestInit): Promise<Reply> {
  let response: Response;
  try {
    response = await deps.fetch(path, init);
  } catch {
    if (init.signal?.aborted === true && init.signal.reason === STOPPED) return failed('stopped');
    return failed(deps.isOnline() ? 'server-unreachable' : 'no-network');
  }
  // Our API neither redirects nor speaks HTML: whoever does stands in between.
  if (response.redirected || response.type === 'opaqueredirect' || isRedirect(response.status) || response.status === 511 || isHtml(response)) {
    await discard(response);
    return failed('captive-portal');
  }
  if (response.ok) return { ok: true, response };
  return { ok: false, fault: await faultOf(response, deps.now()) };
}

/** Reason given to `abort` when the work is no longer wanted. */
export const STOPPED = 'stopped';

/** A code of a newer server is judged by its status alone. */
const errorSchema = z.object({ code: z.catch(z.optional(z.enum(ERROR_CODES)), undefined), retryAfter: z.optional(z.number()) });

/** What a refusal means for the phone. */
export async function faultOf(response: Response, now: number): Promise<Fault> {
  const parsed = errorSchema.safeParse(await response.json().catch(() => undefined));
  const code: ErrorCode | undefined = parsed.success ? parsed.data.code : undefined;
  if (code === 'device-revoked') return { kind: 'device-revoked' };
  if (code === 'protocol-unknown') return { kind: 'app-too-old' };
  switch (response.status) {
    case 401: return { kind: 'session-expired' };
    // A page of our own that is not there says so by its code.
    case 404: return { kind: code === 'not-found' ? 'not-found' : 'server-unreachable' };
    case 413: return { kind: 'too-large' };
    case 429: case 503: return { kind: 'busy', retryAfterMs: retryAfter(response, parsed.data?.retryAfter, now) };
    default: return { kind: 'server-unreachable' };
  }
}

/** Milliseconds to wait, from the header (seconds or a date) or the body. */
function retryAfter(response: Response, seconds: number | undefined, now: number): number | undefined {
  const header = response.headers.get('retry-after');
  if (header === null) return seconds === undefined ? undefined : seconds * 1_000;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function isHtml(response: Response): boolean {
  return /text\/html|xml/.test(response.headers.get('content-type') ?? '');
}

async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

function failed(kind: Exclude<Fault['kind'], 'busy'>): Reply {
  return { ok: false, fault: { kind } };
}
