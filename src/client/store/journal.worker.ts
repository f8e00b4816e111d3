// The only writer of a vault's folder in OPFS: the journal, the photos, the ballast. The synchronous
// handle exists in workers only, and its flush is what makes a frame survive a power cut.
//
// The journal is one file `journal-<generation>`; its first frame is a whole snapshot. Compaction
// writes the next generation, flushes, then removes the older: of two files the newest with a
// sound first frame counts, so a crash at any point leaves one or the other.
import { encodeFrame, scanFrames } from './journal-frames.ts';
import type { JournalAnswer, JournalRequest, PhotoDrawer, ShelvedFile } from './journal-messages.ts';

const NAME = /^journal-([0-9]+)$/;
const BALLAST = 'ballast';
/** How long another tab's closing worker may still hold the file. */
const LOCK_TRIES = 20;
const LOCK_WAIT_MS = 150;

let folder: FileSystemDirectoryHandle | undefined;
let handle: FileSystemSyncAccessHandle | undefined;
let generation = 0;
let end = 0;
let before = 0;

let queue: Promise<void> = Promise.resolve();
addEventListener('message', (event: MessageEvent<JournalRequest>) => {
  queue = queue.then(async () => {
    postMessage(await answer(event.data));
  });
});

async function answer(request: JournalRequest): Promise<JournalAnswer> {
  try {
    return { ok: true, ...(await act(request)), size: end };
  } catch (error) {
    return { ok: false, full: error instanceof Error && error.name === 'QuotaExceededError' };
  }
}

type Extra = Omit<Extract<JournalAnswer, { ok: true }>, 'ok' | 'size'>;

async function act(request: JournalRequest): Promise<Extra> {
  switch (request.op) {
    case 'open':
      return { opened: await open(request.folder) };
    case 'append':
      append(encodeFrame(request.bytes));
      return {};
    case 'undo':
      must(handle).truncate(before);
      must(handle).flush();
      end = before;
      return {};
    case 'replace':
      await replace(encodeFrame(request.bytes));
      return {};
    case 'keep-ballast':
      await keepBallast(request.size);
      return {};
    case 'drop-ballast':
      await remove(must(folder), BALLAST);
      return {};
    case 'put-photo':
      await writeWhole(await must(folder).getDirectoryHandle(request.drawer, { create: true }), request.name, request.bytes);
      return {};
    case 'get-photo':
      return { bytes: await readPhoto(request.drawer, request.name) };
    case 'list-photos':
      return { files: await listPhotos(request.drawer) };
    case 'remove-photo':
      await removePhoto(request.drawer, request.name);
      return {};
    case 'close':
      handle?.close();
      handle = undefined;
      return {};
  }
}

async function open(path: string): Promise<NonNullable<Extra['opened']>> {
  let at = await navigator.storage.getDirectory();
  for (const part of path.split('/')) at = await at.getDirectoryHandle(part, { create: true });
  folder = at;
  const generations = (await names(at)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number).sort((a, b) => b - a);
  generation = generations[0] ?? 0;
  for (const candidate of generations) {
    const file = await at.getFileHandle(`journal-${candidate}`);
    const held = await lockFile(file);
    const bytes = held === undefined ? new Uint8Array(await (await file.getFile()).arrayBuffer()) : readAll(held);
    const scanned = scanFrames(bytes);
    if (scanned.payloads.length === 0) {
      held?.close();
      continue;
    }
    if (held !== undefined && candidate === generation) {
      if (scanned.torn) {
        held.truncate(scanned.end);
        held.flush();
      }
      handle = held;
      end = scanned.end;
      before = end;
    } else {
      held?.close();
    }
    for (const other of generations) if (other < candidate) await remove(at, `journal-${other}`);
    return { found: 'kept', frames: scanned.payloads, torn: scanned.torn, holes: scanned.holes || handle === undefined };
  }
  return { found: 'missing', frames: [], torn: false, holes: false };
}

function append(frame: Uint8Array<ArrayBuffer>): void {
  const file = must(handle);
  try {
    writeAt(file, frame, end);
    file.flush();
  } catch (error) {
    file.truncate(end);
    throw error;
  }
  before = end;
  end += frame.byteLength;
}

async function replace(frame: Uint8Array<ArrayBuffer>): Promise<void> {
  const home = must(folder);
  const next = generation + 1;
  const name = `journal-${next}`;
  const file = await (await home.getFileHandle(name, { create: true })).createSyncAccessHandle();
  try {
    file.truncate(0);
    writeAt(file, frame, 0);
    file.flush();
  } catch (error) {
    file.close();
    await remove(home, name);
    throw error;
  }
  handle?.close();
  handle = file;
  for (const old of await names(home)) {
    const number = NAME.exec(old)?.[1];
    if (number !== undefined && Number(number) < next) await remove(home, old);
  }
  generation = next;
  end = frame.byteLength;
  before = end;
}

async function keepBallast(size: number): Promise<void> {
  const home = must(folder);
  if ((await names(home)).includes(BALLAST)) return;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  if (quota - usage < size * 8) return;
  await writeWhole(home, BALLAST, crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))), size);
}

/** @param size the file is lengthened to it by repeating the bytes. */
async function writeWhole(home: FileSystemDirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>, size = bytes.byteLength): Promise<void> {
  const file = await (await home.getFileHandle(name, { create: true })).createSyncAccessHandle();
  try {
    file.truncate(0);
    for (let at = 0; at < size; at += bytes.byteLength) writeAt(file, bytes, at);
    file.flush();
    file.close();
  } catch (error) {
    file.close();
    await remove(home, name);
    throw error;
  }
}

async function readPhoto(drawer: PhotoDrawer, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return ifThere(async () => {
    const home = await must(folder).getDirectoryHandle(drawer);
    return new Uint8Array(await (await (await home.getFileHandle(name)).getFile()).arrayBuffer());
  });
}

async function listPhotos(drawer: PhotoDrawer): Promise<ShelvedFile[]> {
  const files: ShelvedFile[] = [];
  await ifThere(async () => {
    const home = await must(folder).getDirectoryHandle(drawer);
    for (const name of await names(home)) files.push({ name, at: (await (await home.getFileHandle(name)).getFile()).lastModified });
  });
  return files;
}

async function removePhoto(drawer: PhotoDrawer, name: string): Promise<void> {
  await ifThere(async () => (await must(folder).getDirectoryHandle(drawer)).removeEntry(name));
}

async function ifThere<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}

/** Undefined when another tab will not let go of it. */
async function lockFile(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle | undefined> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NoModificationAllowedError') throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
    }
  }
  return undefined;
}

function readAll(file: FileSystemSyncAccessHandle): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize());
  file.read(bytes, { at: 0 });
  return bytes;
}

function writeAt(file: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  if (file.write(bytes, { at }) !== bytes.byteLength) throw new DOMException('short write', 'QuotaExceededError');
}

async function names(home: FileSystemDirectoryHandle): Promise<string[]> {
  const found: string[] = [];
  for await (const name of home.keys()) found.push(name);
  return found;
}

async function remove(home: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await home.removeEntry(name);
  } catch {
    // Not there, or still held by a tab that is closing: the next opening removes it.
  }
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the journal is not open');
  return value;
}
