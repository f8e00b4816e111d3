// Stands in for Argon2id where a test is not about its slowness.
import type { Stretcher } from '#client/vault/key-stretch.ts';

export const fastStretcher: Stretcher = {
  async stretch(pin, salt) {
    const pinBytes = new TextEncoder().encode(pin);
    const joined = new Uint8Array(pinBytes.byteLength + salt.byteLength);
    joined.set(pinBytes);
    joined.set(salt, pinBytes.byteLength);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', joined));
  },
  measure: async () => 1000,
};
