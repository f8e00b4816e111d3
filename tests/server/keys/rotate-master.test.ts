import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction, type Database } from '#server/db/database.ts';
import { keyRound, keyRounds } from '#server/keys/key-round.ts';
import { masterKeysIn, masterKeysInMemory, type MasterKeys } from '#server/keys/master-keys.ts';
import { rotateMaster, withKeyLock, type RotationStep } from '#server/keys/rotate-master.ts';
import { unseal } from '#server/keys/seal.ts';
import { checkMasters, MasterKeyMissing, subjectKeys, type SubjectKeys } from '#server/keys/subject-keys.ts';
import { testDatabase } from '#tests/support/postgres.ts';

const STEPS: readonly RotationStep[] = ['made', 'begun', 'some', 'wrapped', 'ended'];

let db: Database;
let dir: string;
let masters: MasterKeys;
let keys: SubjectKeys;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query('TRUNCATE subject_key, master_key, key_destruction');
  dir = await mkdtemp(join(tmpdir(), 'dehri-keys-'));
  masters = await masterKeysIn(dir, randomBytes);
  keys = subjectKeys(masters, randomBytes);
  return () => rm(dir, { recursive: true });
});

const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `e:${i}`);
const hexOf = (found: ReadonlyMap<string, Buffer>): Record<string, string> => Object.fromEntries([...found].map(([id, key]) => [id, key.toString('hex')]));
const masterFiles = async (): Promise<string[]> => (await readdir(dir)).filter((name) => name.startsWith('master')).sort();
async function rotate(until?: RotationStep): Promise<RotationStep[]> {
  const steps: RotationStep[] = [];
  for await (const step of rotateMaster(db, masters)) {
    steps.push(step);
    if (step === until) break;
  }
  return steps;
}

describe('keys of persons', () => {
  test('are made once, whoever asks and however many at once', async () => {
    const others = subjectKeys(await masterKeysIn(dir, randomBytes), randomBytes);
    const made = await Promise.all([keys, others, keys, others].map((each) => each.make(db.pool, ids(40))));
    const [first, ...rest] = made.map(hexOf);
    expect(Object.keys(first ?? {})).toHaveLength(40);
    for (const each of rest) expect(each).toEqual(first);
    expect(hexOf(await others.of(db.pool, [...ids(40), 'e:none']))).toEqual(first);
    expect(await masterFiles()).toHaveLength(1);
  });

  test('of a transaction that is rolled back are none, and those made after it are whole', async () => {
    await inTransaction(db, async (client) => {
      await keys.make(client, ['e:lost']);
      throw new Error('given up');
    }).catch(() => undefined);
    expect((await keys.of(db.pool, ['e:lost'])).size).toBe(0);
    const made = hexOf(await keys.make(db.pool, ['e:kept']));
    expect(hexOf(await subjectKeys(await masterKeysIn(dir, randomBytes), randomBytes).of(db.pool, ['e:kept']))).toEqual(made);
  });

  test('are gone for every server at once when they are destroyed', async () => {
    const others = subjectKeys(await masterKeysIn(dir, randomBytes), randomBytes);
    await keys.make(db.pool, ids(3));
    await others.of(db.pool, ids(3));
    expect(await keys.destroy(db.pool, ['e:1', 'e:none'])).toBe(1);
    expect([...(await others.of(db.pool, ids(3))).keys()].sort()).toEqual(['e:0', 'e:2']);
  });

  test('cannot be had without the folder, and nobody makes another in its place', async () => {
    await keys.make(db.pool, ids(2));
    const strange = masterKeysInMemory(randomBytes);
    await expect(checkMasters(db.pool, strange)).rejects.toThrow(MasterKeyMissing);
    await expect(subjectKeys(strange, randomBytes).of(db.pool, ['e:0'])).rejects.toThrow(MasterKeyMissing);
    await expect(subjectKeys(strange, randomBytes).make(db.pool, ['e:9'])).rejects.toThrow(MasterKeyMissing);
    await checkMasters(db.pool, masters);
  });
});

describe('replacing the master key', () => {
  test('leaves every key as it is, and what it was wrapped by before opens nothing any more', async () => {
    const made = hexOf(await keys.make(db.pool, ids(30)));
    const { rows: wrapped } = await db.pool.query<{ id: string; wrapped: Buffer }>('SELECT id, wrapped FROM subject_key');
    const [before = ''] = await masterFiles();
    expect(await rotate()).toEqual(STEPS);
    expect(hexOf(await keys.of(db.pool, ids(30)))).toEqual(made);
    const [now = '', ...more] = await masterFiles();
    expect(more).toEqual([]);
    expect(now).not.toBe(before);
    const master = await readFile(join(dir, now));
    for (const row of wrapped) expect(() => unseal(master, row.id, row.wrapped)).toThrow(/authenticate/u);
  });

  test.each(STEPS)('broken off after %s loses nothing, and the next one ends it', async (step) => {
    const made = hexOf(await keys.make(db.pool, ids(30)));
    await rotate(step);
    // As after a start: nothing is remembered.
    masters = await masterKeysIn(dir, randomBytes);
    keys = subjectKeys(masters, randomBytes);
    expect(hexOf(await keys.make(db.pool, [...ids(30), 'e:new']))).toMatchObject(made);
    await rotate();
    expect(hexOf(await subjectKeys(await masterKeysIn(dir, randomBytes), randomBytes).of(db.pool, ids(30)))).toEqual(made);
    const { rows } = await db.pool.query<{ name: string }>('SELECT name FROM master_key');
    expect(rows).toHaveLength(1);
    expect(await masterFiles()).toContain(`master-${rows[0]?.name}`);
    expect((await db.pool.query('SELECT FROM subject_key WHERE master <> $1', [rows[0]?.name])).rowCount).toBe(0);
  });

  test('waits for keys that are just being made, and takes them over', async () => {
    await keys.make(db.pool, ids(2));
    let done: RotationStep[] | undefined;
    let rotating: Promise<void> | undefined;
    const made = await inTransaction(db, async (client) => {
      const fresh = hexOf(await keys.make(client, ['e:late']));
      rotating = rotate().then((steps) => { done = steps; });
      while ((await db.pool.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE master_key%' AND datname = current_database()`)).rowCount === 0) await new Promise((wait) => setTimeout(wait, 20));
      expect(done).toBeUndefined();
      return fresh;
    });
    await rotating;
    expect(done).toEqual(STEPS);
    expect(hexOf(await keys.of(db.pool, ['e:late']))).toEqual(made);
  });

  test('goes on while others make and destroy keys, and none is lost', async () => {
    const made: Record<string, string> = hexOf(await keys.make(db.pool, ids(200)));
    const servers = await Promise.all([1, 2, 3].map(async () => subjectKeys(await masterKeysIn(dir, randomBytes), randomBytes)));
    let going = true;
    const working = servers.map(async (server, s) => {
      for (let n = 0; going; n += 1) {
        Object.assign(made, hexOf(await server.make(db.pool, [`e:s${s}n${n}`, `e:s${s}m${n}`])));
        await server.destroy(db.pool, [`e:s${s}m${n}`]);
        delete made[`e:s${s}m${n}`];
      }
    });
    for (let n = 0; n < 4; n += 1) await rotate();
    going = false;
    await Promise.all(working);
    await rotate();
    const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM subject_key');
    expect(rows.map((r) => r.id).sort()).toEqual(Object.keys(made).sort());
    expect(hexOf(await keys.of(db.pool, Object.keys(made)))).toEqual(made);
    expect((await masterFiles())).toHaveLength(1);
  });
});

describe('a round', () => {
  test('comes only after keys were destroyed, and again when it could not write the copy', async () => {
    await keys.make(db.pool, ids(3));
    const copies: string[] = [];
    const round = (copy: () => Promise<void>): Promise<boolean> => keyRound({ db, masters, copy });
    const copied = (): Promise<void> => { copies.push('written'); return Promise.resolve(); };
    expect(await round(copied)).toBe(false);
    await keys.destroy(db.pool, ['e:0']);
    await expect(round(() => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full');
    expect(copies).toEqual([]);
    expect(await round(copied)).toBe(true);
    expect(await round(copied)).toBe(false);
    expect(copies).toEqual(['written']);
  });

  test('of a server that keeps backups copies what another server replaced, and nothing twice', async () => {
    await keys.make(db.pool, ids(2));
    let copies = 0;
    const withBackups = keyRounds({ db, masters, copy: () => { copies += 1; return Promise.resolve(); } });
    const without = keyRounds({ db, masters: await masterKeysIn(dir, randomBytes) });
    await withBackups();
    await withBackups();
    expect(copies).toBe(1);
    await keys.destroy(db.pool, ['e:0']);
    await without();
    await withBackups();
    await withBackups();
    expect(copies).toBe(2);
    await keys.destroy(db.pool, ['e:1']);
    await withBackups();
    await withBackups();
    expect(copies).toBe(3);
  });

  test('is left to another server that has it in hand', async () => {
    await keys.make(db.pool, ids(1));
    await keys.destroy(db.pool, ids(1));
    await withKeyLock(db, false, async () => {
      expect(await keyRound({ db, masters })).toBe(false);
    });
    expect(await keyRound({ db, masters })).toBe(true);
  });
});
