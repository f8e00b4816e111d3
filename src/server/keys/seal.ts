// What is sealed with a subject's key: nonce (12 bytes), ciphertext, tag (16). `about` is authenticated with
// it, so that a sealed text cannot be put in another's place.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** @param key 32 bytes */
export function seal(key: Buffer, about: string, plain: Buffer | string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when it was altered, is about something else, or the key is another. */
export function unseal(key: Buffer, about: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
}
