// All vaults of this phone: one per person, each with its own key, database and folder.
//
//   PIN ─Argon2id→ wrapping key ─────────┐
//   passkey ─PRF, HKDF→ wrapping key ────┴unwraps→ data key (AES-GCM-256, cannot be taken out) ─→ everything at rest
import { fromBase64Url, fromUtf8, toBase64Url, toHex, utf8, type Bytes } from './bytes.ts';
import { createCipher, openBytes, sealBytes } from './cipher.ts';
import { exportPrivate, importPrivate, newDeviceKey, publicKeyOf } from './device-key.ts';
import { vaultStateSchema, type PublicKey, type VaultHeader, type VaultShelf, type VaultState } from './header.ts';
import { costFor, type Stretcher } from './key-stretch.ts';
import { openVault, type ChangePinResult, type OpenVault, type Policy } from './open-vault.ts';
import { passkeyWrapping, type PasskeyName, type PasskeySecret } from './passkey.ts';
import { delayAfter, waitLeft } from './pin-delay.ts';
import type { Random } from './random.ts';

/** Before the profile has come. */
const FIRST_POLICY: Policy = { leaseDays: 7, idleMinutes: 5 };
/** The time of opening is written down at most this often. */
const SEEN_STEP_MS = 10 * 60_000;
const PIN = /^[0-9]{6}$/;

/** A vault as the lock screen shows it. */
export interface VaultCard {
  readonly id: string;
  readonly symbol: string;
  readonly openedAt: number;
  readonly forgotten: boolean;
  /** Which passkey opens it too. */
  readonly passkey?: PasskeyName;
  /** Milliseconds until its PIN may be tried. */
  readonly waitMs: number;
}

export type VaultUnlock =
  | { readonly ok: true; readonly vault: OpenVault }
  | { readonly ok: false; readonly reason: 'wrong-pin' | 'wait'; readonly waitMs: number }
  | { readonly ok: false; readonly reason: 'unknown-vault'; readonly waitMs: 0 };

export interface Vaults {
  list(): Promise<readonly VaultCard[]>;
  /**
   * The public key to enrol with. The pair is kept until `create` uses it, so an enrolment whose
   * answer was lost is repeated with the same key.
   */
  prepareDevice(): Promise<PublicKey>;
  /** @param pin six digits, anything else throws. */
  create(request: { readonly symbol: string; readonly pin: string }): Promise<OpenVault>;
  unlock(id: string, pin: string): Promise<VaultUnlock>;
  /** `wrong-pin`: the passkey does not open it (any more). No wrong PIN bars it: the phone itself has looked at who it is. */
  unlockWithPasskey(id: string, passkey: PasskeySecret): Promise<VaultUnlock>;
  /** Marks the vault; nothing is deleted. A later correct PIN clears the mark. */
  markForgotten(id: string): Promise<void>;
}

export interface VaultsParts {
  readonly shelf: VaultShelf;
  readonly stretcher: Stretcher;
  readonly now: () => number;
  /** Milliseconds of the page's own time, which no setting of the clock moves. */
  readonly steady: () => number;
  readonly random: Random;
}

export function createVaults({ shelf, stretcher, now, steady, random }: VaultsParts): Vaults {
  /** Since when, in the page's own time, each vault's count of wrong PINs stands. */
  const watching = new Map<string, { readonly wrong: number; readonly since: number }>();
  const waitOf = ({ id, wrong, retryAt }: VaultHeader): number => {
    let seen = watching.get(id);
    if (seen?.wrong !== wrong) watching.set(id, (seen = { wrong, since: steady() }));
    return waitLeft(wrong, retryAt, now(), steady() - seen.since);
  };
  const headerOf = async (id: string): Promise<VaultHeader | undefined> => (await shelf.list()).find((h) => h.id === id);

  /** Rewrites the newest header; alone, so that no counter is lost between tabs. */
  const edit = (id: string, change: (header: VaultHeader) => VaultHeader): Promise<void> =>
    shelf.alone(id, async () => {
      const header = await headerOf(id);
      if (header !== undefined) await shelf.put({ ...change(header), rev: header.rev + 1 });
    });

  /** Counts the try as wrong first; a right PIN takes the count back. */
  const tryPin = (id: string, pin: string, extractable: boolean): Promise<PinTry> =>
    shelf.alone(id, async () => {
      const header = await headerOf(id);
      if (header === undefined) return { ok: false, reason: 'unknown-vault', waitMs: 0 };
      const waitMs = waitOf(header);
      if (waitMs > 0) return { ok: false, reason: 'wait', waitMs };
      const wrong = header.wrong + 1;
      const counted = { ...header, wrong, retryAt: now() + delayAfter(wrong), rev: header.rev + 1 };
      await shelf.put(counted);
      watching.set(id, { wrong, since: steady() });
      const wrapping = await wrappingKey(await stretcher.stretch(pin, fromBase64Url(header.salt), header.cost));
      const dataKey = await unwrap(header.wrapped, place(id, 'data-key'), wrapping, extractable);
      if (dataKey === undefined) return { ok: false, reason: 'wrong-pin', waitMs: delayAfter(wrong) };
      return { ok: true, dataKey, header: await markOpened(counted) };
    });

  const markOpened = async (header: VaultHeader): Promise<VaultHeader> => {
    const opened = { ...header, wrong: 0, retryAt: 0, forgotten: false, openedAt: now(), rev: header.rev + 1 };
    await shelf.put(opened);
    return opened;
  };

  const tryPasskey = (id: string, { secret, ...name }: PasskeySecret): Promise<PinTry> =>
    shelf.alone(id, async () => {
      const header = await headerOf(id);
      if (header === undefined) return { ok: false, reason: 'unknown-vault', waitMs: 0 };
      const { passkey } = header;
      const dataKey = passkey === undefined || passkey.id !== name.id ? undefined : await unwrap(passkey.wrapped, place(id, 'passkey-data-key'), await passkeyWrapping(secret), false);
      return dataKey === undefined ? { ok: false, reason: 'wrong-pin', waitMs: 0 } : { ok: true, dataKey, header: await markOpened(header) };
    });

  const sealState = async (dataKey: CryptoKey, id: string, state: VaultState): Promise<string> =>
    toBase64Url(await sealBytes(dataKey, random, utf8(JSON.stringify(state)), place(id, 'state')));

  const open = (header: VaultHeader, dataKey: CryptoKey, signer: CryptoKey, state: VaultState): OpenVault =>
    openVault({
      id: header.id, symbol: header.symbol, hasPasskey: header.passkey !== undefined, publicKey: header.publicKey, signer, state, now, steady,
      cipher: createCipher(dataKey, header.id, random),
      async saveState(next) {
        const sealed = await sealState(dataKey, header.id, next);
        await edit(header.id, (h) => ({ ...h, state: sealed }));
      },
      changePin: (current, next) => changePin(header.id, current, next),
      addPasskey: (pin, passkey) => addPasskey(header.id, pin, passkey),
      removePasskey: () => edit(header.id, ({ passkey: _dropped, ...rest }) => rest),
    });

  const changePin = async (id: string, current: string, next: string): Promise<ChangePinResult> => {
    assertPin(next);
    const tried = await tryPin(id, current, true);
    if (!tried.ok) return { ok: false, reason: tried.reason === 'wait' ? 'wait' : 'wrong-pin', waitMs: tried.waitMs };
    const salt = random(16);
    const wrapped = await wrap(place(id, 'data-key'), tried.dataKey, await wrappingKey(await stretcher.stretch(next, salt, tried.header.cost)));
    await edit(id, (h) => ({ ...h, salt: toBase64Url(salt), wrapped }));
    return { ok: true };
  };

  const addPasskey = async (id: string, pin: string, { secret, ...name }: PasskeySecret): Promise<ChangePinResult> => {
    const tried = await tryPin(id, pin, true);
    if (!tried.ok) return { ok: false, reason: tried.reason === 'wait' ? 'wait' : 'wrong-pin', waitMs: tried.waitMs };
    const wrapped = await wrap(place(id, 'passkey-data-key'), tried.dataKey, await passkeyWrapping(secret));
    await edit(id, (h) => ({ ...h, passkey: { ...name, wrapped } }));
    return { ok: true };
  };

  const wrap = async (at: Bytes, dataKey: CryptoKey, wrapping: CryptoKey): Promise<string> => {
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', dataKey));
    const wrapped = await sealBytes(wrapping, random, raw, at);
    raw.fill(0);
    return toBase64Url(wrapped);
  };

  const openTried = async (id: string, tried: PinTry): Promise<VaultUnlock> => {
    if (!tried.ok) return tried;
    const { dataKey, header } = tried;
    let signer = await shelf.signer(id);
    if (signer === undefined) {
      signer = await importPrivate(await openBytes(dataKey, fromBase64Url(header.signing), place(id, 'signing')));
      await shelf.putSigner(id, signer);
    }
    const kept = vaultStateSchema.parse(JSON.parse(fromUtf8(await openBytes(dataKey, fromBase64Url(header.state), place(id, 'state')))));
    const state = { ...kept, lastSeen: Math.max(kept.lastSeen, now()) };
    if (state.lastSeen - kept.lastSeen > SEEN_STEP_MS) {
      const sealed = await sealState(dataKey, id, state);
      await edit(id, (h) => ({ ...h, state: sealed }));
    }
    return { ok: true, vault: open(header, dataKey, signer, state) };
  };

  return {
    async list() {
      const headers = await shelf.list();
      return headers
        .map((header) => ({ id: header.id, symbol: header.symbol, openedAt: header.openedAt, forgotten: header.forgotten, waitMs: waitOf(header), ...(header.passkey === undefined ? {} : { passkey: { id: header.passkey.id, salt: header.passkey.salt } }) }))
        .sort((a, b) => b.openedAt - a.openedAt);
    },
    async prepareDevice() {
      return publicKeyOf(await pendingPair(shelf));
    },
    async create({ symbol, pin }) {
      assertPin(pin);
      const pair = await pendingPair(shelf);
      const id = toHex(random(10));
      const salt = random(16);
      const cost = costFor(await stretcher.measure());
      const wrapping = await wrappingKey(await stretcher.stretch(pin, salt, cost));
      const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
      const wrapped = await wrap(place(id, 'data-key'), fresh, wrapping);
      const header: VaultHeader = {
        v: 1, id, symbol, rev: 1, createdAt: now(), openedAt: now(), salt: toBase64Url(salt), cost, wrapped,
        publicKey: await publicKeyOf(pair), signing: '', state: '', wrong: 0, retryAt: 0, forgotten: false,
      };
      const dataKey = await unwrap(wrapped, place(id, 'data-key'), wrapping, false);
      if (dataKey === undefined) throw new Error('a key just wrapped unwraps');
      const state: VaultState = { lastContact: now(), lastSeen: now(), ...FIRST_POLICY };
      const pkcs8 = await exportPrivate(pair);
      const signing = toBase64Url(await sealBytes(dataKey, random, pkcs8, place(id, 'signing')));
      const signer = await importPrivate(pkcs8);
      pkcs8.fill(0);
      const whole = { ...header, signing, state: await sealState(dataKey, id, state) };
      await shelf.put(whole);
      await shelf.putSigner(id, signer);
      await shelf.putPending(undefined);
      return open(whole, dataKey, signer, state);
    },
    unlock: async (id, pin) => openTried(id, await tryPin(id, pin, false)),
    unlockWithPasskey: async (id, passkey) => openTried(id, await tryPasskey(id, passkey)),
    markForgotten: (id) => edit(id, (h) => ({ ...h, forgotten: true })),
  };
}

type PinTry =
  | { readonly ok: true; readonly dataKey: CryptoKey; readonly header: VaultHeader }
  | { readonly ok: false; readonly reason: 'wrong-pin' | 'wait'; readonly waitMs: number }
  | { readonly ok: false; readonly reason: 'unknown-vault'; readonly waitMs: 0 };

function assertPin(pin: string): void {
  if (!PIN.test(pin)) throw new Error('a PIN has six digits');
}

function place(id: string, what: string): Bytes {
  return utf8(`dehri-vault/1\n${id}\n${what}`);
}

async function pendingPair(shelf: VaultShelf): Promise<CryptoKeyPair> {
  const kept = await shelf.pending();
  if (kept !== undefined) return kept;
  const pair = await newDeviceKey();
  await shelf.putPending(pair);
  return pair;
}

async function wrappingKey(stretched: Bytes): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', stretched, 'AES-GCM', false, ['encrypt', 'decrypt']);
  stretched.fill(0);
  return key;
}

/** Undefined when the key does not fit, that is, when the PIN was wrong or the passkey another. */
async function unwrap(wrapped: string, at: Bytes, wrapping: CryptoKey, extractable: boolean): Promise<CryptoKey | undefined> {
  let raw: Bytes;
  try {
    raw = await openBytes(wrapping, fromBase64Url(wrapped), at);
  } catch {
    return undefined;
  }
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', extractable, ['encrypt', 'decrypt']);
  raw.fill(0);
  return key;
}
