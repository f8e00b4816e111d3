// The server's half of sealing once more, by WebCrypto, so that tests in a browser can open what a
// phone sealed, and so that the two halves are checked by a third.
import type { SealKey } from '#shared/sync/profile.ts';
import { sealedPlace, sealHeaderText, sealKeyInfo, sealNonce, type KeptSealed } from '#shared/sync/sealed.ts';
import { fromBase64Url, fromUtf8, utf8 } from '#client/vault/bytes.ts';

export interface SealOpener {
  readonly to: SealKey;
  /** The JSON sealed in it; throws when it does not open. */
  open(kept: KeptSealed): Promise<unknown>;
}

export async function newSealOpener(id = 'server-key'): Promise<SealOpener> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    to: { id, x, y },
    async open({ header, n, c }) {
      const enc = await crypto.subtle.importKey('raw', fromBase64Url(header.enc), { name: 'ECDH', namedCurve: 'P-256' }, false, []);
      const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: enc }, pair.privateKey, 256);
      const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
      const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8(sealKeyInfo(header)) };
      const aes = await crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealNonce(n), additionalData: utf8(sealedPlace(header, n)) }, aes, fromBase64Url(c));
      return JSON.parse(fromUtf8(new Uint8Array(plain)));
    },
  };
}

export async function isSignedByItsKey({ header }: KeptSealed): Promise<boolean> {
  const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: header.x, y: header.y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64Url(header.sig), utf8(sealHeaderText(header)));
}
