// The calls before there is a sync: enrolment, the profile when it was lost on the way, another way to prove who one is.
import * as z from 'zod/mini';
import { ERROR_CODES } from '#shared/error-codes.ts';
import { arrivedEnrolmentSchema, arrivedProfileSchema, signInResponseSchema, type enrolRequestSchema, type Profile } from '#shared/sync/profile.ts';
import { DEVICE_HEADER } from '#shared/sync/device-header.ts';
import type { EnrolResult } from './services.ts';

const refusalSchema = z.object({ code: z.catch(z.enum(ERROR_CODES), 'internal'), retryAfter: z.optional(z.number()) });
const COMMON = { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' } as const satisfies RequestInit;

export async function enrol(body: z.infer<typeof enrolRequestSchema>): Promise<EnrolResult> {
  try {
    const response = await fetch('/api/enrol', { ...COMMON, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    // Our API neither redirects nor speaks HTML: whoever does stands in between.
    if (response.type === 'opaqueredirect' || /text\/html/.test(response.headers.get('content-type') ?? '')) return { ok: false, code: 'captive-portal' };
    const answer: unknown = await response.json();
    if (response.ok) {
      const { profile } = arrivedEnrolmentSchema.parse(answer);
      return { ok: true, enrolment: { profile } };
    }
    const refusal = refusalSchema.safeParse(answer);
    if (!refusal.success) return { ok: false, code: 'internal' };
    const { code, retryAfter } = refusal.data;
    return { ok: false, code, ...(retryAfter === undefined ? {} : { retryAfter }) };
  } catch {
    return { ok: false, code: 'no-network' };
  }
}

/**
 * Undefined when the server does not answer, or no longer knows this device's session.
 * @param key `x` of the device's public key: the session may be that of someone else who uses this phone.
 */
export async function fetchProfile(key: string): Promise<Profile | undefined> {
  try {
    const response = await fetch('/api/profile', { ...COMMON, method: 'GET', headers: { [DEVICE_HEADER]: key } });
    return response.ok ? arrivedProfileSchema.parse(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

/** Name of the department's own sign-in; undefined where there is none, or no network. */
export async function otherSignIn(): Promise<string | undefined> {
  try {
    return signInResponseSchema.parse(await (await fetch('/api/oidc', COMMON)).json()).name ?? undefined;
  } catch {
    return undefined;
  }
}
