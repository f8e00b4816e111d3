// The device's signing key (ECDSA P-256): its public half is enrolled, its private half signs the
// nonces that renew a session. Once the vault is made the private half cannot be taken out of the browser.
import { publicKeySchema, type PublicKey } from './header.ts';
import { toBase64Url, utf8, type Bytes } from './bytes.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

/** Extractable: its private half is copied once, under the data key, into the vault's header. */
export async function newDeviceKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

export async function publicKeyOf(pair: CryptoKeyPair): Promise<PublicKey> {
  return publicKeySchema.parse(await crypto.subtle.exportKey('jwk', pair.publicKey));
}

export async function exportPrivate(pair: CryptoKeyPair): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
}

/** Non-extractable. */
export async function importPrivate(pkcs8: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']);
}

/** base64url of the raw 64-byte signature over the text's UTF-8 bytes, SHA-256. */
export async function signText(key: CryptoKey, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, utf8(text))));
}
