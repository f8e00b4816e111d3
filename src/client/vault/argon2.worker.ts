// Derives one key from a PIN, away from the screen's thread.
import { argon2id } from '@noble/hashes/argon2.js';

interface Request {
  readonly pin: string;
  readonly salt: Uint8Array;
  readonly cost: { readonly m: number; readonly t: number };
}

addEventListener('message', (event: MessageEvent<Request>) => {
  const { pin, salt, cost } = event.data;
  postMessage(argon2id(pin, salt, { m: cost.m, t: cost.t, p: 1, dkLen: 32 }));
});
