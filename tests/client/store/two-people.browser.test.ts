// Two mitras share one phone: each has her own database, journal, folder and key. What one has open says
// nothing of the other, on the disk or in memory, and the one's PIN opens nothing of the other's.
import { expect, test } from 'vitest';
import type { OpenSpace } from '#client/store/open-vaults.ts';
import { BUCKET, PROFILE } from '../../contract/store-fixture.ts';
import { folderOf, PIN, testPhone, type TestPhone } from './browser-phone.ts';

const OTHER_PIN = '731064';
const SECRET = 'सुनीता-गोपनीय';

async function enrolled(phone: TestPhone, symbol: string, pin: string, person: string): Promise<OpenSpace> {
  const space = await phone.spaces.create({ symbol, pin });
  await space.store.setProfile({ ...PROFILE, person: { id: person, name: symbol }, grants: PROFILE.grants.map((g) => ({ ...g, person })) });
  return space;
}

interface SealedRow {
  readonly table: string;
  readonly key: string | number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function rowsOf(database: string): Promise<SealedRow[]> {
  const asked = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('not read')));
  });
  const db = await asked(indexedDB.open(database));
  const rows: SealedRow[] = [];
  for (const table of db.objectStoreNames) {
    const store = db.transaction(table).objectStore(table);
    const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked<unknown[]>(store.getAll())]);
    values.forEach((value, at) => {
      const key = keys[at];
      if (typeof key === 'string' || typeof key === 'number') for (const bytes of bytesIn(value)) rows.push({ table, key, bytes: new Uint8Array(bytes) });
    });
  }
  db.close();
  return rows;
}

/** How many of the rows this vault can open, each under its own name. */
async function opens({ vault }: OpenSpace, rows: readonly SealedRow[]): Promise<number> {
  const tried = await Promise.allSettled(rows.map(({ table, key, bytes }) => vault.cipher.open(table, key, bytes)));
  return tried.filter((t) => t.status === 'fulfilled').length;
}

function bytesIn(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  if (value instanceof ArrayBuffer) return [new Uint8Array(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((part) => bytesIn(part)) : [];
}

test('what the first has saved, drafted and photographed is nowhere in the second one\'s session, nor can her key open it', async () => {
  const phone = testPhone();
  const first = await enrolled(phone, 'sunflower', PIN, 'person-a');
  await first.store.save({ type: 'household', bucket: BUCKET, edits: { headName: SECRET } });
  await first.store.putDraft({ id: 'd1', form: 'f@1', bucket: BUCKET, answers: { headName: SECRET }, page: 0, savedAt: 1 });
  const photo = await first.store.putPhoto(new TextEncoder().encode(SECRET));
  await first.close();

  const second = await enrolled(phone, 'lotus', OTHER_PIN, 'person-b');
  expect([second.store.person, second.store.ofType('household'), second.store.drafts(), second.store.outbox(10), second.store.unsent().changes]).toEqual(['person-b', [], [], [], 0]);
  expect(await second.store.getPhoto(photo)).toBeUndefined();
  await second.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'अपनी' } });

  // All that lies on the disk of the first, offered to the second one's open key.
  const sealed = await rowsOf(`dehri-${first.vault.id}`);
  for (const { bytes } of sealed) expect(new TextDecoder().decode(bytes)).not.toContain(SECRET);
  expect(await opens(second, sealed)).toBe(0);
  const [a, b] = await Promise.all([folderOf(phone, first.vault.id), folderOf(phone, second.vault.id)]);
  expect(await a.isSameEntry(b)).toBe(false);
  expect(second.store.profile()?.person.id).toBe('person-b');
  await second.close();
  const again = await phone.unlock(first.vault.id);
  expect(await opens(again, sealed)).toBeGreaterThan(2);
  await again.close();
});

test('the PIN of one opens nothing of the other, a wrong one makes only her own wait, and each finds her own again', async () => {
  const phone = testPhone();
  const first = await enrolled(phone, 'sunflower', PIN, 'person-a');
  const second = await enrolled(phone, 'lotus', OTHER_PIN, 'person-b');
  await first.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'एक' } });
  await second.store.save({ type: 'household', bucket: BUCKET, edits: { headName: 'दो' } });
  await Promise.all([first.close(), second.close()]);

  for (let n = 0; n < 5; n += 1) expect(await phone.spaces.unlock(second.vault.id, PIN)).toMatchObject({ ok: false, reason: 'wrong-pin' });
  expect(await phone.spaces.unlock(second.vault.id, OTHER_PIN)).toMatchObject({ ok: false, reason: 'wait' });
  const again = await phone.unlock(first.vault.id);
  expect(again.store.ofType('household').map((r) => r.values['headName'])).toEqual(['एक']);
  // A profile that came for the other is refused: a vault is one person's.
  await expect(again.store.setProfile({ ...PROFILE, person: { id: 'person-b', name: 'lotus' } })).rejects.toThrow('one person');
  expect((await phone.spaces.list()).map((card) => [card.symbol, card.waitMs > 0]).sort()).toEqual([['lotus', true], ['sunflower', false]]);
  await again.close();
});
