// Writes a vault's header file and flushes it. Two files take turns (`header-0`, `header-1`): a power
// cut can spoil only the one being written, and the other is one step older.
export interface HeaderRequest {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

let queue: Promise<void> = Promise.resolve();
addEventListener('message', (event: MessageEvent<HeaderRequest>) => {
  queue = queue.then(async () => {
    let ok = true;
    try {
      await write(event.data);
    } catch {
      ok = false;
    }
    postMessage({ id: event.data.id, ok });
  });
});

async function write({ path, name, text }: HeaderRequest): Promise<void> {
  let at = await navigator.storage.getDirectory();
  for (const part of path.split('/')) at = await at.getDirectoryHandle(part, { create: true });
  const file = await (await at.getFileHandle(name, { create: true })).createSyncAccessHandle();
  try {
    const bytes = new TextEncoder().encode(text);
    file.truncate(0);
    if (file.write(bytes, { at: 0 }) !== bytes.byteLength) throw new Error('short write');
    file.flush();
  } finally {
    file.close();
  }
}
