// A session cookie is short-lived; the device's key gets a new one by signing the server's nonce.
import * as z from 'zod/mini';
import { nonceResponseSchema, type sessionRequestSchema } from '#shared/sync/profile.ts';
import type { Fetch, Renewal } from './http.ts';

export interface SessionParts {
  readonly fetch: Fetch;
  readonly device: string;
  /** base64url ECDSA-SHA256, made by the vault. */
  readonly sign: (text: string) => Promise<string>;
}

export async function renewSession({ fetch, device, sign }: SessionParts): Promise<Renewal> {
  const common: RequestInit = { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' };
  try {
    const asked = await fetch('/api/session/nonce', { ...common, method: 'GET' });
    const nonce = nonceResponseSchema.safeParse(await asked.json().catch(() => undefined));
    if (!asked.ok || !nonce.success) return 'unreachable';
    const body: z.infer<typeof sessionRequestSchema> = {
      device, nonce: nonce.data.nonce, proof: await sign(`dehri-session:${device}:${nonce.data.nonce}`),
    };
    const answered = await fetch('/api/session', { ...common, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (answered.ok) return 'renewed';
    const code = z.object({ code: z.string() }).safeParse(await answered.json().catch(() => undefined));
    if (code.success && code.data.code === 'device-revoked') return 'revoked';
    if (code.success && code.data.code === 'device-unknown') return 'unknown';
    return answered.status === 401 ? 'refused' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
