// A phone of its own for each test: other names for registry and folder, the same code.
import { openSpaces, type OpenSpace, type Spaces } from '#client/store/open-vaults.ts';
import type { ShelfNames } from '#client/store/vault-shelf.ts';
import { fastStretcher } from '../../contract/fast-stretcher.ts';
import { HOUSEHOLD } from '../../contract/store-fixture.ts';

export const PIN = '482915';

export interface TestPhone {
  readonly names: ShelfNames;
  readonly spaces: Spaces;
  clock: number;
  unlock(id: string): Promise<OpenSpace>;
}

export function testPhone(): TestPhone {
  const tag = crypto.randomUUID();
  const names = { registry: `registry-${tag}`, root: `phones/${tag}` };
  const phone: TestPhone = {
    names,
    clock: Date.UTC(2026, 10, 21),
    spaces: openSpaces({ types: [HOUSEHOLD], now: () => phone.clock, stretcher: fastStretcher, names }),
    async unlock(id) {
      const unlocked = await phone.spaces.unlock(id, PIN);
      if (!unlocked.ok) throw new Error(unlocked.reason);
      return unlocked.space;
    },
  };
  return phone;
}

export async function folderOf(phone: TestPhone, vault: string): Promise<FileSystemDirectoryHandle> {
  let at = await navigator.storage.getDirectory();
  for (const part of [...phone.names.root.split('/'), vault]) at = await at.getDirectoryHandle(part);
  return at;
}

export async function journalFile(phone: TestPhone, vault: string): Promise<FileSystemFileHandle> {
  for await (const entry of (await folderOf(phone, vault)).values()) {
    if (entry instanceof FileSystemFileHandle && entry.name.startsWith('journal-')) return entry;
  }
  throw new Error('no journal');
}

export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(new Error('not deleted')));
  });
}
