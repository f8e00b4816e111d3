// Encryption at rest: AES-GCM with the vault's data key, a fresh random 96-bit IV in front of every
// ciphertext, and the place it stands in as authenticated data, so that a row copied to another
// row, table or vault does not open.
import { fromUtf8, joinBytes, toHex, utf8, type Bytes } from './bytes.ts';
import type { Random } from './random.ts';

const IV_BYTES = 12;

export interface Cipher {
  /** IV and ciphertext for this place. */
  seal(table: string, key: string | number, plain: Bytes): Promise<Bytes>;
  /** @throws DOMException `OperationError` when the bytes are damaged or stood elsewhere. */
  open(table: string, key: string | number, sealed: Uint8Array): Promise<Bytes>;
}

export function createCipher(dataKey: CryptoKey, vault: string, random: Random): Cipher {
  const place = (table: string, key: string | number): Bytes => utf8(`dehri/1\n${vault}\n${table}\n${key}`);
  return {
    async seal(table, key, plain) {
      return sealBytes(dataKey, random, plain, place(table, key));
    },
    async open(table, key, sealed) {
      return openBytes(dataKey, sealed, place(table, key));
    },
  };
}

export async function sealBytes(key: CryptoKey, random: Random, plain: Bytes, additionalData: Bytes): Promise<Bytes> {
  const iv = random(IV_BYTES);
  return joinBytes(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain)));
}

export async function openBytes(key: CryptoKey, sealed: Uint8Array, additionalData: Bytes): Promise<Bytes> {
  const bytes = new Uint8Array(sealed);
  const params = { name: 'AES-GCM', iv: bytes.subarray(0, IV_BYTES), additionalData };
  return new Uint8Array(await crypto.subtle.decrypt(params, key, bytes.subarray(IV_BYTES)));
}

export async function sealJson(cipher: Cipher, table: string, key: string | number, value: unknown): Promise<Bytes> {
  return cipher.seal(table, key, utf8(JSON.stringify(value)));
}

export async function openJson(cipher: Cipher, table: string, key: string | number, sealed: Uint8Array): Promise<unknown> {
  return JSON.parse(fromUtf8(await cipher.open(table, key, sealed)));
}

/** SHA-256 in hex, the name of a photo. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}
