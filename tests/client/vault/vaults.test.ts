import { afterEach, describe, expect, test, vi } from 'vitest';
import { COST_FLOOR, costFor } from '#client/vault/key-stretch.ts';
import type { OpenVault } from '#client/vault/open-vault.ts';
import { systemRandom } from '#client/vault/random.ts';
import { createVaults, type Vaults } from '#client/vault/vaults.ts';
import { fastStretcher } from '../../contract/fast-stretcher.ts';
import { memoryShelf } from './memory-shelf.ts';

const PIN = '482915';
const DAY = 86_400_000;
const MINUTE = 60_000;
const opened: OpenVault[] = [];
afterEach(async () => {
  for (const vault of opened.splice(0)) await vault.lock();
});

class Phone {
  readonly shelf = memoryShelf();
  clock = Date.UTC(2026, 10, 21);
  /** The page's own time. */
  steady = 0;

  /** Time passes while the app looks on. */
  pass(ms: number): void {
    this.clock += ms;
    this.steady += ms;
  }

  restart(): Vaults {
    return createVaults({ shelf: this.shelf, stretcher: fastStretcher, now: () => this.clock, steady: () => this.steady, random: systemRandom });
  }

  async create(): Promise<OpenVault> {
    const vault = await this.restart().create({ symbol: 'sunflower', pin: PIN });
    opened.push(vault);
    return vault;
  }

  async unlock(id: string, pin = PIN): Promise<OpenVault> {
    const unlocked = await this.restart().unlock(id, pin);
    if (!unlocked.ok) throw new Error(unlocked.reason);
    opened.push(unlocked.vault);
    return unlocked.vault;
  }
}

const seal = (vault: OpenVault): Promise<Uint8Array> => vault.cipher.seal('outbox', 1, new TextEncoder().encode('words'));
const words = async (vault: OpenVault, sealed: Uint8Array): Promise<string> => new TextDecoder().decode(await vault.cipher.open('outbox', 1, sealed));

/** What a sensor gives out: the same again for the same passkey. */
const fromSensor = (id: string, seed: number) => ({ id, salt: 'c2FsdA', secret: new Uint8Array(32).fill(seed) });

describe('a passkey', () => {
  test('opens the same key as the PIN, and no wrong PIN bars it', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    const sealed = await seal(vault);
    expect(await vault.addPasskey(PIN, fromSensor('k', 7))).toEqual({ ok: true });
    expect(vault.hasPasskey).toBe(true);
    await vault.lock();
    for (let i = 0; i < 6; i += 1) await phone.restart().unlock(vault.id, '000000');
    const opened1 = await phone.restart().unlockWithPasskey(vault.id, fromSensor('k', 7));
    if (!opened1.ok) throw new Error(opened1.reason);
    opened.push(opened1.vault);
    expect(await words(opened1.vault, sealed)).toBe('words');
    expect((await phone.restart().list())[0]).toMatchObject({ passkey: { id: 'k', salt: 'c2FsdA' }, waitMs: 0 });
  });

  test('is added only by who knows the PIN; a wrong one counts as everywhere', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    expect(await vault.addPasskey('000000', fromSensor('k', 7))).toMatchObject({ ok: false, reason: 'wrong-pin' });
    expect(await phone.restart().unlockWithPasskey(vault.id, fromSensor('k', 7))).toMatchObject({ ok: false });
    expect((await phone.shelf.list())[0]?.wrong).toBe(1);
  });

  test('of another secret, under another name, or taken away opens nothing', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    await vault.addPasskey(PIN, fromSensor('k', 7));
    expect(await phone.restart().unlockWithPasskey(vault.id, fromSensor('k', 8))).toMatchObject({ ok: false, reason: 'wrong-pin' });
    expect(await phone.restart().unlockWithPasskey(vault.id, fromSensor('other', 7))).toMatchObject({ ok: false });
    await vault.removePasskey();
    expect(await phone.restart().unlockWithPasskey(vault.id, fromSensor('k', 7))).toMatchObject({ ok: false });
    expect((await phone.restart().list())[0]?.passkey).toBeUndefined();
  });

  test('outlives a change of the PIN', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    await vault.addPasskey(PIN, fromSensor('k', 7));
    await vault.changePin(PIN, '719364');
    const again = await phone.restart().unlockWithPasskey(vault.id, fromSensor('k', 7));
    if (again.ok) opened.push(again.vault);
    expect(again.ok).toBe(true);
  });

  test('leaves no secret in memory or on the disk', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    const passkey = fromSensor('k', 7);
    await vault.addPasskey(PIN, passkey);
    expect([...passkey.secret].every((b) => b === 0)).toBe(true);
    expect(JSON.stringify(await phone.shelf.list())).not.toContain('BwcHBwcHBwcH');
  });
});

describe('the PIN', () => {
  test('opens the same key again after a restart', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    const sealed = await seal(vault);
    await vault.lock();
    expect(await words(await phone.unlock(vault.id), sealed)).toBe('words');
  });

  test('is six digits', async () => {
    const vaults = new Phone().restart();
    for (const pin of ['12345', '1234567', 'abcdef', '१२३४५६']) await expect(vaults.create({ symbol: 'mango', pin })).rejects.toThrow('six digits');
  });

  test('wrong ones make her wait longer and longer, over restarts, and nothing is wiped', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    const waits: number[] = [];
    for (let wrong = 1; wrong <= 12; wrong += 1) {
      const vaults = phone.restart();
      // The app is open again in time for the last minute of the wait.
      const [card] = await vaults.list();
      phone.pass(card?.waitMs ?? 0);
      const tried = await vaults.unlock(id, '000000');
      if (tried.ok || tried.reason !== 'wrong-pin') throw new Error('a wrong PIN is wrong');
      waits.push(tried.waitMs);
      phone.clock += Math.max(0, tried.waitMs - MINUTE);
    }
    expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(waits[4]).toBe(30_000);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(waits.at(-1)).toBe(4 * 60 * MINUTE);
    const vaults = phone.restart();
    phone.pass((await vaults.list())[0]?.waitMs ?? 0);
    const right = await vaults.unlock(id, PIN);
    if (right.ok) opened.push(right.vault);
    expect(right.ok).toBe(true);
    expect((await phone.restart().list())[0]?.waitMs).toBe(0);
  });

  test('the right one is not even tried before the wait is over', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    for (let i = 0; i < 5; i += 1) await phone.restart().unlock(id, '000000');
    const vaults = phone.restart();
    expect(await vaults.unlock(id, PIN)).toEqual({ ok: false, reason: 'wait', waitMs: 30_000 });
    phone.pass(29_999);
    expect(await vaults.unlock(id, PIN)).toEqual({ ok: false, reason: 'wait', waitMs: 1 });
    phone.pass(1);
    const right = await vaults.unlock(id, PIN);
    if (right.ok) opened.push(right.vault);
    expect(right.ok).toBe(true);
  });

  test('a clock set forward by years shortens no wait below a minute of the app\'s own time, over restarts too', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    for (let i = 0; i < 4; i += 1) await phone.restart().unlock(id, '000000');
    let guesses = 0;
    const began = phone.steady;
    for (let n = 0; n < 60; n += 1) {
      phone.clock += 365 * DAY;
      const vaults = phone.restart();
      const tried = await vaults.unlock(id, String(100_000 + n));
      if (!tried.ok && tried.reason === 'wrong-pin') guesses += 1;
      expect(tried).toMatchObject({ ok: false });
      phone.pass(10_000);
      // The same page, asked again before it has looked on for the wait.
      expect(await vaults.unlock(id, PIN)).toMatchObject({ ok: false, reason: 'wait' });
    }
    // The fifth is free of a wait; the page is begun anew every ten seconds and so never sees a minute out.
    expect([guesses, phone.steady - began]).toEqual([1, 600_000]);

    const patient = phone.restart();
    await patient.list();
    phone.pass(30_000);
    const right = await patient.unlock(id, PIN);
    if (right.ok) opened.push(right.vault);
    expect(right.ok).toBe(true);
  });

  test('a try that is killed half way still counts', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    const dying = createVaults({
      shelf: phone.shelf, now: () => phone.clock, steady: () => phone.steady, random: systemRandom,
      stretcher: { ...fastStretcher, stretch: () => Promise.reject(new Error('killed')) },
    });
    for (let i = 0; i < 5; i += 1) await dying.unlock(id, '000000').catch(() => undefined);
    expect(await phone.restart().unlock(id, PIN)).toMatchObject({ ok: false, reason: 'wait' });
  });

  test('tries made at the same moment are counted one by one', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    const vaults = phone.restart();
    const tried = await Promise.all(Array.from({ length: 20 }, (_, i) => vaults.unlock(id, String(100000 + i))));
    expect(tried.filter((t) => !t.ok && t.reason === 'wrong-pin')).toHaveLength(5);
  });

  test('a clock set back does not lengthen the wait', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    for (let i = 0; i < 5; i += 1) await phone.restart().unlock(id, '000000');
    phone.clock -= 365 * DAY;
    const vaults = phone.restart();
    expect(await vaults.unlock(id, PIN)).toEqual({ ok: false, reason: 'wait', waitMs: 30_000 });
    phone.pass(30_000);
    const right = await vaults.unlock(id, PIN);
    if (right.ok) opened.push(right.vault);
    expect(right.ok).toBe(true);
  });

  test('is changed only with the present one, and what was sealed before still opens', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    const sealed = await seal(vault);
    expect(await vault.changePin('000000', '111111')).toMatchObject({ ok: false, reason: 'wrong-pin' });
    expect(await vault.changePin(PIN, '731064')).toEqual({ ok: true });
    await vault.lock();
    expect(await phone.restart().unlock(vault.id, PIN)).toMatchObject({ ok: false, reason: 'wrong-pin' });
    expect(await words(await phone.unlock(vault.id, '731064'), sealed)).toBe('words');
  });

  test('forgotten, the vault is marked and stays; remembered, the mark goes', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    await phone.restart().markForgotten(id);
    expect((await phone.restart().list())[0]?.forgotten).toBe(true);
    await phone.unlock(id);
    expect((await phone.restart().list())[0]?.forgotten).toBe(false);
  });

  test('costs about a second here and never less than the floor', () => {
    expect(costFor(4000)).toEqual(COST_FLOOR);
    expect(costFor(1000)).toEqual(COST_FLOOR);
    for (const ms of [10, 50, 120, 333, 999]) {
      const { m, t } = costFor(ms);
      const estimate = (ms * m * t) / (COST_FLOOR.m * COST_FLOOR.t);
      expect(m).toBeGreaterThanOrEqual(COST_FLOOR.m);
      expect(t).toBeGreaterThanOrEqual(COST_FLOOR.t);
      expect(estimate).toBeGreaterThan(700);
      expect(estimate).toBeLessThan(1400);
    }
  });
});

describe('an open vault', () => {
  test('locked, it gives neither key nor signature, and lets listeners finish first', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    let finished: Uint8Array | undefined;
    vault.onLock(async () => {
      finished = await seal(vault);
    });
    await vault.lock();
    expect(finished).toBeDefined();
    await expect(seal(vault)).rejects.toThrow('locked');
    await expect(vault.sign('x')).rejects.toThrow('locked');
  });

  test('locks in the end though a write never finishes', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    vi.useFakeTimers();
    vault.onLock(() => new Promise(() => undefined));
    const locking = vault.lock();
    expect(vault.locked).toBe(false);
    await vi.advanceTimersByTimeAsync(5000);
    await locking;
    vi.useRealTimers();
    await expect(seal(vault)).rejects.toThrow('locked');
  });

  test('locks after the minutes of her profile without a touch', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    await vault.setPolicy({ leaseDays: 7, idleMinutes: 2 });
    phone.clock += 2 * MINUTE;
    vault.touch();
    phone.clock += 2 * MINUTE;
    vault.lockIfIdle();
    let told = false;
    vault.onLock(() => void (told = true));
    expect(told).toBe(false);
    phone.clock += 1;
    vault.lockIfIdle();
    expect(told).toBe(true);
    await expect.poll(() => vault.locked).toBe(true);
  });

  test('seven days without contact close it to reading until the next contact', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    phone.clock += 7 * DAY;
    expect(vault.lease()).toBe('valid');
    phone.clock += 1;
    expect(vault.lease()).toBe('expired');
    await vault.lock();
    const again = await phone.unlock(vault.id);
    expect(again.lease()).toBe('expired');
    phone.clock -= 5 * DAY;
    expect(again.lease()).toBe('expired');
    await again.contact();
    expect(again.lease()).toBe('valid');
    await again.lock();
    expect((await phone.unlock(vault.id)).lease()).toBe('valid');
  });

  test('a device that was shut out is closed to reading at once, and stays so', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    await vault.contact(phone.clock);
    await vault.endLease();
    expect(vault.lease()).toBe('expired');
    await vault.lock();
    expect((await phone.unlock(vault.id)).lease()).toBe('expired');
  });

  test('a clock put right after a contact shuts nobody out, whichever way it was wrong', async () => {
    for (const wrong of [-3652 * DAY, 3652 * DAY]) {
      const phone = new Phone();
      const truth = phone.clock;
      const vault = await phone.create();
      phone.clock += wrong;
      await vault.contact(truth);
      expect(vault.lease()).toBe('valid');
      await vault.lock();
      phone.clock = truth + DAY;
      const again = await phone.unlock(vault.id);
      expect(again.lease()).toBe('valid');
      // From the next contact on the seven days count as they should.
      await again.contact(phone.clock);
      phone.clock += 7 * DAY + 1;
      expect(again.lease()).toBe('expired');
      await again.lock();
    }
  });

  test('a clock set back after weeks without contact does not lengthen the seven days', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    phone.clock += DAY;
    await vault.contact(phone.clock);
    phone.clock += 30 * DAY;
    await vault.lock();
    const again = await phone.unlock(vault.id);
    phone.clock -= 29 * DAY;
    expect(again.lease()).toBe('expired');
    await again.lock();
  });

  test('a clock held still does not hold the lease: the time in use counts, over restarts', async () => {
    const phone = new Phone();
    const held = phone.clock;
    const vault = await phone.create();
    await vault.lock();
    let leases = 0;
    for (let hour = 0; hour < 8 * 24; hour += 1) {
      phone.clock = held;
      const again = await phone.unlock(vault.id);
      phone.steady += 60 * MINUTE;
      if (again.lease() === 'valid') leases += 1;
      await again.lock();
    }
    expect(leases).toBe(7 * 24);
  });

  test('a clock set back again and again does not keep it open: the app counts its own minutes', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    for (let minute = 0; minute < 6; minute += 1) {
      phone.steady += MINUTE;
      phone.clock -= 10 * MINUTE;
      vault.lockIfIdle();
    }
    await expect.poll(() => vault.locked).toBe(true);
  });

  test('a clock set back by years keeps it open for the idle minutes, not for the years', async () => {
    const phone = new Phone();
    const vault = await phone.create();
    vault.touch();
    phone.clock -= 3652 * DAY;
    vault.lockIfIdle();
    expect(vault.locked).toBe(false);
    phone.clock += 6 * 60_000;
    vault.lockIfIdle();
    await expect.poll(() => vault.locked).toBe(true);
  });

  test('signs so that the enrolled public key agrees, also when the browser lost its own copy of the key', async () => {
    const phone = new Phone();
    const publicKey = await phone.restart().prepareDevice();
    expect(await phone.restart().prepareDevice()).toEqual(publicKey);
    const vault = await phone.create();
    expect(vault.publicKey).toEqual(publicKey);
    const kept = phone.shelf.signers.get(vault.id);
    expect(kept?.extractable).toBe(false);
    await vault.lock();
    phone.shelf.signers.clear();
    const again = await phone.unlock(vault.id);
    const key = await crypto.subtle.importKey('jwk', publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
    const proof = Buffer.from(await again.sign('dehri-session:d:n'), 'base64url');
    expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, proof, new TextEncoder().encode('dehri-session:d:n'))).toBe(true);
    expect(phone.shelf.signers.get(vault.id)?.extractable).toBe(false);
    expect(await phone.restart().prepareDevice()).not.toEqual(publicKey);
  });

  test('two people have two keys: what one sealed the other cannot open', async () => {
    const phone = new Phone();
    const mine = await phone.create();
    const hers = await phone.create();
    const sealed = await seal(mine);
    await expect(hers.cipher.open('outbox', 1, sealed)).rejects.toMatchObject({ name: 'OperationError' });
    await expect(mine.cipher.open('drafts', 1, sealed)).rejects.toMatchObject({ name: 'OperationError' });
    await expect(mine.cipher.open('outbox', 2, sealed)).rejects.toMatchObject({ name: 'OperationError' });
  });

  test('the header tells nothing but a picture and times', async () => {
    const phone = new Phone();
    const { id } = await phone.create();
    const header = phone.shelf.headers.get(id);
    expect(Object.keys(header ?? {}).sort()).toEqual([
      'cost', 'createdAt', 'forgotten', 'id', 'openedAt', 'publicKey', 'retryAt', 'rev', 'salt', 'signing', 'state', 'symbol', 'v', 'wrapped', 'wrong',
    ]);
  });
});
