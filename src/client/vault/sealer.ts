// Seals changes to the server, as `shared/sync/sealed.ts` says: one key agreement and one signature when
// a vault is opened, then only AES for each change, so that a save stays fast. The ephemeral private key
// is dropped at once and the AES key never leaves the browser's keeping: this phone itself cannot
// open again what it has sealed.
import { paddedLength, sealedPlace, sealHeaderText, sealKeyInfo, sealNonce, SEALED_VERSION, type KeptSealed, type SealHeader } from '#shared/sync/sealed.ts';
import type { SealKey } from '#shared/sync/profile.ts';
import { toBase64Url, utf8 } from './bytes.ts';
import type { PublicKey } from './header.ts';

export interface Sealer {
  /** Id of the server's key. */
  readonly key: string;
  seal(value: unknown): Promise<KeptSealed>;
}

export interface SealerParts {
  readonly to: SealKey;
  readonly device: string;
  readonly publicKey: PublicKey;
  /** base64url ECDSA-SHA256 by the device's key. */
  readonly sign: (text: string) => Promise<string>;
}

const SPACE = 0x20;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

/** @throws when the server's key is no point of the curve. */
export async function openSealer({ to, device, publicKey, sign }: SealerParts): Promise<Sealer> {
  const [server, pair] = await Promise.all([
    crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: to.x, y: to.y }, CURVE, false, []),
    crypto.subtle.generateKey(CURVE, false, ['deriveBits']),
  ]);
  const enc = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const named = { key: to.id, enc, device };
  const [shared, sig] = await Promise.all([
    crypto.subtle.deriveBits({ name: 'ECDH', public: server }, pair.privateKey, 256),
    sign(sealHeaderText(named)),
  ]);
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const aes = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8(sealKeyInfo(named)) }, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt'],
  );
  const header: SealHeader = { v: SEALED_VERSION, ...named, x: publicKey.x, y: publicKey.y, sig };
  let next = 0;
  return {
    key: to.id,
    async seal(value) {
      // Taken before anything is waited for: two at once never get the same.
      const n = next;
      next += 1;
      const json = utf8(JSON.stringify(value));
      const plain = new Uint8Array(paddedLength(json.byteLength)).fill(SPACE);
      plain.set(json);
      const params = { name: 'AES-GCM', iv: sealNonce(n), additionalData: utf8(sealedPlace(header, n)) };
      return { header, n, c: toBase64Url(new Uint8Array(await crypto.subtle.encrypt(params, aes, plain))) };
    },
  };
}
