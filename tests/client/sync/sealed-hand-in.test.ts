// The locked phone and the real server on a real database; only the socket is stood in for.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bucketOf } from '#shared/place/bucket.ts';
import { readMeta, renewEpoch } from '#server/db/meta.ts';
import { createApp } from '#server/http/app.ts';
import { memoryDisk, memorySealedShelf, type MemoryDisk } from '#client/store/memory-ports.ts';
import { openMemoryStore } from '#client/store/memory-store.ts';
import type { RecordStore } from '#client/store/contract.ts';
import type { SealedShelf } from '#client/store/sealed-shelf.ts';
import type { Fetch } from '#client/sync/http.ts';
import { createSealedControl, type SealedController } from '#client/sync/sealed-control.ts';
import { handInSealed, type HandInEnd } from '#client/sync/sealed-hand-in.ts';
import { signText } from '#client/vault/device-key.ts';
import { publicKeySchema } from '#client/vault/header.ts';
import { openSealer } from '#client/vault/sealer.ts';
import { injectFetch } from '#tests/support/inject-fetch.ts';
import { FAMILY, GROUP, NOTICE } from '#tests/support/programme.ts';
import { createTestServer, publicJwk, START, VILLAGE, type TestPhone, type TestServer } from '#tests/support/server.ts';
import { expectWhole } from '#tests/support/whole.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(async () => {
  await expectWhole(server.services);
  await server.close();
});

const DOORS = bucketOf(VILLAGE, 'doorstep');

async function openStore(worker: TestPhone, disk: MemoryDisk): Promise<RecordStore> {
  const publicKey = publicKeySchema.parse(await publicJwk(worker.keys));
  return openMemoryStore({
    types: [FAMILY, GROUP, NOTICE], now: () => START, disk, profile: worker.profile,
    parts: { openSealer: (to, device) => openSealer({ to, device, publicKey, sign: (text) => signText(worker.keys.privateKey, text) }) },
  });
}

interface Locked { readonly worker: TestPhone; readonly disk: MemoryDisk; readonly shelf: SealedShelf }

/** A phone on which some families were added, and that is locked. */
async function lockedWith(names: readonly string[], at = server): Promise<Locked> {
  const [worker, disk] = [await at.worker('mitra', VILLAGE), memoryDisk()];
  const store = await openStore(worker, disk);
  for (const headName of names) expect((await store.save({ type: 'family', bucket: DOORS, edits: { headName } })).ok).toBe(true);
  await store.close();
  return { worker, disk, shelf: memorySealedShelf(disk) };
}

const handIn = ({ shelf }: Locked, fetch: Fetch = injectFetch(server)): Promise<HandInEnd> =>
  handInSealed({ fetch, isOnline: () => true, now: () => START }, shelf, new AbortController().signal);
const arrived = async ({ worker }: Locked): Promise<number> =>
  (await server.db.pool.query('SELECT 1 FROM change WHERE device = $1', [worker.profile.device])).rows.length;

describe('a locked phone', () => {
  test('hands in what is unsent, once, without its PIN; her next sync learns the true result', async () => {
    const phone = await lockedWith(['एक', 'दो', 'तीन']);
    expect(await handIn(phone)).toEqual({ received: 3, refused: [], shut: false });
    expect(await arrived(phone)).toBe(3);
    let requests = 0;
    const counting: Fetch = (url, init) => {
      requests += 1;
      return injectFetch(server)(url, init);
    };
    expect(await handIn(phone, counting)).toEqual({ received: 0, refused: [], shut: false });
    expect(requests).toBe(1);

    const store = await openStore(phone.worker, phone.disk);
    const out = store.outbox(9);
    expect(out).toHaveLength(3);
    const answer = await phone.worker.sync(out);
    expect(answer.head?.results?.map(([kind]) => kind)).toEqual(['d', 'd', 'd']);
    await store.settle(out, answer.head?.results ?? []);
    expect(store.unsent().changes).toBe(0);
    await store.close();
  });

  test('sends many in several requests, and goes on where the line broke', async () => {
    const phone = await lockedWith(Array.from({ length: 230 }, (_, i) => `घर ${i}`));
    let requests = 0;
    const breaking: Fetch = async (url, init) => {
      requests += 1;
      if (requests === 2) throw new TypeError('the line broke');
      return injectFetch(server)(url, init);
    };
    expect(await handIn(phone, breaking)).toEqual({ received: 200, refused: [], shut: false, fault: { kind: 'server-unreachable' } });
    expect((await phone.shelf.look()).delivered.size).toBe(200);
    expect(await handIn(phone)).toEqual({ received: 30, refused: [], shut: false });
    expect(await arrived(phone)).toBe(230);
  });

  test('whose answer was lost hands in again, without harm', async () => {
    const phone = await lockedWith(['क']);
    const deaf: Fetch = async (url, init) => {
      await injectFetch(server)(url, init);
      throw new TypeError('no answer');
    };
    expect(await handIn(phone, deaf)).toMatchObject({ received: 0, fault: { kind: 'server-unreachable' } });
    expect(await handIn(phone)).toMatchObject({ received: 1 });
    expect(await arrived(phone)).toBe(1);
  });

  test('takes no portal and no nonsense for an answer', async () => {
    const phone = await lockedWith(['ख']);
    const portal: Fetch = async () => new Response('<html>login</html>', { headers: { 'content-type': 'text/html' } });
    const nonsense: Fetch = async () => Response.json({ epoch: 'x', outcomes: [], shut: [] });
    expect(await handIn(phone, portal)).toMatchObject({ received: 0, fault: { kind: 'captive-portal' } });
    expect(await handIn(phone, nonsense)).toMatchObject({ received: 0, fault: { kind: 'damaged-answer' } });
    expect((await phone.shelf.look()).delivered.size).toBe(0);
  });

  test('hands in again what a restored server has lost', async () => {
    const restored = await createTestServer();
    const phone = await lockedWith(['ग', 'घ'], restored);
    await handIn(phone, injectFetch(restored));
    // The backup was older than this work.
    await restored.db.pool.query('TRUNCATE change, record, bucket');
    await renewEpoch(restored.db.pool, restored.services.random);
    const meta = await readMeta(restored.db.pool, restored.services.random);
    const app = await createApp({ services: { ...restored.services, meta } });
    expect(await handIn(phone, injectFetch({ app }))).toEqual({ received: 2, refused: [], shut: false });
    expect((await restored.db.pool.query('SELECT 1 FROM change')).rows).toHaveLength(2);
    expect(new Set((await phone.shelf.look()).delivered.values())).toEqual(new Set([meta.epoch]));
    await app.close();
    await restored.close();
  });

  test('is told when it was shut out, after its work was taken', async () => {
    const phone = await lockedWith(['च']);
    await server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [phone.worker.profile.device]);
    expect(await handIn(phone)).toEqual({ received: 1, refused: [], shut: true });
    expect(await handIn(phone)).toEqual({ received: 0, refused: [], shut: true });
    const { rows } = await server.db.pool.query('SELECT code FROM held_change WHERE device = $1', [phone.worker.profile.device]);
    expect(rows).toEqual([{ code: 'access' }]);
  });
});

function controlOf({ shelf }: Locked, over: { online?: () => boolean; open?: () => boolean; fetch?: Fetch } = {}): { readonly control: SealedController; readonly later: (() => void)[] } {
  const later: (() => void)[] = [];
  const control = createSealedControl({
    shelf, fetch: over.fetch ?? injectFetch(server), isOnline: over.online ?? (() => true), now: () => START, isOpen: async () => over.open?.() ?? false,
    alone: async (work) => work(), random: () => 0,
    after: (_, then) => {
      later.push(then);
      return () => undefined;
    },
    onError: (error) => { throw error; },
  });
  return { control, later };
}

describe('the lock screen\'s numbers', () => {
  test('say what waits and what has arrived, and nothing else', async () => {
    const phone = await lockedWith(['छ', 'ज']);
    let online = false;
    const { control } = controlOf(phone, { online: () => online });
    expect(control.status()).toMatchObject({ known: false });
    await control.handIn();
    expect(control.status()).toMatchObject({ known: true, waiting: 2, delivered: 0, closed: 0, problem: 'no-network' });
    online = true;
    await control.handIn();
    expect(control.status()).toEqual({ known: true, waiting: 0, delivered: 2, closed: 0, received: 2, refused: 0, busy: false, shut: false, problem: undefined });
  });

  test('while the vault is open in a tab, that one sends', async () => {
    const phone = await lockedWith(['झ']);
    const { control } = controlOf(phone, { open: () => true });
    await control.handIn();
    expect(control.status()).toMatchObject({ waiting: 1 });
    expect(await arrived(phone)).toBe(0);
  });

  test('after a failure it is tried again by itself', async () => {
    const phone = await lockedWith(['ट']);
    let dead = true;
    const { control, later } = controlOf(phone, { fetch: async (url, init) => (dead ? Promise.reject(new TypeError('dead')) : injectFetch(server)(url, init)) });
    await control.handIn();
    expect(control.status()).toMatchObject({ waiting: 1, problem: 'server-unreachable' });
    dead = false;
    later[0]?.();
    await control.handIn();
    expect(control.status()).toMatchObject({ waiting: 0, problem: undefined });
  });

  test('a phone that was shut out drops what it had from the server', async () => {
    const phone = await lockedWith(['ठ']);
    phone.disk.rows.set('pages/1', { table: 'pages', key: 1, bytes: new Uint8Array([1]) });
    await server.db.pool.query('UPDATE device SET revoked_at = 1 WHERE id = $1', [phone.worker.profile.device]);
    const { control } = controlOf(phone);
    await control.handIn();
    expect(control.status()).toMatchObject({ shut: true, waiting: 0, delivered: 1 });
    expect([...phone.disk.rows.keys()].filter((key) => key.startsWith('pages'))).toEqual([]);
    expect(phone.disk.rows.has('outbox/1')).toBe(true);
  });
});
