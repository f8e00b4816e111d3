// The server's master key: 32 bytes in a file that only this account reads, outside the database and its backups.
import { open, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LENGTH = 32;

/** Reads it, or makes it when there is none. Several servers of one folder may do so at once. */
export async function masterKeyIn(dir: string, random: (bytes: number) => Buffer): Promise<Buffer> {
  const path = join(dir, 'master');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.write(random(LENGTH));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = await readFile(path);
  if (key.length !== LENGTH) throw new Error('the master key is not whole');
  return key;
}
