// Headers of vaults as files in OPFS, beside their journals.
export interface HeaderFiles {
  /** Every header found, of every turn; not yet checked. */
  read(): Promise<readonly unknown[]>;
  /** Resolves when it is flushed. @param turn which of the two files. */
  write(vault: string, turn: 0 | 1, header: unknown): Promise<void>;
}

const NAME = /^header-[01]\.json$/;

/** @param root folder of all vaults */
export function headerFiles(root: string): HeaderFiles {
  let worker: Worker | undefined;
  let asked = 0;
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>();
  const start = (): Worker => {
    const made = new Worker(new URL('./header.worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', ({ data }: MessageEvent<{ id: number; ok: boolean }>) => {
      const asker = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.ok) asker?.resolve();
      else asker?.reject(new Error('the header file was not written'));
    });
    made.addEventListener('error', () => {
      worker = undefined;
      for (const [id, asker] of waiting) {
        waiting.delete(id);
        asker.reject(new Error('the header worker stopped'));
      }
    });
    return made;
  };

  return {
    async read() {
      let at = await navigator.storage.getDirectory();
      for (const part of root.split('/')) at = await at.getDirectoryHandle(part);
      const found: unknown[] = [];
      for await (const vault of at.values()) {
        if (!(vault instanceof FileSystemDirectoryHandle)) continue;
        for await (const file of vault.values()) {
          if (file instanceof FileSystemFileHandle && NAME.test(file.name)) found.push(await parsed(file));
        }
      }
      return found;
    },
    write(vault, turn, header) {
      worker ??= start();
      asked += 1;
      const id = asked;
      worker.postMessage({ id, path: `${root}/${vault}`, name: `header-${turn}.json`, text: JSON.stringify(header) });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };
}

/** Undefined for one that a crash spoilt: the other turn counts. */
async function parsed(file: FileSystemFileHandle): Promise<unknown> {
  try {
    return JSON.parse(await (await file.getFile()).text());
  } catch {
    return undefined;
  }
}
