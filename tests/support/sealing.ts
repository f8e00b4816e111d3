// A test phone's work, sealed as the app seals it, and handed in without a session.
import { gzipSync } from 'node:zlib';
import type { Change } from '#shared/record/change.ts';
import type { SealKey } from '#shared/sync/profile.ts';
import { sealedResponseSchema, sealedSets, type KeptSealed, type SealedResponse } from '#shared/sync/sealed.ts';
import { openSealer, type Sealer } from '#client/vault/sealer.ts';
import { signText } from '#client/vault/device-key.ts';
import { publicKeySchema } from '#client/vault/header.ts';
import { publicJwk, type TestPhone, type TestServer } from './server.ts';

export async function sealerOf(phone: TestPhone, over: { readonly to?: SealKey; readonly device?: string } = {}): Promise<Sealer> {
  const { sealTo } = phone.profile;
  if (sealTo === undefined) throw new Error('the server gave no key');
  const publicKey = publicKeySchema.parse(await publicJwk(phone.keys));
  return openSealer({ to: sealTo, device: phone.profile.device, publicKey, sign: (text) => signText(phone.keys.privateKey, text), ...over });
}

/** In order, under one header. */
export async function sealAll(phone: TestPhone, changes: readonly Change[], over: { readonly to?: SealKey; readonly device?: string } = {}): Promise<KeptSealed[]> {
  const sealer = await sealerOf(phone, over);
  return Promise.all(changes.map((change) => sealer.seal(change)));
}

export type HandedIn = { readonly status: 200; readonly answer: SealedResponse } | { readonly status: number; readonly answer: undefined; readonly code: string };

/** One request, without a cookie. */
export async function handIn(server: TestServer, kept: readonly KeptSealed[]): Promise<HandedIn> {
  const [set = { headers: [], changes: [] }, ...more] = sealedSets(kept);
  if (more.length > 0) throw new Error('more than one request');
  return postSealed(server, { v: 1, ...set });
}

export async function postSealed(server: TestServer, body: unknown): Promise<HandedIn> {
  const payload = Buffer.isBuffer(body) ? body : gzipSync(JSON.stringify(body));
  const reply = await server.app.inject({ method: 'POST', url: '/api/sealed', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, payload });
  if (reply.statusCode !== 200) return { status: reply.statusCode, answer: undefined, code: reply.json<{ code: string }>().code };
  return { status: 200, answer: sealedResponseSchema.parse(reply.json()) };
}
