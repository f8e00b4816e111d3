// Secrets that people or phones carry, and what the server keeps of them: hashes only.
import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { ServerMeta } from '../db/meta.ts';

const NONCE_LIFE = 120_000;

export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** Session tokens are random enough for a plain hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Codes are short, so their hash is keyed with the server's secret. */
export function hashCode({ secret }: ServerMeta, digits: string): Buffer {
  return createHmac('sha256', secret).update('code:').update(digits).digest();
}

/** Eight digits, typed in either script, spaces and hyphens ignored; undefined if it is not that. */
export function codeDigits(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s-]/gu, '').replace(/[०-९]/gu, (d) => String(d.charCodeAt(0) - 0x0966));
  return /^\d{8}$/u.test(digits) ? digits : undefined;
}

export function newCode(random: (bytes: number) => Buffer): string {
  return String(random(6).readUIntBE(0, 6) % 100_000_000).padStart(8, '0');
}

/** A nonce says itself when it was made and by whom; nothing is stored. */
export function makeNonce({ secret }: ServerMeta, now: number): string {
  const at = now.toString(36);
  return `${at}.${createHmac('sha256', secret).update(`nonce:${at}`).digest('base64url').slice(0, 22)}`;
}

export function isFreshNonce(meta: ServerMeta, nonce: string, now: number): boolean {
  const at = Number.parseInt(nonce.split('.')[0] ?? '', 36);
  if (!Number.isSafeInteger(at) || at > now + 1_000 || at < now - NONCE_LIFE) return false;
  const [given, own] = [Buffer.from(nonce), Buffer.from(makeNonce(meta, at))];
  return given.length === own.length && timingSafeEqual(given, own);
}

/** `proof` is base64url of the IEEE P1363 form that WebCrypto gives. */
export function isProof(key: PublicJwk, device: string, nonce: string, proof: string): boolean {
  try {
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    return verify('sha256', Buffer.from(`dehri-session:${device}:${nonce}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(proof, 'base64url'));
  } catch {
    return false;
  }
}

export function isUsableKey(key: PublicJwk): boolean {
  try {
    createPublicKey({ key: { ...key }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
