// Property tests of the crypto: what is sealed opens for the server's key in its own place, and
// nowhere and for nobody else.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { PAD_BYTES, type KeptSealed } from '#shared/sync/sealed.ts';
import { fromBase64Url, toBase64Url } from '#client/vault/bytes.ts';
import { signText } from '#client/vault/device-key.ts';
import { publicKeySchema, type PublicKey } from '#client/vault/header.ts';
import { openSealer, type Sealer } from '#client/vault/sealer.ts';
import { isSignedByItsKey, newSealOpener, type SealOpener } from '#tests/support/seal-opener.ts';
import { arbitraryChange } from '../../shared/sync/arbitrary.ts';

let server: SealOpener;
let stranger: SealOpener;
let keys: CryptoKeyPair;
let publicKey: PublicKey;
beforeAll(async () => {
  [server, stranger] = [await newSealOpener(), await newSealOpener()];
  keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  publicKey = publicKeySchema.parse(await crypto.subtle.exportKey('jwk', keys.publicKey));
});
const sealer = (device = 'device-1', to = server.to): Promise<Sealer> => openSealer({ to, device, publicKey, sign: (text) => signText(keys.privateKey, text) });
const opens = (kept: KeptSealed, opener = server): Promise<boolean> => opener.open(kept).then(() => true, () => false);

describe('a sealed change', () => {
  test('says to the server what the change says, whatever it is', async () => {
    const mine = await sealer();
    await fc.assert(fc.asyncProperty(arbitraryChange, async (change) => {
      expect(await server.open(await mine.seal(change))).toEqual(JSON.parse(JSON.stringify(change)));
    }));
  });

  test('opens for no other key', async () => {
    expect(await opens(await (await sealer()).seal({ a: 1 }), stranger)).toBe(false);
  });

  test('does not open with any bit of it changed', async () => {
    const kept = await (await sealer()).seal({ headName: 'Sunita' });
    const bytes = fromBase64Url(kept.c);
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const changed = new Uint8Array(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(await opens({ ...kept, c: toBase64Url(changed) })).toBe(false);
    }));
    expect(await opens(kept)).toBe(true);
  });

  test('does not open in another place, under another header, for another device or key id', async () => {
    const [mine, hers] = [await sealer(), await sealer('device-2')];
    const [first, second, other] = [await mine.seal(1), await mine.seal(2), await hers.seal(3)];
    expect(await Promise.all([
      { ...first, n: 1 }, { ...second, n: 0 }, { ...first, n: 2 }, { ...first, header: other.header }, { ...other, header: first.header },
      { ...first, header: { ...first.header, device: 'device-2' } }, { ...first, header: { ...first.header, key: 'other' } }, { ...first, header: { ...first.header, enc: other.header.enc } },
    ].map((kept) => opens(kept)))).toEqual(Array.from({ length: 8 }, () => false));
  });

  test('has a place of its own under its header, however many are sealed at once', async () => {
    const mine = await sealer();
    const all = await Promise.all(Array.from({ length: 300 }, (_, i) => mine.seal(i)));
    expect(all.map((k) => k.n)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(new Set(all.map((k) => k.c)).size).toBe(300);
    expect(new Set([...all, await (await sealer()).seal(0)].map((k) => k.header.enc)).size).toBe(2);
  });

  test('is as long as others of about its size: steps of a quarter kilobyte', async () => {
    const mine = await sealer();
    const lengths = await Promise.all(['', 'Sunita', 'Sunita Devi, second house on the left'].map(async (v) => fromBase64Url((await mine.seal(v)).c).length));
    expect(new Set(lengths)).toEqual(new Set([PAD_BYTES + 16]));
  });

  test('carries the signature of its device over its header, and none over another', async () => {
    const kept = await (await sealer()).seal(1);
    expect(await isSignedByItsKey(kept)).toBe(true);
    for (const over of [{ device: 'device-2' }, { key: 'other' }, { enc: (await (await sealer()).seal(1)).header.enc }]) {
      expect(await isSignedByItsKey({ ...kept, header: { ...kept.header, ...over } })).toBe(false);
    }
  });

  test('cannot be made with a key that is no point of the curve', async () => {
    await expect(sealer('device-1', { id: 'x', x: 'AAAA', y: 'AAAA' })).rejects.toBeDefined();
  });
});
