// The phone's own sensor (finger, face, screen lock) as a second way in beside the PIN: a passkey that
// gives out a secret of its own for a salt (WebAuthn, PRF extension), and only after the sensor has said
// yes. The secret never leaves the phone, and no server is asked: it opens without a network.
import { fromBase64Url, toBase64Url, utf8, type Bytes } from './bytes.ts';
import { systemRandom } from './random.ts';

/** base64url, kept in clear: neither opens anything, nor tells whose it is. */
export interface PasskeyName {
  readonly id: string;
  readonly salt: string;
}

export interface PasskeySecret extends PasskeyName {
  /** 32 bytes; wiped once it has been used. */
  readonly secret: Bytes;
}

/** Has the phone a sensor of its own, and a browser that speaks with it? Whether it gives out secrets shows when a passkey is made. */
export async function canUsePasskeys(): Promise<boolean> {
  if (typeof PublicKeyCredential === 'undefined') return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/**
 * Asks the person to make one. Undefined when she turned away, or the sensor gives out no secrets.
 * @param label under which the phone lists it; nothing that tells whose work it is
 */
export async function makePasskey(label: string): Promise<PasskeySecret | undefined> {
  const salt = systemRandom(32);
  const made = await asked(navigator.credentials.create({
    publicKey: {
      rp: { name: label },
      user: { id: systemRandom(16), name: label, displayName: label },
      // Nobody checks it: what counts is the secret.
      challenge: systemRandom(32),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
      authenticatorSelection: { authenticatorAttachment: 'platform', residentKey: 'preferred', userVerification: 'required' },
      extensions: { prf: { eval: { first: salt } } },
    },
  }));
  if (made === undefined) return undefined;
  const { prf } = made.getClientExtensionResults();
  if (prf?.enabled !== true) return undefined;
  const name = { id: toBase64Url(new Uint8Array(made.rawId)), salt: toBase64Url(salt) };
  const first = prf.results?.first;
  // Some give it out only when they are asked again.
  return first === undefined ? askPasskey(name) : { ...name, secret: bytesOf(first) };
}

/** Asks the sensor. Undefined when it said no, or the passkey is gone. */
export async function askPasskey({ id, salt }: PasskeyName): Promise<PasskeySecret | undefined> {
  const given = await asked(navigator.credentials.get({
    publicKey: {
      challenge: systemRandom(32),
      allowCredentials: [{ type: 'public-key', id: fromBase64Url(id), transports: ['internal'] }],
      userVerification: 'required',
      extensions: { prf: { evalByCredential: { [id]: { first: fromBase64Url(salt) } } } },
    },
  }));
  const first = given?.getClientExtensionResults().prf?.results?.first;
  return first === undefined ? undefined : { id, salt, secret: bytesOf(first) };
}

/** The key under which the data key lies for the passkey. Wipes the secret. */
export async function passkeyWrapping(secret: Bytes): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  secret.fill(0);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8('dehri-passkey/1') }, from, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function asked(answer: Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  const credential = await answer.catch(() => null);
  return credential instanceof PublicKeyCredential ? credential : undefined;
}

function bytesOf(source: BufferSource): Bytes {
  return source instanceof ArrayBuffer ? new Uint8Array(source) : Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
}
