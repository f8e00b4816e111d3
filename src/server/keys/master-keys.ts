// The server's master keys, 32 bytes each, in files that only this account reads, outside the database and its
// backups. Several servers of one database share the folder; several databases may. Each key has a name of its own,
// and is replaced by another under another name (rotate-master.ts).
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const LENGTH = 32;

export interface MasterKey {
  readonly name: string;
  readonly key: Buffer;
}

export interface MasterKeys {
  /** Undefined: there is none of that name, or none any more. */
  of(name: string): Promise<Buffer | undefined>;
  /** A new one; on the disk when it resolves. */
  make(): Promise<MasterKey>;
  /** Its bytes are written over before its name goes. */
  destroy(name: string): Promise<void>;
  /** Of hashes by which things are looked up; stays when master keys are replaced. */
  readonly lookUp: Buffer;
}

type Random = (bytes: number) => Buffer;

/** @param dir made when it is not there */
export async function masterKeysIn(dir: string, random: Random): Promise<MasterKeys> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await putOnce(join(dir, LOOK_UP), random(LENGTH), random);
  const lookUp = await readKey(join(dir, LOOK_UP));
  if (lookUp === undefined) throw new Error('the key folder cannot be read');
  const known = new Map<string, Buffer>();
  const pathOf = (name: string): string => join(dir, `master${name === '' ? '' : '-'}${name}`);
  return {
    lookUp,
    async of(name) {
      const key = known.get(name) ?? await readKey(pathOf(name));
      if (key !== undefined) known.set(name, key);
      return key;
    },
    async make() {
      const made = { name: random(9).toString('hex'), key: random(LENGTH) };
      await putOnce(pathOf(made.name), made.key, random);
      known.set(made.name, made.key);
      return made;
    },
    async destroy(name) {
      known.delete(name);
      await overwriteAndRemove(pathOf(name), random);
    },
  };
}

/** Such as a copy of keys brings them, or a test: gone with the process. */
export function masterKeysInMemory(random: Random, lookUp: Buffer = random(LENGTH), keys: ReadonlyMap<string, Buffer> = new Map()): MasterKeys {
  const known = new Map(keys);
  return {
    lookUp,
    of: (name) => Promise.resolve(known.get(name)),
    make: () => {
      const made = { name: random(9).toString('hex'), key: random(LENGTH) };
      known.set(made.name, made.key);
      return Promise.resolve(made);
    },
    destroy: (name) => {
      known.delete(name);
      return Promise.resolve();
    },
  };
}

/** Puts the secret of look-ups where it is missing, as a restore does. False: there is another one. */
export async function putLookUp(dir: string, lookUp: Buffer, random: Random): Promise<boolean> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await putOnce(join(dir, LOOK_UP), lookUp, random);
  return (await readKey(join(dir, LOOK_UP)))?.equals(lookUp) === true;
}

/** What stood there is written over; a disk that writes elsewhere instead (most flash does) keeps it until it clears that place. */
async function overwriteAndRemove(path: string, random: Random): Promise<void> {
  try {
    const file = await open(path, 'r+');
    try {
      const { size } = await file.stat();
      for (let at = 0; at < size; at += BLOCK) await file.write(random(Math.min(BLOCK, size - at)), 0, undefined, at);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
  await rm(path, { force: true });
}

const LOOK_UP = 'look-up';
const BLOCK = 65_536;

/** Whole or not at all, and never in the place of one that is there. */
async function putOnce(path: string, key: Buffer, random: Random): Promise<void> {
  const part = `${path}.${random(6).toString('hex')}`;
  const file = await open(part, 'wx', 0o600);
  try {
    await file.write(key);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(part, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(part, { force: true });
  }
}

async function readKey(path: string): Promise<Buffer | undefined> {
  try {
    const key = await readFile(path);
    // One that is being destroyed may be read while it is.
    return key.length === LENGTH ? key : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
