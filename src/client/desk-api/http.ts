// The desk's questions to the server. Unlike records, nothing here waits in an outbox: an answer comes
// now or the person is told why not. Every outcome is a value.
import * as z from 'zod/mini';
import { DEVICE_HEADER } from '#shared/sync/device-header.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/error-codes.ts';

/** Words: `errors:<code>` for the server's own, `desk:error.<code>` for what happens on the way. */
export type DeskErrorCode = ErrorCode | 'no-network' | 'server-unreachable' | 'captive-portal' | 'damaged-answer' | 'too-slow';

export interface DeskError {
  readonly code: DeskErrorCode;
  readonly paths?: readonly string[];
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number;
  /** What else the refusal said, unread. */
  readonly body?: unknown;
}

export type DeskResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: DeskError };

export interface DeskHttpDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly isOnline: () => boolean;
  /** Id of the device whose session is meant. */
  readonly device: () => string;
  /** Gets a new session cookie; called once when the old one has run out. */
  readonly renew: () => Promise<void>;
  /** Without an answer for so long, the line is given up. */
  readonly patienceMs: number;
}

export interface Ask {
  readonly path: string;
  /** Absent: GET. */
  readonly body?: unknown;
  /** A file as the body of a POST. */
  readonly file?: Blob;
  readonly signal?: AbortSignal | undefined;
}

const errorSchema = z.object({ code: z.catch(z.enum(ERROR_CODES), 'internal'), paths: z.optional(z.array(z.string())), retryAfter: z.optional(z.number()) });

/** Asks and reads the answer by its schema; what does not fit it counts as damaged on the way. */
export async function askJson<S extends z.ZodMiniType>(deps: DeskHttpDeps, schema: S, ask: Ask): Promise<DeskResult<z.infer<S>>> {
  const answered = await askRaw(deps, ask);
  if (!answered.ok) return answered;
  const parsed = schema.safeParse(await answered.value.json().catch(() => undefined));
  return parsed.success ? { ok: true, value: parsed.data } : failed('damaged-answer');
}

/** For files: the body of the answer as it is. */
export async function askBlob(deps: DeskHttpDeps, ask: Ask): Promise<DeskResult<Blob>> {
  const answered = await askRaw(deps, ask);
  if (!answered.ok) return answered;
  const blob = await answered.value.blob().catch(() => undefined);
  return blob === undefined ? failed('damaged-answer') : { ok: true, value: blob };
}

async function askRaw(deps: DeskHttpDeps, ask: Ask): Promise<DeskResult<Response>> {
  const first = await attempt(deps, ask);
  if (first.ok || (first.error.code !== 'session-expired' && first.error.code !== 'unauthenticated')) return first;
  await deps.renew();
  return attempt(deps, ask);
}

async function attempt({ fetch, isOnline, device, patienceMs }: DeskHttpDeps, { path, body, file, signal }: Ask): Promise<DeskResult<Response>> {
  const patience = AbortSignal.timeout(patienceMs);
  let response: Response;
  try {
    response = await fetch(path, {
      credentials: 'same-origin', cache: 'no-store', redirect: 'manual',
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
      ...(file !== undefined ? { method: 'POST', headers: { [DEVICE_HEADER]: device(), 'content-type': 'application/octet-stream' }, body: file }
      : body === undefined
        ? { method: 'GET', headers: { [DEVICE_HEADER]: device() } }
        : { method: 'POST', headers: { [DEVICE_HEADER]: device(), 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    return failed(patience.aborted ? 'too-slow' : isOnline() ? 'server-unreachable' : 'no-network');
  }
  if (response.type === 'opaqueredirect' || /text\/html/.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel().catch(() => undefined);
    // Our API neither redirects nor speaks HTML: whoever does stands in between.
    return failed('captive-portal');
  }
  return response.ok ? { ok: true, value: response } : { ok: false, error: readError(await response.json().catch(() => undefined)) };
}

/** Exported for uploads, which go by XMLHttpRequest. */
export function readError(body: unknown): DeskError {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return { code: 'server-unreachable' };
  const { code, paths, retryAfter } = parsed.data;
  return { code, ...(paths === undefined ? {} : { paths }), ...(retryAfter === undefined ? {} : { retryAfter }), body };
}

export function failed(code: DeskErrorCode): { readonly ok: false; readonly error: DeskError } {
  return { ok: false, error: { code } };
}
