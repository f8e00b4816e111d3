// A vault while it is open: its cipher, its signature, its lease and its lock.
//
//   unlock ──▶ open ──(idle | lock())──▶ locked: keys forgotten, whoever listened closes
//               │
//               └ lease over ──▶ open, but nothing may be read until the server has answered:
//                                unsent work can still be handed in
import { signText } from './device-key.ts';
import type { Cipher } from './cipher.ts';
import type { PublicKey, VaultState } from './header.ts';
import type { PasskeySecret } from './passkey.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Contact is written down at most this often. */
const CONTACT_STEP_MS = 10 * MINUTE_MS;
const IDLE_CHECK_MS = 15_000;
/** Time in use is written down when there was so much of it. */
const USED_STEP_MS = MINUTE_MS;
/** How long a dying disk may hold up the lock. */
const LAST_WRITES_MS = 5000;

export type ChangePinResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'wrong-pin' | 'wait'; readonly waitMs: number };

export interface Policy {
  readonly leaseDays: number;
  readonly idleMinutes: number;
}

export interface OpenVault {
  readonly id: string;
  readonly symbol: string;
  readonly publicKey: PublicKey;
  readonly cipher: Cipher;
  /** base64url ECDSA-SHA256 signature, e.g. of `dehri-session:<device>:<nonce>`. */
  sign(text: string): Promise<string>;
  changePin(current: string, next: string): Promise<ChangePinResult>;
  readonly hasPasskey: boolean;
  /** From now on the passkey opens it too. The PIN says that it is she. */
  addPasskey(pin: string, passkey: PasskeySecret): Promise<ChangePinResult>;
  removePasskey(): Promise<void>;
  /** `expired`: nothing may be read until the next contact. */
  lease(): 'valid' | 'expired';
  /** The server has just answered this device. @param serverTime its clock, where known. */
  contact(serverTime?: number): Promise<void>;
  /** The server has shut this device out: the lease is over at once. */
  endLease(): Promise<void>;
  setPolicy(policy: Policy): Promise<void>;
  /** The person touched the screen. */
  touch(): void;
  /** Locks when she has not touched it for too long; also runs by itself. */
  lockIfIdle(): void;
  /** Lets those who listen finish what they are writing, then forgets the keys. */
  lock(): Promise<void>;
  readonly locked: boolean;
  /** Called once, before the keys go. */
  onLock(listener: () => Promise<void> | void): void;
}

export interface OpenParts {
  readonly id: string;
  readonly symbol: string;
  readonly publicKey: PublicKey;
  readonly cipher: Cipher;
  readonly signer: CryptoKey;
  readonly state: VaultState;
  readonly hasPasskey: boolean;
  readonly now: () => number;
  /** Milliseconds of the page's own time, which no setting of the clock moves. */
  readonly steady: () => number;
  readonly saveState: (state: VaultState) => Promise<void>;
  readonly changePin: OpenVault['changePin'];
  readonly addPasskey: OpenVault['addPasskey'];
  readonly removePasskey: OpenVault['removePasskey'];
}

export function openVault(parts: OpenParts): OpenVault {
  const { now, steady } = parts;
  let { state, hasPasskey } = parts;
  let touched = now();
  let touchedSteady = steady();
  /** When, in the page's own time, `state.lastSeen` was. */
  let seenSteady = steady();
  let locked = false;
  const listeners: (() => Promise<void> | void)[] = [];
  let locking: Promise<void> | undefined;
  const keep = async (next: VaultState): Promise<void> => {
    if (next.lastSeen !== state.lastSeen) seenSteady = steady();
    state = next;
    await parts.saveState(next);
  };
  /** A clock held still or set back does not stop the lease: at least the time in use counts. */
  const used = (): number => Math.floor(state.lastSeen + steady() - seenSteady);
  const latest = (): number => Math.max(now(), used());
  const lock = (): Promise<void> => {
    locking ??= (async () => {
      clearInterval(timer);
      await patiently(Promise.allSettled(listeners.splice(0).map(async (listener) => listener())));
      if (used() - state.lastSeen >= USED_STEP_MS) await patiently(keep({ ...state, lastSeen: used() }).catch(() => undefined));
      locked = true;
    })();
    return locking;
  };
  const lockIfIdle = (): void => {
    const at = now();
    // A clock set back begins the minutes anew: it must not keep the app open for years.
    if (at < touched) touched = at;
    // The page's own time may stand still while the phone sleeps, the clock may be set: the longer counts.
    if (Math.max(at - touched, steady() - touchedSteady) > state.idleMinutes * MINUTE_MS) void lock();
  };
  const timer = setInterval(lockIfIdle, IDLE_CHECK_MS);

  return {
    id: parts.id,
    symbol: parts.symbol,
    publicKey: parts.publicKey,
    cipher: {
      seal: (table, key, plain) => (locked ? Promise.reject(new LockedError()) : parts.cipher.seal(table, key, plain)),
      open: (table, key, sealed) => (locked ? Promise.reject(new LockedError()) : parts.cipher.open(table, key, sealed)),
    },
    sign: (text) => (locked ? Promise.reject(new LockedError()) : signText(parts.signer, text)),
    changePin: parts.changePin,
    get hasPasskey() {
      return hasPasskey;
    },
    async addPasskey(pin, passkey) {
      const result = await parts.addPasskey(pin, passkey);
      hasPasskey ||= result.ok;
      return result;
    },
    async removePasskey() {
      await parts.removePasskey();
      hasPasskey = false;
    },
    lease() {
      const within = (since: number): boolean => latest() - since <= state.leaseDays * DAY_MS;
      if (within(state.lastContact)) return 'valid';
      const { serverContact } = state;
      return serverContact !== undefined && serverContact <= latest() + DAY_MS && within(serverContact) ? 'valid' : 'expired';
    },
    async contact(serverTime) {
      const at = now();
      // Written also when the clock was moved, either way: from here on time counts as it now stands.
      const isNews = Math.abs(at - state.lastContact) >= CONTACT_STEP_MS || state.lastSeen - at >= CONTACT_STEP_MS;
      if (isNews) await keep({ ...state, lastContact: at, lastSeen: at, ...(serverTime !== undefined && { serverContact: serverTime }) });
    },
    async endLease() {
      if (state.lastContact === 0) return;
      const { serverContact: _, ...rest } = state;
      await keep({ ...rest, lastContact: 0 });
    },
    async setPolicy({ leaseDays, idleMinutes }) {
      if (leaseDays !== state.leaseDays || idleMinutes !== state.idleMinutes) await keep({ ...state, leaseDays, idleMinutes });
    },
    touch() {
      touched = now();
      touchedSteady = steady();
    },
    lockIfIdle,
    lock,
    get locked() {
      return locked;
    },
    onLock(listener) {
      listeners.push(listener);
    },
  };
}

/** Waits for last writes, but not for ever. */
async function patiently(writes: Promise<unknown>): Promise<void> {
  let patience: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([writes, new Promise((resolve) => (patience = setTimeout(resolve, LAST_WRITES_MS)))]);
  clearTimeout(patience);
}

/** Someone asked a locked vault for its keys. */
export class LockedError extends Error {
  override name = 'LockedError';
  constructor() {
    super('the vault is locked');
  }
}
