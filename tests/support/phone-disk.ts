// What a power cut or a clumsy cleaner does to a browser's profile while the browser is off. Names of
// folders are Chromium's.
import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const databases = (profile: string): string => join(profile, 'Default', 'IndexedDB');
/** The files of OPFS and the table of their names. */
const files = (profile: string): string => join(profile, 'Default', 'File System');
const MARK = 'DJF1';

/** Cuts bytes off the end of the newest log of IndexedDB's LevelDB. @returns bytes really cut */
export function cutDatabaseLog(profile: string, bytes: number): number {
  const home = databases(profile);
  const folder = readdirSync(home).find((name) => name.endsWith('.leveldb'));
  if (folder === undefined) throw new Error('no IndexedDB on the disk');
  return cut(newest(readdirSync(join(home, folder)).filter((name) => name.endsWith('.log')).map((name) => join(home, folder, name))), bytes);
}

/** Cuts bytes off the end of the newest journal. @returns bytes really cut */
export function cutJournal(profile: string, bytes: number): number {
  const all = readdirSync(files(profile), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return cut(newest(all.filter((path) => beginning(path) === MARK)), bytes);
}

export function deleteDatabases(profile: string): void {
  removeFolder(databases(profile));
}

export function deleteFiles(profile: string): void {
  removeFolder(files(profile));
}

function removeFolder(folder: string): void {
  if (!existsSync(folder)) throw new Error(`nothing to delete: ${folder}`);
  rmSync(folder, { recursive: true });
}

function cut(path: string, bytes: number): number {
  const { size } = statSync(path);
  truncateSync(path, Math.max(0, size - bytes));
  return Math.min(bytes, size);
}

function newest(paths: readonly string[]): string {
  const [first] = [...paths].sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (first === undefined) throw new Error('no such file on the disk');
  return first;
}

function beginning(path: string): string {
  const letters = Buffer.alloc(MARK.length);
  const file = openSync(path, 'r');
  readSync(file, letters);
  closeSync(file);
  return letters.toString('latin1');
}
